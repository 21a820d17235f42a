"""How a matter went: its rows in the order things happened, across kinds, what is to come last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, cached_property
from itertools import islice
from typing import NamedTuple

from govgen.event import Event
from govgen.folds import Stretch, is_landmark, stretches
from govgen.kind import Kind, State
from govgen.kinds.meeting import AgendaItem, Meeting
from govgen.kinds.project import Project
from govgen.matter import Matter
from govgen.progress import Milestone
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.rows import merged, with_echoes, with_names
from govgen.scalars import When
from govgen.steps import Next, going_on, next_step, written_words
from govgen.wording import Written
from govgen.words import Choice, Words

CORRECTED = Words("更正", "Corrected")
EXTENDED = Words("延期", "Extended")
NOTED = Words("说明", "Note")
IRREGULAR = Words("发现程序瑕疵", "Irregular step found")
TOLD_OF_MEETINGS = frozenset(("held", "postponed", "cancelled", "voided"))
RANKS = {"meeting": 1, "decision": 2, "project": 3, "evaluation": 4, "issue": 5}
"""What comes first where several things happened on one day; an issue's first step precedes all."""
POINTS = 4
"""Milestones ahead that a timeline shows of one project, beside its next step."""
TURNS = frozenset(
    (
        "contested",
        "suspended",
        "shelved",
        "appealed",
        "postponed",
        "reopened",
        "returned",
        "supervised",
    )
)
"""States that are no end but a turn for the worse."""


class Row(NamedTuple):
    """One row of a timeline.

    `status` is done, present, future, bad, corrected, voided or unrecorded; a `landmark` never
    folds; `evidence` are record ids or file names; `echoes` are the steps that a meeting brought
    about the same day; `named` where the row has to say which record it belongs to; `notes` and
    `by` are empty where they are not public.
    """

    record: Record
    at: When | None
    words: Words
    status: str
    notes: tuple[Written, ...] = ()
    by: tuple[str, ...] = ()
    badge: Choice | None = None
    item: AgendaItem | None = None
    landmark: bool = False
    evidence: tuple[str, ...] = ()
    echoes: tuple[Row, ...] = ()
    named: bool = False
    steps: tuple[int, ...] = ()
    """The numbers of the record's events that the row tells."""

    @property
    def timed(self) -> bool:
        """Whether the minute counts: of orders, which run by the hour."""
        return self.record.KIND.monthly and isinstance(self.at, datetime)


class Story:
    """One matter as rows."""

    def __init__(self, matter: Matter, register: Register) -> None:
        """Tell `matter` as far as residents may read it."""
        self.matter = matter
        self.register = register
        found = (register.records[member] for member in matter.members)
        self.records = tuple(record for record in found if record.visibility != "count")

    @cached_property
    def happened(self) -> tuple[Row, ...]:
        """What happened, the last step of a record that leads on marked as the present one."""
        ranked = sorted(
            (item for record in self.records for item in self.told(record)),
            key=lambda item: item[:4],
        )
        rows = list(merged(row for *_, row in ranked))
        going = going_on(self.register)
        for index in range(len(rows) - 1, -1, -1):
            if rows[index].record.id in going and rows[index].status in ("done", "bad"):
                rows[index] = rows[index]._replace(status="present")
                break
        return tuple(with_echoes(rows))

    @cached_property
    def ahead(self) -> tuple[Row, ...]:
        """What is still to come, the earliest due first."""
        rows = [row for record in self.records for row in self.coming(record)]
        rows.sort(key=lambda row: (row.at is None, row.at or date.max, row.record.id))
        return tuple(rows)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """All rows, shown or folded; those shown name their records for themselves, as does each fold."""
        many = len(self.records) > 1
        parts = tuple(stretches(self.happened, self.ahead))
        shown = with_names((r for p in parts if not p.folded for r in p.rows), many=many)
        return tuple(
            Stretch(tuple(with_names(part.rows, many=many)), part.folded, part.year)
            if part.folded
            else Stretch(tuple(islice(shown, len(part.rows))), part.folded, part.year)
            for part in parts
        )

    def told(self, record: Record) -> Iterator[tuple[date, int, str, int, Row]]:
        """Yield what is told of `record`, each with its day, its rank on that day, id and number."""
        brief = isinstance(record, Meeting) and self.matter.root != record.id
        voided = {event.voids for event in record.events if event.voids}
        for number, event in enumerate(record.events, 1):
            if (
                brief
                and event.to not in TOLD_OF_MEETINGS
                and record.state in TOLD_OF_MEETINGS | {"minuted"}
            ):
                continue
            place = self.register.day(event.at), rank(record, number), record.id, number
            if number <= record.imported and (gap := unrecorded(record, number)):
                yield *place, gap
            yield *place, self.row(record, number, event, voided=number in voided)
        yield from self.mended(record)

    def row(self, record: Record, number: int, event: Event, *, voided: bool) -> Row:
        """Return the row of one event, the record's `number`-th."""
        state = record.KIND.all_states.get(event.to or "")
        public = record.visibility == "full"
        return Row(
            record,
            event.at,
            step_words(record.KIND, event),
            status(state, event, voided=voided),
            (event.note,) if event.note and public else (),
            event.by if public else (),
            event.correction,
            self.item(record),
            is_landmark(record.KIND.name, event.to),
            event.evidence,
            steps=(number,),
        )

    def item(self, record: Record) -> AgendaItem | None:
        """Return the agenda item that ties a meeting to this matter."""
        items = self.matter.items.get(record.id)
        return record.item(items[0]) if items and isinstance(record, Meeting) else None

    def mended(self, record: Record) -> Iterator[tuple[date, int, str, int, Row]]:
        """Yield the irregularities of `record` and the figures that were put right in place."""
        public = record.visibility == "full"
        for found in record.irregularities:
            row = Row(
                record,
                found.found_on,
                IRREGULAR,
                "bad",
                (found.note,) if public else (),
                badge=found.remedy,
            )
            yield found.found_on, 9, record.id, 0, row
        for change in record.corrections:
            row = Row(
                record,
                change.on,
                CORRECTED,
                "corrected",
                (change.reason,) if public else (),
                badge=change.kind,
            )
            yield change.on, 9, record.id, 1, row

    def coming(self, record: Record) -> Iterator[Row]:
        """Yield the next step of `record`, and a project's milestones after it."""
        step = next_step(record, self.register)
        if step is None:
            return
        public = record.visibility == "full"
        yield Row(
            record, step.due, step.what, "future", by=(step.who,) if step.who and public else ()
        )
        if isinstance(record, Project) and public:
            for point in islice(later(record, step), POINTS):
                yield Row(record, point.planned, written_words(point.what), "future")


