"""The maker of records from rows: each cell read by the column map, each record with its origin, none twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from zoneinfo import ZoneInfo

from govgen.aside import aside
from govgen.importing.cells import dated, meaning, whole
from govgen.importing.chart import Chart, Column, Step
from govgen.importing.desk import Desk, Origin
from govgen.importing.newcomers import Newcomers
from govgen.importing.paths import Misfit, closed, fresh, put
from govgen.importing.staging import (
    Data,
    Refusal,
    Staged,
    filled_in,
    sourced,
    text,
    texts,
)
from govgen.record import kinds
from govgen.source import Value

Cells = dict[str, str]
Rows = tuple[tuple[int, Cells], ...]
Made = Staged | Refusal
Drafts = list[tuple[int, Data | Refusal]]
"""What the record of each row would say, or why there is none, with the row's number."""
NONE_YET: Mapping[int, bytes | Refusal] = MappingProxyType({})
YEAR, MONTH = re.compile("[0-9]{4}"), re.compile("[0-9]{4}-[0-9]{2}")


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

    def record(self, number: int, cells: Cells) -> Made:
        """Return the record that one row makes, or why there is none."""
        draft = self.draft(number, cells)
        made = draft if isinstance(draft, Refusal) else self.stage(number, draft, NONE_YET)
        if isinstance(made, Staged):
            self.keep(made.origin, made.id)
        else:
            self.newcomers.forget()
        return made

    def at_once(self, rows: Rows) -> list[Made] | None:
        """Return what the rows make, half of the texts written in another process; none where a draft makes no record."""
        drafts = [(number, self.granted(number, cells)) for number, cells in rows]
        part = len(drafts) * 2 // 5  # the forms of all are filled in here
        with aside(partial(self.texts, drafts[part:])) as other:
            former = self.staged(drafts[:part])
            latter = None if former is None else self.staged(drafts[part:], other())
        return None if former is None or latter is None else [*former, *latter]

    def granted(self, number: int, cells: Cells) -> Data | Refusal:
        """Return a row's draft, whose id and origin are taken, or why there is none."""
        draft = self.draft(number, cells)
        if isinstance(draft, Refusal):
            self.newcomers.forget()
        else:
            self.keep(origin(self.kind, draft), str(draft["id"]))
        return draft

    def texts(self, drafts: Drafts) -> dict[int, bytes | Refusal]:
        """Return the text of each draft by its row, or why it must not be written."""
        allowed = self.desk.published
        return {
            number: text(draft, number, allowed)
            for number, draft in drafts
            if not isinstance(draft, Refusal)
        }

    def staged(
        self, drafts: Drafts, texts: Mapping[int, bytes | Refusal] = NONE_YET
    ) -> list[Made] | None:
        """Return what drafts make, of some of which the texts are known; none where one makes no record."""
        found: list[Made] = []
        for number, draft in drafts:
            made = draft if isinstance(draft, Refusal) else self.stage(number, draft, texts)
            if made is not draft and isinstance(made, Refusal):
                return None
            found.append(made)
        return found

    def stage(self, number: int, draft: Data, texts: Mapping[int, bytes | Refusal]) -> Made:
        """Return the record that a draft makes, or why there is none; `texts` are those known by row."""
        content = texts.get(number) or text(draft, number, self.desk.published)
        return (
            content
            if isinstance(content, Refusal)
            else filled_in(self.kind, draft, content, number)
        )

    def draft(self, number: int, cells: Cells) -> Data | Refusal:
        """Return what the record of a row would say, or why there is none."""
        try:
            return self.drafted(number, cells)
        except Misfit as error:
            return Refusal(number, error.words)

    def drafted(self, number: int, cells: Cells) -> Data:
        """Return what the record of a row would say; Misfit where there is none."""
        source_id = self.source_id(cells)
        data = self.filled(number, cells)
        record_id = numbered(data, self.kind, self.desk)
        if record_id in self.desk.taken:
            raise Misfit(f"编号 `{record_id}` 已经用了", f"the id `{record_id}` is taken already")
        data.pop("id", None)
        source = sourced(self.plan.system, source_id, number, self.sha256, data)
        return {"id": record_id, **data, "source": source}

    def keep(self, origin: Origin, record_id: str) -> None:
        """Note that a row became the record `record_id`."""
        self.desk.take(record_id)
        self.desk.remember(*origin, record_id)
        self.newcomers.keep()

    def source_id(self, cells: Cells) -> str:
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
        for key, value in data.items():
            if isinstance(value, list):
                data[key] = closed(value)
        return data

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


def origin(kind: str, draft: Data) -> Origin:
    """Return where the record of a draft comes from."""
    source = draft["source"]
    assert isinstance(source, dict)  # noqa: S101 - as `drafted` makes it
    return kind, str(source["system"]), str(source["id"])


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
