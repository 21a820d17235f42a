"""The course of a fund's money: decided, granted, spent, evaluated, project by project, to the fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from govgen import commitment, money
from govgen.judged import covered, judged
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import EntryType
from govgen.kinds.project import Project
from govgen.money import ZERO, Posting
from govgen.register import Register
from govgen.works import Funding, Payment, Refund

M = TypeVar("M", Payment, Refund)
MOVES = (EntryType.GRANT, EntryType.RETURN)
"""Entries of a ledger that move money between a fund and a project."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts that add up over projects, in the fund's currency:

    awarded = granted + owed + dropped; granted = returned + spent + left + silent + withheld;
    spent + silent = evaluated + unevaluated. `owed` is still to be granted, `dropped` will not be (negative
    where more was granted than awarded); `left` lies with the project, `silent` was granted to one that
    records no payment, `withheld` to one whose payments are not public.
    """

    awarded: Decimal = ZERO
    granted: Decimal = ZERO
    owed: Decimal = ZERO
    returned: Decimal = ZERO
    spent: Decimal = ZERO
    silent: Decimal = ZERO
    withheld: Decimal = ZERO
    evaluated: Decimal = ZERO

    @property
    def dropped(self) -> Decimal:
        """Awarded − granted − owed."""
        return self.awarded - self.granted - self.owed

    @property
    def left(self) -> Decimal:
        """Granted − returned − spent − silent − withheld."""
        return self.granted - self.returned - self.spent - self.silent - self.withheld

    @property
    def unevaluated(self) -> Decimal:
        """Spent + silent − evaluated."""
        return self.spent + self.silent - self.evaluated

    def __add__(self, other: Sums) -> Sums:
        """Add up, amount by amount."""
        return Sums(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Award:
    """What one decision gave, none where the record names no decision.

    `listed`: the figure stands in the decision; else the project's own record states it.
    """

    decision: str | None
    amount: Decimal
    listed: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What one project had from one fund: what was decided, what moved, what was paid, who judged it.

    `stated` and `refunds` are what the project itself says where no ledger does. A project that is not
    open shows no payments and no evaluations.
    """

    project: Project
    awards: tuple[Award, ...]
    moves: tuple[Posting, ...]
    stated: Decimal
    refunds: tuple[Refund, ...]
    payments: tuple[Payment, ...]
    evaluations: tuple[Evaluation, ...]
    sums: Sums


def courses(fund: Fund, register: Register) -> Iterator[Course]:
    """Yield the course of each project that `fund` gave to, by id."""
    entries = (entry for book in money.ledgers(fund, register) for entry in book.entries)
    ids = {money.named(entry.project, register) for entry in entries if entry.project}
    ids |= {project.id for project in register.back(fund.id, Project)}
    ids |= commitment.by_project(fund, register).keys()
    for name in sorted(ids):
        project = register.get(name)
        found = course(project, fund, register) if isinstance(project, Project) else None
        if found and any(astuple(found.sums)):
            yield found


def course(project: Project, fund: Fund, register: Register) -> Course:
    """Follow the money of one project from one fund."""
    seen = project.visibility == "full"
    own = funding(project, fund, register) if seen else ()
    moves = moved(project, fund, register)
    kinds = {move.entry.type for move in moves}
    found = Course(
        project=project,
        awards=decided(project, fund, own, register),
        moves=moves,
        stated=ZERO if EntryType.GRANT in kinds else sum((it.received or ZERO for it in own), ZERO),
        refunds=out_of(project.refunds, project, fund, register)
        if seen and EntryType.RETURN not in kinds
        else (),
        payments=out_of(project.payments, project, fund, register) if seen else (),
        evaluations=judged(project, register) if seen else (),
        sums=Sums(),
    )
    ended = commitment.ended(project, fund, register) is not None
    return replace(found, sums=added(found, register, ended=ended))


def added(found: Course, register: Register, *, ended: bool) -> Sums:
    """Add up one course; `ended`: nothing more is owed."""
    awarded = sum((award.amount for award in found.awards), ZERO)
    granted = found.stated - posted(found.moves, EntryType.GRANT)
    back = sum((it.amount for it in found.refunds), ZERO)
    returned = back + posted(found.moves, EntryType.RETURN)
    spent = sum((it.amount for it in found.payments), ZERO)
    rest = granted - returned - spent
    seen = found.project.visibility == "full"
    silent = seen and not found.project.payments
    paid = ((it.at, it.amount) for it in found.payments)
    return Sums(
        awarded=awarded,
        granted=granted,
        owed=ZERO if ended else max(awarded - granted, ZERO),
        returned=returned,
        spent=spent,
        silent=rest if silent else ZERO,
        withheld=ZERO if seen else rest,
        evaluated=covered(had(found) if silent else paid, found.evaluations, register),
    )


def had(found: Course) -> Iterator[tuple[date, Decimal]]:
    """Yield what a project had and gave back, by day; what has no day comes last."""
    yield date.max, found.stated
    yield from ((it.at, -it.amount) for it in found.refunds)
    yield from ((move.entry.at, -move.entry.signed) for move in found.moves)


def funding(project: Project, fund: Fund, register: Register) -> tuple[Funding, ...]:
    """Return the entries of a project's funding that name `fund`."""
    return tuple(
        item
        for item in project.funding
        if item.fund and money.named(item.fund, register) == fund.id
    )


def decided(
    project: Project, fund: Fund, own: tuple[Funding, ...], register: Register
) -> tuple[Award, ...]:
    """Return the standing awards of `fund`, else what the funding entries say was approved."""
    awards = [a for a in money.awards(project, register) if a.fund == fund.id]
    if awards:
        return tuple(Award(award.decision.id, award.amount, listed=True) for award in awards)
    return tuple(
        Award(item.decision, item.approved, listed=False)
        for item in own
        if item.approved is not None
    )


def moved(project: Project, fund: Fund, register: Register) -> tuple[Posting, ...]:
    """Return what the fund's ledgers gave to a project and got back, by day."""
    found = [
        posting
        for posting in money.postings(project, register)
        if posting.entry.type in MOVES and money.named(posting.ledger.fund, register) == fund.id
    ]
    return tuple(sorted(found, key=lambda posting: posting.entry.at))


def posted(moves: Iterable[Posting], type_: EntryType) -> Decimal:
    """Σ signed entries of one type."""
    return sum((move.entry.signed for move in moves if move.entry.type is type_), ZERO)


def out_of(
    movements: Iterable[M], project: Project, fund: Fund, register: Register
) -> tuple[M, ...]:
    """Return the payments, or refunds, of a project that draw on `fund`, by day."""
    found = [it for it in movements if money.key_of(it, project, register)[1] == fund.id]
    return tuple(sorted(found, key=lambda it: it.at))
