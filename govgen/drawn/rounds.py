"""A round: its applications in the order of the rule, and the line at which the money ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from govgen.kinds.decision import Decision
from govgen.kinds.project import Project
from govgen.kinds.round import Round, Rule
from govgen.money import ZERO, named
from govgen.register import Register


@dataclass(frozen=True, slots=True)
class Application:
    """One application: its mark by the rule (a mean score, votes or points), its cost and award in yuan.

    `chosen` is none while nothing was awarded; `scores` are the jurors' own, in their order.
    """

    project: Project
    mark: Decimal | None
    cost: Decimal | None
    award: Decimal | None
    chosen: bool | None
    scores: tuple[Decimal, ...]


def applications(found: Round, register: Register) -> tuple[Application, ...]:
    """Return the applications of a round, the highest mark first; those without one last, by id."""
    awards = awarded(found, register)
    marks = marks_of(found, register)
    scores = {named(item.project, register): item.scores for item in found.jury}
    projects = (register.get(project) for project in found.applications)
    rows = [
        Application(
            project,
            marks.get(project.id),
            project.requested if project.requested is not None else project.budget,
            awards.get(project.id) if awards else None,
            (project.id in awards) if awards else None,
            scores.get(project.id, ()),
        )
        for project in projects
        if isinstance(project, Project) and project.visibility != "count"
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.mark is None, -(row.mark or ZERO), row.project.id))
    )


def awarded(found: Round, register: Register) -> dict[str, Decimal]:
    """Return the awards of a round's decision by project."""
    decision = register.get(found.award)
    if not isinstance(decision, Decision):
        return {}
    return {named(award.project, register): award.amount for award in decision.awards}


def marks_of(found: Round, register: Register) -> dict[str, Decimal]:
    """Return what each application reached, by project: mean score, else votes, else points."""
    if found.rule is Rule.JURY and found.jury:
        means = {named(item.project, register): found.mean(item.scores) for item in found.jury}
        return {project: mean for project, mean in means.items() if mean is not None}
    by_points = any(item.points is not None for item in found.votes) and all(
        item.votes is None for item in found.votes
    )
    return {
        named(item.project, register): value
        for item in found.votes
        if (
            value := item.points
            if by_points
            else Decimal(item.votes)
            if item.votes is not None
            else None
        )
        is not None
    }


def line(rows: tuple[Application, ...]) -> int | None:
    """Return how many applications stand above the line; none where the list is not cut in two.

    The line is drawn only where every winner is ranked above every loser.
    """
    chosen = [row.chosen for row in rows]
    if None in chosen or not any(chosen) or all(chosen):
        return None
    above = sum(1 for value in chosen if value)
    return above if all(chosen[:above]) and rows[above].mark is not None else None
