"""Where the money comes from and where it goes, over all projects and funds of a register.

Only amounts in the community's currency are added up; what is in another is counted, not converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from govgen import commitment, money
from govgen.course import Sums, courses
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import INCOMING, Entry, EntryType, Ledger
from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.money import ZERO
from govgen.register import Register
from govgen.works import FundingSource

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Account:
    """One fund: amounts in its currency, none where no ledger or record says.

    `received` and `granted` are of the register's year; `left` is what is free for new awards;
    `sums` are of all years.
    """

    fund: Fund
    balance: Decimal | None
    day: date | None
    left: Decimal | None
    received: Decimal | None
    granted: Decimal | None
    sums: Sums
    rounds: tuple[Round, ...]
    ledgers: tuple[Ledger, ...]
    projects: int


@dataclass(frozen=True, slots=True)
class Spent:
    """Money that left for one project: a payment; or, where its payments are not recorded, a fund's
    grant to it (less what it gave back)."""

    project: Project
    source: FundingSource
    at: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One ledger added up: opening + incoming − outgoing = closing, in the fund's currency."""

    ledger: Ledger
    incoming: Decimal
    outgoing: Decimal
    closing: Decimal


@dataclass(frozen=True, slots=True)
class Costly:
    """A project and what was approved, received and spent; none where nothing says."""

    project: Project
    approved: Decimal | None
    received: Decimal | None
    spent: Decimal | None


@lru_cache(maxsize=2)
def accounts(register: Register) -> tuple[Account, ...]:
    """Return every fund's account, those with the most recent movement first."""
    found = [account(fund, register) for fund in register.of(Fund) if fund.visibility == "full"]
    return tuple(sorted(found, key=lambda a: (-(a.day or date.min).toordinal(), a.fund.id)))


def account(fund: Fund, register: Register) -> Account:
    """Add up one fund."""
    ledgers = money.ledgers(fund, register)
    days = commitment.standing(fund, register) if ledgers else ()
    this_year = [e for sheet in ledgers if sheet.year == register.as_of.year for e in sheet.entries]
    sums = [one.sums for one in courses(fund, register)]
    return Account(
        fund=fund,
        balance=money.closing(ledgers[-1]) if ledgers else None,
        day=max((entry.at for sheet in ledgers for entry in sheet.entries), default=None),
        left=days[-1].free if days else None,
        received=income(this_year) if ledgers else None,
        granted=grants(this_year) if ledgers else None,
        sums=sum(sums, Sums()),
        rounds=register.back(fund.id, Round),
        ledgers=ledgers,
        projects=len(sums),
    )


def income(entries: Iterable[Entry]) -> Decimal:
    """Σ donations, allocations and interest − what of them was reversed."""
    kinds = INCOMING - {EntryType.RETURN}
    return sum((entry.signed for entry in entries if entry.type in kinds), ZERO)


def grants(entries: Iterable[Entry]) -> Decimal:
    """Σ grants − grants reversed − money returned."""
    kinds = (EntryType.GRANT, EntryType.RETURN)
    return -sum((entry.signed for entry in entries if entry.type in kinds), ZERO)


def sheet(ledger: Ledger) -> Sheet:
    """Add up one ledger."""
    signed = [entry.signed for entry in ledger.entries]
    incoming = sum((amount for amount in signed if amount > 0), ZERO)
    outgoing = -sum((amount for amount in signed if amount < 0), ZERO)
    return Sheet(ledger, incoming, outgoing, money.closing(ledger))


@lru_cache(maxsize=2)
def payments(register: Register) -> Mapping[int, tuple[Spent, ...]]:
    """Return what was spent on all projects, in the community's currency, by year, the latest first."""
    found: dict[int, list[Spent]] = {}
    for project in domestic(register):
        for one in spent_on(project, register):
            found.setdefault(one.at.year, []).append(one)
    return {year: tuple(found[year]) for year in sorted(found, reverse=True)}


def spent_on(project: Project, register: Register) -> Iterator[Spent]:
    """Yield a project's payments, or where none is recorded its funds' grants."""
    for payment in project.payments:
        yield Spent(project, payment.source, payment.at, payment.amount)
    if project.payments:
        return
    for posting in money.postings(project, register):
        if posting.entry.type in (EntryType.GRANT, EntryType.RETURN):
            yield Spent(project, FundingSource.FUND, posting.entry.at, -posting.entry.signed)


def domestic(register: Register) -> Iterator[Project]:
    """Yield the projects whose amounts are in the community's currency."""
    ours = (None, register.community.currency)
    return (
        project
        for project in register.of(Project)
        if project.currency in ours and project.visibility != "count"
    )


def foreign(register: Register) -> int:
    """Return the number of projects whose amounts are in another currency."""
    shown = [project for project in register.of(Project) if project.visibility != "count"]
    return len(shown) - sum(1 for _ in domestic(register))


def by(spent: Iterable[Spent], key: Callable[[Spent], K]) -> list[tuple[K, Decimal]]:
    """Σ spent by `key`, the largest first."""
    sums: dict[K, Decimal] = {}
    for one in spent:
        sums[key(one)] = sums.get(key(one), ZERO) + one.amount
    return sorted(sums.items(), key=lambda item: (-item[1], str(item[0])))


def total(spent: Iterable[Spent]) -> Decimal:
    """Σ spent."""
    return sum((one.amount for one in spent), ZERO)


def costliest(register: Register, most: int) -> list[Costly]:
    """Return the projects with most money: paid out, or awarded where nothing is paid yet."""
    shown = (project for project in domestic(register) if project.visibility == "full")
    ranked = sorted(
        ((weight(p, register), p) for p in shown), key=lambda pair: (-pair[0], pair[1].id)
    )
    return [costly(project, register) for amount, project in ranked[:most] if amount]


def weight(project: Project, register: Register) -> Decimal:
    """Return the larger of what was spent on a project and what it was awarded."""
    return max(total(spent_on(project, register)), money.awarded(project, register) or ZERO)


def costly(project: Project, register: Register) -> Costly:
    """Add up one project."""
    lines = money.lines(project, register)
    return Costly(
        project,
        money.total(line.approved for line in lines),
        money.total(line.received for line in lines),
        money.total(one.amount for one in spent_on(project, register)),
    )
