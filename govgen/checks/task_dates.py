"""任务日期不合情理

规则：会后任务的期限不早于开会那天；任务、整改和分项的完成日期不在将来。
为什么：期限和完成日期是催办的依据。
怎么改：核对 `due` 和 `done`；没完成的不写 `done`。
---
A task at an impossible time

Rule: a task's due day is not before the meeting that set it; no task, rectification or part was done in the future.
Why: due and done are what people are held to.
Mend: check `due` and `done`; leave `done` out until it is.
"""

from collections.abc import Iterator
from datetime import date

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.issue import Issue
from govgen.kinds.meeting import Meeting
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words

TASKS: dict[type[Record], str] = {Meeting: "tasks", Evaluation: "rectification", Issue: "parts"}
"""Where a kind lists what is to be done."""


@rule(*TASKS)
def task_dates(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each task that is due before it was set, or done in the future."""
    for field, index, done in finished(record):
        if done > register.as_of:
            yield Problem(
                (field, index, "done"),
                Words(f"{done} 还没有到", f"{done} has not come yet"),
                Words("没完成的不写 `done`", "leave `done` out until it is"),
            )
    if isinstance(record, Meeting):
        yield from due_before(record, register)


def finished(record: Record) -> Iterator[tuple[str, int, date]]:
    """Yield the field, index and day of each thing that was done."""
    field = TASKS[type(record)]
    for index, item in enumerate(getattr(record, field)):
        if item.done is not None:
            yield field, index, item.done


def due_before(meeting: Meeting, register: Register) -> Iterator[Problem]:
    """Yield each task whose due day lies before the meeting."""
    if meeting.held_at is None:
        return
    held = register.day(meeting.held_at)
    for index, task in enumerate(meeting.tasks):
        if task.due < held:
            yield Problem(
                ("tasks", index, "due"),
                Words(
                    f"期限 {task.due} 早于开会的 {held}",
                    f"it is due on {task.due}, before the meeting of {held}",
                ),
                Words("核对期限", "check the due day"),
            )
