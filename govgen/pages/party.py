"""党建引领: who leads, what they lead, and what the joint meeting's members need, offer and have agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from govgen.leaders import Leaders, leaders
from govgen.leadership import Leadership, leadership
from govgen.record import kinds
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("党建引领", "Party leadership")
LATEST = 12
ERRANDS = 40
"""Rows of each list; what is older stands with its record."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of Party leadership."""
    found = leadership(view.register)
    yield Draft(
        "party/",
        tuple(dict.fromkeys(shown(found))),
        partial(page, view, found, leaders(view.register)),
        repr(counts(found)),
    )


def shown(found: Leadership) -> Iterator[str]:
    """Yield the ids of all records the page shows."""
    for members in found.network.values():
        for body in members:
            yield from filter(None, (body.id, body.parent, *body.service_area))
    yield from (wish.organization.id for wish in (*found.needs, *found.offers))
    for record in (*found.led[:LATEST], *found.projects, *found.meetings):
        yield from filter(None, (record.id, record.place))
    for errand in found.errands[:ERRANDS]:
        yield errand.task.who
    for whistle in found.whistles[:LATEST]:
        yield from (whistle.order.id, *whistle.by, *whistle.who)
    for _, activity in found.life[:LATEST]:
        yield from filter(None, (activity.id, activity.place))


def counts(found: Leadership) -> dict[str, int]:
    """Return how many records of each kind Party organisations lead, in the order of kinds."""
    numbers = Counter(record.KIND.name for record in found.led)
    return {name: numbers[name] for name in kinds() if numbers[name]}


def page(view: View, found: Leadership, known: Leaders) -> Page:
    """Write the page."""
    title = TITLE[view.lang]
    figures = [
        (
            str(number),
            "件" if view.lang == "zh" else "",
            kinds()[name].KIND.words.zh if view.lang == "zh" else kinds()[name].KIND.plural.en,
            f"~/{kinds()[name].KIND.folder}/",
        )
        for name, number in counts(found).items()
    ]
    body = view.render(
        "party.html.jinja",
        title=title,
        found=found,
        figures=figures,
        stages=known.stages,
        latest=LATEST,
        most=ERRANDS,
    )
    return Page("party/", title, title, body)
