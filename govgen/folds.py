"""A long timeline at a glance: the landmarks stay in sight, the lesser steps between them fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govgen.story import Row

SHORT = 16
"""Rows of a timeline that is shown whole."""
LONG = 200
"""Rows above which the years before the last one fold, a fold each."""
LAST = 1
"""Rows before today that stay in sight whatever they are."""
FEWEST = 2
"""Rows that are worth a fold."""
LANDMARKS = {
    "issue": frozenset(("submitted", "concluded", "closed")),
    "meeting": frozenset(("held",)),
    "decision": frozenset(("passed", "rejected", "publicised", "contested", "effective")),
    "project": frozenset(("started", "implementing", "completed", "accepted")),
    "evaluation": frozenset(("published",)),
}
"""States by kind that a resident looks for; whatever went wrong or was put right stays in sight too."""
PLAIN = frozenset(("done", "voided", "unrecorded"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow each other, shown or folded; a fold of a whole `year` names it."""

    rows: tuple[Row, ...]
    folded: bool
    year: int | None = None


def is_landmark(kind: str, state: str | None) -> bool:
    """Whether reaching `state` is one of the steps of `kind` that stay in sight."""
    return state in LANDMARKS.get(kind, ())


def stretches(happened: tuple[Row, ...], ahead: tuple[Row, ...]) -> Iterator[Stretch]:
    """Yield the rows in order; only where there are many does anything fold."""
    rows = happened + ahead
    if len(rows) <= SHORT:
        yield Stretch(rows, folded=False)
        return
    if len(rows) > LONG:
        earlier = tuple(years(happened))
        yield from earlier
        told = sum(len(part.rows) for part in earlier)
        happened, rows = happened[told:], rows[told:]
    last = len(happened) - LAST
    marked = [(row, 0 < place < last and lesser(row)) for place, row in enumerate(rows)]
    for folded, run in groupby(worthwhile(marked), key=lambda item: item[1]):
        yield Stretch(tuple(row for row, _ in run), folded)


def years(happened: tuple[Row, ...]) -> Iterator[Stretch]:
    """Yield the rows of each year before the last, folded; the present step stays in sight.

    A row without a day goes with the row before it, the first with the year that follows.
    """
    dated = [row.at.year if row.at else None for row in happened]
    first = next((year for year in dated if year), None)
    known = list(accumulate(dated, lambda before, year: year or before, initial=first))[1:]
    pairs = [(year, row) for year, row in zip(known, happened, strict=True) if year != known[-1]]
    for (year, present), run in groupby(pairs, key=lambda p: (p[0], p[1].status == "present")):
        yield Stretch(tuple(row for _, row in run), folded=not present, year=year)


def lesser(row: Row) -> bool:
    """Whether a row may fold."""
    return row.status in PLAIN and not row.landmark


def worthwhile(marked: Iterable[tuple[Row, bool]]) -> Iterator[tuple[Row, bool]]:
    """Yield the rows, those in runs too short for a fold marked as shown."""
    for folded, run in groupby(marked, key=lambda item: item[1]):
        rows = [row for row, _ in run]
        for row in rows:
            yield row, folded and len(rows) >= FEWEST
