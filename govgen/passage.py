"""What became of a record over a stretch of the history: all its approved changes taken as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from govgen.event import Event, standing
from govgen.kind import State
from govgen.meaning import parsed
from govgen.receipts import Data, Receipt, Receipts, events
from govgen.record import kind_of, kinds
from govgen.register import Register
from govgen.source import Value

Act = Literal["new", "changed", "gone", "restored"]
End = Literal["finished", "ended"]


@dataclass(frozen=True)
class Passage:
    """The changes of one record that landed in a stretch, the oldest first; there is at least one."""

    receipts: tuple[Receipt, ...]

    @property
    def record(self) -> str:
        """The record's id, or the name of one of the files of all."""
        return self.receipts[0].record

    @cached_property
    def whole(self) -> Receipt:
        """All of it as one change: from what stood before the first to what stands after the last."""
        last = self.receipts[-1]
        return replace(last, version=replace(last.version, old=self.receipts[0].version.old))

    @property
    def act(self) -> Act:
        """What became of it; what was changed and changed back, or came and went, is `restored`."""
        old, new = self.receipts[0].version.old, self.receipts[-1].version.new
        if old == new:
            return "restored"
        return "new" if not old else "changed" if new else "gone"

    @property
    def redacted(self) -> bool:
        """Whether one of its ends is a content that nobody is shown."""
        return self.receipts[0].redacted or self.receipts[-1].redacted

    @cached_property
    def before(self) -> str:
        """The state it was in; empty where there was none, or it may not be told."""
        return "" if self.redacted else stage(self.receipts[0].before)

    @cached_property
    def after(self) -> str:
        """The state it came to; empty where there is none, or it may not be told."""
        return "" if self.redacted else stage(self.receipts[-1].after)

    def state(self, name: str) -> State | None:
        """Return one of its states by name."""
        kind = kind_of(self.record)
        return kind.KIND.all_states.get(name) if kind else None

    @property
    def end(self) -> End | None:
        """How a dated record came to a state that leads nowhere, from none or from one that led on: well, or not."""
        kind = kind_of(self.record)
        before, after = self.state(self.before), self.state(self.after)
        if kind is None or not kind.KIND.dated or after is None or after.awaits:
            return None
        if before is not None and before.awaits is None:
            return None
        return "finished" if after.tone == "done" else "ended"


def stage(version: Data | None) -> str:
    """Return the state of one version: that of the last of its valid events that led to one."""
    kind = kind_of(str(version.get("id"))) if version else None
    marks = kind.KIND.marks if kind else {}
    told = [it for it in events(version) if isinstance(it, dict)]
    reached: list[Value] = [it["to"] for it in told if it.get("to")]
    if any("voids" in it for it in told):
        # Few records have one, and an event takes longer to make than to read.
        reached = [it.to for _, it in standing(tuple(map(step, told))) if it.to]
    return next((it for it in reversed(reached) if isinstance(it, str) and it not in marks), "")


def step(told: Data) -> Event:
    """Return an event as far as its state needs it."""
    to, voids = told.get("to"), told.get("voids")
    return Event.model_construct(
        to=to if isinstance(to, str) else None,
        voids=int(voids) if isinstance(voids, str) and voids.isdecimal() else None,
    )


def passages(found: Receipts, places: range) -> tuple[Passage, ...]:
    """Return what became of each record within these `places` of the chain, by kind and id."""
    order = {name: place for place, name in enumerate(kinds())}
    within = (
        tuple(it for it in known if found.places[it.version.commit] in places)
        for known in found.by_record.values()
    )
    told = (Passage(receipts) for receipts in within if receipts)
    return tuple(
        sorted(told, key=lambda it: (order.get(it.receipts[0].kind, len(order)), it.record))
    )


def late(receipt: Receipt, register: Register) -> bool:
    """Whether it entered a step more than `late_after` days after that had happened (补录); imports apart."""
    if receipt.after is None or receipt.after.get("source"):
        return False
    least = register.community.late_after
    return any((receipt.setting.day - day).days > least for day in days(receipt, register))


def days(receipt: Receipt, register: Register) -> Iterator[date]:
    """Yield the days of the steps that a change added."""
    for it in receipt.steps:
        at = parsed(Event, "at", it.get("at"))
        if isinstance(at, date):
            yield register.day(at)
