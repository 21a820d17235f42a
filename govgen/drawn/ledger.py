"""A ledger month by month, with the balance after each entry."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from govgen.kinds.ledger import Entry, Ledger
from govgen.money import ZERO


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, the balance after it, and the number of the entry that reverses it."""

    entry: Entry
    balance: Decimal
    reversed_by: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its number, its lines, what came in and went out, the balance at its end."""

    number: int
    lines: tuple[Line, ...]
    income: Decimal
    spent: Decimal
    balance: Decimal


def months(ledger: Ledger) -> tuple[Month, ...]:
    """Return the months in which `ledger` has entries, in order."""
    reversed_by = {entry.reverses: entry.no for entry in ledger.entries if entry.reverses}
    balance, lines = ledger.opening, []
    for entry in sorted(ledger.entries, key=lambda entry: entry.at):
        balance += entry.signed
        lines.append(Line(entry, balance, reversed_by.get(entry.no)))
    groups = groupby(lines, key=lambda line: line.entry.at.month)
    return tuple(month(number, tuple(found)) for number, found in groups)


def month(number: int, lines: tuple[Line, ...]) -> Month:
    """Add up one month."""
    signed = [line.entry.signed for line in lines]
    income = sum((amount for amount in signed if amount > 0), ZERO)
    return Month(number, lines, income, income - sum(signed, ZERO), lines[-1].balance)
