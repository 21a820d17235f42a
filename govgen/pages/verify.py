"""怎么核对: how anybody can check the site and its approvals without trusting it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen import __version__
from govgen.accounts import WORDS
from govgen.hosted import repository
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("怎么核对", "How to check this site")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page."""
    yield Draft("verify/", (), partial(page, view))


def page(view: View) -> Page:
    """Write the page."""
    title = TITLE[view.lang]
    archive = view.approvals.archive
    body = view.render(
        "verify.html.jinja",
        title=title,
        tip=archive.tip if archive else "",
        trouble=view.approvals.trouble if archive else (),
        repository=repository(view.register.community),
        version=__version__,
        words=WORDS,
    )
    return Page("verify/", title, title, body)
