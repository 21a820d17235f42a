"""The year in figures: every measure of every year, family by family.

Each module of `govgen.measures` is a family: `FAMILY` names it and says where it stands, `measures`
yields what it finds in one year.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

import govgen.measures
from govgen import reached
from govgen.approved import NO_GIT
from govgen.measure import Measure
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.trail import Trail
from govgen.words import Words

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Basis:
    """What measures are taken of: a register, and what Git tells of it."""

    register: Register
    trail: Trail

    @property
    def least(self) -> int:
        """The smallest group that is shown."""
        return self.register.community.groups_min


@dataclass(frozen=True, slots=True)
class Family:
    """Measures that stand together: their place on the page, its anchor, their heading.

    `from_git` where they are taken of the approvals that Git tells, not of the records.
    """

    place: int
    slug: str
    words: Words
    from_git: bool = False


Finder = Callable[[Basis, int], Iterator[Measure]]
Year = tuple[tuple[Family, tuple[Measure, ...]], ...]
"""The measures of one year that found anything, by family."""


@cache
def families() -> tuple[tuple[Family, Finder], ...]:
    """Walk `govgen.measures` and return every family with its measures."""
    names = [it.name for it in pkgutil.iter_modules(govgen.measures.__path__)]
    modules = [importlib.import_module(f"govgen.measures.{name}") for name in names]
    found = [(module.FAMILY, module.measures) for module in modules]
    return tuple(sorted(found, key=lambda pair: pair[0].place))


@lru_cache(maxsize=2)
def yearbook(register: Register, trail: Trail) -> Mapping[int, Year]:
    """Return what was measured in each year, the latest first."""
    told, proved = recorded(register), measured(register, trail, from_git=True)
    return {
        year: tuple(sorted((*told[year], *proved[year]), key=lambda pair: pair[0].place))
        for year in told
    }


@lru_cache(maxsize=2)
def recorded(register: Register) -> Mapping[int, Year]:
    """Return what the records alone tell of each year, without a look at Git."""
    return measured(register, NO_GIT, from_git=False)


def measured(register: Register, trail: Trail, *, from_git: bool) -> Mapping[int, Year]:
    """Return the measures of each year that have anything to show, of one sort of families."""
    asked = [family for family, _ in families() if family.from_git is from_git]
    found = {
        year: [(family, taken(register, trail, family, year)) for family in asked]
        for year in years(register)
    }
    return {
        year: tuple((family, measures) for family, measures in those if measures)
        for year, those in found.items()
    }


def taken(register: Register, trail: Trail, family: Family, year: int) -> tuple[Measure, ...]:
    """Return the measures of one family in one year that have anything to show."""
    kept = shelf(register, trail)
    if (family, year) not in kept:
        find = dict(families())[family]
        kept[family, year] = tuple(it for it in find(Basis(register, trail), year) if it.telling)
    return kept[family, year]


@lru_cache(maxsize=4)
def shelf(register: Register, trail: Trail) -> dict[tuple[Family, int], tuple[Measure, ...]]:  # noqa: ARG001
    """Return what was taken of a register and a trail so far."""
    return {}


@lru_cache(maxsize=2)
def years(register: Register) -> tuple[int, ...]:
    """Return the years in which anything dated began, up to the register's, the latest first."""
    dated = {name for name, kind in kinds().items() if kind.KIND.dated}
    this = register.as_of.year
    found = {year for name, year in by_year(register) if name in dated and year < this}
    return tuple(sorted({*found, this}, reverse=True))


@lru_cache(maxsize=2)
def by_year(register: Register) -> Mapping[tuple[str, int], tuple[Record, ...]]:
    """Return the records by their kind's name and the year of their first standing event; none that was voided."""
    found: dict[tuple[str, int], list[Record]] = {}
    for record in register.records.values():
        if record.standing and record.state != "voided":
            year = register.day(record.standing[0][1].at).year
            found.setdefault((record.KIND.name, year), []).append(record)
    return {key: tuple(records) for key, records in found.items()}


def begun(register: Register, kind: type[R], year: int) -> tuple[R, ...]:
    """Return the records of `kind` that began in `year`."""
    return by_year(register).get((kind.KIND.name, year), ())  # type: ignore[return-value]


@lru_cache(maxsize=16)
def arrivals(
    register: Register, kind: type[Record], state: str
) -> Mapping[int, tuple[Record, ...]]:
    """Return the records of `kind` by the year in which they first reached `state`; none that was voided."""
    found: dict[int, list[Record]] = {}
    for record in register.of(kind):
        day = reached.first(record, register, state) if record.state != "voided" else None
        if day is not None:
            found.setdefault(day.year, []).append(record)
    return {year: tuple(records) for year, records in found.items()}


def arrived(register: Register, kind: type[R], state: str, year: int) -> tuple[R, ...]:
    """Return the records of `kind` that first reached `state` in `year`."""
    return arrivals(register, kind, state).get(year, ())  # type: ignore[return-value]
