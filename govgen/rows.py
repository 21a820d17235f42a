"""Rows of a timeline that follow each other: told in one breath, as an echo, or under one name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from govgen.words import Words

if TYPE_CHECKING:
    from govgen.story import Row


def merged(rows: Iterable[Row]) -> Iterator[Row]:
    """Join the plain steps of one record on one day into one row."""
    return taken_up(rows, joins, one_breath)


def with_echoes(rows: Iterable[Row]) -> Iterator[Row]:
    """Let a meeting's row say what it brought about that day, where there is no more to tell of it."""
    return taken_up(rows, echoes, lambda held, row: held._replace(echoes=(*held.echoes, row)))


def with_names(rows: Iterable[Row], *, many: bool) -> Iterator[Row]:
    """Let the first row of each run of one record's rows name the record."""
    before = None
    for row in rows:
        yield row._replace(named=True) if many and row.record is not before else row
        before = row.echoes[-1].record if row.echoes else row.record


def taken_up(
    rows: Iterable[Row], fits: Callable[[Row, Row], bool], join: Callable[[Row, Row], Row]
) -> Iterator[Row]:
    """Yield `rows`, each with all that follow it and fit taken up by it."""
    held: Row | None = None
    for row in rows:
        if held and fits(held, row):
            held = join(held, row)
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def joins(held: Row, row: Row) -> bool:
    """Whether `row` can be told in one breath with the one before it."""
    same = held.record is row.record and str(held.at)[:10] == str(row.at)[:10]
    return (
        same and not row.timed and held.status == row.status == "done" and held.badge is row.badge
    )


def one_breath(held: Row, row: Row) -> Row:
    """Return one row that tells two."""
    return held._replace(
        words=Words(f"{held.words.zh} → {row.words.zh}", f"{held.words.en} → {row.words.en}"),
        notes=(*held.notes, *row.notes),
        by=tuple(dict.fromkeys((*held.by, *row.by))),
        landmark=held.landmark or row.landmark,
        evidence=(*held.evidence, *row.evidence),
        steps=(*held.steps, *row.steps),
    )


def echoes(meeting: Row, row: Row) -> bool:
    """Whether `row` is the plain step that the row of a meeting just before it is the evidence of."""
    plain = meeting.status == row.status == "done" and not row.notes
    return plain and meeting.record.id in row.evidence and str(meeting.at)[:10] == str(row.at)[:10]
