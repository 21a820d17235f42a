"""When a record reached a state, by its standing events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govgen.record import Record
from govgen.register import Register


def days(record: Record, register: Register, *states: str) -> Iterator[date]:
    """Yield the days on which one of `states` was reached, in the order of the events."""
    for _, event in record.standing:
        if event.to in states:
            yield register.day(event.at)


def first(record: Record, register: Register, *states: str) -> date | None:
    """Return the first day on which one of `states` was reached."""
    return next(days(record, register, *states), None)


def last(record: Record, register: Register, *states: str) -> date | None:
    """Return the last day on which one of `states` was reached."""
    return max(days(record, register, *states), default=None)


def index(record: Record, *states: str) -> int | None:
    """Return the index, from 0, of the last standing event that reached one of `states`."""
    found = [number - 1 for number, event in record.standing if event.to in states]
    return found[-1] if found else None
