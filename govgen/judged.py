"""What was evaluated: the published evaluations of a project or fund, and the money they looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from govgen import reached
from govgen.kinds.evaluation import Evaluation, EvaluationType, Stage
from govgen.kinds.fund import Fund
from govgen.kinds.project import Project
from govgen.money import ZERO, named
from govgen.register import Register


def judged(subject: Project | Fund, register: Register) -> tuple[Evaluation, ...]:
    """Return the published evaluations of a project or fund, by the day of publication; guidance is none."""
    found = [
        one
        for one in register.back(subject.id, Evaluation)
        if one.visibility == "full"
        and one.state != "voided"
        and one.type is not EvaluationType.GUIDANCE
        and one.subject.ref
        and named(one.subject.ref, register) == subject.id
        and published(one, register)
    ]
    return tuple(sorted(found, key=lambda one: (published(one, register) or date.max, one.id)))


def published(evaluation: Evaluation, register: Register) -> date | None:
    """Return the day an evaluation was first published."""
    return reached.first(evaluation, register, "published")


def covered(
    used: Iterable[tuple[date, Decimal]], evaluations: tuple[Evaluation, ...], register: Register
) -> Decimal:
    """Σ money that an evaluation looked at: all of it, of a midterm one what left before its publication."""
    whole = any(one.stage is not Stage.MIDTERM for one in evaluations)
    days = [published(one, register) for one in evaluations]
    last = max((day for day in days if day), default=date.min)
    return sum((amount for day, amount in used if whole or day <= last), ZERO)
