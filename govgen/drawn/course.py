"""What a fund's page shows of the course of its money: projects by decision, added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govgen.course import Course, Sums, courses
from govgen.judged import judged, published
from govgen.kinds.fund import Fund
from govgen.register import Register

__all__ = ["groups", "judged", "published", "shown", "total"]


@dataclass(frozen=True, slots=True)
class Group:
    """The projects of one decision (none where the records name none), the largest award first.

    `hidden` are those whose money after the grant is not public; `sums` are of both.
    """

    decision: str | None
    courses: tuple[Course, ...]
    hidden: tuple[Course, ...]
    sums: Sums

    @property
    def all(self) -> int:
        """How many projects there are."""
        return len(self.courses) + len(self.hidden)


def groups(fund: Fund, register: Register) -> tuple[Group, ...]:
    """Return the courses of a fund by the decision that first gave to each, the latest decision first."""
    found: dict[str, list[Course]] = {}
    for one in courses(fund, register):
        found.setdefault(next((it.decision or "" for it in one.awards), ""), []).append(one)
    return tuple(group(name or None, found[name]) for name in sorted(found, reverse=True))


def group(decision: str | None, found: list[Course]) -> Group:
    """Rank the courses of one decision and add them up."""
    ranked = sorted(found, key=lambda one: (-one.sums.awarded, one.project.id))
    seen = tuple(one for one in ranked if one.project.visibility == "full")
    hidden = tuple(one for one in ranked if one.project.visibility != "full")
    return Group(decision, seen, hidden, total(found))


def total(found: Iterable[Course | Group]) -> Sums:
    """Add up courses or groups."""
    return sum((one.sums for one in found), Sums())


def shown(fund: Fund, register: Register) -> Iterator[str]:
    """Yield the ids of all records the course of a fund's money shows."""
    for one in courses(fund, register):
        yield one.project.id
        yield from (award.decision for award in one.awards if award.decision)
        yield from (move.ledger.id for move in one.moves)
        yield from (payment.payee for payment in one.payments)
        yield from (evaluation.id for evaluation in one.evaluations)
