"""引用的编号不存在

规则：记录里引用的编号（单位、场域、会议、项目、人员等）必须在登记册里，旧编号也算。
为什么：居民要能从一条记录点到下一条；指向空处的引用让来龙去脉断开。
怎么改：改正编号，或先新建被引用的记录。
---
A reference names nothing

Rule: every id a record refers to (organisation, place, meeting, project, person …) is in the register; former ids count.
Why: residents click from one record to the next; a reference to nothing breaks the story.
Mend: correct the id, or make the record it names first.
"""

import difflib
from collections.abc import Iterator

from govgen.check import rule, whole_rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Link, Register, references
from govgen.words import Words

OUTSIDE = frozenset(("attachment",))


@rule()
def broken_reference(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each reference whose target is in no file."""
    for link in register.links[record.id]:
        if not OUTSIDE.intersection(link.kinds) and not known(link, register):
            yield Problem(
                link.route,
                Words(f"没有编号为 `{link.target}` 的记录", f"there is no record `{link.target}`"),
                hint(link.target, register),
            )


@whole_rule
def in_the_two_files(register: Register) -> Iterator[Problem]:
    """Yield each reference of community.yml and people.yml whose target is in no file."""
    for name, form in (
        ("community.yml", register.community),
        ("people.yml", register.people_form),
    ):
        for route, target, kinds in references(form):
            if not known(Link(name, route, target, kinds), register):
                yield Problem(
                    route,
                    Words(f"没有编号为 `{target}` 的记录", f"there is no record `{target}`"),
                    hint(target, register),
                    name,
                )


def known(link: Link, register: Register) -> bool:
    """Whether the target is there, or at least its file is."""
    return (
        register.get(link.target) is not None
        or link.target in register.broken
        or link.target in register.people
    )


def hint(target: str, register: Register) -> Words:
    """Name the id that may be meant."""
    near = difflib.get_close_matches(target, [*register.records, *register.people], 1, 0.7)
    if near:
        return Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
    return Words("核对编号，或先新建这条记录", "correct the id, or make the record first")
