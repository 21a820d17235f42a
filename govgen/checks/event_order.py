"""步骤的时间先后颠倒

规则：步骤按发生的先后排列，后一步不早于前一步；作废的步骤不算，写了 `to` 的更正站在它所作废的那一步的位置上。
为什么：先后颠倒的经过说不清哪件事引起哪件事，期限也算不出来。
怎么改：核对 `at`；顺序写反了就调整位置，补录的步骤插到它发生的位置；前面某一步写错了，在最后补写一步，用 `voids` 写明它的序号，并写上正确的 `to` 和 `at`。
---
Steps out of order

Rule: events stand in the order they happened, none earlier than the one before; voided ones do not count, and a correction with `to` stands in the place of the step it voids.
Why: when the order is wrong nobody can tell what led to what, and no time limit can be computed.
Mend: check `at`; move an event that stands in the wrong place, and put a late entry where it happened; to put an early step right, add a last event that names its number under `voids`, with the right `to` and `at`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from govgen.check import rule
from govgen.event import Numbered, valid
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Words


@rule()
def event_order(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each event that happened before the one ahead of it."""
    if len(record.events) == 1:
        return
    for ahead, one in pairwise(valid(record.events)):
        if earlier(one[1].at, ahead[1].at, register):
            yield wrong(ahead, one)


def wrong(ahead: Numbered, one: Numbered) -> Problem:
    """Say it at whichever of the two was written later: a correction may have gone too far."""
    at, before = shown(one[1].at), shown(ahead[1].at)
    late = ahead[0] > one[0]
    return Problem(
        ("events", max(ahead[0], one[0]) - 1, "at"),
        Words(
            f"这一步在 {before}，代替第 {ahead[1].voids} 步，却晚于第 {one[0]} 步的 {at}",
            f"this happened at {before} in the place of step {ahead[1].voids}, but after step {one[0]} at {at}",
        )
        if late
        else Words(
            f"这一步在 {at}，早于前一步的 {before}",
            f"this happened at {at}, before the step ahead of it at {before}",
        ),
        Words("核对时间，或按发生先后排列", "check the time, or put the steps in order"),
    )


def earlier(at: When, last: When, register: Register) -> bool:
    """Whether `at` lies before `last`; days are compared where one of them is only a day."""
    if type(at) is date and type(last) is date:
        return at < last
    if isinstance(at, datetime) and isinstance(last, datetime):
        return at < last
    return register.day(at) < register.day(last)


def shown(at: When) -> str:
    """Write a time as its author did."""
    return at.isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()
