"""A length of time as a community sets it, `24 hours`, `7 days` or `5 working days`, and when it ends."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import PlainValidator

from govgen.fields import schema
from govgen.scalars import When, unfit
from govgen.words import Words
from govgen.workdays import last_day

Unit = Literal["hour", "day", "working_day"]
UNITS: dict[str, Unit] = {"hour": "hour", "day": "day", "working day": "working_day"}
NAMES = {"hour": Words("小时", "hour"), "day": Words("天", "day")}
NAMES["working_day"] = Words("个工作日", "working day")
SHAPE = re.compile(r"([1-9]\d{0,3}) (hour|day|working day)s?")


class Length(NamedTuple):
    """A number of hours, days or working days."""

    number: int
    unit: Unit

    def after(self, start: When, zone: ZoneInfo) -> tuple[When, bool]:
        """Return when the time that begins at `start` is over, and whether all holidays were known.

        Hours run from minute to minute; where only the day of the start is known they end with the
        day on which they would end at the latest. Days run as `govgen.workdays` says.
        """
        if self.unit != "hour":
            day = start.astimezone(zone).date() if isinstance(start, datetime) else start
            return last_day(day, self.number, self.unit)
        if isinstance(start, datetime):
            return start + timedelta(hours=self.number), True
        return start + timedelta(days=-(-self.number // 24)), True

    def __str__(self) -> str:
        """Write it as it is read."""
        return self.words.en

    @property
    def words(self) -> Words:
        """Say it: 24 小时, 5 working days."""
        name = NAMES[self.unit]
        return Words(
            f"{self.number} {name.zh}", f"{self.number} {name.en}{'s' if self.number > 1 else ''}"
        )


def length(value: object) -> Length:
    """Parse `24 hours`, `7 days`, `5 working days`."""
    if isinstance(value, Length):
        return value
    found = SHAPE.fullmatch(value) if isinstance(value, str) else None
    if found:
        return Length(int(found[1]), UNITS[found[2]])
    raise unfit(
        f"`{value}` 不是一段时间",
        f"`{value}` is no length of time",
        "写成 `24 hours`、`7 days` 或 `5 working days`",
        "write it like `24 hours`, `7 days` or `5 working days`",
    )


Term = Annotated[
    Length,
    PlainValidator(length),
    schema("string", r"^[1-9]\d{0,3} (hour|day|working day)s?$", "5 working days"),
]
"""A length of time as a field."""


def later(one: When, other: When, zone: ZoneInfo) -> bool:
    """Whether `one` is after `other`: to the minute where both say it, else by days."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    days = (at.astimezone(zone).date() if isinstance(at, datetime) else at for at in (one, other))
    return next(days) > next(days)


def instant(at: When, zone: ZoneInfo) -> datetime:
    """Return a moment, or the first minute of a day, for sorting."""
    return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=zone)
