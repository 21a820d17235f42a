"""A stretch of the approval branch, named by two days or two commits.

A day stands for its end in the community's time zone: for the last commit of the first-parent chain
that had landed by then. No commit is taken for older than one before it, so that a date which goes
backwards cuts nothing out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govgen.git import resolved
from govgen.problem import GovgenError
from govgen.receipts import Receipts

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Moment:
    """One end: the place in the chain of its commit, and the day it stands for."""

    place: int
    commit: str
    day: date


@dataclass(frozen=True)
class Stretch:
    """What landed behind `start` (none: from the beginning) and up to `end`; days without a gap between."""

    start: Moment | None
    end: Moment

    @property
    def places(self) -> range:
        """The places in the chain of what landed."""
        return range(self.start.place + 1 if self.start else 0, self.end.place + 1)


def years(found: Receipts) -> Iterator[tuple[int, Stretch]]:
    """Yield each year in which anything landed, and its stretch: to its last day, or that of the last approval."""
    days = [setting.day for setting in found.settings]
    for year in dict.fromkeys(day.year for day in days):
        eve, last = date(year - 1, 12, 31), min(date(year, 12, 31), days[-1])
        yield year, Stretch(by_day(eve, found) if eve >= days[0] else None, by_day(last, found))


def stretch(told: str, found: Receipts, root: Path) -> Stretch:
    """Read `A..B`, each a day, or a commit of the chain by any of its names; GovgenError where it is none.

    An end left out is the beginning or the last approval.
    """
    first, dots, last = told.replace("...", "..").partition("..")
    if not dots:
        raise GovgenError(
            f"`{told}` 不是一段时间；写成 2026-01-01..2026-06-30",
            f"`{told}` is no stretch of time; write it like 2026-01-01..2026-06-30",
        )
    end = moment(last, found, root) if last else at(found, len(found.history.chain) - 1)
    start = moment(first, found, root) if first else None
    if start and (start.day, start.place) > (end.day, end.place):
        raise GovgenError(
            f"`{told}` 前后颠倒了；写成 {last}..{first}",
            f"`{told}` is the wrong way round; write {last}..{first}",
        )
    if start and start.day == end.day and start.place == end.place:
        raise GovgenError(
            f"`{told}` 两头是同一刻，中间什么也没有；每一天都算到当天结束，要看这一天，从前一天写起",
            f"both ends of `{told}` are one moment, with nothing between; a day stands for its end, "
            "so begin with the day before to see what that day brought",
        )
    return Stretch(start, end)


def moment(told: str, found: Receipts, root: Path) -> Moment:
    """Read one end."""
    if DAY.fullmatch(told):
        return by_day(day(told), found)
    try:
        commit = resolved(root, told)
    except GovgenError as fault:
        raise GovgenError(
            f"`{told}` 不是日期，也不是这个仓库里的提交或标签；日期写成 2026-03-05",
            f"`{told}` is neither a day nor a commit or tag of this repository; write days like 2026-03-05",
        ) from fault
    if commit not in found.places:
        raise GovgenError(
            f"`{told}` 不是主线上的提交，没有经它批准的登记册；写合并它的那个提交",
            f"`{told}` is no commit of the approval branch, so nothing was approved by it; "
            "name the commit that merged it",
        )
    return at(found, found.places[commit])


def day(told: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise GovgenError(f"没有 {told} 这一天", f"there is no day {told}") from None


def by_day(asked: date, found: Receipts) -> Moment:
    """Return the end of a day; GovgenError where nothing had been approved by then, or more may have been since."""
    days = [setting.day for setting in found.settings]
    if asked > days[-1]:
        raise GovgenError(
            f"{asked} 还看不到：这份仓库里最后一次批准在 {days[-1]}；先 git pull，或者后一头空着不写",
            f"{asked} cannot be seen yet: the last approval in this repository is of {days[-1]}; "
            "run git pull first, or leave the later end out",
        )
    if asked < days[0]:
        raise GovgenError(
            f"{asked} 还没有登记册：第一次批准在 {days[0]}；要从头算起，前一头空着不写",
            f"there was no register on {asked}: the first approval is of {days[0]}; "
            "leave the earlier end out to begin with nothing",
        )
    place = bisect_right(days, asked) - 1
    return Moment(place, found.history.chain[place], asked)


def at(found: Receipts, place: int) -> Moment:
    """Return the moment of one commit of the chain."""
    return Moment(place, found.history.chain[place], found.settings[place].day)
