"""步骤的时间在将来

规则：步骤记的是已经发生的事，日期不晚于登记册的当前日期。
为什么：把还没发生的事写成已经发生，是最严重的失实。
怎么改：核对日期；计划中的事写在期限、节点、会议任务等字段里，发生以后再记一步。
---
A step in the future

Rule: events are what has happened; none is later than the day the register is judged on.
Why: nothing misleads more than stating as done what has not been done.
Mend: check the date; write plans into due dates, milestones or tasks, and the step once it has happened.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def future_event(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each event that lies after the register's day."""
    for index, event in enumerate(record.events):
        if register.day(event.at) > register.as_of:
            yield Problem(
                ("events", index, "at"),
                Words(
                    f"{register.day(event.at)} 还没有到（登记册以 {register.as_of} 为准）",
                    f"{register.day(event.at)} has not come yet (the register is judged on {register.as_of})",
                ),
                Words(
                    "核对日期，没有发生的不要记；确已发生的，提交后再检查，或加 `--as-of` 写今天的日期",
                    "check the date and write only what has happened; if it has, commit first, or add `--as-of` with today's date",
                ),
            )
