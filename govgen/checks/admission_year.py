"""发展党员的年份不对

规则：people.yml 的 `admissions` 每年只有一个数，年份不晚于登记的这一天。
为什么：发展党员只公布每年的人数；同一年写两个数，谁也不知道哪个对，两个数相减还能猜出是谁。
怎么改：同一年的合成一个数；还没到的年份删去。
---
A year of admissions that cannot be

Rule: `admissions` in people.yml has one figure a year, and no year lies after the register's day.
Why: only the number admitted each year is published; with two figures nobody knows which is right, and their difference may tell who it was.
Mend: write one figure for the year; delete years that have not begun.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

FILE = "people.yml"


@whole_rule
def admission_year(register: Register) -> Iterator[Problem]:
    """Yield each figure of a year that was told before or has not begun."""
    told: set[int] = set()
    for index, it in enumerate(register.people_form.admissions):
        if it.year in told:
            yield Problem(
                ("admissions", index, "year"),
                Words(f"{it.year} 年已经写过一个数", f"{it.year} has a figure already"),
                Words("同一年只写一个数", "write one figure for the year"),
                FILE,
            )
        elif it.year > register.as_of.year:
            yield Problem(
                ("admissions", index, "year"),
                Words(f"{it.year} 年还没有到", f"{it.year} has not begun"),
                Words("核对年份，或删去这一行", "check the year, or delete the line"),
                FILE,
            )
        told.add(it.year)
