"""现行规约: the rules in force with their full text, those to come, and what they took the place of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.regulations import Regulation, rulebook
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("现行规约", "Rules in force")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the rules, in pages where there are many."""
    book = rulebook(view.register)
    groups = {
        rule.decision.id: name
        for name in ("in_force", "to_come", "past")
        for rule in getattr(book, name)
    }
    for part in slices(book.all, "rules/"):
        decided = [one for rule in part.items for one in rule.related]
        bodies = [step.body for rule in part.items if (step := rule.decision.decisive)]
        needs = tuple(dict.fromkeys([*decided, *bodies]))
        yield Draft(part.path, needs, partial(page, view, part, groups), repr(groups))


def page(view: View, part: Slice[Regulation], groups: dict[str, str]) -> Page:
    """Write one page of rules."""
    sorted_: dict[str, list[Regulation]] = {"in_force": [], "to_come": [], "past": []}
    for rule in part.items:
        sorted_[groups[rule.decision.id]].append(rule)
    title = TITLE[view.lang]
    body = view.render("rules.html.jinja", title=title, part=part, **sorted_)
    return Page(part.path, title, title, body)
