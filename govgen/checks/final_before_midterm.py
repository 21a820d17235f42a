"""中期评估没有通过就拨尾款

规则：公益创投项目的尾款，在中期评估（`stage: midterm`，`passed: true`）公布之后拨付。
为什么：分批拨款，就是为了先看做得怎么样。
怎么改：补登中期评估；没有评估就拨了的，在 irregularities 里登记。
---
Final tranche before a passed midterm

Rule: a venture project's final tranche follows the publication of a midterm evaluation (`stage: midterm`) that it passed.
Why: money comes in parts so that somebody looks first.
Mend: add the midterm evaluation; where it was paid without one, record it under irregularities.
"""

from collections.abc import Iterator
from datetime import date

from govgen import money, reached
from govgen.check import rule
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.source import Route
from govgen.words import Words
from govgen.works import PaymentKind


@rule(Project, irregular=True)
def final_before_midterm(project: Project, register: Register) -> Iterator[Problem]:
    """Yield the final money of a venture project that came before a passed midterm."""
    if project.project_track != "venture" or project.source:
        return
    tranches = tuple(finals(project, register))
    if not tranches:
        return
    passed = midterm(project, register)
    for route, day in tranches:
        if passed is None or day < passed:
            yield Problem(
                route,
                Words(
                    f"{day} 拨付尾款，中期评估{f'{passed} 才公布合格' if passed else '没有合格的记录'}",
                    f"the final tranche was paid on {day}, but {f'the midterm was passed on {passed}' if passed else 'no passed midterm is recorded'}",
                ),
                Words(
                    "补登中期评估，或登记程序瑕疵",
                    "add the midterm evaluation, or record the irregularity",
                ),
            )


def finals(project: Project, register: Register) -> Iterator[tuple[Route, date]]:
    """Yield each final payment of the project, and each final grant of its funds."""
    for index, payment in enumerate(project.payments):
        if payment.kind is PaymentKind.FINAL and payment.source == "fund":
            yield ("payments", index, "at"), payment.at
    for posting in money.postings(project, register):
        if posting.entry.tranche == "final" and posting.entry.reverses is None:
            funded = next((i for i, item in enumerate(project.funding) if item.fund), None)
            yield ("id",) if funded is None else ("funding", funded), posting.entry.at


def midterm(project: Project, register: Register) -> date | None:
    """Return the day on which a passed midterm evaluation of `project` was first published."""
    days = [
        reached.first(evaluation, register, "published")
        for evaluation in register.back(project.id, Evaluation)
        if evaluation.stage == "midterm"
        and register.get(evaluation.subject.ref) is project
        and (
            evaluation.passed
            or (evaluation.passed is None and evaluation.grade not in (None, "fail"))
        )
    ]
    return min((day for day in days if day), default=None)
