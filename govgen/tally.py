"""Measures added up from their cases, one record's share each, in all and over groups, one axis at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil
from typing import NamedTuple

from govgen.crossing import Cell, crossed
from govgen.measure import (
    ALL,
    PLAIN,
    Axis,
    Beside,
    Definition,
    Figure,
    Key,
    Measure,
    Number,
    Open,
    Row,
)
from govgen.particulars import Visibility
from govgen.record import Record
from govgen.withholding import Group, small, withheld
from govgen.words import Choice, Words


class Case:
    """What one record adds: `part` to the numerator, `whole` to the denominator, `size` people or matters."""

    __slots__ = ("id", "part", "record", "seen", "size", "whole")

    def __init__(self, record: Record, part: Number = 1, whole: Number = 1, size: int = 1) -> None:
        """Keep what is asked of each case again and again by itself: a register holds many records."""
        self.record = record
        self.id = record.id
        self.seen = record.visibility
        self.part = part
        self.whole = whole
        self.size = size


class Split(NamedTuple):
    """Cases by what they are broken down by; `ordered` keeps the keys' own order, else the largest is first.

    `open` names the records whose own key anybody can see on their page.
    """

    words: Words
    groups: Mapping[Key, Sequence[Case]]
    ordered: bool = False
    open: Open = ALL


def split(
    words: Words,
    pairs: Iterable[tuple[Key, Case]],
    *,
    ordered: bool = False,
    seen: Open = ALL,
) -> Split:
    """Gather cases by their keys."""
    found: dict[Key, list[Case]] = {}
    for key, case in pairs:
        if key in found:
            found[key].append(case)
        else:
            found[key] = [case]
    return Split(words, found, ordered, seen)


@dataclass(slots=True)
class Sum:
    """What a group adds up to; `parts` are kept where they are ranked."""

    part: Number
    whole: Number
    size: int
    hidden: int
    parts: Sequence[Number]

    @property
    def group(self) -> Group:
        """How many it counts, and how many of them are hidden."""
        return Group(self.size, self.hidden)


def taken(
    definition: Definition,
    cases: Sequence[Case],
    least: int,
    splits: Iterable[Split] = (),
    beside: Iterable[tuple[Words, Sequence[Case]]] = (),
) -> Measure:
    """Add up `cases`; groups of fewer than `least` are withheld, and so few hidden records left out."""
    found = whole(definition, cases)
    few = 0 < found.hidden < least
    kept = cases
    if few:
        kept = opened(definition, cases)
        found = whole(definition, kept)
    left_out = len({it.id for it in cases} - {it.id for it in kept}) if few else 0
    if (few and not kept) or small(found.group, least, private=definition.private):
        return Measure(definition, None, left_out=left_out)
    axes = broken(definition, tuple(splits), least, few=few)
    counts = (Beside(words, counted(definition, found, least, few=few)) for words, found in beside)
    return Measure(
        definition,
        listed(definition, kept, found),
        tuple(axis for axis in axes if axis.rows),
        tuple(it for it in counts if it.number),
        left_out,
    )


def whole(definition: Definition, cases: Iterable[Case], seen: Open = ALL) -> Sum:
    """Add up cases, in one pass; those of records that are not `seen` are hidden too."""
    part: Number = 0
    of: Number = 0
    size = hidden = 0
    shown = definition.open & seen
    for case in cases:
        part += case.part  # type: ignore[operator] # no measure mixes decimals with fractions
        of += case.whole  # type: ignore[operator] # likewise
        size += case.size
        if case.seen is not Visibility.FULL and case.seen not in shown:
            hidden += case.size
    parts = [case.part for case in cases] if definition.quantile else []
    return Sum(part, of, size, hidden, parts)


def opened(definition: Definition, cases: Iterable[Case]) -> list[Case]:
    """Return the cases of records whose share anybody can see."""
    return [case for case in cases if case.seen in definition.open]


def counted(definition: Definition, cases: Sequence[Case], least: int, *, few: bool) -> Number:
    """Σ part of what stands beside a measure, without hidden records where these are few."""
    found = whole(definition, cases)
    if few or 0 < found.hidden < least:
        found = whole(definition, opened(definition, cases))
    return found.part


def figure(definition: Definition, found: Sum) -> Figure:
    """Return Σ part over Σ whole; or the part of that rank, where the definition names one."""
    numerator = ranked(found.parts, definition.quantile) if definition.quantile else found.part
    return Figure(numerator, None if definition.form in PLAIN else found.whole)


def listed(definition: Definition, cases: Sequence[Case], found: Sum) -> Figure:
    """Return the figure of a whole measure with the records behind it."""
    it = figure(definition, found)
    names = dict.fromkeys(case.id for case in cases if case.seen is Visibility.FULL)
    others = {case.id for case in cases if case.seen is not Visibility.FULL}
    told = not definition.private and it.denominator is not None
    above = {case.id for case in cases if case.part} if told else frozenset()
    counts = tuple(name for name in names if name in above)
    return Figure(it.numerator, it.denominator, tuple(names), counts, len(others))


def ranked(parts: Iterable[Number], quantile: Fraction) -> Number | None:
    """Return the nearest rank: the ⌈quantile × n⌉th smallest of n parts; none of nothing."""
    rising = sorted(parts)
    return rising[ceil(quantile * len(rising)) - 1] if rising else None


def broken(
    definition: Definition, splits: Sequence[Split], least: int, *, few: bool
) -> Iterator[Axis]:
    """Add up each group of each of `splits`; `few` leaves the hidden out."""
    tables = [table(definition, by, few=few) for by in splits]
    for by, found, gone in zip(
        splits, tables, untold(definition, splits, tables, least), strict=True
    ):
        rows = (
            Row(key, None if index in gone else figure(definition, it))
            for index, (key, (_, it)) in enumerate(found.items())
        )
        yield Axis(by.words, tuple(sorted(rows, key=place if by.ordered else weight)))


Table = Mapping[Key, tuple[Sequence[Case], Sum]]
"""The cases of each group of an axis, and what they add up to."""


def table(definition: Definition, by: Split, *, few: bool) -> Table:
    """Add up each group of `by`."""
    groups = {key: opened(definition, cases) if few else cases for key, cases in by.groups.items()}
    found = {key: (cases, whole(definition, cases, by.open)) for key, cases in groups.items()}
    return {key: it for key, it in found.items() if it[1].size or not few}


def untold(
    definition: Definition, splits: Sequence[Split], tables: Sequence[Table], least: int
) -> list[frozenset[int]]:
    """Return the places of the groups that are withheld, table by table; no sums of ranks are subtracted."""
    groups = [[it.group for _, it in found.values()] for found in tables]
    hidden = any(group.hidden for each in groups for group in each)
    if definition.quantile or not (definition.private or hidden):
        return [withheld(each, least, private=definition.private) for each in groups]
    known = {id(case): case for found in tables for cases, _ in found.values() for case in cases}

    @cache
    def count(cell: Cell, other: int) -> Group:
        own = splits[cell.axis].open
        both = own & splits[other].open
        if both == own and cell.place >= 0:
            return groups[cell.axis][cell.place]
        return whole(definition, (known[it] for it in cell.members), both).group

    axes = [
        [(frozenset(map(id, cases)), it.group) for cases, it in found.values()] for found in tables
    ]
    return crossed(axes, count, least, private=definition.private)


def place(row: Row) -> tuple[bool, int]:
    """Rank by the key: a choice's place in its list, a day or month in time, others as they came."""
    key = row.key
    if isinstance(key, Choice):
        return False, list(type(key)).index(key)
    if isinstance(key, date):
        return False, key.toordinal()
    return key is None, key if isinstance(key, int) else 0


def weight(row: Row) -> tuple[bool, bool, Number]:
    """Rank by what is counted, the largest first; not recorded comes after, withheld last as they came."""
    it = row.figure
    if it is None:
        return True, True, 0
    counts = it.numerator if it.denominator is None else it.denominator
    return False, row.key is None, -(counts or 0)
