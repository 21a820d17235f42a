"""规则说明书: what `govgen explain` says, a page for the rules of each kind and three for the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.chapters import LINES, written
from govgen.rulebook import grouped, heading
from govgen.view import Draft, Page, View

BASE = "help/rules/"


def drafts(view: View) -> Iterator[Draft]:
    """Yield a page a group."""
    if view.register.community.help:
        for group in grouped():
            yield Draft(f"{BASE}{group}/", (), partial(page, view, group), lasting=True)


def page(view: View, group: str) -> Page:
    """Write the manual pages of one group."""
    title = heading(group, view.lang)
    told = [(code, *split(text[view.lang])) for code, text in grouped()[group].items()]
    body = view.render("help_rules.html.jinja", title=title, rules=told)
    return Page(f"{BASE}{group}/", title, title, body)


def split(text: str) -> tuple[str, str]:
    """Return the title of a manual page and the rest as HTML."""
    title, _, rest = text.partition("\n")
    return title, written(rest.strip("\n"), LINES)
