"""资助超过单个项目上限

规则：资助金额不超过基金规定的单个项目上限 `ceiling`。
为什么：上限让小钱办成更多的事，破例要有说法。
怎么改：核对金额；确实破例的，在 irregularities 里登记依据。
---
An award above the fund's ceiling

Rule: an award is no more than the fund's `ceiling` for one project.
Why: the ceiling lets little money reach many; an exception needs its grounds.
Mend: compare the figures; where an exception was made, record it under irregularities.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.decision import Decision
from govgen.kinds.fund import Fund
from govgen.money import drawn_on
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Decision, on="awards", irregular=True)
def fund_ceiling(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each award above the ceiling of its fund."""
    fund = register.get(drawn_on(decision, register))
    if not isinstance(fund, Fund) or fund.ceiling is None:
        return
    for index, award in enumerate(decision.awards):
        if award.amount > fund.ceiling:
            coin = unit(fund, register)
            yield Problem(
                ("awards", index, "amount"),
                Words(
                    f"资助 {award.amount} {coin.zh}，`{fund.id}` 单个项目上限 {fund.ceiling} {coin.zh}",
                    f"{award.amount} {coin.en} are awarded, but the ceiling of `{fund.id}` is {fund.ceiling}",
                ),
                Words(
                    "核对金额，或登记程序瑕疵", "compare the figures, or record the irregularity"
                ),
            )
