"""The data dictionary as a table: one row a field, for programs and for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from govgen.dictionary import Entry, computed, entries
from govgen.flat import BETWEEN
from govgen.record import kinds
from govgen.words import Words

COLUMNS = {
    "kind": Words("记录类型", "Kind of record"),
    "field": Words("字段：JSON 里的位置", "Field: where it stands in the JSON"),
    "column": Words(
        "CSV 里的栏；几栏以分号隔开", "CSV column; several stand with semicolons between"
    ),
    "label.zh": Words("名称（中文）", "Label in Chinese"),
    "label.en": Words("名称（英文）", "Label in English"),
    "meaning.zh": Words("说明（中文）", "Meaning in Chinese"),
    "meaning.en": Words("说明（英文）", "Meaning in English"),
    "type.zh": Words("内容（中文）", "What it holds, in Chinese"),
    "type.en": Words("内容（英文）", "What it holds, in English"),
    "list": Words("可有多项", "Whether there may be several"),
    "required": Words("必填", "Whether it is required"),
    "values": Words("可选值", "Values of a closed list"),
    "refers": Words("指向哪类记录", "Kinds of record that it names"),
    "withheld.zh": Words("何时不公开（中文）", "When it is withheld, in Chinese"),
    "withheld.en": Words("何时不公开（英文）", "When it is withheld, in English"),
}
TRUTHS = frozenset(("list", "required"))


def content() -> bytes:
    """Write the table as UTF-8 with a byte-order mark; the code alone decides it."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows())
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def rows() -> Iterator[list[str]]:
    """Yield a row for each field of each kind, in the order of `COLUMNS`."""
    for name, model in kinds().items():
        for entry in (*entries(model), *computed(model.KIND)):
            yield row(name, entry)


def row(kind: str, entry: Entry) -> list[str]:
    """Return one field's row."""
    kept = entry.withheld or Words("", "")
    words = (entry.label, entry.meaning, entry.type.words)
    return [
        kind,
        entry.path,
        BETWEEN.join(entry.columns),
        *(it for said in words for it in (said.zh, said.en)),
        str(entry.many).lower(),
        str(entry.required).lower(),
        BETWEEN.join(entry.values),
        BETWEEN.join(entry.refers),
        kept.zh,
        kept.en,
    ]


def described() -> list[dict[str, str]]:
    """Describe the columns as a Table Schema does."""
    return [
        {
            "name": name,
            "type": "boolean" if name in TRUTHS else "string",
            "description": f"{words.zh}\n{words.en}",
        }
        for name, words in COLUMNS.items()
    ]
