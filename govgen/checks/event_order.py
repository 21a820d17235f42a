"""步骤的时间先后颠倒

规则：步骤按发生的先后排列，后一步不早于前一步；作废的步骤不算。
为什么：先后颠倒的经过说不清哪件事引起哪件事，期限也算不出来。
怎么改：核对 `at`；顺序写反了就调整位置，补录的步骤插到它发生的位置。
---
Steps out of order

Rule: events stand in the order they happened, none earlier than the one before; voided ones do not count.
Why: when the order is wrong nobody can tell what led to what, and no time limit can be computed.
Mend: check `at`; move an event that stands in the wrong place, and put a late entry where it happened.
"""

from collections.abc import Iterator
from datetime import date, datetime

from govgen.check import rule
from govgen.event import Event
from govgen.fields import When
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def event_order(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each event that happened before the one above it."""
    voided = {event.voids for event in record.events if event.voids}
    last: Event | None = None
    for number, event in enumerate(record.events, 1):
        if number in voided:
            continue
        if last is not None and earlier(event.at, last.at, register):
            yield Problem(
                ("events", number - 1, "at"),
                Words(
                    f"这一步在 {shown(event.at)}，早于前一步的 {shown(last.at)}",
                    f"this happened at {shown(event.at)}, before the step above at {shown(last.at)}",
                ),
                Words("核对时间，或按发生先后排列", "check the time, or put the steps in order"),
            )
        last = event


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
