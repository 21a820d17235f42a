"""打印告示: what can go on the notice board today, each an A4 page to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.pages.records import needs
from govgen.poster import GENRES, RULING, Poster, amount, fitting, posters
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("打印告示", "Notices to print")
ABOUT = Words(
    "贴公告栏用的告示，每张一页A4纸，黑白打印即可，上面有二维码。选一张，打开就能打印。",
    "Notices for the board, one A4 page each, in black and white, with a QR code. Pick one, open it and print.",
)
LATEST = 40
"""Decisions in force that the list names; every other is printed from its own page."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the list of posters, and the page of each."""
    found = posters(view.register)
    yield Draft("posters/", tuple(it.record.id for it in found), partial(listed, view, found))
    for it in found:
        shown, _ = needs(it.record, view)
        yield Draft(f"posters/{it.record.id}/", shown, partial(page, view, it))


def listed(view: View, found: tuple[Poster, ...]) -> Page:
    """Write the list, form by form."""
    groups = {genre: [it for it in found if it.genre is genre] for genre in GENRES}
    groups[RULING] = groups[RULING][:LATEST]
    title, about = TITLE[view.lang], ABOUT[view.lang]
    body = view.render("posters.html.jinja", title=title, about=about, groups=groups)
    return Page("posters/", title, about, body)


def page(view: View, it: Poster) -> Page:
    """Write one poster."""
    title = f"{it.genre[view.lang]}{'：' if view.lang == 'zh' else ': '}{view.name(it.record)}"
    body = view.render("poster.html.jinja", it=it, r=it.record, amount=amount, fitting=fitting)
    return Page(f"posters/{it.record.id}/", title, title, body)
