"""应急项目逾期没有追认

规则：应急先行的项目在 `ratify_by` 之前由追认决议通过；付款不超过 `cap` 费用上限。
为什么：先办后议是例外，事后不追认、花费不封顶，例外就成了惯例。
怎么改：提请追认并写上 `ratified_by`；确实逾期或超支的，在 irregularities 里登记。
---
Urgent works not ratified in time

Rule: urgent works are ratified by a decision that passes by `ratify_by`, and no more than `cap` is paid for them.
Why: to act first and decide after is the exception; without ratification and a cap it becomes the habit.
Mend: have it ratified and name `ratified_by`; if it was late or too dear, record it under irregularities.
"""

from collections.abc import Iterator
from datetime import date

from govgen import money
from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.decision import Decision
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.works import Urgent


@rule(Project, irregular=True)
def unratified_urgent(project: Project, register: Register) -> Iterator[Problem]:
    """Yield urgent works that nobody ratified in time, or that cost more than their cap."""
    urgent = project.urgent
    if urgent is None:
        return
    yield from late(urgent, ratified_on(project, urgent, register), register.as_of)
    if project.paid > urgent.cap:
        coin = unit(project, register)
        yield Problem(
            ("urgent", "cap"),
            Words(
                f"已付 {project.paid} {coin.zh}，超过应急上限 {urgent.cap} {coin.zh}",
                f"{project.paid} {coin.en} were paid, above the cap of {urgent.cap}",
            ),
            Words(
                "超出部分另行决议，或登记程序瑕疵",
                "decide on the excess, or record the irregularity",
            ),
        )


def late(urgent: Urgent, ratified: date | None, as_of: date) -> Iterator[Problem]:
    """Compare the ratification with its time limit."""
    if ratified is None and urgent.ratify_by < as_of:
        yield Problem(
            ("urgent", "ratify_by"),
            Words(
                f"最迟应在 {urgent.ratify_by} 追认，至今没有",
                f"it was to be ratified by {urgent.ratify_by} and is not",
            ),
            Words("提请追认，或登记程序瑕疵", "have it ratified, or record the irregularity"),
        )
    if ratified is not None and ratified > urgent.ratify_by:
        yield Problem(
            ("urgent", "ratify_by"),
            Words(
                f"最迟应在 {urgent.ratify_by} 追认，{ratified} 才追认",
                f"it was to be ratified by {urgent.ratify_by}, but was on {ratified}",
            ),
            Words("登记程序瑕疵", "record the irregularity"),
        )


def ratified_on(project: Project, urgent: Urgent, register: Register) -> date | None:
    """Return the day the project was ratified: by the decision it names, or one that names it."""
    named = register.get(urgent.ratified_by)
    ratifying = (
        d for d in register.back(project.id, Decision) if register.get(d.ratifies) is project
    )
    for decision in (named,) if named else ratifying:
        if isinstance(decision, Decision) and decision.type == "ratification":
            passed, fallen = money.standing_of(decision, register)
            if passed is not None and fallen is None:
                return passed
    return None
