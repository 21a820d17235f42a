"""基金余额为负

规则：基金台账每一天结束时的余额不小于零。
为什么：账上没有的钱付不出去，余额为负必有一笔记错。
怎么改：核对当天及以前的收支，补上漏记的收入或改正日期；台账已公布的用冲销更正。
---
A fund below nothing

Rule: at the end of every day a fund's balance is not below nothing.
Why: money that is not there cannot be paid; an entry is wrong.
Mend: compare the entries up to that day with the bank's statement; add income that was left out, or reverse what is wrong.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.ledger import Ledger
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Ledger)
def ledger_balance(ledger: Ledger, register: Register) -> Iterator[Problem]:
    """Yield the last entry of the first day on which the balance is negative."""
    order = sorted(range(len(ledger.entries)), key=lambda index: ledger.entries[index].at)
    now = ledger.opening
    for place, index in enumerate(order):
        entry = ledger.entries[index]
        now += entry.signed
        following = ledger.entries[order[place + 1]].at if place + 1 < len(order) else None
        if now < 0 and following != entry.at:
            coin = unit(ledger, register)
            yield Problem(
                ("entries", index, "amount"),
                Words(
                    f"{entry.at} 日终余额 {now} {coin.zh}",
                    f"the balance at the end of {entry.at} is {now} {coin.en}",
                ),
                Words(
                    "核对当天及以前的收支",
                    "compare the entries up to that day with the bank's statement",
                ),
            )
            return
