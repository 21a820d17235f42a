"""总分与各项得分对不上

规则：总分等于各项得分按权重的平均：Σ 权重 × 得分 ÷ 100，四舍五入保留两位小数。
为什么：总分决定等次和尾款，任何人都应能用公布的各项得分重算一遍。
怎么改：按各项得分改正总分；各项不全时补齐。
---
The score is not the weighted mean

Rule: the score is the mean of the indicators by their weights: Σ weight × score ÷ 100, rounded half up to two decimals.
Why: grade and final payment hang on it; anyone must be able to compute it from the published parts.
Mend: correct the score from the indicators, or complete them.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Evaluation, on="indicators")
def score_mean(evaluation: Evaluation, _: Register) -> Iterator[Problem]:
    """Compute the score from the indicators and compare."""
    if evaluation.score is None:
        return
    computed = evaluation.weighted
    if computed is None:
        index = next(i for i, item in enumerate(evaluation.indicators) if item.score is None)
        yield Problem(
            ("indicators", index),
            Words("有总分，这一项却没有得分", "there is a total, but this indicator has no score"),
            Words("补上 `score`，或删去总分", "add its `score`, or delete the total"),
        )
    elif evaluation.score.quantize(computed, ROUND_HALF_UP) != computed:
        yield Problem(
            ("score",),
            Words(
                f"总分 {evaluation.score}，按权重算是 {computed}",
                f"the score is {evaluation.score}, but the weighted mean is {computed}",
            ),
            Words(f"写成 `{computed}`，或核对各项得分", f"write `{computed}`, or check the parts"),
        )
