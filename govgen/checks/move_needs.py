"""到达某个状态缺少必要的内容

规则：有些步骤须写明理由、佐证、依据或办理方，或须先填好记录上的字段，例如不予受理要写理由，办结要有办理结果和反馈，验收要有验收情况。
为什么：没有理由和结果的一步，居民看不懂，监督也无从谈起。
怎么改：按提示在这一步或记录上补齐；导入记录的第一步不作要求。
---
A step lacks what it must carry

Rule: some steps need a reason, evidence, a basis or who did it, or a field of the record: declining needs a reason, closing an issue its outcome and the answer given, acceptance its report.
Why: residents cannot follow a step without its reason or result, and nobody can oversee it.
Mend: add what the hint names to the step or to the record; the first step of an imported record needs nothing.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.checks.illegal_move import way
from govgen.event import Event
from govgen.kind import EVENT_NEEDS
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def move_needs(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each standing event that lacks something its move needs."""
    taken = way(record)
    for place in taken.needing:
        number, event = record.standing[place]
        state = event.to or ""
        for need in (taken.allowed[place] or {})[state]:
            if not carried(need, event, record):
                yield lacking(need, number - 1, state)


def carried(need: str, event: Event, record: Record) -> bool:
    """Whether the event, or the record, has what is needed."""
    held = getattr(event, need) if need in EVENT_NEEDS else getattr(record, need)
    return held is not None and held != ()


def lacking(need: str, index: int, state: str) -> Problem:
    """Say what is missing and where it goes."""
    if need in EVENT_NEEDS:
        where = Words("在这一步里补上", "add to this step")
    else:
        where = Words("在记录上补上", "add to the record")
    return Problem(
        ("events", index, "to"),
        Words(f"到 `{state}` 须有 `{need}`", f"`{state}` needs `{need}`"),
        Words(f"{where.zh} `{need}:`", f"{where.en} `{need}:`"),
    )
