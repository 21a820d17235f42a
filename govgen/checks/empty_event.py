"""这一步什么也没有说

规则：每一步至少写明到达的状态 `to`、说明 `note`、更正 `voids` 或延期 `until` 之一。
为什么：只有日期的一步不告诉人发生了什么。
怎么改：补上内容，或删去这一步。
---
A step that says nothing

Rule: each event says at least one of: the state reached (`to`), a `note`, what it `voids`, or `until` when it extends.
Why: a date alone tells nobody what happened.
Mend: say what happened, or delete the event.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def empty_event(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each event without content."""
    for index, event in enumerate(record.events):
        if event.to is None and (event.note, event.voids, event.until) == (None, None, None):
            yield Problem(
                ("events", index),
                Words("这一步只有日期，没有内容", "this step has a date and no content"),
                Words(
                    "补上 `to` 或 `note`，或删去这一步", "add `to` or `note`, or delete the step"
                ),
            )