def later(project: Project, step: Next) -> list[Milestone]:
    """Return a project's milestones after its next `step`, by day; the first may be that step."""
    ahead = (point for point in project.milestones if point.actual is None)
    points = sorted(ahead, key=lambda point: point.planned)
    if project.planned():
        return points[1:]
    return [point for point in points if step.due and point.planned > step.due]


def step_words(kind: Kind, event: Event) -> Words:
    """Say what an event is: the state it reached, else a correction, an extension or a note."""
    state = kind.all_states.get(event.to or "")
    if state:
        return state.reached
    return CORRECTED if event.voids else EXTENDED if event.until else NOTED


def status(state: State | None, event: Event, *, voided: bool) -> str:
    """Return how the row of `event` is marked."""
    if voided:
        return "voided"
    if event.voids:
        return "corrected"
    return "bad" if event.to in TURNS or (state and state.tone == "ended") else "done"


def rank(record: Record, number: int) -> int:
    """Return the place of an event among those of its day."""
    if record.KIND.name == "issue" and number <= 2:
        return 0
    return RANKS.get(record.KIND.name, 6)


def unrecorded(record: Record, number: int) -> Row | None:
    """Return the row for the steps that an import does not tell of before its `number`-th event."""
    reached = record.events[number - 1].to
    before = record.events[number - 2].to if number > 1 else None
    if reached is None or (number > 1 and before is None):
        return None
    words = skipped(record.KIND.name, record.track, before, reached)
    return Row(record, None, words, "unrecorded") if words else None


@cache
def skipped(kind: str, track: str, before: str | None, reached: str) -> Words | None:
    """Return the words of the states between two on the shortest way; `before` none: from a start."""
    way = path(kinds()[kind].KIND, track, before, reached)
    states = [kinds()[kind].KIND.all_states[name] for name in way]
    told = [state.reached for state in states]
    return Words("、".join(w.zh for w in told), ", ".join(w.en for w in told)) if told else None


def path(kind: Kind, track: str, before: str | None, goal: str) -> tuple[str, ...]:
    """Return the states between `before`, or a beginning, and `goal` on a shortest way; empty where there is none."""
    starts = kind.first_states(track) if before is None else (before,)
    ways: list[tuple[str, ...]] = [(start,) for start in starts]
    seen = set(starts)
    for way in ways:
        if way[-1] == goal:
            return way[:-1] if before is None else way[1:-1]
        for following in kind.moves.get(track, {}).get(way[-1], {}):
            if following not in seen and (following not in kind.byways or following == goal):
                seen.add(following)
                ways.append((*way, following))
    return ()
