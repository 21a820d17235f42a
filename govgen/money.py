"""What money was approved, received, paid, granted and promised: one arithmetic for checks and pages.

All amounts are exact yuan. Each stands once in the register: an award in its decision, a grant in
the fund's ledger; a project that leaves `approved` or `received` out takes them from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from govgen import reached
from govgen.kinds.decision import Decision
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import Entry, EntryType, Ledger
from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.register import Register
from govgen.works import FundingSource, Payment, Refund

ZERO = Decimal(0)
STANDS = ("passed", "publicised", "effective", "implemented", "results_publicised", "lapsed")
"""States in which a decision has been passed and still holds, or held to its end."""
FALLEN = ("rejected", "revised", "revoked", "superseded", "withdrawn", "voided")
Key = tuple[FundingSource, str | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One source of a project's money: amounts in yuan, none where nothing says.

    `items` are the indices of the project's `funding` entries that name this source and fund; it is
    empty where money was paid from a source that nobody approved.
    """

    source: FundingSource
    fund: str | None
    approved: Decimal | None
    received: Decimal | None
    paid: Decimal
    refunded: Decimal
    items: tuple[int, ...]

    @property
    def left(self) -> Decimal | None:
        """Received − paid."""
        return None if self.received is None else self.received - self.paid


@dataclass(frozen=True, slots=True)
class Awarded:
    """One award: its decision, its index there, the fund it draws on, the day it was passed.

    `passed` is none before the vote; `fallen` is the day it was revoked, or none.
    """

    decision: Decision
    index: int
    project: str
    amount: Decimal
    fund: str | None
    passed: date | None
    fallen: date | None

    @property
    def stands(self) -> bool:
        """Whether it was passed and not revoked."""
        return self.passed is not None and self.fallen is None


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry of a ledger and its index there."""

    ledger: Ledger
    index: int
    entry: Entry


@dataclass(frozen=True)
class Books:
    """A register's awards and grants by project, and its ledgers by fund in the order of years."""

    awards: Mapping[str, tuple[Awarded, ...]]
    postings: Mapping[str, tuple[Posting, ...]]
    ledgers: Mapping[str, tuple[Ledger, ...]]


@lru_cache(maxsize=2)
def books(register: Register) -> Books:
    """Gather awards, grants and ledgers once for a register."""
    ledgers = sorted(register.of(Ledger), key=lambda ledger: ledger.year)
    return Books(
        awards=grouped((award.project, award) for award in all_awards(register)),
        postings=grouped(
            (named(entry.project, register), Posting(ledger, index, entry))
            for ledger in ledgers
            for index, entry in enumerate(ledger.entries)
            if entry.project
        ),
        ledgers=grouped((named(ledger.fund, register), ledger) for ledger in ledgers),
    )


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Gather the second of each pair by the first, in order."""
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def named(record_id: str, register: Register) -> str:
    """Return the present id behind `record_id`; an id that names nothing stays as it is."""
    found = register.get(record_id)
    return found.id if found else record_id


def all_awards(register: Register) -> Iterator[Awarded]:
    """Yield every award of every decision."""
    for decision in register.of(Decision):
        if not decision.awards:
            continue
        fund, passed, fallen = drawn_on(decision, register), *standing_of(decision, register)
        for index, award in enumerate(decision.awards):
            project = named(award.project, register)
            yield Awarded(decision, index, project, award.amount, fund, passed, fallen)


def drawn_on(decision: Decision, register: Register) -> str | None:
    """Return the id of the fund an award decision draws on: its own, else its round's."""
    found = register.get(decision.round)
    fund = decision.fund or (found.fund if isinstance(found, Round) else None)
    return named(fund, register) if fund else None


def standing_of(decision: Decision, register: Register) -> tuple[date | None, date | None]:
    """Return when `decision` was last passed, and when it fell after that."""
    passed = reached.last(decision, register, "passed") or reached.first(
        decision, register, *STANDS
    )
    gone = reached.last(decision, register, *FALLEN) if decision.state in FALLEN else None
    return passed, gone


def awards(project: Project, register: Register) -> tuple[Awarded, ...]:
    """Return the standing awards to `project`."""
    return tuple(a for a in books(register).awards.get(project.id, ()) if a.stands)


def awarded(project: Project, register: Register, fund: str | None = None) -> Decimal | None:
    """Σ standing awards to `project` (of `fund`, where given); none where there is none."""
    found = [a.amount for a in awards(project, register) if fund is None or a.fund == fund]
    return sum(found, ZERO) if found else None


def postings(project: Project, register: Register) -> tuple[Posting, ...]:
    """Return the ledger entries that name `project`, by year and place in the ledger."""
    return books(register).postings.get(project.id, ())


