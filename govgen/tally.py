"""Measures added up from their cases, one record's share each, in all and over groups, one axis at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

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
from govgen.record import Record, Visibility
from govgen.withholding import Group, small, withheld
from govgen.words import Choice, Words


@dataclass(frozen=True, slots=True)
class Case:
    """What one record adds: `part` to the numerator, `whole` to the denominator, `size` people or matters."""

    record: Record
    part: Number = 1
    whole: Number = 1
    size: int = 1


@dataclass(frozen=True, slots=True)
class Split:
    """Cases by what they are broken down by; `ordered` keeps the keys' own order, else the largest is first.

    `open` names the records whose own key anybody can see on their page.
    """

    words: Words
    cases: Iterable[tuple[Key, Case]]
    ordered: bool = False
    open: Open = ALL


def taken(
    definition: Definition,
    cases: Sequence[Case],
    least: int,
    splits: Iterable[Split] = (),
    beside: Iterable[tuple[Words, Sequence[Case]]] = (),
) -> Measure:
    """Add up `cases`; groups of fewer than `least` are withheld, and so few hidden records left out."""
    few = 0 < group(definition.open, cases).hidden < least
    kept = opened(definition, cases) if few else cases
    left_out = len({case.record.id for case in cases} - {case.record.id for case in kept})
    if (few and not kept) or small(group(definition.open, kept), least, private=definition.private):
        return Measure(definition, None, left_out=left_out)
    axes = (broken(definition, split, least, few=few) for split in splits)
    counts = (Beside(words, counted(definition, found, least, few=few)) for words, found in beside)
    return Measure(
        definition,
        summed(definition, kept),
        tuple(axis for axis in axes if axis.rows),
        tuple(it for it in counts if it.number),
        left_out,
    )


def opened(definition: Definition, cases: Iterable[Case]) -> list[Case]:
    """Return the cases of records whose share anybody can see."""
    return [case for case in cases if case.record.visibility in definition.open]


def counted(definition: Definition, cases: Sequence[Case], least: int, *, few: bool) -> Number:
    """Σ part of what stands beside a measure, without hidden records where these are few."""
    few = few or 0 < group(definition.open, cases).hidden < least
    return total(case.part for case in (opened(definition, cases) if few else cases))


def group(seen: Open, cases: Iterable[Case]) -> Group:
    """Count `cases`, and those of records that are not `seen`."""
    size = hidden = 0
    for case in cases:
        size += case.size
        if case.record.visibility not in seen:
            hidden += case.size
    return Group(size, hidden)


def summed(definition: Definition, cases: Sequence[Case]) -> Figure:
    """Σ part over Σ whole; or the part of that rank, where the definition names one."""
    listed = [case for case in cases if case.record.visibility is Visibility.FULL]
    others = {case.record.id for case in cases if case.record.visibility is not Visibility.FULL}
    return Figure(
        ranked(cases, definition.quantile)
        if definition.quantile
        else total(case.part for case in cases),
        None if definition.form in PLAIN else total(case.whole for case in cases),
        tuple(dict.fromkeys(case.record.id for case in listed)),
        ()
        if definition.private
        else tuple(dict.fromkeys(case.record.id for case in listed if case.part)),
        len(others),
    )


def total(numbers: Iterable[Number]) -> Number:
    """Σ numbers, whole as long as all of them are."""
    found: Number = 0
    for number in numbers:
        found += number  # type: ignore[operator] # no measure mixes decimals with fractions
    return found


def ranked(cases: Sequence[Case], quantile: Fraction) -> Number | None:
    """Return the nearest rank: the ⌈quantile × n⌉th smallest of n parts; none of nothing."""
    parts = sorted(case.part for case in cases)
    return parts[ceil(quantile * len(parts)) - 1] if parts else None


def broken(definition: Definition, split: Split, least: int, *, few: bool) -> Axis:
    """Add up each group of `split`; `few` leaves the hidden out."""
    found: dict[Key, list[Case]] = {}
    for key, case in split.cases:
        if not few or case.record.visibility in definition.open:
            found.setdefault(key, []).append(case)
    groups = [group(definition.open & split.open, cases) for cases in found.values()]
    gone = withheld(groups, least, private=definition.private)
    rows = (
        Row(key, None if index in gone else summed(definition, cases))
        for index, (key, cases) in enumerate(found.items())
    )
    return Axis(split.words, tuple(sorted(rows, key=place if split.ordered else weight)))


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
    counted = it.numerator if it.denominator is None else it.denominator
    return False, row.key is None, -(counted or 0)
