"""Rows of a table become records: each by the column map, each with its origin, none twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from govgen.aside import aside
from govgen.check import MANY
from govgen.importing import faults
from govgen.importing.cells import dated, meaning, whole
from govgen.importing.chart import Chart, Column, Step
from govgen.importing.desk import Desk
from govgen.importing.newcomers import Newcomers
from govgen.importing.paths import Misfit, closed, fresh, put
from govgen.importing.staging import (
    Data,
    Harvest,
    Refusal,
    Staged,
    filled_in,
    sourced,
    stage,
    texts,
)
from govgen.importing.tables import Table
from govgen.record import kinds
from govgen.source import Value
from govgen.words import Words

Cells = dict[str, str]
Rows = tuple[tuple[int, Cells], ...]
Made = Staged | Refusal | None
"""What a row makes; none where it is taken for granted that it makes a record."""
YEAR, MONTH = re.compile("[0-9]{4}"), re.compile("[0-9]{4}-[0-9]{2}")


def harvest(table: Table, kind: str, plan: Chart, desk: Desk) -> Harvest:
    """Return a record a row with those it names anew, and the rows that cannot be one."""
    wrong = tuple(Refusal(0, words) for words in faults.of_table(table.headers, plan))
    if wrong:
        return Harvest((), wrong)
    maker = Maker(table.sha256, kind, plan, desk)
    made = shared(maker, table.rows)
    rows = [item for item in made if isinstance(item, Staged)]
    asked = {*plan.asked, plan.id}
    return Harvest(
        (*maker.newcomers.wanted.values(), *rows),
        tuple(item for item in made if isinstance(item, Refusal)),
        tuple(name for name in table.headers if name and name not in asked),
        tuple(said(table, plan)),
        frozenset(maker.newcomers.wanted),
    )


def shared(maker: Maker, rows: Rows) -> list[Made]:
    """Return what each row makes.

    Of many rows, another process meanwhile judges the texts of the latter part, and takes it that all
    of the former become records. Where one does not, or until it is done, this one does all itself.
    """
    if len(rows) < MANY:
        return [maker.record(*row) for row in rows]
    part = len(rows) * 5 // 9  # it goes through the former part too, if quickly
    with aside(partial(maker.ahead, rows[:part], rows[part:])) as other:
        made = [maker.record(*row) for row in rows[:part]]
        granted = all(isinstance(one, Staged) for one in made)
        for row in rows[part:]:
            if granted and not maker.judged and other.done():
                maker.judged = other()
            made.append(maker.record(*row))
    return made


def said(table: Table, plan: Chart) -> Iterator[Words]:
    """Say which columns are dropped, and which the table does not have; their fields stay empty."""
    dropped = [name for name in plan.dropped if name in table.headers]
    if dropped:
        yield Words(
            f"按对照表不导入的列：{'、'.join(dropped)}",
            f"columns dropped, as the column map says: {', '.join(dropped)}",
        )
    yield from faults.lacking(table.headers, plan)


def fingerprint(cells: Cells) -> str:
    """Name a row by what it says, where the table has no ids."""
    return hashlib.sha256(
        "\x1f".join(f"{key}\x1e{cells[key]}" for key in sorted(cells)).encode()
    ).hexdigest()[:20]


class Maker:
    """Makes the records of one table."""

    def __init__(self, sha256: str, kind: str, plan: Chart, desk: Desk) -> None:
        """Make records of `kind` by `plan` at `desk` from the table with this digest."""
        self.sha256 = sha256
        self.kind = kind
        self.plan = plan
        self.desk = desk
        self.zone = ZoneInfo(plan.timezone)
        self.newcomers = Newcomers(plan.system, sha256, desk)
        self.known = known_values(plan)
        self.columns = [
            (name, column)
            for name, targets in plan.columns.items()
            for column in targets
            if column.field is not None
        ]
        self.meanings: dict[tuple[str, str | None, str], Value] = {}
        """What cells mean by column, field and text: the same stand in row after row."""
        self.steps = [(step, step.at or "", [*step.where.items()]) for step in plan.steps]
        self.judged: Mapping[int, bytes | Refusal | None] = {}
        """By row, what another process found out: the text of its record, or why there is none."""

    def ahead(self, before: Rows, rows: Rows) -> dict[int, bytes | Refusal | None]:
        """Return by row the text of its record, or why there is none, where all `before` become records."""
        self.judged = {number: None for number, _ in before}
        for row in before:
            self.record(*row)
        made = {row[0]: self.record(*row) for row in rows}
        return {key: one.content if isinstance(one, Staged) else one for key, one in made.items()}

    def record(self, number: int, cells: Cells) -> Made:
        """Return the record that one row makes, or why there is none."""
        try:
            made: Made = self.made(number, cells)
        except Misfit as error:
            made = Refusal(number, error.words)
        if isinstance(made, Refusal):
            self.newcomers.forget()
        else:
            self.newcomers.keep()
        return made

    def made(self, number: int, cells: Cells) -> Made:
        """Return the record that one row makes; Misfit or a refusal says why there is none."""
        source_id = self.origin(cells)
        data = self.filled(number, cells)
        record_id = numbered(data, self.kind, self.desk)
        if record_id in self.desk.taken:
            raise Misfit(f"编号 `{record_id}` 已经用了", f"the id `{record_id}` is taken already")
        data.pop("id", None)
        source = sourced(self.plan.system, source_id, number, self.sha256, data)
        whole_data: Data = {"id": record_id, **data, "source": source}
        staged = self.staged(whole_data, number)
        if not isinstance(staged, Refusal):
            self.desk.take(record_id)
            self.desk.remember(self.kind, self.plan.system, source_id, record_id)
        return staged

    def staged(self, data: Data, number: int) -> Made:
        """Return the record that a row's data make, or why there is none."""
        if number not in self.judged:
            return stage(self.kind, data, number, self.desk.published)
        judged = self.judged[number]
        if isinstance(judged, bytes):
            return filled_in(self.kind, data, judged, number)
        return judged

    def origin(self, cells: Cells) -> str:
        """Return what names the row in its own system; Misfit where nothing does or it was imported."""
        plan = self.plan
        source_id = cells.get(plan.id, "") if plan.id else fingerprint(cells)
        if not source_id:
            raise Misfit(f"`{plan.id}` 是空的，要填上", f"`{plan.id}` is empty; fill it in")
        before = self.desk.known(self.kind, plan.system, source_id)
        if before:
            raise Misfit(f"已导入过，见 `{before}`", f"it was imported before, as `{before}`")
        return source_id

    def filled(self, number: int, cells: Cells) -> Data:
        """Return what a row's cells and the constants say; Misfit where a cell cannot be read."""
        data: Data = {}
        for path, value in self.plan.constants.items():
            put(data, path, fresh(value))
        for name, column in self.columns:
            if name in cells:
                put(data, column.field or "", self.value(name, column, cells, number))
                for path, value in column.beside.items():
                    put(data, path, fresh(value))
        if self.plan.steps:
            data["events"] = [*self.events(number, cells)]
        return {key: closed(value) for key, value in data.items()}

    def value(self, name: str, column: Column, cells: Cells, number: int) -> Value:
        """Return what one cell means: a list where the map splits it."""
        cell = cells[name]
        if column.new is None:
            found = self.meanings.get((name, column.field, cell))
            if found is None:
                found = self.meant(name, column, cells, number)
                self.meanings[name, column.field, cell] = found
            return fresh(found)
        return self.meant(name, column, cells, number)

    def meant(self, name: str, column: Column, cells: Cells, number: int) -> Value:
        """Read one cell."""
        cell = whole(name, cells[name])
        if column.split is None:
            return self.one(name, cell, column, cells, number)
        parts = (part.strip() for part in cell.split(column.split))
        return [self.one(name, part, column, cells, number) for part in parts if part]

    def one(self, name: str, text: str, column: Column, cells: Cells, number: int) -> Value:
        """Return what one item of a cell means."""
        if column.new and text not in column.values:
            return self.newcomers.id_of(name, text, column.new, cells, number)
        return meaning(name, text, column, self.zone)

    def events(self, number: int, cells: Cells) -> Iterator[Data]:
        """Yield the events that the steps of the map make; Misfit where a value has no step."""
        for name, known in self.known.items():
            if name in cells and cells[name] not in known:
                raise Misfit(
                    f"`{name}` 是 `{cells[name]}`，对照表的 `steps` 里没有这个值；加进某一步的 `where`",
                    f"`{name}` is `{cells[name]}`, which no step of the column map knows; add it to the `where` of one",
                )
        for step, at, where in self.steps:
            if at in cells and holds(where, cells):
                yield self.event(step, at, cells, number)

    def event(self, step: Step, at: str, cells: Cells, number: int) -> Data:
        """Return one event."""
        time = whole(at, cells[at])
        event: Data = {"to": step.to} if step.to else {}
        event["at"] = dated(at, time, step.date, self.zone) if step.date else time
        if by := [*step.by, *self.doers(step.by_column, cells, number)]:
            event["by"] = by
        if step.note_column in cells:
            event["note"] = whole(step.note_column or "", cells[step.note_column or ""])
        elif step.note:
            event["note"] = texts(step.note)
        return event

    def doers(self, name: str | None, cells: Cells, number: int) -> list[Value]:
        """Return who took a step, read as the column's own target reads it, else as it stands."""
        if name is None or name not in cells:
            return []
        targets = self.plan.columns.get(name)
        found = self.value(name, targets[0], cells, number) if targets else cells[name]
        return found if isinstance(found, list) else [found]


