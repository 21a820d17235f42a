"""冲销的对象不对

规则：冲销指向本台账里更早的一笔，类型、金额和项目相同，且没有被冲销过。
为什么：台账只增不改，冲错了账就平不了。
怎么改：改正 `reverses` 的序号，或类型、金额、项目。
---
A reversal that does not fit

Rule: a reversal names an earlier entry of the same ledger, of the same type, amount and project, that was not reversed before.
Why: a ledger is only added to; a reversal of the wrong entry leaves it unbalanced.
Mend: correct the number under `reverses`, or type, amount or project.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.ledger import Entry, Ledger
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Ledger)
def ledger_reversal(ledger: Ledger, register: Register) -> Iterator[Problem]:
    """Yield each reversal without a match above it."""
    before: dict[int, Entry] = {}
    reversed_: set[int] = set()
    for index, entry in enumerate(ledger.entries):
        if entry.reverses is not None:
            done = entry.reverses in reversed_
            fault = misfit(entry, before.get(entry.reverses), unit(ledger, register), done=done)
            fault = fault or elsewhere(entry, before[entry.reverses], register)
            if fault is not None:
                yield Problem(
                    ("entries", index, "reverses"),
                    fault,
                    Words("改正序号、类型、金额或项目", "correct number, type, amount or project"),
                )
            reversed_.add(entry.reverses)
        before[entry.no] = entry


def misfit(entry: Entry, meant: Entry | None, coin: Words, *, done: bool) -> Words | None:
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
            f"第 {number} 笔是{meant.type.words.zh} {meant.amount} {coin.zh}，这一笔是{entry.type.words.zh} {entry.amount} {coin.zh}",
            f"entry {number} is `{meant.type.value}` of {meant.amount} {coin.en}, this is `{entry.type.value}` of {entry.amount}",
        )
    return None


def elsewhere(entry: Entry, meant: Entry, register: Register) -> Words | None:
    """Say that `entry` would take the money from another project than it went to."""
    if entry.project is None and meant.project is None:
        return None
    if named(entry.project or "", register) == named(meant.project or "", register):
        return None
    here, there = entry.project, meant.project
    return Words(
        f"第 {meant.no} 笔{f'的项目是 `{there}`' if there else '没有项目'}，这一笔{f'写的是 `{here}`' if here else '没有写项目'}",
        f"entry {meant.no} names {f'`{there}`' if there else 'no project'}, this {f'`{here}`' if here else 'none'}",
    )
