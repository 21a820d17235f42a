"""资助总额超过本轮资金

规则：一个轮次的资助金额合计不超过本轮资金 `budget`。
为什么：钱只有这么多，多批的一定落空。
怎么改：核对资助金额和本轮资金；增加了资金的，先写明追加的决议再改 `budget`。
---
Awards above the round's budget

Rule: the awards of a round together are no more than its `budget`.
Why: there is only so much; what is promised beyond it cannot be kept.
Mend: compare awards and budget; where money was added, name that decision and raise the `budget`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.decision import Decision
from govgen.kinds.round import Round
from govgen.money import FALLEN, ZERO
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Round)
def award_over_budget(found: Round, register: Register) -> Iterator[Problem]:
    """Yield the award at which a round's budget runs out."""
    total = ZERO
    for decision in register.back(found.id, Decision):
        if register.get(decision.round) is not found or decision.state in FALLEN:
            continue
        for index, award in enumerate(decision.awards):
            total += award.amount
            if total > found.budget:
                coin = unit(found, register)
                yield Problem(
                    ("awards", index, "amount"),
                    Words(
                        f"到这一项共资助 {total} {coin.zh}，`{found.id}` 本轮资金 {found.budget} {coin.zh}",
                        f"with this award {total} {coin.en} are granted, but `{found.id}` has {found.budget}",
                    ),
                    Words("核对资助金额和本轮资金", "compare the awards with the round's budget"),
                    record=decision.id,
                )
                return
