"""A project's money from source to payee, and its milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govgen import money
from govgen.kinds.project import Project
from govgen.money import Line
from govgen.progress import Milestone
from govgen.register import Register


@dataclass(frozen=True, slots=True)
class Flow:
    """Money paid: by source in the order of funding, by payee (an id) from the largest; amounts in yuan."""

    sources: tuple[tuple[Line, Decimal], ...]
    payees: tuple[tuple[str, Decimal], ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Σ over sources, in yuan; none where no source tells."""

    approved: Decimal | None
    received: Decimal | None
    paid: Decimal


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


def sums(lines: tuple[Line, ...]) -> Sums:
    """Add up the sources."""
    return Sums(
        money.total(line.approved for line in lines),
        money.total(line.received for line in lines),
        sum((line.paid for line in lines), Decimal(0)),
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


def awaits_ratification(project: Project, register: Register) -> tuple[bool, bool]:
    """Return whether urgent works still want ratification, and whether the day for it is past."""
    urgent = project.urgent
    wanting = urgent is not None and urgent.ratified_by is None
    return wanting, wanting and urgent is not None and urgent.ratify_by < register.as_of
