"""Matters: a root record and all that follows from it, along one line of descent.

A record without a cause is a root. Descent passes a meeting only along the agenda item that is
named: the decision follows what that item is about, and the meeting joins the matter as a step.
Funds, rounds, organisations, places and rules in force join nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from govgen.kinds.meeting import Meeting
from govgen.record import Cause, Record
from govgen.register import Register

COMMON_GROUND = frozenset(("fund", "round", "ledger", "organization", "place"))


@dataclass(frozen=True)
class Matter:
    """A root and its members (the root first, then by id); `items` are the agenda items of meetings."""

    root: str
    members: tuple[str, ...]
    items: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=2)
def matters(register: Register) -> Mapping[str, Matter]:
    """Return the matter that each record belongs to, by record id; meetings may belong to several and are not keys unless roots."""
    joining = [record for record in register.records.values() if joins(record)]
    steps = {it.id: above.id for it in joining if (above := step_up(it, register))}
    roots = {record.id: root(record.id, steps) for record in joining}
    members: dict[str, list[str]] = {}
    for record_id, found in roots.items():
        members.setdefault(found, []).append(record_id)
    meetings = attended(register, roots)
    for matter, items in meetings.items():
        own = members.setdefault(matter, [])
        own += [meeting for meeting in items if meeting not in own]
    whole = {
        head: Matter(
            head,
            (head, *sorted(m for m in ids if m != head)),
            {k: tuple(sorted(v)) for k, v in meetings.get(head, {}).items()},
        )
        for head, ids in members.items()
    }
    return {record_id: whole[head] for record_id, head in roots.items()}


@lru_cache(maxsize=2)
def told(register: Register) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of each matter's published records and of all they name, by the matter's root."""
    found: dict[str, tuple[str, ...]] = {}
    for matter in matters(register).values():
        if matter.root not in found:
            open_ = [m for m in matter.members if register.records[m].visibility != "count"]
            targets = (target for member in open_ for target in register.named[member])
            found[matter.root] = tuple(dict.fromkeys((*open_, *targets)))
    return found


def joins(record: Record) -> bool:
    """Whether records of this kind belong to matters."""
    return record.KIND.name not in COMMON_GROUND


def root(record_id: str, steps: Mapping[str, str]) -> str:
    """Follow `steps` up to the record from which none leads on; a circle ends at its smallest id."""
    seen = [record_id]
    while (above := steps.get(seen[-1])) is not None:
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]


def step_up(record: Record, register: Register) -> Record | None:
    """Return the record that `record` follows from, passing meetings along their item."""
    for cause in record.causes():
        found = through(cause, register)
        if found is not None and found.id != record.id:
            return found
    return None


def through(cause: Cause, register: Register) -> Record | None:
    """Return what `cause` leads to; through a meeting, what its agenda item is about, else the meeting."""
    found = register.get(cause.id)
    if found is None or not joins(found) or not found.hands_on:
        return None
    if cause.item is None or not isinstance(found, Meeting):
        return found
    about = found.item(cause.item)
    topic = register.get(about.record) if about else None
    return topic if topic is not None and joins(topic) else found


def attended(register: Register, roots: Mapping[str, str]) -> dict[str, dict[str, set[int]]]:
    """Return, by matter, the meetings whose agenda has an item about one of its records, and the items."""
    found: dict[str, dict[str, set[int]]] = {}
    for meeting in register.of(Meeting):
        for item in meeting.agenda:
            topic = register.get(item.record)
            matter = roots.get(topic.id) if topic is not None else None
            if matter is not None:
                found.setdefault(matter, {}).setdefault(meeting.id, set()).add(item.no)
    return found
