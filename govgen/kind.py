"""What is true of all records of a kind, as data: its words, its states, what may follow what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal

from govgen.words import Words

Tone = Literal["waiting", "under_way", "open", "done", "ended", "corrected"]
Moves = Mapping[str, Mapping[str, tuple[str, ...]]]
"""From a state to the states it may reach, each with what the step must carry: a field of the event
(`note`, `evidence`, `basis`, `by`) or of the record (any other name)."""

PREVIOUS = "@previous"
"""A move's target that means the state before the present one."""
EVENT_NEEDS = frozenset(("note", "evidence", "basis", "by", "until"))


@dataclass(frozen=True)
class State:
    """A state: its words, its tone, what it means, what is awaited while it lasts, and the limit for that.

    `means` is one plain sentence for residents: what has happened, what they can or cannot do now.
    `limit` names an entry of the community's `limits`; a state without `awaits` is an end. `step`
    is what reaching it is called, where the state itself is named by what it waits for.
    """

    zh: str
    en: str
    tone: Tone
    means: Words
    awaits: Words | None = None
    limit: str = ""
    step: Words | None = None

    @cached_property
    def words(self) -> Words:
        """The state's name."""
        return Words(self.zh, self.en)

    @property
    def reached(self) -> Words:
        """What the step that leads to it is called."""
        return self.step or self.words


VOIDED = State(
    "作废",
    "Voided",
    "ended",
    Words(
        "这条记录作废了，不再算数；原因和记录都留着。",
        "The record no longer counts; it stays, and so does the reason.",
    ),
)
WITHDRAWN = State(
    "撤回",
    "Withdrawn",
    "ended",
    Words(
        "提出来的一方撤回了，不再往下办。",
        "Whoever put it forward has taken it back, and it goes no further.",
    ),
)


@dataclass(frozen=True, eq=False)
class Kind:
    """What is true of all records of a kind. `binding` are fields frozen from the state `frozen_from`."""

    name: str
    words: Words
    plural: Words
    prefix: str
    folder: str
    dated: bool
    states: Mapping[str, State]
    moves: Mapping[str, Moves]
    """By track (the value of the field `track_field`), or under `""` where the kind has one table."""
    track_field: str = ""
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """States that a step names without leaving the state the record is in, with what they need; they
    may be set as long as something is awaited."""
    byways: frozenset[str] = frozenset()
    """States on a way that need not be taken, and so are never named among steps that went unrecorded."""
    withheld: tuple[str, ...] = ()
    """Fields, with dots between their steps, that no page and no export shows one record by one: they
    are told in sums only, so that no small group is given away."""
    monthly: bool = False
    """Whether a dated kind is numbered by months: `ORD-202603-0012`."""
    starts: tuple[str, ...] = ()
    withdrawable: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    frozen_from: str = ""
    disclosure: Words | None = None
    """The item of the disclosure catalogue that the kind's records fall under by default."""
    all_states: Mapping[str, State] = field(init=False)

    def __post_init__(self) -> None:
        """Add the states every kind has."""
        extra = {"withdrawn": WITHDRAWN} if self.withdrawable else {}
        object.__setattr__(self, "all_states", {**self.states, **extra, "voided": VOIDED})

    def next_states(
        self, track: str, state: str | None, before: str | None = None
    ) -> Mapping[str, tuple[str, ...]]:
        """Return what may follow `state` on `track`, each with its needs; `before` replaces `PREVIOUS`."""
        return following(self, track, state, before)

    def numbered(self, on: str) -> str:
        """Return what ids of a dated kind begin with on the day, month or year `on` (`2026-03-05`)."""
        return f"{self.prefix}-{on[:7].replace('-', '') if self.monthly else on[:4]}"

    def period(self, record_id: str) -> str | None:
        """Return the year or month (`2026`, `2026-03`) of a dated id; none where it has another form."""
        months = "(0[1-9]|1[0-2])" if self.monthly else "()"
        found = re.fullmatch(rf"{self.prefix}-(\d{{4}}){months}-\d{{4,}}", record_id)
        return "-".join(filter(None, found.groups())) if found else None

    def first_states(self, track: str) -> tuple[str, ...]:
        """Return the states a record on `track` may begin with."""
        return self.starts or (next(iter(self.moves[track])),)


@cache
def following(
    kind: Kind, track: str, state: str | None, before: str | None
) -> Mapping[str, tuple[str, ...]]:
    """Return what may follow `state`, known once for each kind, track and state."""
    if state is None:
        return dict.fromkeys(kind.first_states(track), ())
    if state == "voided":
        return {}
    found = dict(kind.moves.get(track, {}).get(state, {}))
    if PREVIOUS in found:
        needs = found.pop(PREVIOUS)
        found.update({before: needs} if before else {})
    if state in kind.withdrawable:
        found.setdefault("withdrawn", ("note",))
    if state in kind.all_states and kind.all_states[state].awaits:
        found.update(kind.marks)
    return MappingProxyType({**found, "voided": ("note",)})
