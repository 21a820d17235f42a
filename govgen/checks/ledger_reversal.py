"""冲销的对象不对

规则：冲销指向本台账里更早的一笔，类型和金额相同，且没有被冲销过。
为什么：台账只增不改，冲错了账就平不了。
怎么改：改正 `reverses` 的序号、类型或金额。
---
A reversal that does not fit

Rule: a reversal names an earlier entry of the same ledger, of the same type and amount, that was not reversed before.
Why: a ledger is only added to; a reversal of the wrong entry leaves it unbalanced.
Mend: correct number, type or amount.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.ledger import Entry, Ledger
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Ledger)
def ledger_reversal(ledger: Ledger, _: Register) -> Iterator[Problem]:
    """Yield each reversal without a match above it."""
    before: dict[int, Entry] = {}
    reversed_: set[int] = set()
    for index, entry in enumerate(ledger.entries):
        if entry.reverses is not None:
            fault = misfit(entry, before.get(entry.reverses), done=entry.reverses in reversed_)
            if fault is not None:
                yield Problem(
                    ("entries", index, "reverses"),
                    fault,
                    Words("改正序号、类型或金额", "correct number, type or amount"),
                )
            reversed_.add(entry.reverses)
        before[entry.no] = entry


def misfit(entry: Entry, meant: Entry | None, *, done: bool) -> Words | None:
    """Say why `entry` does not reverse what is meant."""
    number = entry.reverses
    if meant is None:
        return Words(f"前面没有第 {number} 笔", f"there is no entry {number} above")
    if done:
        return Words(f"第 {number} 笔已经冲销过", f"entry {number} was reversed before")
    if meant.reverses is not None:
        return Words(f"第 {number} 笔本身就是冲销", f"entry {number} is a reversal itself")
    if (meant.type, meant.amount) != (entry.type, entry.amount):
        return Words(
            f"第 {number} 笔是{meant.type.words.zh} {meant.amount} 元，这一笔是{entry.type.words.zh} {entry.amount} 元",
            f"entry {number} is `{meant.type.value}` of {meant.amount} yuan, this is `{entry.type.value}` of {entry.amount}",
        )
    return None