def granted(project: Project, register: Register, fund: str | None = None) -> Decimal | None:
    """Σ grants to `project` − Σ grants reversed; none where no ledger has an entry."""
    return posted(project, register, EntryType.GRANT, -1, fund)


def returned(project: Project, register: Register, fund: str | None = None) -> Decimal | None:
    """Σ money `project` gave back to its funds, by their ledgers; none where no ledger has an entry."""
    return posted(project, register, EntryType.RETURN, 1, fund)


def posted(
    project: Project, register: Register, type_: EntryType, sign: int, fund: str | None
) -> Decimal | None:
    """Σ signed entries of one type that name `project`, times `sign`."""
    found = [
        posting.entry.signed
        for posting in postings(project, register)
        if posting.entry.type is type_
        and (fund is None or named(posting.ledger.fund, register) == fund)
    ]
    return sign * sum(found, ZERO) if found else None


def lines(project: Project, register: Register) -> tuple[Line, ...]:
    """Return each source of `project`'s money once, in the order of its `funding`."""
    items = funded(project, register)
    paid = summed(project.payments, project, register)
    refunded = summed(project.refunds, project, register)
    keys = (*items, *sorted(paid.keys() - items.keys(), key=str))
    return tuple(
        Line(
            source=key[0],
            fund=key[1],
            approved=approved(key, items.get(key, ()), project, register),
            received=received(key, items.get(key, ()), project, register),
            paid=paid.get(key, ZERO),
            refunded=refunded.get(key) or given_back(key, project, register),
            items=items.get(key, ()),
        )
        for key in keys
    )


def summed(
    movements: Iterable[Payment | Refund], project: Project, register: Register
) -> dict[Key, Decimal]:
    """Σ payments, or refunds, of `project` by source and fund."""
    found: dict[Key, Decimal] = {}
    for movement in movements:
        key = key_of(movement, project, register)
        found[key] = found.get(key, ZERO) + movement.amount
    return found


def given_back(key: Key, project: Project, register: Register) -> Decimal:
    """Return what the fund's ledgers got back, where the project itself lists no refund."""
    back = returned(project, register, key[1]) if key[1] else None
    return back or ZERO


def funded(project: Project, register: Register) -> dict[Key, tuple[int, ...]]:
    """Return the indices of `project`'s funding entries by source and fund."""
    found: dict[Key, tuple[int, ...]] = {}
    for index, item in enumerate(project.funding):
        key = (item.source, named(item.fund, register) if item.fund else None)
        found[key] = (*found.get(key, ()), index)
    return found


def key_of(movement: Payment | Refund, project: Project, register: Register) -> Key:
    """Return the source and fund a payment or refund belongs to; an unnamed fund is the only one of its source."""
    fund = named(movement.fund, register) if movement.fund else None
    keys = funded(project, register)
    if (movement.source, fund) in keys:
        return movement.source, fund
    same = [key for key in keys if key[0] is movement.source and (fund is None or key[1] is None)]
    return same[0] if len(same) == 1 else (movement.source, fund)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Σ the known amounts; none where none is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def approved(
    key: Key, items: tuple[int, ...], project: Project, register: Register
) -> Decimal | None:
    """Return what the fund's awards say, else what the funding entries `items` state together."""
    own = awarded(project, register, key[1]) if items and key[1] else None
    return total(project.funding[i].approved for i in items) if own is None else own


def received(
    key: Key, items: tuple[int, ...], project: Project, register: Register
) -> Decimal | None:
    """Return what the fund's ledgers granted, else what the funding entries `items` state together."""
    own = granted(project, register, key[1]) if items and key[1] else None
    return total(project.funding[i].received for i in items) if own is None else own


def ledgers(fund: Fund, register: Register) -> tuple[Ledger, ...]:
    """Return the ledgers of `fund` in the order of years."""
    return books(register).ledgers.get(fund.id, ())


def closing(ledger: Ledger) -> Decimal:
    """Opening balance + Σ signed entries."""
    return ledger.opening + sum((entry.signed for entry in ledger.entries), ZERO)


def balance(fund: Fund, register: Register) -> tuple[tuple[date, Decimal], ...]:
    """Return the end-of-day balance of `fund` on each day its ledgers move: opening + Σ signed entries.

    Each ledger begins with its own opening balance on 1 January (shown where it is not nothing).
    """
    found: dict[date, Decimal] = {}
    for ledger in ledgers(fund, register):
        now = ledger.opening
        if now:
            found[date(max(ledger.year, 1), 1, 1)] = now
        for entry in sorted(ledger.entries, key=lambda entry: entry.at):
            now += entry.signed
            found[entry.at] = now
    return tuple(sorted(found.items()))
