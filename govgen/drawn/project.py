"""A project's money from source to payee, and its milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govgen import money
from govgen.kinds.ledger import EntryType
from govgen.kinds.project import Project
from govgen.money import Line, Posting
from govgen.progress import Deliverable, Milestone
from govgen.register import Register

GRANTS = frozenset((EntryType.GRANT, EntryType.RETURN))
"""Entries of a ledger that move money between a fund and a project."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money paid: by source in the order of funding, by payee (an id) from the largest; amounts in yuan."""

    sources: tuple[tuple[Line, Decimal], ...]
    payees: tuple[tuple[str, Decimal], ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Σ over sources, in yuan; none where no source tells.

    `paid` is what the project's own record says; `granted` what funds paid out to it by their
    ledgers, less what it gave back.
    """

    approved: Decimal | None
    received: Decimal | None
    paid: Decimal | None
    granted: Decimal | None


def flow(project: Project, lines: tuple[Line, ...]) -> Flow | None:
    """Return what was paid from where to whom; none before the first payment."""
    if not project.payments:
        return None
    payees: dict[str, Decimal] = {}
    for payment in project.payments:
        payees[payment.payee] = payees.get(payment.payee, Decimal(0)) + payment.amount
    sources = tuple((line, line.paid) for line in lines if line.paid)
    ranked = tuple(sorted(payees.items(), key=lambda item: (-item[1], item[0])))
    return Flow(sources, ranked, project.paid)


def sums(project: Project, lines: tuple[Line, ...], register: Register) -> Sums:
    """Add up the sources of `project`."""
    granted = money.granted(project, register)
    returned = money.returned(project, register) or Decimal(0)
    return Sums(
        money.total(line.approved for line in lines),
        money.total(line.received for line in lines),
        project.paid if project.payments else None,
        None if granted is None else granted - returned,
    )


def grants(project: Project, register: Register) -> tuple[Posting, ...]:
    """Return what funds' ledgers say was granted to `project` or given back, by day."""
    found = (p for p in money.postings(project, register) if p.entry.type in GRANTS)
    return tuple(sorted(found, key=lambda posting: posting.entry.at))


def lacking(project: Project) -> tuple[Deliverable, ...]:
    """Return what is short of the plan although the project's state says that the work is done."""
    state = project.KIND.all_states[project.state or "applied"]
    if state.tone != "done" or all(point.actual for point in project.milestones):
        return ()
    return tuple(
        it for it in project.deliverables if it.actual is not None and it.actual < it.planned
    )


def points(project: Project, as_of: date) -> tuple[tuple[Milestone, str], ...]:
    """Return the milestones by plan, each done, late, present (the next one) or future."""
    ranked = sorted(project.milestones, key=lambda point: point.planned)
    coming = next((p for p in ranked if p.actual is None and p.planned >= as_of), None)
    live = project.live
    return tuple(
        (point, status(point, as_of, live=live, coming=point is coming)) for point in ranked
    )


def status(point: Milestone, as_of: date, *, live: bool, coming: bool) -> str:
    """Return how one milestone stands; of a project that ended none is late."""
    if point.actual is not None:
        return "done"
    if point.planned < as_of:
        return "late" if live else "future"
    return "present" if coming and live else "future"
