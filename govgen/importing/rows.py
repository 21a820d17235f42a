"""Rows of a table become records: each by the column map, each with its origin, none twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from zoneinfo import ZoneInfo

from openpyxl.cell.cell import ERROR_CODES

from govgen.importing import paths
from govgen.importing.chart import HOUR, Chart, Column, Misfit, put
from govgen.importing.staging import Data, Desk, Harvest, Refusal, Staged, stage
from govgen.importing.tables import Table, written
from govgen.record import kinds
from govgen.source import Value
from govgen.words import Words

SAMPLE = datetime(2026, 3, 5, 14, 30)  # noqa: DTZ001 shown as it stands


def harvest(table: Table, kind: str, plan: Chart, desk: Desk) -> Harvest:
    """Return a record a row, and the rows that cannot be one."""
    wrong = tuple(Refusal(0, words) for words in astray(table, kind, plan))
    if wrong:
        return Harvest((), wrong)
    made = [record(number, cells, table, kind, plan, desk) for number, cells in table.rows]
    asked = {*plan.columns, plan.id}
    return Harvest(
        tuple(item for item in made if isinstance(item, Staged)),
        tuple(item for item in made if isinstance(item, Refusal)),
        tuple(name for name in table.headers if name and name not in asked),
        tuple(lacking(table, plan)),
    )


def lacking(table: Table, plan: Chart) -> Iterator[Words]:
    """Say which columns of the map the table does not have; their fields stay empty."""
    absent = [name for name in plan.columns if name not in table.headers]
    if absent:
        yield Words(
            f"表里没有这些列：{'、'.join(absent)}", f"the table has no columns {', '.join(absent)}"
        )


def astray(table: Table, kind: str, plan: Chart) -> Iterator[Words]:
    """Say why a column map cannot read this table, or leads to no field of the kind."""
    if plan.id and plan.id not in table.headers:
        yield Words(
            f"表里没有编号列 `{plan.id}`；表头有：{'、'.join(filter(None, table.headers))}",
            f"the table has no column `{plan.id}` of ids; its header is: {', '.join(filter(None, table.headers))}",
        )
    if not set(plan.columns).intersection(table.headers):
        yield from lacking(table, plan)
    targets = [column.field for column in plan.columns.values()]
    for path in dict.fromkeys((*targets, *plan.constants)):
        if targets.count(path) > 1:
            yield Words(
                f"列对照表把几列都填进 `{path}`，会互相覆盖；只留一列",
                f"the column map puts several columns into `{path}`; keep one",
            )
        try:
            paths.fields(kinds()[kind], path)
        except KeyError:
            yield Words(
                f"列对照表里的 `{path}` 不是这类记录的字段",
                f"`{path}` of the column map is no field of this kind",
            )
    try:
        constant(plan)
    except Misfit as error:
        yield error.words


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
    source_id = cells.get(plan.id, "") if plan.id else fingerprint(cells)
    if not source_id:
        return Refusal(
            number, Words(f"`{plan.id}` 是空的，要填上", f"`{plan.id}` is empty; fill it in")
        )
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
                "没有编号也没有发生日期，排不了号；填上 `events.0.at` 或 `id` 所对的列",
                "it has neither an id nor a date to number it by; fill in the column of `events.0.at` or `id`",
            )
            if kinds()[kind].KIND.dated
            else Words(
                "没有编号；这类记录不按年排号，填上 `id` 所对的列",
                "it has no id, and this kind is not numbered by years; fill in the column of `id`",
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
            put(data, column.field, value_of(name, cells[name], column, plan))
    return data


def fingerprint(cells: dict[str, str]) -> str:
    """Name a row by what it says, where the table has no ids."""
    return hashlib.sha256(
        "\x1f".join(f"{key}\x1e{cells[key]}" for key in sorted(cells)).encode()
    ).hexdigest()[:20]


def value_of(name: str, cell: str, column: Column, plan: Chart) -> Value:
    """Return what a cell of the column `name` says in the register's words; Misfit where it cannot."""
    if cell in ERROR_CODES:
        raise Misfit(
            f"`{name}` 是出错的公式 `{cell}`；改好或清空",
            f"`{name}` is the failed formula `{cell}`; mend or clear it",
        )
    if column.split:
        parts = (part.strip() for part in cell.split(column.split))
        return [one(name, part, column, plan) for part in parts if part]
    return one(name, cell, column, plan)


def one(name: str, text: str, column: Column, plan: Chart) -> str:
    """Return one item of a cell."""
    if column.date:
        return dated(name, text, column.date, ZoneInfo(plan.timezone))
    return column.values.get(text, text)


def dated(name: str, text: str, formats: tuple[str, ...], zone: ZoneInfo) -> str:
    """Return a date in one of `formats` as the register writes it."""
    for shape in formats:
        try:
            moment = datetime.strptime(text, shape)  # noqa: DTZ007 the zone is put on below
        except ValueError:
            continue
        return written(moment, zone) if HOUR.search(shape) else moment.date().isoformat()
    try:
        datetime.fromisoformat(text)
    except ValueError:
        samples = [SAMPLE.strftime(shape) for shape in formats]
        raise Misfit(
            f"`{name}` 是 `{text}`，不是日期，要写成 {'、'.join(samples)}",
            f"`{name}` is `{text}`, which is no date like {', '.join(samples)}",
        ) from None
    return text


def numbered(data: Data, kind: str, desk: Desk) -> str | None:
    """Return the row's own id, else the next free one of its first event's year or month, not yet taken."""
    own = data.get("id")
    if isinstance(own, str):
        return own
    events = data.get("events")
    first = events[0] if isinstance(events, list) and events else None
    at = first.get("at") if isinstance(first, dict) else None
    if (
        not kinds()[kind].KIND.dated
        or not isinstance(at, str)
        or not re.match("[0-9]{4}-[0-9]{2}", at)
    ):
        return None
    return desk.free(kind, at)
