"""A fund: what came in and went out, what it holds and has promised."""

from __future__ import annotations

from decimal import Decimal

from govgen import commitment, money
from govgen.commitment import Standing
from govgen.drawn import course
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import INCOMING, EntryType
from govgen.money import ZERO
from govgen.register import Register


def standing(fund: Fund, register: Register) -> Standing | None:
    """Return `fund` as it stands after the last day on which anything moved; none without a ledger."""
    if not money.ledgers(fund, register):
        return None
    found = commitment.standing(fund, register)
    return found[-1] if found else None


def totals(fund: Fund, register: Register) -> tuple[tuple[EntryType, Decimal, bool], ...]:
    """Return Σ by type of entry over all ledgers, reversals taken off: (type, yuan, whether it came in)."""
    found: dict[EntryType, Decimal] = {}
    for ledger in money.ledgers(fund, register):
        for entry in ledger.entries:
            sign = 1 if entry.type in INCOMING else -1
            found[entry.type] = found.get(entry.type, ZERO) + entry.signed * sign
    return tuple((kind, found[kind], kind in INCOMING) for kind in EntryType if found.get(kind))


def shown(fund: Fund, register: Register) -> tuple[str, ...]:
    """Return the ids of all records a fund's page shows."""
    return (*register.referrers.get(fund.id, ()), *course.shown(fund, register))
