"""What supervision looks at: late, unanswered, unratified, uncontested, and who was paid most.

Pure functions of a register; nothing here judges, it lists what the records say. Records that are
only counted appear nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from govgen import money
from govgen.drawn.decision import open_windows as open_to_objection
from govgen.event import Irregularity
from govgen.kinds.decision import Decision
from govgen.kinds.order import Order
from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.publicity import Objection, Window
from govgen.record import Record
from govgen.register import Register
from govgen.spending import domestic
from govgen.steps import Next, going_on, next_step
from govgen.works import Payment, Procurement

Posted = tuple[tuple[Decision, Window], ...]


@dataclass(frozen=True, slots=True)
class Early:
    """A payment of `project` made before `decision`, on which it rests, was passed."""

    project: Project
    payment: Payment
    decision: Decision
    passed: date | None


def seen(register: Register) -> Iterator[Record]:
    """Yield the records that have a page."""
    return (record for record in register.records.values() if record.visibility != "count")


def decisions(register: Register) -> Iterator[Decision]:
    """Yield the decisions that have a page."""
    return (decision for decision in register.of(Decision) if decision.visibility != "count")


def projects(register: Register) -> Iterator[Project]:
    """Yield the projects that have a page."""
    return (project for project in register.of(Project) if project.visibility != "count")


@lru_cache(maxsize=2)
def irregular(register: Register) -> tuple[tuple[Record, Irregularity], ...]:
    """Return every recorded irregularity, the latest found first."""
    found = [(r, it) for r in seen(register) for it in r.irregularities]
    return tuple(sorted(found, key=lambda pair: pair[1].found_on, reverse=True))


@lru_cache(maxsize=2)
def late_windows(register: Register) -> Posted:
    """Return windows posted after they began, the latest first; a day not recorded tells nothing."""
    found = [
        (decision, window)
        for decision in decisions(register)
        for window in decision.windows
        if window.posted_on is not None and window.posted_on > window.from_
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].from_, reverse=True))


@lru_cache(maxsize=2)
def open_objections(register: Register) -> tuple[tuple[Decision, Objection, int], ...]:
    """Return objections without reply or outcome, with the days since they came in, the longest first."""
    found = [
        (decision, objection, (register.as_of - objection.received).days)
        for decision in decisions(register)
        for objection in decision.objections
        if objection.open and objection.outcome != "withdrawn"
    ]
    return tuple(sorted(found, key=lambda item: -item[2]))


@lru_cache(maxsize=2)
def unratified(register: Register) -> tuple[tuple[Project], ...]:
    """Return urgent works not yet ratified."""
    return tuple(
        (project,)
        for project in projects(register)
        if project.urgent and project.urgent.ratified_by is None
    )


@lru_cache(maxsize=2)
def direct(register: Register) -> tuple[tuple[Project, Procurement], ...]:
    """Return what was bought without competition, the latest first."""
    found = [
        (project, procurement)
        for project in projects(register)
        for procurement in project.procurement
        if procurement.method == "direct"
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].on or date.min, reverse=True))


@lru_cache(maxsize=2)
def early_payments(register: Register) -> tuple[Early, ...]:
    """Return payments made before the decision behind them was passed, the latest first.

    Urgent works are paid first and decided after; they are looked at by their ratification.
    """
    found = [
        early
        for project in projects(register)
        if project.urgent is None
        for payment in project.payments
        for decision in grounds(project, payment, register)
        if (early := hasty(project, payment, decision, register))
    ]
    return tuple(sorted(found, key=lambda early: early.payment.at, reverse=True))


def grounds(project: Project, payment: Payment, register: Register) -> tuple[Decision, ...]:
    """Return the decisions that approved the source a payment was made from."""
    key = money.key_of(payment, project, register)
    items = money.funded(project, register).get(key, ())
    named = [register.get(project.funding[index].decision) for index in items]
    stated = [decision for decision in named if isinstance(decision, Decision)]
    awards = [a.decision for a in money.awards(project, register) if a.fund == key[1]]
    return tuple({decision.id: decision for decision in stated or awards}.values())


def hasty(
    project: Project, payment: Payment, decision: Decision, register: Register
) -> Early | None:
    """Return the payment where it was made before `decision` was passed."""
    passed, _ = money.standing_of(decision, register)
    late = passed is None or payment.at < passed
    return Early(project, payment, decision, passed) if late else None


@lru_cache(maxsize=2)
def payees(register: Register, most: int = 10) -> tuple[tuple[str, Decimal, int], ...]:
    """Return the organisations paid most: (id, Σ payments in the community's currency, projects).

    A card does not tell whom it pays.
    """
    sums: dict[str, Decimal] = {}
    paid_by: dict[str, set[str]] = {}
    for project in domestic(register):
        for payment in project.payments if project.visibility == "full" else ():
            sums[payment.payee] = sums.get(payment.payee, Decimal(0)) + payment.amount
            paid_by.setdefault(payment.payee, set()).add(project.id)
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:most]
    return tuple((payee, amount, len(paid_by[payee])) for payee, amount in ranked)


@lru_cache(maxsize=2)
def overdue(register: Register) -> tuple[tuple[Record, Next], ...]:
    """Return the records whose next step is past its day, the longest first; orders have their board."""
    going = going_on(register)
    waiting = (r for r in seen(register) if r.id in going and not isinstance(r, Order))
    steps = ((r, next_step(r, register)) for r in waiting)
    late = [(r, step) for r, step in steps if step and step.due and step.due < register.as_of]
    return tuple(sorted(late, key=lambda pair: (pair[1].due or date.max, pair[0].id)))


@lru_cache(maxsize=2)
def open_windows(register: Register) -> Posted:
    """Return the windows in which residents may object on the register's day, the first to close first."""
    found = [(d, window) for d in decisions(register) for window in open_to_objection(d, register)]
    return tuple(sorted(found, key=lambda pair: (pair[1].to, pair[0].id)))


@lru_cache(maxsize=2)
def open_calls(register: Register) -> tuple[Round, ...]:
    """Return the rounds that take applications on the register's day."""
    return tuple(
        found
        for found in register.of(Round)
        if found.state == "called"
        and found.visibility != "count"
        and (not found.call or not found.call.to or found.call.to >= register.as_of)
    )


def closed_windows(register: Register, within: int) -> Posted:
    """Return the windows that closed in the last `within` days, the latest first."""
    found = [
        (decision, window)
        for decision in decisions(register)
        for window in decision.windows
        if 0 < (register.as_of - window.to).days <= within
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].to, pair[0].id), reverse=True))
