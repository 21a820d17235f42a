"""赞成票不够却算通过

规则：表决通过的决议，赞成票达到该程序要求的比例；没有通过的表决不能生效。
为什么：少数人的意见不能当作多数人的决定。
怎么改：核对票数；确实没有过半（或没有达到规定比例）的，状态改为 rejected 未通过。
---
Passed without the majority

Rule: a decision that passed has the votes its route demands; a vote that failed never takes effect.
Why: what a minority wants is not what the many decided.
Mend: correct the votes from the record; where the majority was missed, the state is `rejected`.
"""

from collections.abc import Iterator

from govgen import voting
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Decision)
def majority(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each binding step of a passed decision whose votes for were too few."""
    if voting.passing(decision) is None:
        return
    for index, step in voting.binding(decision):
        judged = voting.judge(step, decision, register.community)
        if judged is not None and judged.carried is False:
            yield Problem(("steps", index, "vote"), *told(judged))


def told(judged: voting.Judgement) -> tuple[Words, Words]:
    """Say how many were for, how many were needed, and by which rule."""
    demand = judged.demand
    basis = voting.grounds(demand, own=judged.own)
    base = Words("实到", "present") if demand.of == "present" else Words("应到", "entitled")
    return (
        Words(
            f"赞成 {judged.in_favour} 票；须{'超过' if demand.in_favour_over else '不少于'}{base.zh} {judged.base} 人的 {demand.in_favour}，即 {judged.in_favour_needed} 票（{basis.zh}）",
            f"{judged.in_favour} voted for, but it takes {'more than' if demand.in_favour_over else 'at least'} {demand.in_favour} of the {judged.base} {base.en}, that is {judged.in_favour_needed} ({basis.en})",
        ),
        Words(
            "核对票数；没有通过的，最后状态写 `rejected`",
            "correct the votes; if it failed, let it end in `rejected`",
        ),
    )
