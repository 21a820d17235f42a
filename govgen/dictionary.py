"""The data dictionary: every field of every kind, in plain words, made from the forms that read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, TypeGuard, get_args, get_origin

from pydantic import BaseModel, PlainValidator, StringConstraints
from pydantic.fields import FieldInfo

from govgen import fields, scalars
from govgen.ballot import OwnersVote
from govgen.event import Event
from govgen.fields import Refers
from govgen.form import bare
from govgen.importing import paths
from govgen.kind import Kind
from govgen.kinds.meeting import Opinion
from govgen.published import CELLS, FEW_OWNERS, FEW_VOICES
from govgen.record import Record
from govgen.words import LANGS, Choice, Words


@dataclass(frozen=True, slots=True)
class Type:
    """What a field holds: its name in a table schema, and its words."""

    name: str
    words: Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a form, or of a form inside it.

    `path` has dots between its steps. `column` is the CSV column that holds it: for what lies in a
    list that of the list, else the path itself.
    """

    path: str
    label: Words
    meaning: Words
    type: Type
    many: bool
    required: bool
    column: str
    values: Mapping[str, Words] = field(default_factory=dict)
    refers: tuple[str, ...] = ()
    pattern: str | None = None
    withheld: Words | None = None

    @property
    def own(self) -> bool:
        """Whether the CSV has the field in a column of its own."""
        return self.column == self.path and (self.many or self.type is not GROUP)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold it; a group's are those of its fields."""
        if self.own and self.type is TEXT and not self.many:
            return tuple(f"{self.column}.{lang}" for lang in LANGS)
        return (self.column,) if self.own or self.column != self.path else ()


TEXT = Type("string", Words("文字，可分中英文", "text, in one language or several"))
LINE = Type("string", Words("一行文字", "a line of text"))
GROUP = Type("object", Words("一组字段", "a group of fields"))
CHOICE = Type("string", Words("从几个值里选", "one of a closed list"))
ID = Type("string", Words("编号", "an id"))
TYPES: Mapping[Callable[..., object], Type] = {
    fields.text: TEXT,
    fields.markdown: TEXT,
    fields.former: ID,
    scalars.day: Type("date", Words("日期，如 2026-03-05", "a day, like 2026-03-05")),
    scalars.when: Type(
        "string",
        Words(
            "日期或带时区的时刻，如 2026-03-05T14:30+08:00",
            "a day, or an instant like 2026-03-05T14:30+08:00",
        ),
    ),
    scalars.money: Type(
        "number", Words("金额：元，精确到分", "an amount in yuan, exact to the fen")
    ),
    scalars.amount: Type(
        "number", Words("金额：元，可为负数", "an amount in yuan, which may be negative")
    ),
    scalars.number: Type("number", Words("数字", "a number")),
    scalars.count: Type("integer", Words("整数", "a whole number")),
    scalars.fraction: Type("string", Words("几分之几，如 2/3", "a share, like 2/3")),
    scalars.flag: Type("boolean", Words("是（true）或否（false）", "true or false")),
}
"""What a field's parser reads."""

SPAN = Type(
    "string",
    Words(
        "日期；只公开进度而未办结的只写到周，如 2026-W24",
        "a day; of a record that shows its progress only, and is open, the week, like 2026-W24",
    ),
)
FOLLOWS = Words("由经过得出，只在 CSV 里", "from the events, in the CSV only")
SUMS = Words(
    "单条记录的不公开，只进合计", "not published of a single record; it goes into sums only"
)
VOICES = Words(
    f"不足 {FEW_VOICES} 人的不公开，只留意见内容",
    f"withheld where fewer than {FEW_VOICES} people said it; the words stay",
)
OWNERS = Words(
    f"有一项不足 {FEW_OWNERS} 户时，全组不公开，只在 JSON 的 owners.percent 里给百分比",
    f"withheld with its neighbours where one of them is under {FEW_OWNERS} owners; the JSON then has percentages in owners.percent",
)


