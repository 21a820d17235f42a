"""Changes as followers read them: what was done to a record, by whom, what comes next; Atom is drawn from it.

A change is dated by its approval where Git tells it, else by its own day. Of a card only the state is
told, and of an open one only the week. Orders come by the dozen: a day of them is one change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from govgen.event import Event, valid
from govgen.kinds.order import Order
from govgen.particulars import Visibility
from govgen.proving import latest
from govgen.record import Record
from govgen.scalars import When
from govgen.steps import pending
from govgen.story import step_words

if TYPE_CHECKING:
    from govgen.view import View

MOST = 50
"""Changes that one feed tells."""


class Move(NamedTuple):
    """The steps of one record that came into force together, by their numbers."""

    at: datetime
    record: Record
    steps: tuple[int, ...]

    @property
    def events(self) -> list[Event]:
        """The steps themselves."""
        return [self.record.events[number - 1] for number in self.steps]


class Day(NamedTuple):
    """What happened to orders on one day: how many steps led to each state."""

    at: datetime
    day: date
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `path` and `name` make its address and its id, `move` or `day` what it tells."""

    path: str
    name: str
    at: datetime
    title: str
    year: int
    move: Move | None = None
    day: Day | None = None

    @property
    def updated(self) -> str:
        """The instant of the change as RFC 3339 has it, in UTC."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Feed:
    """The changes of one register, in the language of a view."""

    def __init__(self, view: View) -> None:
        """Tell what `view` may show."""
        self.view = view
        self.register = view.register

    @cached_property
    def landed(self) -> Mapping[str, datetime]:
        """When each commit landed; none before the one it follows."""
        receipts = self.view.approvals.trail.receipts
        return latest(receipts.history) if receipts else {}

    def times(self, record: Record) -> dict[int, datetime]:
        """Return when each valid step came into force, by its number; of a card its day, while it is open its week."""
        receipts = self.view.approvals.trail.steps(record.id)
        full = record.visibility == Visibility.FULL
        weekly = not full and pending(record)
        found = {}
        for number, event in valid(record.events):
            receipt = receipts.get(number)
            at = self.landed[receipt.version.commit] if receipt else event.at
            found[number] = (
                at if full and isinstance(at, datetime) else self.begun(at, weekly=weekly)
            )
        return found

    def begun(self, at: When, *, weekly: bool) -> datetime:
        """Return when the day of `at`, or its week, began."""
        day = self.register.day(at)
        if weekly:
            day -= timedelta(days=day.weekday())
        return datetime.combine(day, time(), self.register.community.zone)

    def moves(self, record: Record) -> Iterator[Move]:
        """Yield what was done to a record, the steps that landed together as one."""
        groups: dict[datetime, list[int]] = {}
        for number, at in self.times(record).items():
            groups.setdefault(at, []).append(number)
        yield from (Move(at, record, tuple(steps)) for at, steps in groups.items())

    @cached_property
    def last(self) -> Mapping[str, tuple[datetime, date, str]]:
        """By what the last change of each record that has a page, orders left out, is sorted, by its id."""
        found = {}
        for record in self.register.records.values():
            if record.visibility == Visibility.COUNT or isinstance(record, Order):
                continue
            if times := self.times(record):
                at = max(times.values())
                number = [step for step, when in times.items() if when == at][-1]
                found[record.id] = at, self.register.day(record.events[number - 1].at), record.id
        return found

    def entries(self, records: Iterable[str]) -> tuple[Entry, ...]:
        """Return the last changes of the records with these ids, the latest first."""
        # As many changes are among those of as many records, the ones that changed last.
        told = (name for name in records if name in self.last)
        names = nlargest(MOST, told, key=self.last.__getitem__)
        found = (move for name in names for move in self.moves(self.register.records[name]))
        return tuple(map(self.entry, nlargest(MOST, found, key=self.order)))

    def order(self, move: Move) -> tuple[datetime, date, str]:
        """Return by what changes are sorted: those that landed together by the day they happened."""
        return move.at, self.register.day(move.events[-1].at), move.record.id

    def entry(self, move: Move) -> Entry:
        """Return the entry of a change, named by its record and its last step."""
        record = move.record
        reached = [event for event in move.events if event.to]
        told = step_words(record.KIND, (reached or move.events)[-1])[self.view.lang]
        between = "：" if self.view.lang == "zh" else ": "
        path = f"{record.KIND.folder}/{record.id}/"
        title = f"{self.view.name(record)}{between}{told}"
        year = self.register.day(record.events[0].at).year
        return Entry(path, str(max(move.steps)), move.at, title, year, move=move)

    def orders(self) -> tuple[Entry, ...]:
        """Return the last days of orders; those that show their progress alone tell no day and are left out."""
        days: dict[date, list[tuple[Order, int]]] = {}
        for order in self.register.of(Order):
            if order.visibility == Visibility.FULL:
                for number, event in order.standing:
                    days.setdefault(self.register.day(event.at), []).append((order, number))
        last = nlargest(MOST, days)
        found = [Day(*self.counted(day, days[day])) for day in last]
        return tuple(map(self.summary, sorted(found, key=lambda it: (it.at, it.day), reverse=True)))

    def counted(
        self, day: date, steps: Iterable[tuple[Order, int]]
    ) -> tuple[datetime, date, Mapping[str, int]]:
        """Count one day's steps by the state reached, in the order of an order's way."""
        steps = list(steps)
        found = Counter(order.events[number - 1].to for order, number in steps)
        states = Order.KIND.all_states
        told = {state.reached[self.view.lang]: found[name] for name, state in states.items()}
        at = max(self.times(order)[number] for order, number in steps)
        return at, day, {words: count for words, count in told.items() if count}

    def summary(self, day: Day) -> Entry:
        """Return the entry of a day of orders."""
        on = self.view.day(day.day, "medium")
        title = f"{on}服务订单进展" if self.view.lang == "zh" else f"Orders on {on}"
        return Entry("orders/", str(day.day), day.at, title, day.day.year, day=day)
