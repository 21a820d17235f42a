"""整改没完成就销号

规则：评估销号时，各项整改都已写明完成日期。
为什么：销号就是告诉居民问题解决了。
怎么改：补上 `done`；还没完成的，先不销号。
---
Closed with something left to mend

Rule: when an evaluation is closed every rectification has its day of completion.
Why: closing tells residents that it was mended.
Mend: add `done`; while something is left, do not close.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Evaluation, on="rectification")
def rectification_open(evaluation: Evaluation, _: Register) -> Iterator[Problem]:
    """Yield each open rectification of a closed evaluation."""
    if evaluation.state != "closed":
        return
    for index, item in enumerate(evaluation.rectification):
        if item.done is None:
            yield Problem(
                ("rectification", index),
                Words(
                    f"已经销号，第 {item.no} 项整改没有完成日期",
                    f"the evaluation is closed, but item {item.no} was not mended",
                ),
                Words("补上 `done:`；没完成就不销号", "add `done:`; until then do not close"),
            )
