"""Every measure of every year as data: exact numerators and denominators, and the records behind them.

Numbers are decimal text. Of what is withheld there is only that it is, and records that are not
shown in full are in the sums alone.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import partial
from typing import Any

from pydantic_core import to_json

from govgen.approved import NO_GIT
from govgen.cache import code_digest
from govgen.editions import FORMAT
from govgen.measure import Axis, Figure, Key, Measure, Number
from govgen.register import Register
from govgen.trail import Archive
from govgen.words import Choice, Words
from govgen.yearbook import yearbook

PATH = "data/v1/measures.json"
Json = dict[str, Any]


def part(register: Register, archive: Archive | None) -> tuple[str, str, Any]:
    """Return the file as (path, what it is made from, how)."""
    blobs = (f"{name} {blob}" for name, blob in register.blobs.items())
    state = archive.state if archive else ""
    told = "\n".join((code_digest(), str(register.as_of), state, *blobs))
    return PATH, hashlib.sha256(told.encode()).hexdigest(), partial(content, register, archive)


def content(register: Register, archive: Archive | None) -> bytes:
    """Write the file."""
    book = yearbook(register, archive.trail if archive else NO_GIT)
    years = {
        str(year): [measure(it) for _, measures in families for it in measures]
        for year, families in book.items()
    }
    told = {
        "format": FORMAT,
        "as_of": register.as_of.isoformat(),
        "groups_min": register.community.groups_min,
        "years": years,
    }
    return to_json(told, indent=1) + b"\n"


def measure(it: Measure) -> Json:
    """Return one measure; where it is withheld, or nobody knows, without a figure."""
    definition = it.definition
    return {
        "code": definition.code,
        "title": both(definition.words),
        "formula": both(definition.formula),
        "form": definition.form,
        "unit": both(definition.unit),
        **(figure(it.figure) if it.figure else unknown(it)),
        "beside": [{"title": both(one.words), "number": text(one.number)} for one in it.beside],
        "left_out": it.left_out,
        "axes": [axis(one) for one in it.axes],
    }


def unknown(it: Measure) -> Json:
    """Say that a measure is withheld, or why nobody knows."""
    return {"trouble": both(it.note)} if it.note else {"withheld": True}


def figure(it: Figure) -> Json:
    """Return a sum and the records behind it."""
    return {
        "numerator": text(it.numerator),
        "denominator": text(it.denominator),
        "records": it.records,
        "counted": it.counted,
        "unlisted": it.unlisted,
    }


def axis(it: Axis) -> Json:
    """Return a breakdown; its groups tell their sums alone."""
    rows = [
        {
            **key(row.key),
            **(
                {
                    "numerator": text(row.figure.numerator),
                    "denominator": text(row.figure.denominator),
                }
                if row.figure
                else {"withheld": True}
            ),
        }
        for row in it.rows
    ]
    return {"title": both(it.words), "rows": rows}


def key(found: Key) -> Json:
    """Return what a group is called: a value with its words, words alone, an id, a day or a month."""
    if isinstance(found, Choice):
        return {"key": found.value, "title": both(found.words)}
    if isinstance(found, Words):
        return {"key": None, "title": both(found)}
    return {"key": found.isoformat() if isinstance(found, date) else found}


def both(words: Words) -> Json:
    """Return words in both languages."""
    return {"zh": words.zh, "en": words.en}


def text(number: Number | None) -> str | None:
    """Return an exact number as text."""
    return None if number is None else str(number)
