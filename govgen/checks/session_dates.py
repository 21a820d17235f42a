"""活动场次的日期不合情理

规则：每一场不早于活动预告，不晚于登记举办的那天；结束不早于开始；场次按先后排列。
为什么：居民按预告来参加；“已举办”说的是全部场次办完。
怎么改：核对 `sessions` 的时间；还有场次没办的，先不登记 `held`。
---
A session at an impossible time

Rule: no session lies before the announcement or after the day that the activity was held; none ends before it begins; they stand in order.
Why: residents come by the announcement, and `held` says that every session is over.
Mend: check the times of `sessions`; while a session is still to come do not record `held`.
"""

from collections.abc import Iterator
from datetime import datetime

from govgen.check import rule
from govgen.kinds.activity import Activity
from govgen.problem import Problem
from govgen.reached import first, last
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Words


@rule(Activity)
def session_dates(activity: Activity, register: Register) -> Iterator[Problem]:
    """Yield each session that lies outside the activity or runs backwards."""
    announced, held = first(activity, register, "announced"), last(activity, register, "held")
    before: When | None = announced
    for index, session in enumerate(activity.sessions):
        if before is not None and earlier(session.at, before, register):
            yield wrong(index, "at", session.at, Words("早于", "is before"), before)
        if held is not None and register.day(session.at) > held:
            yield wrong(index, "at", session.at, Words("晚于", "is after"), held)
        if session.until is not None and earlier(session.until, session.at, register):
            yield wrong(index, "until", session.until, Words("早于", "is before"), session.at)
        before = session.at


def earlier(one: When, other: When, register: Register) -> bool:
    """Whether `one` lies before `other`, as finely as both are told."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return register.day(one) < register.day(other)


def wrong(index: int, field: str, at: When, relation: Words, other: When) -> Problem:
    """Say how a time of a session lies to what bounds it."""
    return Problem(
        ("sessions", index, field),
        Words(
            f"{written(at)} {relation.zh} {written(other)}",
            f"{written(at)} {relation.en} {written(other)}",
        ),
        Words("核对场次和经过的时间", "check the times of sessions and events"),
    )


def written(at: When) -> str:
    """Write a time as it stands in the file, without its offset."""
    return at.strftime("%Y-%m-%d %H:%M" if isinstance(at, datetime) else "%Y-%m-%d")
