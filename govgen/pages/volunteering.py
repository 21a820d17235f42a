"""志愿服务: each service volunteers give, how often and by whom it was evaluated, and what was mended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.kinds.evaluation import Cycle
from govgen.view import Draft, Page, View
from govgen.volunteering import Volunteering, volunteering
from govgen.words import Words

TITLE = Words("志愿服务评估", "How volunteering is evaluated")
LATEST = 3
"""Evaluations of one service that are told in full, all but the last folded; older ones stand as a line."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of volunteer services and their evaluations."""
    found = volunteering(view.register)
    yield Draft("volunteering/", tuple(dict.fromkeys(shown(found))), partial(page, view, found))


def shown(found: Volunteering) -> Iterator[str]:
    """Yield the ids of all records the page shows."""
    for it in (*found.judged, *found.unjudged):
        yield it.record.id
        for one in (*(one for _, one in it.published), *it.coming):
            yield from (one.id, one.evaluator)
            yield from (task.who for task in one.rectification)


def page(view: View, found: Volunteering) -> Page:
    """Write the page."""
    title = TITLE[view.lang]
    body = view.render(
        "volunteering.html.jinja",
        title=title,
        found=found,
        latest=LATEST,
        cycles=tuple(Cycle),
    )
    return Page("volunteering/", title, title, body)
