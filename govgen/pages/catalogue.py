"""公开目录: what must be published, by whom, for whom, how often, and when it last was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.disclosure import Published, catalogue
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("公开目录", "What we publish")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the catalogue."""
    items = catalogue(view.register)
    bodies = [it.item.body for it in items]
    records = [it.record.id for it in items if it.record]
    needs = tuple(dict.fromkeys([*bodies, *records]))
    yield Draft(
        "open/", needs, partial(page, view, items), repr([(it.last, it.count) for it in items])
    )


def page(view: View, items: tuple[Published, ...]) -> Page:
    """Write the catalogue."""
    title = TITLE[view.lang]
    return Page(
        "open/", title, title, view.render("catalogue.html.jinja", title=title, items=items)
    )
