"""The column map by which rows of CSV and XLSX become records, a small YAML file:

system: 12345 热线         # where the table comes from
id: 工单号                 # the column that names a row there
timezone: Asia/Shanghai   # of times without offset; the community's where left out
blank: [无, N/A]          # what stands in a cell that is empty
columns:
  标题: title
  类型: [title, {field: category, values: {路灯: facilities, 停车: parking}}]
  电话: {drop: true}
  标签: {field: tags, split: "、"}
  承办单位:
    field: tasks.0.unit
    values: {城管科: ORG-chengguan}                      # the register has it; others are made
    new: {kind: organization, stem: unit, constants: {type: unit, events.0.to: active, events.0.at: 2026-01-01}}
    beside: {tasks.0.role: lead}                         # set only where this cell is filled
steps:                                                   # a step whose cell is empty is not recorded
  - {to: requested, at: 来电时间, date: ["%Y/%m/%d 0:00", "%Y/%m/%d %H:%M"]}
  - {to: completed, at: 办结时间, where: {状态: [办结, 归档]}}
  - {to: withdrawn, at: 办结时间, where: {状态: 撤单}, note_column: 备注}
constants: {intake: hotline}

Formats of a date are tried in turn; one without an hour reads a day, so `0:00` written out lets
midnight stand for a day whose time was not recorded; `%z` reads an offset. Where `where` asks a column for its values,
a value that no step knows is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from annotated_types import Len
from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator

from govgen import hindrance
from govgen.community import known_zone
from govgen.fields import Count, Flag, Line, Text, said, several
from govgen.form import fill
from govgen.importing.staging import hinted
from govgen.part import Part
from govgen.problem import GovgenError
from govgen.scalars import unfit
from govgen.source import Document, Route, Value
from govgen.source import read as read_yaml
from govgen.words import Words

SHIPPED = Path(__file__).parent / "maps"
HOUR = re.compile("%[HIcX]")
"""What of a date format reads an hour."""


def spelled(value: object) -> object:
    """Let the name of a field stand for a column that needs nothing else, and one target for a list."""
    targets = value if isinstance(value, list) else [value]
    return tuple({"field": one} if isinstance(one, str) else one for one in targets)


def whole_day(shape: str) -> str:
    """Return a date format that reads year, month and day; unfit where it would invent one of them."""
    moment, signs = datetime(2001, 10, 23, tzinfo=UTC), re.sub("[^ -~]", " ", shape)
    try:
        read = datetime.strptime(moment.strftime(signs), signs).date()  # noqa: DTZ007 only the day counts
    except ValueError:
        read = None
    if read == moment.date():
        return shape
    raise unfit(
        f"`{shape}` 读不出年、月、日",
        f"`{shape}` does not read year, month and day",
        "写成 `%Y/%m/%d`，%Y 年、%m 月、%d 日一样都不能少",
        "write it like `%Y/%m/%d`, with %Y, %m and %d",
    )


Formats = Annotated[
    tuple[Annotated[Line, AfterValidator(whole_day)], ...], BeforeValidator(several)
]


class New(Part):
    """The record that a cell names and the register lacks: made with the import, each once."""

    kind: Line = said("类别", "Kind")
    stem: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")] = said(
        "编号的开头：如 unit，编号就是 ORG-unit-…", "Beginning of its id: `unit` gives ORG-unit-…"
    )
    title: Line | None = said(
        "名称所在的列：不写就用这一格", "Column of its title; the cell itself where left out", None
    )
    titles: dict[str, Text] = said("名称的对照", "Titles by what the cell says", {})
    constants: dict[str, Any] = said("固定值", "Constants", {})


class Column(Part):
    """Where a column goes, and how its cells are read."""

    field: Line | None = said(
        "字段：用点分层，如 events.0.at", "Field: dotted, like events.0.at", None
    )
    drop: Flag = said("不导入：如姓名、电话", "Dropped: names, telephones", False)
    values: dict[str, Text] = said("值的对照", "Values by what the cell says", {})
    date: Formats = said("日期格式：如 %Y/%m/%d", "Date formats, like %Y/%m/%d", ())
    split: Line | None = said(
        "分隔符：一格里有几项时", "Separator of several items in a cell", None
    )
    new: New | None = said("登记簿里没有的，新建记录", "Record made where there is none", None)
    beside: dict[str, Any] = said(
        "这一格有内容时一并填的值", "Constants set where this cell is filled", {}
    )

    @model_validator(mode="after")
    def goes_somewhere(self) -> Column:
        """Accept a column that is either taken or dropped."""
        if self.drop is (self.field is None):
            return self
        raise unfit(
            "这一列要么写 `field`，要么写 `drop: true`",
            "a column has either a `field` or `drop: true`",
            "写 `field: title` 或 `drop: true`，只写一个",
            "write `field: title` or `drop: true`, one of them",
        )


class Step(Part):
    """An event that a row makes where its cell of `at` is filled and `where` holds."""

    to: Line | None = said("到达状态", "State reached", None)
    at: Line | None = said("时间所在的列", "Column of its time", None)
    date: Formats = said("日期格式：如 %Y/%m/%d %H:%M", "Date formats, like %Y/%m/%d %H:%M", ())
    where: dict[str, Annotated[tuple[str, ...], BeforeValidator(several)]] = said(
        "条件：列名和值，空值写 ''", "Condition: columns and values; '' is an empty cell", {}
    )
    by: Annotated[tuple[Line, ...], BeforeValidator(several)] = said("办理方", "By", ())
    by_column: Line | None = said("办理方所在的列", "Column of who did it", None)
    note: Text | None = said("说明", "Note", None)
    note_column: Line | None = said("说明所在的列", "Column of its note", None)

    @model_validator(mode="after")
    def has_its_time(self) -> Step:
        """Accept a step with a time, or one that says of some rows that there is nothing to record."""
        if self.at or not (self.to or self.note or self.note_column):
            return self
        raise unfit(
            "这一步没有写时间所在的列",
            "the step does not say in which column its time stands",
            "写 `at: 列名`；没有时间的步骤不记录",
            "write `at: column`; a step without a time is not recorded",
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the step is read from."""
        named = (self.at, self.by_column, self.note_column)
        return (*filter(None, named), *self.where)


