"""YAML as a careful clerk lays it out: values become text that reads back to the same values.

Scalars are text in this register, so quotes are for what YAML would misread and for what other
readers would take for something else. Small forms stand on one line, the rest one field a line.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from govgen.source import Value

INDENT = 2
WIDTH = 100
INLINE = 72
"""The widest form that stands on one line, in characters; those of Chinese count double."""

DOUBLE = re.compile("[\u1100-\uffe6]")
FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
BROKEN = re.compile("[\n\t\x85\u2028\u2029]|: | #")
FLOW = frozenset(",[]{}")
WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "null", "true", "false"))
"""What other readers of YAML take for a truth or for nothing."""
UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
FLAGS = frozenset(("true", "false"))
NUMBERISH = re.compile(
    r"[-+]?(0\d+|0[xob][\da-f_]+|[\d_.]*\d[\d_.]*e[-+]?\d+|\d+(:\d+)+|\.\d+)", re.IGNORECASE
)
"""What other readers would change: leading zeros, powers of ten, base 60."""
SIMPLE = re.compile("[A-Za-z][A-Za-z0-9_-]*|[1-9][0-9]*(-[0-9T:+-]*[0-9])?")
"""Ids, words, whole numbers, days and instants, which are most of a record: plain unless among `WORDS`."""


def document(data: dict[str, Value]) -> str:
    """Write a whole record."""
    return mapping(data, 0)


def mapping(data: dict[str, Value], depth: int) -> str:
    """Write fields one a line, `depth` columns in."""
    margin, within = " " * depth, depth + INDENT
    return "".join(
        [
            f"{margin}{word(key)}: {scalar(value, within)}\n"
            if isinstance(value, str)
            else parts(f"{margin}{word(key)}:", value, depth)
            for key, value in data.items()
        ]
    )


def parts(name: str, value: list[Value] | dict[str, Value], depth: int) -> str:
    """Write a field that holds a form or a list, its `name` with margin and colon."""
    if not value:
        return f"{name} {inline(value)}\n"
    if isinstance(value, list):
        return listed(name, value, depth)
    if short := fitting(value, len(name)):
        return f"{name} {short}\n"
    return f"{name}\n{mapping(value, depth + INDENT)}"


def listed(name: str, items: list[Value], depth: int) -> str:
    """Write a list: short words on one line, everything else an item a line."""
    if all(isinstance(item, str) for item in items) and (short := fitting(items, len(name))):
        return f"{name} {short}\n"
    return f"{name}\n" + "".join([item(value, depth + INDENT) for value in items])


def item(value: Value, depth: int, *, flow: bool | None = None) -> str:
    """Write one item of a list, its dash `depth` columns in; `flow` forces one way of writing."""
    dash = " " * depth + "- "
    if isinstance(value, str):
        return f"{dash}{scalar(value, depth + INDENT)}\n"
    short = fitting(value, len(dash)) if flow is None else inline(value) if flow else ""
    if short or not value or isinstance(value, list):
        return f"{dash}{short or inline(value)}\n"
    return dash + mapping(value, depth + INDENT)[depth + INDENT :]


def fitting(value: Value, before: int) -> str:
    """Write a form on one line after `before` columns where it is small enough, else nothing."""
    if isinstance(value, dict):
        inner = value.values()
        if before + sum(map(len, inner)) > INLINE:
            return ""
        if list in map(type, inner) and any(it for it in inner if isinstance(it, list)):
            return ""
    text = inline(value)
    return text if "\n" not in text and before + width(text) <= INLINE else ""


def width(text: str) -> int:
    """Return the columns that `text` takes; those of Chinese are double."""
    return len(text) if text.isascii() else len(text) + len(DOUBLE.findall(text))


def inline(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return word(value)
    if isinstance(value, list):
        return f"[{', '.join([inline(inner) for inner in value])}]"
    pairs = [
        f"{word(key)}: {word(inner) if isinstance(inner, str) else inline(inner)}"
        for key, inner in value.items()
    ]
    return f"{{{', '.join(pairs)}}}"


@lru_cache(maxsize=10_000)
def word(text: str) -> str:
    """Write the name of a field, or text among others on a line; the same come record after record."""
    return text if is_plain(text, flow=True) else quoted(text)


@lru_cache(maxsize=10_000)
def scalar(text: str, depth: int) -> str:
    """Write text after a key or a dash; lines of it stand `depth` columns in."""
    if is_plain(text, flow=False):
        return text
    return literal(text, depth) if is_literal(text) else quoted(text)


def literal(text: str, depth: int) -> str:
    """Write several lines as they are."""
    body = text.removesuffix("\n")
    lines = (f"{' ' * depth}{line}" if line else "" for line in body.split("\n"))
    return ("|\n" if text.endswith("\n") else "|-\n") + "\n".join(lines)


def is_literal(text: str) -> bool:
    """Say whether `|` gives back exactly `text`."""
    body = text.removesuffix("\n")
    if "\n" not in body or UNPRINTABLE.search(text) or re.search("[\x85\u2028\u2029]", text):
        return False
    return (
        not text.endswith("\n\n")
        and body[0] not in " \t\n"
        and bool(body.rsplit("\n", 1)[1].strip())
    )


def is_plain(text: str, *, flow: bool) -> bool:
    """Say whether `text` may stand without quotes, and means the same to every reader."""
    if SIMPLE.fullmatch(text):
        return text in FLAGS or text.lower() not in WORDS
    if not text or text != text.strip() or UNPRINTABLE.search(text):
        return False
    if text[0] in FIRST and not re.match(r"-[0-9]", text):
        return False
    if BROKEN.search(text):
        return False
    if text.endswith(":") or text.startswith(("...", "---")) or (flow and FLOW & set(text)):
        return False
    if flow and re.search(r":[,\[\]{}\"']|^\?", text):
        return False
    return text in FLAGS or (text.lower() not in WORDS and not NUMBERISH.fullmatch(text))


def quoted(text: str) -> str:
    """Write text in quotes: double ones, or single ones where that spares escapes."""
    if ('"' in text or "\\" in text) and re.fullmatch(
        "[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*", text
    ):
        return "'" + text.replace("'", "''") + "'"
    escaped = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]",
        lambda found: f"\\u{ord(found[0]):04x}",
        escaped,
    )
