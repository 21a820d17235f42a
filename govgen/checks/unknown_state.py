"""没有这个状态

规则：`to` 写的是该类记录规定的状态之一。
为什么：不认识的状态没有下一步，也排不进任何进度表。
怎么改：按提示改正；只想记一件事、不改变状态时，不写 `to`，写 `note`。
---
There is no such state

Rule: `to` names one of the states of the record's kind.
Why: a state that nobody knows has no next step and no place in any list of progress.
Mend: correct it as the hint says; to note something without a new state, leave `to` out and write a `note`.
"""

import difflib
from collections.abc import Iterator

from govgen.check import rule
from govgen.kind import Kind
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def unknown_state(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each event whose state the kind does not have."""
    states = record.KIND.all_states
    for index, event in enumerate(record.events):
        if event.to is not None and event.to not in states:
            yield Problem(
                ("events", index, "to"),
                Words(
                    f"{record.KIND.words.zh}没有 `{event.to}` 这个状态",
                    f"a record of the kind {record.KIND.words.en} has no state `{event.to}`",
                ),
                hint(event.to, record.KIND),
            )


def hint(state: str, kind: Kind) -> Words:
    """Name the state that may be meant, or all."""
    near = difflib.get_close_matches(state, kind.all_states, 1, 0.6)
    near += [name for name, known in kind.all_states.items() if known.zh == state]
    if near:
        return Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
    zh = "、".join(f"`{name}`（{known.zh}）" for name, known in kind.all_states.items())
    return Words(f"可用的状态：{zh}", f"its states are: {', '.join(kind.all_states)}")