class Chart(Part):
    """A column map."""

    system: Line = said("来源系统", "System")
    id: Line | None = said("编号列：原系统的编号", "Column of the row's id there", None)
    columns: dict[str, Annotated[tuple[Column, ...], BeforeValidator(spelled), Len(1)]] = said(
        "各列", "Columns"
    )
    steps: tuple[Step, ...] = said("各步", "Steps", ())
    constants: dict[str, Any] = said("固定值", "Constants", {})
    blank: Annotated[tuple[Line, ...], BeforeValidator(several)] = said(
        "等于没填的写法：如 无", "What stands in a cell that is empty", ()
    )
    timezone: Annotated[str, AfterValidator(known_zone)] = said("时区", "Time zone")
    sheet: Line | None = said("工作表", "Sheet", None)
    header: Count = said("表头在第几行", "Row of the header", 1)

    @property
    def asked(self) -> tuple[str, ...]:
        """The columns that the map wants, each once."""
        titles = (one.new.title for some in self.columns.values() for one in some if one.new)
        steps = (name for step in self.steps for name in step.columns)
        return tuple(dict.fromkeys((*self.columns, *filter(None, titles), *steps)))

    @property
    def dropped(self) -> tuple[str, ...]:
        """The columns that are left out on purpose."""
        return tuple(name for name, some in self.columns.items() if all(one.drop for one in some))


def chart(path: Path, zone: str) -> tuple[Chart, Document]:
    """Read a column map, or one of those shipped by its name; raise GovgenError with all that is wrong with it."""
    shipped = SHIPPED / f"{path}.yml"
    if not path.exists() and shipped.is_file():
        path = shipped
    try:
        document = read_yaml(str(path), path.read_bytes())
    except OSError as error:
        names = ", ".join(sorted(one.stem for one in SHIPPED.glob("*.yml")))
        why = hindrance.fact(error)
        raise GovgenError(
            f"读不了 `{path}`：{why.zh}；随软件附带的有：{names}",
            f"`{path}` cannot be read: {why.en}; maps that come with govgen: {names}",
        ) from error
    if document.faults:
        raise unusable(f"{path}:{document.faults[0].mark[0]}", hinted(document.faults))
    filled = fill(Chart, {"timezone": zone, **document.data})
    if isinstance(filled, Chart):
        return filled, document
    problems = [replace(one, route=written(document.data, one.route)) for one in filled]
    raise misdrawn(document, problems[0].route, hinted(problems))


def written(value: Value, route: Route) -> Route:
    """Return a route without the numbers of lists that the author did not write as such."""
    if not route:
        return ()
    step, *rest = route
    if isinstance(step, int) and not isinstance(value, list):
        return written(value, tuple(rest))
    if isinstance(value, list) and isinstance(step, int):
        inner = value[step]
    else:
        inner = value.get(str(step), "") if isinstance(value, dict) else ""
    return (step, *written(inner, tuple(rest)))


def misdrawn(document: Document, route: Route, reasons: Words) -> GovgenError:
    """Say what is wrong with a column map, at the line of `route`."""
    return unusable(f"{document.path}:{document.mark(route)[0]}", reasons)


def unusable(place: str, reasons: Words) -> GovgenError:
    """Say that a file is no column map."""
    return GovgenError(
        f"`{place}` 不是列对照表：{reasons.zh}", f"`{place}` is no column map: {reasons.en}"
    )
