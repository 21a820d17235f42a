"""Records as rows of a table for Excel: one column a field, the same columns whatever the data.

Texts take a column a language; lists of words are joined by `; `; lists of forms are JSON in one
cell. A cell that Excel would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govgen import published
from govgen.dictionary import computed, entries
from govgen.form import bare
from govgen.importing import paths
from govgen.record import Record

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
BETWEEN = "; "
JSON = json.JSONEncoder(ensure_ascii=False)
Row = dict[str, str]


@cache
def columns(model: type[Record]) -> tuple[str, ...]:
    """Return the columns of a kind: those of its fields in their order, then what is computed."""
    told = (*entries(model), *computed(model.KIND))
    return tuple(column for entry in told if entry.own for column in entry.columns)


def is_text(info: FieldInfo) -> bool:
    """Say whether a field is text that may stand in several languages."""
    return not paths.several(info) and any(
        get_origin(kind) is Mapping or kind is Mapping for kind in bare(info.annotation)
    )


def table(
    model: type[Record], shown: list[tuple[Record, Mapping[str, Any]]], first: str
) -> list[Row]:
    """Return a row for each public record of a kind, given with its data; `first` is the original language.

    A row has the columns that say something, each as it stands in the file.
    """
    rows = []
    for record, data in shown:
        row = {name: harmless(said) for name, said in cells(model, "", data, first) if said}
        row["state"] = record.state or ""
        row["first_event"] = published.day(record, record.events[0].at)
        row["last_event"] = published.day(record, record.events[-1].at)
        rows.append(row)
    return rows


def cells(
    model: type[BaseModel], prefix: str, data: Mapping[str, Any], first: str
) -> Iterator[tuple[str, str]]:
    """Yield each filled cell of a form with its column's name."""
    known = forms(model)
    for key, found in data.items():
        inner = known.get(key)
        if inner is TEXT:
            texts = found if isinstance(found, dict) else {first: found}
            for lang, said in texts.items():
                yield f"{prefix}{key}.{lang}", written(said)
        elif inner is None:
            yield prefix + key, written(found)
        elif isinstance(found, dict):
            yield from cells(inner, f"{prefix}{key}.", found, first)


TEXT = str
"""Stands for a text of several languages among the forms that a form holds."""


@cache
def forms(model: type[BaseModel]) -> Mapping[str, type]:
    """Return the form that each field holds, once, or `TEXT`, by key; other fields are not there."""
    found: dict[str, type] = {}
    for name, info in model.model_fields.items():
        inner = paths.inner(info)
        if inner and not paths.several(info):
            found[info.alias or name] = inner
        elif is_text(info):
            found[info.alias or name] = TEXT
    return found


def written(found: object) -> str:
    """Return a value as one cell; of none nothing."""
    if isinstance(found, str):
        return found
    if found is None:
        return ""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return BETWEEN.join(found)
    return JSON.encode(found) if isinstance(found, list | dict) else str(found)


def as_csv(model: type[Record], rows: list[Row]) -> bytes:
    """Write rows as UTF-8 with a byte-order mark, which Excel needs."""
    names = columns(model)
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def harmless(cell: str) -> str:
    """Keep a program from taking text for a formula."""
    return f"'{cell}" if cell[:1] in FORMULA and not NUMBER.fullmatch(cell) else cell
