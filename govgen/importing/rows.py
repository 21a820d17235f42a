"""Rows of a table become records: each by the column map, each with its origin, none twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from zoneinfo import ZoneInfo

from govgen.importing import paths
from govgen.importing.chart import Chart, Column, Misfit, put
from govgen.importing.staging import Data, Desk, Harvest, Refusal, Staged, stage
from govgen.importing.tables import Table, written
from govgen.record import kinds
from govgen.source import Value
from govgen.words import Words


def harvest(table: Table, kind: str, plan: Chart, desk: Desk) -> Harvest:
    """Return a record a row, and the rows that cannot be one."""
    absent = [
        name
        for name in (*plan.columns, *([plan.id] if plan.id else []))
        if name not in table.headers
    ]
    if len(absent) == len(plan.columns) or (plan.id and plan.id in absent):
        return Harvest(
            (),
            (
                Refusal(
                    0,
                    Words(
                        f"表里没有这些列：{'、'.join(absent)}",
                        f"the table has no columns {', '.join(absent)}",
                    ),
                ),
            ),
        )
    wrong = tuple(astray(kind, plan))
    if wrong:
        return Harvest((), wrong)
    made = [record(number, cells, table, kind, plan, desk) for number, cells in table.rows]
    ignored = tuple(
        name for name in table.headers if name and name not in plan.columns and name != plan.id
    )
    return Harvest(
        tuple(item for item in made if isinstance(item, Staged)),
        tuple(item for item in made if isinstance(item, Refusal)),
        ignored,
    )


def astray(kind: str, plan: Chart) -> Iterator[Refusal]:
    """Yield the paths of a column map that lead to no field of the kind."""
    for path in (*(column.field for column in plan.columns.values()), *plan.constants):
        try:
            paths.fields(kinds()[kind], path)
        except KeyError:
            yield Refusal(
                0,
                Words(
                    f"列对照表里的 `{path}` 不是这类记录的字段",
                    f"`{path}` of the column map is no field of this kind",
                ),
            )
    try:
        constant(plan)
    except Misfit as error:
        yield Refusal(0, error.words)


def constant(plan: Chart) -> Data:
    """Return the values that every row has, made anew for each; Misfit where they clash."""
    data: Data = {}
    for path, value in plan.constants.items():
        put(data, path, deepcopy(value))
    return data


def record(
    number: int, cells: dict[str, str], table: Table, kind: str, plan: Chart, desk: Desk
) -> Staged | Refusal:
    """Return the record that one row makes."""
    source_id = (cells.get(plan.id, "") if plan.id else fingerprint(cells))[:400]
    if not source_id:
        return Refusal(number, Words(f"`{plan.id}` 是空的", f"`{plan.id}` is empty"))
    before = desk.known(kind, plan.system, source_id)
    if before:
        return Refusal(
            number, Words(f"已导入过，见 `{before}`", f"it was imported before, as `{before}`")
        )
    try:
        data = filled(cells, plan)
    except Misfit as error:
        return Refusal(number, error.words)
    record_id = numbered(data, kind, desk)
    if not record_id:
        return Refusal(
            number,
            Words(
                "没有编号也没有发生日期，排不了号",
                "it has neither an id nor a date to number it by",
            ),
        )
    if record_id in desk.taken:
        return Refusal(
            number,
            Words(f"编号 `{record_id}` 已经用了", f"the id `{record_id}` is taken already"),
        )
    source: Data = {
        "system": plan.system,
        "id": source_id,
        "row": str(number),
        "sha256": table.sha256,
    }
    data.pop("id", None)
    made = stage(kind, {"id": record_id, **data, "source": source}, number, desk.published)
    if isinstance(made, Staged):
        desk.take(record_id)
        desk.remember(kind, plan.system, source_id, record_id)
    return made


def filled(cells: dict[str, str], plan: Chart) -> Data:
    """Return what a row's cells and the constants say; Misfit where a cell cannot be read."""
    data = constant(plan)
    for name, column in plan.columns.items():
        if name in cells:
            put(data, column.field, value_of(cells[name], column, plan))
    return data


def fingerprint(cells: dict[str, str]) -> str:
    """Name a row by what it says, where the table has no ids."""
    return hashlib.sha256(
        "\x1f".join(f"{key}\x1e{cells[key]}" for key in sorted(cells)).encode()
    ).hexdigest()[:20]


def value_of(cell: str, column: Column, plan: Chart) -> Value:
    """Return what a cell says in the register's words; Misfit where it cannot."""
    if column.split:
        parts = (part.strip() for part in cell.split(column.split))
        return [one(part, column, plan) for part in parts if part]
    return one(cell, column, plan)


def one(text: str, column: Column, plan: Chart) -> str:
    """Return one item of a cell."""
    if column.date:
        return dated(text, column.date, ZoneInfo(plan.timezone))
    return column.values.get(text, text)


def dated(text: str, formats: tuple[str, ...], zone: ZoneInfo) -> str:
    """Return a date in one of `formats` as the register writes it."""
    for shape in formats:
        try:
            moment = datetime.strptime(text, shape)  # noqa: DTZ007 the zone is put on below
        except ValueError:
            continue
        return written(moment, zone) if "%H" in shape else moment.date().isoformat()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise Misfit(
            f"`{text}` 不是日期，要写成 {'、'.join(formats)}",
            f"`{text}` is no date like {', '.join(formats)}",
        ) from None
    return text


def numbered(data: Data, kind: str, desk: Desk) -> str | None:
    """Return the row's own id, else the next free one of its first event's year, not yet taken."""
    own = data.get("id")
    if isinstance(own, str):
        return own
    events = data.get("events")
    first = events[0] if isinstance(events, list) and events else None
    at = first.get("at") if isinstance(first, dict) else None
    if not kinds()[kind].KIND.dated or not isinstance(at, str) or not re.match("[0-9]{4}", at):
        return None
    return desk.free(kind, int(at[:4]))
