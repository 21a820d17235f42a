"""状态的走向不合规

规则：每一步只能到达该类记录规定的下一个状态；作废的步骤不算，第一步从规定的起点开始；导入的记录第一步可以从任何状态开始。
为什么：跳过协商、表决、公示、验收等步骤，居民就失去了发表意见和监督的机会。
怎么改：补上漏记的步骤；写错了就用 `voids` 更正；现实中确实跳过了步骤，在 `irregularities` 里如实登记。
---
A step that may not follow

Rule: each step reaches a state that the kind allows next; voided steps do not count, the first step is one of the kind's beginnings; an imported record may begin in any state.
Why: whoever skips talking over, voting, publicity or acceptance takes from residents the chance to speak up and to look.
Mend: add the step that was left out; void a slip with `voids`; where a step was really skipped, record it under `irregularities`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govgen.check import rule
from govgen.event import Event, standing
from govgen.kind import Kind
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@dataclass(frozen=True, slots=True)
class Move:
    """A standing event (`index` counts from 0), the state before it, and what was allowed there.

    `allowed` is none where anything goes: after a state that does not exist, or at an import.
    """

    index: int
    event: Event
    state: str | None
    allowed: Mapping[str, tuple[str, ...]] | None


def moves(record: Record) -> Iterator[Move]:
    """Yield each standing event with what its kind allows at that point."""
    kind = record.KIND
    state: str | None = None
    before: str | None = None
    free = record.source is not None
    for number, event in standing(record.events):
        allowed = None if free else kind.next_states(record.track, state, before)
        yield Move(number - 1, event, state, allowed)
        before, state = state, event.to
        free = state not in kind.all_states


@rule(irregular=True)
def illegal_move(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each step that may not follow the one before."""
    kind = record.KIND
    for move in moves(record):
        reached = move.event.to or ""
        if move.allowed is None or reached in move.allowed or reached not in kind.all_states:
            continue
        yield Problem(
            ("events", move.index, "to"), message(kind, move.state, reached), hint(kind, move)
        )


def message(kind: Kind, state: str | None, reached: str) -> Words:
    """Say which state may not follow which."""
    words = kind.all_states[reached].words
    if state is None:
        return Words(
            f"{kind.words.zh}不能从 `{reached}`（{words.zh}）开始",
            f"a record of the kind {kind.words.en} does not begin with `{reached}`",
        )
    return Words(
        f"`{state}`（{kind.all_states[state].zh}）之后不能到 `{reached}`（{words.zh}）",
        f"`{reached}` may not follow `{state}`",
    )


def hint(kind: Kind, move: Move) -> Words:
    """List what may come here."""
    allowed = [state for state in move.allowed or () if state != "voided"]
    zh = "、".join(f"`{state}`（{kind.all_states[state].zh}）" for state in allowed)
    en = ", ".join(f"`{state}`" for state in allowed)
    if not allowed:
        return Words("这里已经终结，不再有下一步", "this is an end; nothing follows it")
    return Words(f"这里可以写：{zh}", f"allowed here: {en}")
