"""搜索: the page that searches the whole register; the browser does it, with the files of `govgen.search`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import get_args

from govgen.kind import Tone
from govgen.record import kinds
from govgen.search import PATH
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("搜索", "Search")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of the search; it depends on no record."""
    yield Draft(PATH, (), partial(page, view))


def page(view: View) -> Page:
    """Write the page of the search, and the lists that serve where scripts do not run."""
    title = TITLE[view.lang]
    body = view.render(
        "search.html.jinja",
        title=title,
        tones=get_args(Tone),
        lists=[model.KIND for model in kinds().values()],
    )
    return Page(PATH, title, title, body)