def holds(where: list[tuple[str, tuple[str, ...]]], cells: Cells) -> bool:
    """Say whether the cells of a row are those that a step asks for; a plain loop, for it runs for every step."""
    for name, values in where:  # noqa: SIM110
        if cells.get(name, "") not in values:
            return False
    return True


def known_values(plan: Chart) -> dict[str, set[str]]:
    """Return the values that steps ask for by column, where they ask for more than an empty cell."""
    found: dict[str, set[str]] = {}
    for step in plan.steps:
        for name, values in step.where.items():
            found.setdefault(name, set()).update(values)
    return {name: values for name, values in found.items() if values - {""}}


def numbered(data: Data, kind: str, desk: Desk) -> str:
    """Return the row's own id, else the next free one of its first event's year or month, not yet taken."""
    own = data.get("id")
    if isinstance(own, str):
        return own
    model = kinds()[kind].KIND
    if not model.dated:
        raise Misfit(
            "没有编号；这类记录不按年排号，填上 `id` 所对的列",
            "it has no id, and this kind is not numbered by years; fill in the column of `id`",
        )
    events = data.get("events")
    first = events[0] if isinstance(events, list) and events else None
    at = first.get("at") if isinstance(first, dict) else None
    if not isinstance(at, str) or not (MONTH if model.monthly else YEAR).match(at):
        raise Misfit(
            "没有编号也没有发生日期，排不了号；填上 `id` 所对的列，或 `events.0.at`、第一步的时间所对的列",
            "it has neither an id nor a date to number it by; fill in the column of `id`, or of `events.0.at` or the first step",
        )
    return desk.free(kind, at)
