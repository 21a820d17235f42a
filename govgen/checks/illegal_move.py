"""状态的走向不合规

规则：每一步只能到达该类记录规定的下一个状态；作废的步骤不算，写了 `to` 的更正站在它所作废的那一步的位置上；第一步从规定的起点开始；导入的记录第一步可以从任何状态开始，随导入带来的几步之间可以有未记载的步骤。
为什么：跳过协商、表决、公示、验收等步骤，居民就失去了发表意见和监督的机会。
怎么改：补上漏记的步骤；写错了就用 `voids` 更正；现实中确实跳过了步骤，在 `irregularities` 里如实登记。
---
A step that may not follow

Rule: each step reaches a state that the kind allows next; voided steps do not count, and a correction with `to` stands in the place of the step it voids; the first step is one of the kind's beginnings; an imported record may begin in any state, and steps may be missing between those that came with the import.
Why: whoever skips talking over, voting, publicity or acceptance takes from residents the chance to speak up and to look.
Mend: add the step that was left out; void a slip with `voids`; where a step was really skipped, record it under `irregularities`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from govgen.check import rule
from govgen.event import Event
from govgen.kind import Kind
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words

Allowed = Mapping[str, tuple[str, ...]] | None
"""The states that may be reached, each with what the step must carry.

None where anything goes: after a state that does not exist, or at an import.
"""


@dataclass(frozen=True, slots=True)
class Move:
    """A standing event (`index` counts from 0), the state before it, and what was allowed there."""

    index: int
    event: Event
    state: str | None
    allowed: Allowed


class Way(NamedTuple):
    """What was allowed at each step of a path of states, and the places that need a closer look."""

    allowed: tuple[Allowed, ...]
    illegal: tuple[int, ...]
    needing: tuple[int, ...]


def moves(record: Record) -> Iterator[Move]:
    """Yield each standing event with what its kind allows at that point."""
    state: str | None = None
    for (number, event), allowed in zip(record.standing, way(record).allowed, strict=True):
        yield Move(number - 1, event, state, allowed)
        state = state if event.to in record.KIND.marks else event.to


def way(record: Record) -> Way:
    """Judge the states that `record` went through."""
    path = tuple([event.to or "" for _, event in record.standing])
    return along(record.KIND, record.track, path, record.imported)


@lru_cache(maxsize=10_000)
def along(kind: Kind, track: str, path: tuple[str, ...], imported: int) -> Way:
    """Judge a path of states, of which records share few; anything goes among the first `imported`."""
    found: list[Allowed] = []
    before: str | None = None
    state: str | None = None
    free = False
    for number, reached in enumerate(path):
        free = free or number < imported
        found.append(None if free else kind.next_states(track, state, before))
        if reached not in kind.marks:
            before, state = state, reached
        free = reached not in kind.all_states
    steps = tuple(enumerate(zip(path, found, strict=True)))
    return Way(
        tuple(found),
        tuple(
            place
            for place, (reached, allowed) in steps
            if allowed is not None and reached not in allowed and reached in kind.all_states
        ),
        tuple(place for place, (reached, allowed) in steps if (allowed or {}).get(reached)),
    )


@rule(irregular=True)
def illegal_move(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each step that may not follow the one before."""
    places = way(record).illegal
    found = tuple(moves(record)) if places else ()
    for place in places:
        yield blamed(found[place], found[place - 1] if place else None, record.KIND)


def blamed(move: Move, ahead: Move | None, kind: Kind) -> Problem:
    """Say it at the step, or at the one ahead of it: a correction that was written later."""
    said = message(kind, move.state, move.event.to or "")
    if ahead is None or ahead.index < move.index:
        return Problem(("events", move.index, "to"), said, hint(kind, move))
    return Problem(
        ("events", ahead.index, "to"),
        said,
        Words(
            f"这一步代替第 {ahead.event.voids} 步，后面的第 {move.index + 1} 步接不上；改正 `to`，或把后面的步骤也更正",
            f"it takes the place of step {ahead.event.voids}, and step {move.index + 1} does not follow; correct `to`, or put the later step right too",
        ),
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
