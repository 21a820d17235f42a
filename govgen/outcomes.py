"""What a merge brings about, record by record: steps, decisions in force, edits, days, open objections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from govgen.binding import frozen
from govgen.kinds.decision import Decision
from govgen.problem import Diagnostic
from govgen.proposal import Proposal
from govgen.receipts import Receipt
from govgen.record import Record, kind_of
from govgen.wording import both
from govgen.words import Words

PAPERS = frozenset(
    ("move-needs", "evidence-missing", "attachment-missing", "attachment-needs", "vote-missing")
)
"""What is said of a step whose papers are not there."""


@dataclass(frozen=True)
class Named:
    """A record as people speak of it."""

    id: str
    kind: Words
    title: Words


@dataclass(frozen=True)
class Move:
    """A record that goes from one state (none: it is new) to others; `lacking` says which papers are missing."""

    record: Named
    before: Words | None
    after: tuple[Words, ...]
    lacking: tuple[Words, ...]


@dataclass(frozen=True)
class Effect:
    """A decision that takes effect, on which day, and the last day of its windows."""

    record: Named
    on: date | None
    posted_until: date | None


@dataclass(frozen=True)
class Edit:
    """A record that changes without a step: how many fields, and how many that its approval bound."""

    record: Named
    fields: int
    bound: int
    new: bool


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be done or may still be said."""

    record: Named
    what: Words
    on: date


@dataclass(frozen=True)
class Objection:
    """An objection without answer or end."""

    record: Named
    number: int
    received: date


def titled(record: Record) -> Named:
    """Name a record."""
    return Named(record.id, record.KIND.words, both(record.title))


def nameless(record: str) -> Named:
    """Name what has no title, or none that can be read."""
    kind = kind_of(record)
    words = kind.KIND.words if kind else Words("公共文件", "file of all")
    return Named(record, words, Words("", ""))


def records(told: Proposal) -> Iterator[tuple[Receipt, Record | None, Record | None]]:
    """Yield each record that changes, as it was and as it would be (none: unreadable or not there)."""
    then = told.then.register if told.then else None
    now = told.now.register if told.now else None
    for receipt in told.receipts:
        if kind_of(receipt.record):
            yield (
                receipt,
                then.get(receipt.record) if then else None,
                now.get(receipt.record) if now else None,
            )


def reached(receipt: Receipt) -> list[str]:
    """Return the states that the merge reaches in one record."""
    return [str(it["to"]) for it in receipt.steps if it.get("to")]


def moves(told: Proposal, fresh: Sequence[Diagnostic]) -> Iterator[Move]:
    """Yield the records that move."""
    for receipt, before, after in records(told):
        kind = kind_of(receipt.record)
        states = kind.KIND.all_states if kind else {}
        way = [states[to].reached if to in states else Words(to, to) for to in reached(receipt)]
        if way:
            old = states[before.state].words if before and before.state else None
            name = titled(after) if after else nameless(receipt.record)
            lacking = [it for it in fresh if it.record == receipt.record and it.code in PAPERS]
            yield Move(name, old, tuple(way), tuple(it.message for it in lacking))


def effects(told: Proposal) -> Iterator[Effect]:
    """Yield the decisions that take effect."""
    for receipt, _, after in records(told):
        if isinstance(after, Decision) and "effective" in reached(receipt):
            days = [it.to for it in after.windows if it.purpose != "result"]
            yield Effect(titled(after), after.effective_from, max(days, default=None))


def edits(told: Proposal) -> Iterator[Edit]:
    """Yield the records that change without a step, and those whose bound fields change with one."""
    for receipt, _, after in records(told):
        kind = kind_of(receipt.record)
        found = [it for it in receipt.differences if not it.route.startswith("/events")]
        bound = [it for it in found if kind and frozen(kind.KIND, receipt.before, it)]
        if bound or not reached(receipt):
            name = titled(after) if after else nameless(receipt.record)
            yield Edit(name, len(found), len(bound), receipt.before is None)


def deadlines(told: Proposal) -> Iterator[Deadline]:
    """Yield the windows and the tasks that the merge sets a day for."""
    for _, before, after in records(told):
        known = {(what, on) for what, on in days(before)} if before else set()
        for what, on in days(after) if after else ():
            if (what, on) not in known and on >= told.day and after:
                yield Deadline(titled(after), what, on)


def days(record: Record) -> Iterator[tuple[Words, date]]:
    """Yield what runs until a day in one record."""
    for window in getattr(record, "windows", ()):
        yield window.purpose.words, window.to
    for field in ("tasks", "rectification"):
        for task in getattr(record, field, ()):
            if getattr(task, "due", None) and getattr(task, "done", None) is None:
                yield both(task.what), task.due


def objections(told: Proposal) -> Iterator[Objection]:
    """Yield the objections that are still open in the decisions that change."""
    for _, _, after in records(told):
        for objection in getattr(after, "objections", ()):
            if objection.open and after:
                yield Objection(titled(after), objection.no, objection.received)
