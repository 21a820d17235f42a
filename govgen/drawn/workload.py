"""What the year in figures tells of one service, or of one unit: its rows of each measure of orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govgen.measure import Definition, Figure
from govgen.measures.orders import CONTENT, LOAD, SATISFIED, SERVICE, SOLVED, UNIT
from govgen.measures.pace import MEDIAN
from govgen.measures.punctuality import IN_TIME
from govgen.register import Register
from govgen.trail import Trail
from govgen.yearbook import yearbook

ASKED = tuple(it.code for it in (LOAD, IN_TIME, MEDIAN, SOLVED, SATISFIED, CONTENT))
YEARS = 2
"""Years that a page tells; the year in figures has them all."""


@dataclass(frozen=True, slots=True)
class Told:
    """One measure of one group in one year; a figure that is none is withheld."""

    definition: Definition
    figure: Figure | None


def told(key: str, register: Register, trail: Trail) -> tuple[tuple[int, tuple[Told, ...]], ...]:
    """Return what the latest years tell of the service or unit `key`, where they tell any figure."""
    book = yearbook(register, trail)
    found = ((year, tuple(rows(key, register, trail, year))) for year in list(book)[:YEARS])
    return tuple((year, those) for year, those in found if any(it.figure for it in those))


def rows(key: str, register: Register, trail: Trail, year: int) -> Iterator[Told]:
    """Yield the rows of `key` in one year."""
    for _, measures in yearbook(register, trail)[year]:
        for measure in measures:
            if measure.definition.code in ASKED:
                yield from (
                    Told(measure.definition, row.figure)
                    for axis in measure.axes
                    if axis.words in (SERVICE, UNIT)
                    for row in axis.rows
                    if row.key == key
                )
