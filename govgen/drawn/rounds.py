"""A round: its applications in the order of the rule, the line at which the money ends, the recount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.recount import Recount, Scores, price, recount, scores
from govgen.register import Register
from govgen.wording import Written

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Application:
    """One application: its mark by the rule (a mean score, votes or points), its cost and award in yuan.

    `chosen` is none while nothing was awarded.
    """

    project: Project
    mark: Fraction | None
    cost: Decimal | None
    award: Decimal | None
    chosen: bool | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A recount for the page: the jury's scores by project, why each difference is there as recorded.

    `shown`: its steps may be told, because every application is open.
    """

    count: Recount
    scores: dict[str, Scores]
    reasons: dict[str, Written | None]
    shown: bool


def applications(found: Round, register: Register) -> tuple[Application, ...]:
    """Return the open applications of a round, the highest mark first; those without one last, by id."""
    told = recount(found, register)
    marks = {step.project: step.mark for step in told.steps}
    order = {project: place for place, project in enumerate(marked(told))}
    projects = (register.get(project) for project in found.applications)
    rows = [
        Application(
            project,
            marks.get(project.id),
            price(project.id, register),
            told.given.get(project.id) if told.given else None,
            (project.id in told.given) if told.given else None,
        )
        for project in projects
        if isinstance(project, Project) and project.visibility == "full"
    ]
    return tuple(
        sorted(rows, key=lambda row: (order.get(row.project.id, len(order)), row.project.id))
    )


def counted(found: Round, register: Register) -> Counted | None:
    """Return the recount of a round; none before anything was scored, voted or awarded."""
    told = recount(found, register)
    if not told.steps and not told.given:
        return None
    applied = (register.get(one) for one in (*marked(told), *told.unmarked, *told.given))
    return Counted(
        told,
        scores(found, register),
        {one: reason(one, register) for one in (*told.missed, *told.extra) if told.differs},
        all(project is None or project.visibility == "full" for project in applied),
    )


def marked(told: Recount) -> tuple[str, ...]:
    """Return the applications that have a mark, the highest first."""
    return tuple(step.project for step in told.steps)


def reason(project: str, register: Register) -> Written | None:
    """Return what the record of an application says with its last step."""
    found = register.get(project)
    return found.standing[-1][1].note if found is not None and found.standing else None


def rounded(mark: Fraction) -> Decimal:
    """Return a mark to two decimals, half up."""
    return (Decimal(mark.numerator) / mark.denominator).quantize(CENT, ROUND_HALF_UP)


def line(rows: tuple[Application, ...]) -> int | None:
    """Return how many applications stand above the line; none where the list is not cut in two.

    The line is drawn only where every winner is ranked above every loser.
    """
    chosen = [row.chosen for row in rows]
    if None in chosen or not any(chosen) or all(chosen):
        return None
    above = sum(1 for value in chosen if value)
    return above if all(chosen[:above]) and rows[above].mark is not None else None
