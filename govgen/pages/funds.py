"""钱花在哪里: every fund, what was paid this year and from whom, where most money went, the ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from govgen import spending
from govgen.kinds.ledger import Ledger
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View
from govgen.words import Choice, Words

TITLE = Words("钱花在哪里", "Where the money goes")
MOST = 10
"""Projects with most money that the page names."""
MONEY = ("fund", "round", "ledger", "project", "decision", "evaluation")
"""Kinds whose records hold amounts, or judge what came of them."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of all money, and the list of ledgers."""
    kept = [r for kind in MONEY for r in view.register.by_kind.get(kind, ())]
    yield Draft("funds/", tuple(r.id for r in kept), partial(money_page, view))
    sheets = sorted(view.register.of(Ledger), key=lambda one: (one.fund, -one.year))
    for part in slices(sheets, "ledgers/"):
        yield Draft(
            part.path, tuple(shown(part.items)), partial(ledgers_page, view, part), str(part.whole)
        )


def shown(sheets: Iterable[Ledger]) -> Iterator[str]:
    """Yield the ids of ledgers and their funds."""
    for sheet in sheets:
        yield sheet.id
        yield sheet.fund


def money_page(view: View) -> Page:
    """Write where money comes from and where it goes."""
    register = view.register
    paid = spending.payments(register)
    this_year = paid.get(register.as_of.year, ())
    body = view.render(
        "funds.html.jinja",
        title=TITLE[view.lang],
        accounts=spending.accounts(register),
        paid=spending.total(this_year),
        sources=ends(view, spending.by(this_year, lambda one: one.source)),
        uses=ends(view, spending.by(this_year, lambda one: one.project.type)),
        years=[(year, spending.total(found), len(found)) for year, found in paid.items()],
        costliest=spending.costliest(register, MOST),
        foreign=spending.foreign(register),
    )
    return Page("funds/", TITLE[view.lang], TITLE[view.lang], body)


def ends(view: View, sums: Iterable[tuple[Choice, Decimal]]) -> list[tuple[str, Decimal, str, str]]:
    """Return one side of the money flow for its macro: words, amount, amount in words, no link."""
    return [(kind.words[view.lang], amount, view.amount(amount), "") for kind, amount in sums]


def ledgers_page(view: View, part: Slice[Ledger]) -> Page:
    """Write the ledgers by fund and year."""
    groups: dict[str, list[spending.Sheet]] = {}
    for one in part.items:
        groups.setdefault(one.fund, []).append(spending.sheet(one))
    title = Ledger.KIND.plural[view.lang]
    body = view.render("ledgers.html.jinja", title=title, groups=groups, part=part)
    return Page(part.path, title, title, body)
