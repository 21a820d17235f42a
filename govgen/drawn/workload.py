"""What the year in figures tells of one service, or of one unit: its rows of each measure of orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govgen.approved import NO_GIT
from govgen.measure import Definition, Figure
from govgen.measures import orders, pace, punctuality
from govgen.measures.orders import CONTENT, LOAD, SATISFIED, SERVICE, SOLVED, UNIT
from govgen.measures.pace import MEDIAN
from govgen.measures.punctuality import IN_TIME
from govgen.register import Register
from govgen.yearbook import taken, years

ASKED = tuple(it.code for it in (LOAD, IN_TIME, MEDIAN, SOLVED, SATISFIED, CONTENT))
FAMILIES = (orders.FAMILY, punctuality.FAMILY, pace.FAMILY)
YEARS = 2
"""Years that a page tells; the year in figures has them all."""


@dataclass(frozen=True, slots=True)
class Told:
    """One measure of one group in one year; a figure that is none is withheld."""

    definition: Definition
    figure: Figure | None


def told(key: str, register: Register) -> tuple[tuple[int, tuple[Told, ...]], ...]:
    """Return what the latest years tell of the service or unit `key`, where they tell any figure."""
    found = ((year, tuple(rows(key, register, year))) for year in years(register)[:YEARS])
    return tuple((year, those) for year, those in found if any(it.figure for it in those))


def rows(key: str, register: Register, year: int) -> Iterator[Told]:
    """Yield the rows of `key` in one year."""
    for family in FAMILIES:
        for measure in taken(register, NO_GIT, family, year):
            if measure.definition.code in ASKED:
                yield from (
                    Told(measure.definition, row.figure)
                    for axis in measure.axes
                    if axis.words in (SERVICE, UNIT)
                    for row in axis.rows
                    if row.key == key
                )


def facts(key: str, register: Register) -> str:
    """Return what `told` tells, to see whether it changed."""
    return repr(
        [
            (year, it.definition.code, it.figure and (it.figure.numerator, it.figure.denominator))
            for year, found in told(key, register)
            for it in found
        ]
    )
