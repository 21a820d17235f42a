"""What one cell says, in the register's words."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from govgen.importing.chart import HOUR, Column
from govgen.importing.paths import Misfit
from govgen.importing.staging import texts
from govgen.importing.tables import written
from govgen.source import Value

CLOCK = re.compile(r"(.*\S) ([0-9]{1,2}):([0-9]{2})")
SAMPLE = datetime(2026, 3, 5, 14, 30)  # noqa: DTZ001 shown as it stands


FAILED = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
"""What a spreadsheet shows where a formula failed."""


def whole(name: str, cell: str) -> str:
    """Return a cell of the column `name`; Misfit where its formula failed."""
    if cell in FAILED:
        raise Misfit(
            f"`{name}` 是出错的公式 `{cell}`；改好或清空",
            f"`{name}` is the failed formula `{cell}`; mend or clear it",
        )
    return cell


def meaning(name: str, text: str, column: Column, zone: ZoneInfo) -> Value:
    """Return what one item means; Misfit where it is no date and should be one."""
    if column.date:
        return dated(name, text, column.date, zone)
    return texts(column.values.get(text, text))


def read(text: str, shape: str) -> datetime:
    """Return a time in the form of `strptime`, a day that comes again and again read once; else ValueError."""
    days, _, clock = shape.rpartition(" ")
    found = CLOCK.fullmatch(text) if clock == "%H:%M" else None
    if found is None or not days.strip() or days[-1] == " " or HOUR.search(days):
        return datetime.strptime(text, shape)  # noqa: DTZ007 the zone is put on by who asks
    return day(found[1], days).replace(hour=int(found[2]), minute=int(found[3]))


@lru_cache(maxsize=10_000)
def day(text: str, shape: str) -> datetime:
    """Return a day in the form of `strptime`, at midnight where it names no hour; else ValueError."""
    return datetime.strptime(text, shape)  # noqa: DTZ007 as above


@lru_cache(maxsize=10_000)
def dated(name: str, text: str, formats: tuple[str, ...], zone: ZoneInfo) -> str:
    """Return a date in one of `formats` as the register writes it."""
    for shape in formats:
        try:
            moment = read(text, shape)
        except ValueError:
            continue
        return written(moment, zone) if HOUR.search(shape) else moment.date().isoformat()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        samples = [SAMPLE.strftime(shape) for shape in formats]
        raise Misfit(
            f"`{name}` 是 `{text}`，不是日期，要写成 {'、'.join(samples)}",
            f"`{name}` is `{text}`, which is no date like {', '.join(samples)}",
        ) from None
    return text
