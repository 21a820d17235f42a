"""A kind's form as those who fill it in read it: every field, what goes into it, what it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, get_args, get_origin

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from govgen.fields import Refers
from govgen.form import bare
from govgen.importing.paths import inner, several
from govgen.record import kinds
from govgen.words import Choice, Words

SHAPES = {
    "day": Words("日期，如 2026-03-05", "a day, like 2026-03-05"),
    "when": Words(
        "日期，或带时区的时刻，如 2026-03-05T14:30+08:00",
        "a day, or an instant like 2026-03-05T14:30+08:00",
    ),
    "amount": Words("金额，单位元，如 1250.50", "an amount in yuan, like 1250.50"),
    "money": Words("金额，单位元，如 1250.50", "an amount in yuan, like 1250.50"),
    "number": Words("数字，如 85.5", "a number, like 85.5"),
    "count": Words("整数，如 24", "a whole number, like 24"),
    "fraction": Words("几分之几，如 2/3", "a fraction, like 2/3"),
    "flag": Words("true 或 false", "true or false"),
    "stars": Words("整数，1 到 5", "a whole number from 1 to 5"),
    "text": Words(
        "一两句话；可分 zh、en 写", "a sentence or two, by language (zh, en) if you like"
    ),
    "markdown": Words("一段文字，可以分段、列条目", "running text with paragraphs and lists"),
}
"""By what reads a scalar, what is written there."""
COMMON = Words("每条记录都有的", "What every record has")
LINE = Words("一行文字", "one line of text")
NAMED = {
    "person": Words("people.yml 里的岗位", "an office in people.yml"),
    "attachment": Words("材料的文件名或档案号", "the file or archive number of a document"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: its key in YAML, label and explanation, what is written there, and what lies within.

    `values` are those of a closed list with their words; `form` is empty where they or `inner` say it.
    """

    key: str
    label: Words
    note: Words
    required: bool
    several: bool
    form: Words
    values: tuple[tuple[str, Words], ...]
    inner: tuple[Entry, ...]


def sheet(form: type[BaseModel], without: type[BaseModel] | None = None) -> tuple[Entry, ...]:
    """Return the fields of `form` in its own order, leaving out those that `without` has."""
    known = without.model_fields if without else {}
    return tuple(
        entry(form, name, info) for name, info in form.model_fields.items() if name not in known
    )


def entry(form: type[BaseModel], name: str, info: FieldInfo) -> Entry:
    """Return one field."""
    zh, _, en = (info.description or name).partition("\n")
    held = inner(info)
    values = tuple(listed(info))
    return Entry(
        info.alias or name,
        Words(zh.partition("：")[0], en.partition(": ")[0]),
        Words(zh.partition("：")[2], en.partition(": ")[2]),
        info.is_required(),
        several(info),
        Words("", "") if held or values else shape(info),
        values,
        sheet(held) if held and held is not form else (),
    )


def listed(info: FieldInfo) -> Iterator[tuple[str, Words]]:
    """Yield the values of a field's closed list."""
    for found in bare(info.annotation):
        if isinstance(found, type) and issubclass(found, Choice):
            yield from ((str(member.value), member.words) for member in found)
        elif get_origin(found) is Literal:
            yield from ((str(value), Words("", "")) for value in get_args(found))


def shape(info: FieldInfo) -> Words:
    """Say what is written as a scalar: the id of a record of some kind, a day, an amount, …."""
    for mark in (*info.metadata, *marks(info.annotation)):
        if isinstance(mark, Refers):
            return referred(mark.kinds)
        if isinstance(mark, PlainValidator):
            return SHAPES.get(getattr(mark.func, "__name__", ""), LINE)
    return LINE


def marks(annotation: object) -> Iterator[object]:
    """Yield what types are annotated with, at any depth."""
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
    for within in get_args(annotation):
        yield from marks(within)


def referred(names: tuple[str, ...]) -> Words:
    """Say whose id is written."""
    if not names:
        return Words("一条记录的编号", "the id of a record")
    every = [NAMED.get(name) or kinds()[name].KIND.words for name in names]
    return Words(
        "编号：" + "、".join(it.zh for it in every),
        "the id of: " + ", ".join(it.en for it in every),
    )
