"""Days that residents can keep: meetings, windows, sessions of activities, calls, milestones of projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from govgen.drawn.decision import OVER
from govgen.kinds.activity import Activity
from govgen.kinds.decision import Decision
from govgen.kinds.meeting import Meeting
from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.particulars import Visibility
from govgen.publicity import Window
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.trail import landed
from govgen.wording import Written, upfirst
from govgen.words import Words

if TYPE_CHECKING:
    from govgen.view import View

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
KEPT = timedelta(days=366)
"""How long a calendar keeps what is over."""
OFF = OVER | {"cancelled", "postponed", "terminated"}
"""States in which what was still to come does not take place."""
CONVENED = Words("召集", "Convened by")
HOW = Words("提意见", "How to comment")
CALL = Words("征集", "Call for applications")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar: `name` is its own for good, `last` the last day of one that has no hour.

    `sequence` rises with each change of its record; `stamp` is when the record last moved.
    """

    name: str
    record: Record
    at: When
    last: When
    title: str
    lines: tuple[str, ...]
    place: str
    status: Status
    sequence: int

    @property
    def stamp(self) -> When:
        """When its record last moved."""
        return self.record.events[-1].at


def dated(record: Record) -> bool:
    """Whether a record has a day to keep, as far as it is shown in full."""
    if record.visibility != Visibility.FULL:
        return False
    match record:
        case Meeting():
            return record.held_at is not None
        case Decision():
            return bool(record.windows)
        case Activity():
            return bool(record.sessions)
        case Round():
            return bool(record.call and (record.call.from_ or record.call.to))
        case Project():
            return bool(record.milestones)
    return False


def appointments(records: Iterable[Record], view: View) -> tuple[Appointment, ...]:
    """Return what can be kept of `records`, in order: the last year's, what is to come, and the very last."""
    known = [record for record in records if dated(record)]
    late = since(known, view, view.register.as_of - KEPT)
    return late or since(known, view, date.min)[-1:]


def since(records: Iterable[Record], view: View, early: date) -> tuple[Appointment, ...]:
    """Return, in order, what does not end before the day `early`."""
    found = (one for record in records for one in Planner(view, record, early).found())
    return tuple(sorted(found, key=lambda one: (instant(one.at, view.register), one.name)))


def instant(at: When, register: Register) -> datetime:
    """Return when something begins; a day begins at midnight."""
    return at if isinstance(at, datetime) else datetime.combine(at, time(), register.community.zone)


class Planner:
    """The appointments of one record."""

    def __init__(self, view: View, record: Record, early: date) -> None:
        """Tell of `record` in the language of `view`, though of nothing that ended before the day `early`."""
        self.view = view
        self.record = record
        self.early = early

    @cached_property
    def name(self) -> str:
        """The record's title."""
        return self.view.name(self.record)

    def late(self, last: When) -> bool:
        """Whether what ends at `last` is told."""
        return self.view.register.day(last) >= self.early

    def found(self) -> Iterator[Appointment]:
        """Yield them, each with a name that stays."""
        match self.record:
            case Meeting() as it if it.held_at and self.late(it.held_at):
                by = self.view.named(it.convenor).title.striptags()
                convened = self.joined(CONVENED[self.view.lang], by)
                title = self.titled(it.form.words)
                yield self.made("", it.held_at, it.held_at, title, [convened], it.venue)
            case Decision() as it:
                yield from (self.window(one) for one in it.windows if self.late(one.to))
            case Activity() as it:
                yield from self.sessions(it)
            case Round() as it if it.call and (it.call.from_ or it.call.to):
                first = it.call.from_ or it.call.to
                last = it.call.to or it.call.from_
                if first and last and self.late(last):
                    yield self.made("-call", first, last, self.until(CALL, it.call.to), [])
            case Project() as it:
                yield from self.milestones(it)

    def sessions(self, activity: Activity) -> Iterator[Appointment]:
        """Yield the sessions of an activity: what is done, where, and how to book."""
        how = [self.view.plain(activity.booking.how)] if activity.booking else []
        for number, one in enumerate(activity.sessions, 1):
            last = one.until or one.at
            if self.late(last):
                title = self.titled(activity.type.words, one.what)
                yield self.made(f"-{number}", one.at, last, title, how, one.venue)

    def milestones(self, project: Project) -> Iterator[Appointment]:
        """Yield the milestones of a project, each on the day it was reached or is planned for."""
        for number, point in enumerate(project.milestones, 1):
            at = point.actual or point.planned
            if self.late(at):
                title = self.joined(self.name, self.view.plain(point.what))
                yield self.made(f"-milestone-{number}", at, at, title, [])

    def window(self, window: Window) -> Appointment:
        """Return a publicity window: what may be objected to, until when, where and how."""
        community = self.view.register.community
        own = community.contact(window.contact) if window.contact else None
        contact = own or self.view.contact_for("objection")
        said = [contact.title, contact.room, contact.hours, contact.phone] if contact else []
        told = [self.view.plain(text) for text in said if text]
        between = "，" if self.view.lang == "zh" else ", "
        lines = [self.joined(HOW[self.view.lang], between.join(told))] if told else []
        title = self.until(window.purpose.words, window.to)
        name = f"-window-{window.no}"
        return self.made(name, window.from_, window.to, title, lines, window.posted_at)

    def titled(self, kind: Words, what: Written | None = None) -> str:
        """Name what it is, and of which record."""
        label = kind[self.view.lang]
        said = label.lower() in self.name.lower()
        told = self.name if said else self.joined(upfirst(label), self.name)
        return self.joined(told, self.view.plain(what)) if what else told

    def until(self, kind: Words, last: date | None) -> str:
        """Name what it is, with its last day."""
        told = self.titled(kind)
        if last is None:
            return told
        day = self.view.day(last, "short")
        return f"{told}（{day}截止）" if self.view.lang == "zh" else f"{told} (last day {day})"

    def joined(self, label: str, words: str) -> str:
        """Put a label before words."""
        return f"{label}：{words}" if self.view.lang == "zh" else f"{label}: {words}"

    def made(
        self,
        name: str,
        at: When,
        last: When,
        title: str,
        lines: Iterable[str],
        place: Written | None = None,
    ) -> Appointment:
        """Return one appointment."""
        where = self.view.plain(place) if place else ""
        full = f"{self.record.id}{name}"
        status, sequence = self.status(last), self.sequence
        return Appointment(
            full, self.record, at, last, title, tuple(lines), where, status, sequence
        )

    @property
    def sequence(self) -> int:
        """How often the record was changed: its steps and corrections, and the edits that Git knows beside them."""
        edits = [it for it in self.view.approvals.trail.of(self.record.id) if not landed(it)]
        return len(self.record.events) - 1 + len(self.record.corrections) + len(edits)

    def status(self, last: When) -> Status:
        """Say whether it holds: a step that ends the record calls off what was not over by then."""
        register, record = self.view.register, self.record
        ended = register.day(record.course[-1][1].at) if record.course else None
        off = record.state in OFF and ended is not None and ended <= register.day(last)
        if off or record.state == "voided":
            return "CANCELLED"
        return "TENTATIVE" if record.state == "planned" else "CONFIRMED"
