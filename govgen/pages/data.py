"""数据: what can be downloaded, in which form, under which licence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.licence import LICENCES
from govgen.record import Visibility, kinds
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("数据", "Data")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of downloads."""
    yield Draft("data/", (), partial(page, view), repr(counts(view)))


def counts(view: View) -> dict[str, int]:
    """Return how many records of each kind are in the files, by the kind's name."""
    return {
        name: sum(r.visibility is not Visibility.COUNT for r in view.register.by_kind.get(name, ()))
        for name in kinds()
    }


def page(view: View) -> Page:
    """Write the page of downloads."""
    title = TITLE[view.lang]
    licence = view.register.community.licence
    body = view.render(
        "data.html.jinja",
        title=title,
        kinds=[(model.KIND, counts(view)[name]) for name, model in kinds().items()],
        licence=licence,
        deed=LICENCES[licence].deed if licence in LICENCES else "",
    )
    return Page("data/", title, title, body)
