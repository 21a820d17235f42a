"""The column map by which rows of CSV and XLSX become records, a small YAML file:

system: 街道台账          # where the table comes from
id: 流水号                # the column that names a row there
timezone: Asia/Shanghai   # of times without offset; the community's where left out
columns:
  标题: title
  类别: {field: category, values: {环境: environment, 停车: parking}}
  提出日期: {field: events.0.at, date: ["%Y/%m/%d", "%Y年%m月%d日"]}
  标签: {field: tags, split: "、"}
constants: {events.0.to: submitted, raised_by.kind: resident}
"""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from govgen.community import known_zone
from govgen.fields import Count, Line, said, several, unfit
from govgen.form import fill
from govgen.importing.paths import counts
from govgen.importing.staging import Data, hinted
from govgen.part import Part
from govgen.problem import GovgenError
from govgen.source import Value
from govgen.source import read as read_yaml
from govgen.words import Words

MOST_ITEMS = 1000
"""Items of one list that dotted paths may make."""


HOUR = re.compile("%[HIcX]")
"""What of a date format reads an hour."""


class Misfit(GovgenError):
    """A value that cannot go where it should: one row's fault, or one option's."""


def spelled(value: object) -> object:
    """Let the name of a field stand for a column that needs nothing else."""
    return {"field": value} if isinstance(value, str) else value


def whole_day(shape: str) -> str:
    """Return a date format that reads year, month and day; unfit where it would invent one of them."""
    day, signs = date(2001, 10, 23), re.sub("[^ -~]", " ", shape)
    try:
        read = datetime.strptime(day.strftime(signs), signs).date()  # noqa: DTZ007 only the day counts
    except ValueError:
        read = None
    if read == day:
        return shape
    raise unfit(
        f"`{shape}` 读不出年、月、日",
        f"`{shape}` does not read year, month and day",
        "写成 `%Y/%m/%d`，%Y 年、%m 月、%d 日一样都不能少",
        "write it like `%Y/%m/%d`, with %Y, %m and %d",
    )


class Column(Part):
    """Where a column goes, and how its cells are read."""

    field: Line = said("字段：用点分层，如 events.0.at", "Field: dotted, like events.0.at")
    values: dict[str, Line] = said("值的对照", "Values by what the cell says", {})
    date: Annotated[
        tuple[Annotated[Line, AfterValidator(whole_day)], ...], BeforeValidator(several)
    ] = said("日期格式：如 %Y/%m/%d", "Date formats, like %Y/%m/%d", ())
    split: Line | None = said(
        "分隔符：一格里有几项时", "Separator of several items in a cell", None
    )


class Chart(Part):
    """A column map."""

    system: Line = said("来源系统", "System")
    id: Line | None = said("编号列：原系统的编号", "Column of the row's id there", None)
    columns: dict[str, Annotated[Column, BeforeValidator(spelled)]] = said("各列", "Columns")
    constants: dict[str, Any] = said("固定值", "Constants", {})
    timezone: Annotated[str, AfterValidator(known_zone)] = said("时区", "Time zone")
    sheet: Line | None = said("工作表", "Sheet", None)
    header: Count = said("表头在第几行", "Row of the header", 1)


def chart(path: Path, zone: str) -> Chart:
    """Read a column map; raise GovgenError with all that is wrong with it."""
    try:
        document = read_yaml(path.name, path.read_bytes())
    except OSError as error:
        raise GovgenError(
            f"读不了 `{path}`：{error.strerror}", f"`{path}` cannot be read: {error.strerror}"
        ) from error
    if document.faults:
        fault = document.faults[0]
        raise unusable(f"{path}:{fault.mark[0]}", hinted(document.faults))
    filled = fill(Chart, {"timezone": zone, **document.data})
    if isinstance(filled, Chart):
        return filled
    raise unusable(str(path), hinted(filled))


def unusable(place: str, reasons: Words) -> GovgenError:
    """Say that a file is no column map."""
    return GovgenError(
        f"`{place}` 不是列对照表：{reasons.zh}", f"`{place}` is no column map: {reasons.en}"
    )


def put(data: Data, path: str, value: Value) -> None:
    """Set the value at a dotted path, making the forms and lists on the way; Misfit where it cannot."""
    steps = path.split(".")
    here: Value = data
    for step, following in pairwise(steps):
        fresh: Value = [] if counts(following) else {}
        here = below(here, step, fresh, path)
    below(here, steps[-1], value, path, final=True)


def below(here: Value, step: str, value: Value, path: str, *, final: bool = False) -> Value:
    """Return what stands at one step, `value` where nothing does yet; the final step always sets it."""
    if isinstance(here, list) and counts(step):
        index = placed(step, path)
        here.extend({} for _ in range(index + 1 - len(here)))
        if final or here[index] == {}:
            here[index] = value
        return here[index]
    if not isinstance(here, dict) or counts(step):
        raise Misfit(
            f"`{path}` 与前面填的值冲突：一处不能既是一个值又分成几项",
            f"`{path}` clashes with a value given before: one place cannot be both a value and parts",
        )
    if final:
        here[step] = value
    return here.setdefault(step, value)


def placed(step: str, path: str) -> int:
    """Return the index that a step names; Misfit where no list is that long."""
    if len(step) > len(str(MOST_ITEMS)) or int(step) >= MOST_ITEMS:
        raise Misfit(
            f"`{path}` 的序号太大，一个列表最多 {MOST_ITEMS} 项",
            f"the number in `{path}` is too large; a list has at most {MOST_ITEMS} items",
        )
    return int(step)