@cache
def entries(model: type[Record]) -> tuple[Entry, ...]:
    """Return all fields of a kind, each before those inside it."""
    return tuple(walked(model, model.KIND))


@cache
def computed(kind: Kind) -> tuple[Entry, ...]:
    """Return what the CSV tells beside the fields: it follows from the events."""
    state = follows("state", Words("状态", "State"), CHOICE)
    return (
        replace(state, values=states(kind)),
        follows("first_event", Words("第一步的日期", "Day of the first event"), SPAN),
        follows("last_event", Words("最后一步的日期", "Day of the last event"), SPAN),
    )


def follows(name: str, label: Words, holds: Type) -> Entry:
    """Return an entry that is no field."""
    return Entry(name, label, FOLLOWS, holds, many=False, required=False, column=name)


def walked(
    form: type[BaseModel], kind: Kind, prefix: str = "", column: str = ""
) -> Iterator[Entry]:
    """Yield the fields of a form and of the forms inside it, which stand in the CSV's `column` if any."""
    for name, info in form.model_fields.items():
        key = info.alias or name
        path, many, inner = f"{prefix}{key}", paths.several(info), paths.inner(info)
        values = states(kind) if (form, key) == (Event, "to") else choices(info)
        refers = next((mark.kinds for mark in marks(info) if isinstance(mark, Refers)), None)
        yield Entry(
            path,
            *said(info),
            GROUP if inner else CHOICE if values else type_of(info, refers),
            many,
            info.is_required(),
            column or path,
            values,
            refers or (),
            next((str(it.pattern) for it in marks(info) if patterned(it)), None),
            SUMS if path in kind.withheld else withheld(form, key),
        )
        if inner:
            yield from walked(inner, kind, f"{path}.", column or (path if many else ""))


def states(kind: Kind) -> Mapping[str, Words]:
    """Return the states of a kind with their words."""
    return {name: state.words for name, state in kind.all_states.items()}


def choices(info: FieldInfo) -> Mapping[str, Words]:
    """Return the values of a field's closed list with their words; empty where it has none."""
    lists = (it for it in bare(info.annotation) if isinstance(it, type) and issubclass(it, Choice))
    return {item.value: item.words for found in lists for item in found}


def patterned(mark: object) -> TypeGuard[StringConstraints]:
    """Whether a note at a type says how its text must look."""
    return isinstance(mark, StringConstraints) and mark.pattern is not None


def marks(info: FieldInfo) -> Iterator[object]:
    """Yield what is noted at a field's types, however deep in lists and unions."""
    yield from info.metadata
    yield from noted(info.annotation)


def noted(annotation: object) -> Iterator[object]:
    """Yield what is noted inside a type."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from inner[1:]
    for kind in inner:
        yield from noted(kind)


def said(info: FieldInfo) -> tuple[Words, Words]:
    """Return a field's label and what is said of it after the colon, maybe nothing."""
    zh, _, en = (info.description or "").partition("\n")
    (label_zh, _, more_zh), (label_en, _, more_en) = zh.partition("："), en.partition(": ")
    return Words(label_zh, label_en), Words(more_zh, more_en)


def type_of(info: FieldInfo, refers: tuple[str, ...] | None) -> Type:
    """Return what a scalar holds, or each item of a list of scalars."""
    if refers is not None:
        return ID
    parsers = (it.func for it in marks(info) if isinstance(it, PlainValidator))
    other = TYPES[scalars.count] if int in bare(info.annotation) else LINE
    return next((TYPES[it] for it in parsers if it in TYPES), other)


def withheld(form: type[BaseModel], key: str) -> Words | None:
    """Return when a field of a form is kept back because a group is too small, if ever."""
    if form is Opinion and key in ("stance", "count"):
        return VOICES
    return OWNERS if form is OwnersVote and key in ("total", *CELLS) else None
