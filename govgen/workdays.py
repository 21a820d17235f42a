"""How a time limit runs: the first day is not counted, a last day on a holiday moves on.

Source: Civil Code of the PRC, articles 201 and 203. Holidays and the days worked in exchange for
them are those of the State Council's yearly notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import holidays, workdays

ONE = timedelta(days=1)
YEARS = range(min(holidays).year, max(holidays).year + 1)
"""The years whose notice is known."""


def working(day: date) -> tuple[bool, bool]:
    """Return whether `day` is worked, and whether its year's notice is known (else: Monday to Friday)."""
    if day.year not in YEARS:
        return day.weekday() < 5, False
    return day in workdays or (day.weekday() < 5 and day not in holidays), True


@lru_cache(maxsize=20_000)
def last_day(start: date, days: int, unit: str = "day") -> tuple[date, bool]:
    """Return the last day of a limit that begins on `start`, and whether all holidays were known.

    `unit` is `day` (calendar days) or `working_day`. Day one is the day after `start`; a last day
    that is not worked moves to the next day that is.
    """
    if unit == "working_day":
        return counted(start, days)
    return moved(start + days * ONE)


def moved(day: date) -> tuple[date, bool]:
    """Return `day`, or the next day that is worked."""
    exact = True
    while True:
        worked, known = working(day)
        exact = exact and known
        if worked:
            return day, exact
        day += ONE


def counted(start: date, days: int) -> tuple[date, bool]:
    """Return the last of `days` working days after `start`."""
    day, left, exact = start, days, True
    while left > 0:
        day += ONE
        worked, known = working(day)
        exact = exact and known
        left -= worked
    return day, exact
