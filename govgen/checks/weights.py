"""指标权重合计不是 100

规则：一次评估的各项指标权重合计为 100，得分在 0 至 100 之间。
为什么：权重不足或超出，总分就没有意义，不同项目也无法比较。
怎么改：按评估办法改正权重和得分。
---
Weights that do not make 100

Rule: the weights of an evaluation's indicators make 100, and each score lies from 0 to 100.
Why: otherwise the total means nothing and projects cannot be compared.
Mend: correct weights and scores from the rules of the evaluation.
"""

from collections.abc import Iterator
from decimal import Decimal

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Evaluation, on="indicators")
def weights(evaluation: Evaluation, _: Register) -> Iterator[Problem]:
    """Add the weights up and look at each score."""
    total = sum((item.weight for item in evaluation.indicators), Decimal(0))
    if total != 100:
        yield Problem(
            ("indicators",),
            Words(f"权重合计 {total}，应为 100", f"the weights make {total} instead of 100"),
            Words("核对各项 `weight`", "check each `weight`"),
        )
    for index, item in enumerate(evaluation.indicators):
        if item.score is not None and item.score > 100:
            yield Problem(
                ("indicators", index, "score"),
                Words(f"得分 {item.score} 超过 100", f"the score {item.score} is above 100"),
                Words("得分写 0 至 100", "write a score from 0 to 100"),
            )
