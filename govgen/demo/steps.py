"""The sample community's records, step by step: each file as it stood after each day something happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from govgen.form import fill
from govgen.problem import GovgenError
from govgen.record import Record, kind_of
from govgen.scalars import When
from govgen.source import Document, read

SAMPLE = Path(__file__).parent / "sample"
STANDING = frozenset(("organization", "place"))
"""Kinds that stand when the register begins."""


@dataclass(frozen=True)
class Step:
    """What was entered of one record on one day: its states, and its file with all events up to them."""

    day: date
    record: str
    kind: str
    states: tuple[str, ...]
    path: str
    content: bytes
    first: bool


def sources() -> dict[str, bytes]:
    """Return every file of the sample's records by its path below the repository."""
    return {
        f"records/{path.relative_to(SAMPLE).as_posix()}": path.read_bytes()
        for path in sorted(SAMPLE.rglob("*"))
        if path.is_file()
    }


def steps(files: dict[str, bytes]) -> tuple[Step, ...]:
    """Return all steps of dated records in the order in which they happened."""
    found = (
        step
        for path, content in files.items()
        if path.endswith(".yml")
        and (model := kind_of(Path(path).stem))
        and model.KIND.name not in STANDING
        for step in of(model, read(path, content))
    )
    return tuple(sorted(found, key=lambda step: (step.day, step.record)))


def of(model: type[Record], document: Document) -> Iterator[Step]:
    """Yield the steps of one record, a day at a time; days never run backwards."""
    record = fill(model, document.data)
    if isinstance(record, tuple):
        raise GovgenError(
            f"示例记录 {document.path} 填不成", f"the sample's {document.path} is no record"
        )
    latest = date.min
    days: list[date] = []
    for event in record.events:
        latest = max(latest, day(event.at))
        days.append(latest)
    done = 0
    for at, group in groupby(range(len(days)), key=days.__getitem__):
        numbers = list(group)
        states = tuple(to for n in numbers if (to := record.events[n].to))
        content = until(document, numbers[-1] + 1)
        yield Step(at, record.id, model.KIND.name, states, document.path, content, done == 0)
        done = numbers[-1] + 1


def day(at: When) -> date:
    """Return the day of an event as it is written."""
    return at.date() if isinstance(at, datetime) else at


def until(document: Document, number: int) -> bytes:
    """Return a record's file with its first `number` events and all its other fields."""
    lines = document.content.splitlines(keepends=True)
    marks = document.marks
    following = ("events", number)
    if following not in marks:
        return document.content
    start = marks[following][0] - 1
    last = marks["events",][0]
    behind = [line for (key, *rest), (line, _) in marks_of(document) if not rest and line > last]
    end = min(behind, default=len(lines) + 1) - 1
    return b"".join((*lines[:start], *lines[end:]))


def marks_of(document: Document) -> Iterator[tuple[tuple[str | int, ...], tuple[int, int]]]:
    """Yield every route but the root's with its mark."""
    yield from ((route, mark) for route, mark in document.marks.items() if route)
