"""资助多于申请

规则：资助金额不超过项目的申请金额。
为什么：申请的人自己算过要多少，多给的没有预算支撑。
怎么改：核对两个金额；评审时确实调增的，在 irregularities 里登记理由。
---
More awarded than asked for

Rule: an award is no more than the project asked for.
Why: those who asked worked out what they need; there is no budget behind the rest.
Mend: compare both figures; where the jury did raise it, record that with its reason under irregularities.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.decision import Decision
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Decision, on="awards", irregular=True)
def award_requested(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each award above the amount asked for."""
    for index, award in enumerate(decision.awards):
        project = register.get(award.project)
        if not isinstance(project, Project) or project.requested is None:
            continue
        if award.amount > project.requested:
            coin = unit(project, register)
            yield Problem(
                ("awards", index, "amount"),
                Words(
                    f"资助 {award.amount} {coin.zh}，`{project.id}` 只申请了 {project.requested} {coin.zh}",
                    f"{award.amount} {coin.en} are awarded, but `{project.id}` asked for {project.requested}",
                ),
                Words(
                    "核对金额，或登记程序瑕疵", "compare the figures, or record the irregularity"
                ),
            )
