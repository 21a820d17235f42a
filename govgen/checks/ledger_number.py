"""台账的序号、日期或年初余额不对

规则：台账按序号递增、按日期先后，日期在本年度内；年初余额等于上一年度台账的年末余额；同一基金同一年度只有一本台账。
为什么：台账要能一笔一笔往下查，次序乱了就对不上余额。
怎么改：改正序号或日期；漏记的在最后补记，日期写补记当天，实际日期写在 `note` 里；年初余额照上年结转。
---
A ledger out of order

Rule: entries are numbered upwards and stand in the order of days, all within the ledger's year; the opening balance is the closing balance of the year before; a fund has one ledger a year.
Why: a ledger is followed entry by entry; out of order it gives no balance anybody can trace.
Mend: correct number or day; what was forgotten is entered last, under the day it is entered, with the real day in its `note`; carry the closing balance over.
"""

from collections.abc import Iterator

from govgen import money
from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.ledger import Ledger
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Ledger)
def ledger_number(ledger: Ledger, register: Register) -> Iterator[Problem]:
    """Yield each entry out of order, and an opening balance that does not carry over."""
    for index, entry in enumerate(ledger.entries):
        if entry.at.year != ledger.year:
            yield Problem(
                ("entries", index, "at"),
                Words(
                    f"{entry.at} 不在 {ledger.year} 年度内", f"{entry.at} is not in {ledger.year}"
                ),
                Words(
                    "改正日期，或记入那一年的台账",
                    "correct the day, or enter it in that year's ledger",
                ),
            )
    yield from disordered(ledger)
    yield from opening(ledger, register)


def disordered(ledger: Ledger) -> Iterator[Problem]:
    """Compare each entry with the one above it."""
    for index in range(1, len(ledger.entries)):
        before, entry = ledger.entries[index - 1], ledger.entries[index]
        if entry.no < before.no:
            yield Problem(
                ("entries", index, "no"),
                Words(
                    f"序号 {entry.no} 排在 {before.no} 之后",
                    f"number {entry.no} comes after {before.no}",
                ),
                Words("按发生先后编号", "number them as they happened"),
            )
        elif entry.at < before.at:
            yield Problem(
                ("entries", index, "at"),
                Words(f"{entry.at} 排在 {before.at} 之后", f"{entry.at} comes after {before.at}"),
                Words("按发生先后排列", "put them in the order they happened"),
            )


def opening(ledger: Ledger, register: Register) -> Iterator[Problem]:
    """Compare the opening balance with the year before, and look for a second ledger."""
    siblings = money.books(register).ledgers.get(money.named(ledger.fund, register), ())
    first = next(one for one in siblings if one.year == ledger.year)
    if first is not ledger:
        yield Problem(
            ("year",),
            Words(
                f"`{first.id}` 已是该基金 {ledger.year} 年的台账",
                f"`{first.id}` is that fund's ledger of {ledger.year} already",
            ),
            Words("合并到一本台账", "keep one ledger"),
        )
    before = next((one for one in siblings if one.year == ledger.year - 1), None)
    if before is not None and money.closing(before) != ledger.opening:
        coin = unit(ledger, register)
        yield Problem(
            ("opening",),
            Words(
                f"年初余额 {ledger.opening} {coin.zh}，`{before.id}` 年末余额 {money.closing(before)} {coin.zh}",
                f"it opens with {ledger.opening} {coin.en}, but `{before.id}` closes with {money.closing(before)}",
            ),
            Words("照上年年末余额结转", "carry the closing balance over"),
        )
