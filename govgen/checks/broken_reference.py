"""引用的编号不存在

规则：记录里引用的编号（单位、场域、会议、项目、人员等）必须在登记册里，旧编号也算；决策步骤写的议程序号在那次会议的议程里。
为什么：居民要能从一条记录点到下一条；指向空处的引用让来龙去脉断开。
怎么改：改正编号，或先新建被引用的记录。
---
A reference names nothing

Rule: every id a record refers to (organisation, place, meeting, project, person …) is in the register; former ids count; the agenda item of a decision's step is on that meeting's agenda.
Why: residents click from one record to the next; a reference to nothing breaks the story.
Mend: correct the id, or make the record it names first.
"""

import difflib
from collections.abc import Iterator
from functools import lru_cache

from govgen.check import rule, whole_rule
from govgen.kinds.decision import Decision
from govgen.kinds.meeting import Meeting
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register, references
from govgen.source import Route
from govgen.words import Words


@rule()
def broken_reference(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each reference whose target is in no file."""
    known = everything(register)
    for _, route, target, kinds in register.links[record.id]:
        if target not in known and "attachment" not in kinds:
            yield unknown(route, target, register)
    if isinstance(record, Decision):
        yield from items(record, register)


def items(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each agenda item that the meeting named with it does not have."""
    for index, step in enumerate(decision.steps):
        for place, at in enumerate(step.meetings):
            meeting = register.get(at.meeting)
            if isinstance(meeting, Meeting) and meeting.agenda and meeting.item(at.item) is None:
                numbers = [str(item.no) for item in meeting.agenda]
                yield Problem(
                    ("steps", index, "meetings", place, "item"),
                    Words(
                        f"`{meeting.id}` 没有第 {at.item} 项议程",
                        f"`{meeting.id}` has no agenda item {at.item}",
                    ),
                    Words(
                        f"那次会议的议程：{'、'.join(numbers)}",
                        f"its agenda has {', '.join(numbers)}",
                    ),
                )


@whole_rule
def in_the_two_files(register: Register) -> Iterator[Problem]:
    """Yield each reference of community.yml and people.yml whose target is in no file."""
    for name, form in (
        ("community.yml", register.community),
        ("people.yml", register.people_form),
    ):
        for link in references(form, name):
            if link.target not in everything(register):
                yield unknown(link.route, link.target, register, name)


@lru_cache(maxsize=2)
def everything(register: Register) -> frozenset[str]:
    """Return every id that may be named: of records, also formerly or in broken files, and of people."""
    return frozenset((*register.records, *register.aliases, *register.broken, *register.people))


def unknown(route: Route, target: str, register: Register, file: str | None = None) -> Problem:
    """Say that nothing has this id."""
    return Problem(
        route,
        Words(f"没有编号为 `{target}` 的记录", f"there is no record `{target}`"),
        hint(target, register),
        file,
    )


def hint(target: str, register: Register) -> Words:
    """Name the id that may be meant."""
    near = difflib.get_close_matches(target, [*register.records, *register.people], 1, 0.7)
    if near:
        return Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
    return Words("核对编号，或先新建这条记录", "correct the id, or make the record first")
