"""同一笔钱用了两种币种

规则：项目、评审结果、轮次和台账，与它们所用的基金、所列的项目用同一种币种；没有写 `currency` 的，用社区的币种。
为什么：金额直接相加，不折算；两种钱加在一起，余额、承诺和花销就都不对了。
怎么改：改写 `currency`，或按基金的币种记金额，折算办法写进说明。
---
Two currencies for the same money

Rule: projects, award decisions, rounds and ledgers are in the currency of the fund they draw on and of the projects they list; without `currency` it is the community's.
Why: amounts are added as they stand, never converted; two sorts of money in one sum make every balance, promise and spending wrong.
Mend: correct `currency`, or record the amounts in the fund's and say in a note how they were converted.
"""

from collections.abc import Iterator
from functools import cache

from govgen.check import rule
from govgen.currency import currency
from govgen.kinds.fund import Fund
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words

PAID = frozenset(("fund", "funding", "payments", "refunds", "entries", "awards", "applications"))
"""Fields through which money goes from one record to another."""


@rule()
def currency_mixed(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each fund or project with which a record shares money in another currency."""
    if not pays(type(record)):
        return
    own = currency(record, register)
    for link in register.links[record.id]:
        other = register.get(link.target) if link.route[0] in PAID else None
        if isinstance(other, Fund | Project) and currency(other, register) != own:
            yield Problem(
                link.route,
                Words(
                    f"这里的金额是 {own}，`{other.id}` 用的是 {currency(other, register)}",
                    f"the amounts here are in {own}, those of `{other.id}` in {currency(other, register)}",
                ),
                Words(
                    "改写 `currency`，或按同一种币种记金额",
                    "correct `currency`, or record the amounts in the same one",
                ),
            )


@cache
def pays(kind: type[Record]) -> bool:
    """Whether records of `kind` have one of these fields."""
    return not PAID.isdisjoint(kind.model_fields)
