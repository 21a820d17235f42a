"""到会人数不够

规则：表决时的实到人数达到该程序要求的比例；比例由 community.yml 规定，没有规定的按默认值。
为什么：到会不足法定人数，表决不能代表应到的人，决议的效力站不住。
怎么改：核对签到；确实不足的，重新召开会议，或在 irregularities 里如实登记并写明补救。
---
Too few were present

Rule: those present at a vote reach the share its route demands; community.yml sets the share, else the default holds.
Why: without a quorum the vote does not speak for those entitled, and the decision does not stand.
Mend: compare with the sign-in sheet; if too few came, meet again, or record it under irregularities with what was done about it.
"""

from collections.abc import Iterator

from govgen import voting
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Decision, irregular=True)
def quorum(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each binding step of a passed decision where too few were present."""
    if voting.passing(decision) is None:
        return
    for index, step in voting.binding(decision):
        judged = voting.judge(step, decision, register.community)
        if judged is not None and judged.quorate is False:
            yield Problem(("steps", index, "present"), *told(judged))


def told(judged: voting.Judgement) -> tuple[Words, Words]:
    """Say how many were there, how many were needed, and by which rule."""
    share = judged.demand.present
    over = judged.demand.present_over
    basis = voting.grounds(judged.demand, own=judged.own)
    return (
        Words(
            f"应到 {judged.eligible} 人，实到 {judged.present} 人；须{'超过' if over else '不少于'}应到的 {share}，即 {judged.present_needed} 人（{basis.zh}）",
            f"{judged.present} of {judged.eligible} were present, but it takes {'more than' if over else 'at least'} {share}, that is {judged.present_needed} ({basis.en})",
        ),
        Words(
            "核对签到；人数确实不足的重新表决，或登记程序瑕疵",
            "compare with the sign-in sheet; if too few came, vote again or record the irregularity",
        ),
    )
