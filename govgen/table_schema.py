"""The columns of a kind's CSV as a Table Schema (Data Package 2.0) tells them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govgen import scalars
from govgen.dictionary import GROUP, TYPES, Entry, computed, entries
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.words import Words

Json = dict[str, Any]
PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
NEVER_NEGATIVE = tuple(TYPES[it] for it in (scalars.money, scalars.number, scalars.count))
JOINED = Words("几项之间用分号加空格隔开", "several stand with a semicolon and a space between")
ALWAYS = ("id", "events")
"""What even a record has of which only the progress is shown."""


def table_schema(model: type[Record], register: Register) -> Json:
    """Return the schema of a kind's CSV."""
    told = [entry for entry in (*entries(model), *computed(model.KIND)) if entry.own]
    keys = list(foreign_keys(model, told, register))
    return {
        "$schema": PROFILE,
        "fields": [field(entry, column) for entry in told for column in entry.columns],
        "missingValues": [""],
        "primaryKey": ["id"],
        **({"foreignKeys": keys} if keys else {}),
    }


def field(entry: Entry, column: str) -> Json:
    """Return one column: name, type, words, and what its cells must be."""
    constraints = dict(constrained(entry))
    return {
        "name": column,
        "type": type_of(entry),
        "title": both(entry.label),
        "description": described(entry),
        **({"constraints": constraints} if constraints else {}),
        **({"categories": categories(entry)} if entry.values and not entry.many else {}),
    }


def type_of(entry: Entry) -> str:
    """Return the type of a column: of forms in a list it is JSON, and words in a list are joined.

    (Data Package 2.0 has a type for joined words, but its published profile does not know it.)
    """
    if entry.many:
        return "array" if entry.type is GROUP else "string"
    return entry.type.name


def constrained(entry: Entry) -> Iterator[tuple[str, object]]:
    """Yield what every cell of a column must be."""
    if entry.path in ALWAYS:
        yield "required", True
    if entry.many:
        return
    if entry.values:
        yield "enum", list(entry.values)
    if entry.pattern:
        yield "pattern", entry.pattern
    if entry.type in NEVER_NEGATIVE:
        yield "minimum", 0


def described(entry: Entry) -> str:
    """Say in both languages what a column means, how several stand in it, and when it is kept back."""
    joined = entry.many and entry.type is not GROUP
    notes = [*([JOINED] if joined else []), *([entry.withheld] if entry.withheld else [])]
    zh = "：".join(filter(None, (entry.label.zh, entry.meaning.zh)))
    en = ": ".join(filter(None, (entry.label.en, entry.meaning.en)))
    return both(
        Words("；".join((zh, *(it.zh for it in notes))), "; ".join((en, *(it.en for it in notes)))),
        "\n",
    )


def categories(entry: Entry) -> list[Json]:
    """Return the values of a closed list, each with its words."""
    return [{"value": value, "label": both(words)} for value, words in entry.values.items()]


def foreign_keys(model: type[Record], told: list[Entry], register: Register) -> Iterator[Json]:
    """Yield which columns hold ids of one kind; none that somewhere holds a former id instead."""
    former = {
        ".".join(map(str, link.route))
        for record in register.of(model)
        for link in register.links[record.id]
        if link.target not in register.records
    }
    for entry in told:
        kind = kinds().get(entry.refers[0]) if len(entry.refers) == 1 else None
        if kind and not entry.many and entry.path not in former:
            other = {} if kind is model else {"resource": kind.KIND.folder}
            yield {"fields": [entry.path], "reference": {**other, "fields": ["id"]}}


def both(words: Words, between: str = " / ") -> str:
    """Return both languages in one text, once where they do not differ."""
    return between.join(dict.fromkeys((words.zh, words.en)))
