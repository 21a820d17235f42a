"""The search of a site: what may be found of each record, and the files that the browser searches.

Of a record that is shown in full everything that its export says in words is found, its places up
to the community and the organisations it names; of a card the kind of matter and its id. Records
that are only counted are not there. Kept in the cache, one document a record and the files, so that
one changed record costs little; the files are the same without.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from govgen import postings, published
from govgen.cache import Cache
from govgen.drawn.place import above
from govgen.flat import is_text
from govgen.form import bare
from govgen.grams import written
from govgen.importing import paths
from govgen.kinds.organization import Organization
from govgen.kinds.place import Place
from govgen.postings import Document, compact
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.register import plan as references
from govgen.tree import TOP
from govgen.view import View
from govgen.wording import Written, upfirst
from govgen.words import Lang

PATH = "search/"
"""The address of the page; the index lies below it."""
KEY = 32
ORDER = "order"
"""Where the cache keeps the ids in the order of their numbers, beside documents by id and files by name."""
NAMES = frozenset(("id", "aliases", "doc_no", "title"))
"""What a record is found under, and what is no part of its text."""
MACHINE = frozenset(("to", "rule", "route", "path", "sha256", "currency"))
"""Words that only programs read, where they are no text."""
Found = tuple[list[Written], list[str]]
"""What a record says, and the ids it names."""


def files(
    views: Mapping[Lang, View], prefixes: Mapping[Lang, str], store: Cache
) -> Iterator[tuple[str, str]]:
    """Yield the address and text of each file of the index; `prefixes` are the languages' roots."""
    register = next(iter(views.values())).register
    records = searched(register)
    kept = {lang: store.table(f"search {lang}") for lang in views}
    told: dict[Lang, dict[str, str]] = {lang: {} for lang in views}
    for record in records:
        key = key_of(record, register)
        stale = [it for it in views if not kept[it].get(record.id, "").startswith(key)]
        found = said(record, register) if stale else ([], [])
        for lang, view in views.items():
            told[lang][record.id] = (
                key + compact(document(record, found, view))
                if lang in stale
                else kept[lang][record.id]
            )
    for lang, view in views.items():
        index = renewed(told[lang], kept[lang])
        kept_now = {**told[lang], **index, ORDER: " ".join(told[lang])}
        store.replace(f"search {lang}", kept_now, kept[lang])
        index["head.json"] = compact(head(records, view))
        yield from ((f"{prefixes[lang]}{PATH}index/{name}", text) for name, text in index.items())


def renewed(told: Mapping[str, str], kept: Mapping[str, str]) -> dict[str, str]:
    """Return the files of an index from documents by id, `kept` holding those of last time and its files."""
    documents = [read(it) for it in told.values()]
    was = kept.get(ORDER, "").split()
    same_size = postings.blocks(len(documents)) == postings.blocks(len(was))
    if not was or not same_size or list(told)[: len(was)] != was:
        return postings.indexed(documents)
    before = [
        new if told[name] == kept[name] else read(kept[name])
        for name, new in zip(was, documents, strict=False)
    ]
    return postings.indexed(
        documents, before, {name: text for name, text in kept.items() if "." in name}
    )


def read(told: str) -> Document:
    """Read a document behind its key."""
    return tuple(json.loads(told[KEY:]))


def searched(register: Register) -> tuple[Record, ...]:
    """Return the records that may be found, by the day they began: the newest last."""
    shown = (r for r in register.records.values() if r.visibility != "count")
    return tuple(sorted(shown, key=lambda r: (register.day(r.events[0].at), r.id)))


def key_of(record: Record, register: Register) -> str:
    """Return a digest of all that a record's document is made from; code apart, for which a cache stands."""
    named = (register.get(link.target) for link in register.links[record.id])
    around = (*named, *places(record, register))
    blobs = (register.blobs.get(one.id, "") for one in around if one)
    told = (record.id, register.blobs.get(record.id, ""), *map(register.blobs.get, TOP), *blobs)
    return hashlib.blake2b("\0".join(map(str, told)).encode(), digest_size=KEY // 2).hexdigest()


def places(record: Record, register: Register) -> tuple[Place, ...]:
    """Return where a record lies, the nearest place first."""
    if isinstance(record, Place):
        return tuple(above(record, register))
    place = register.get(record.place)
    return (place, *above(place, register)) if isinstance(place, Place) else ()


def document(record: Record, found: Found, view: View) -> Document:
    """Return what is found and shown of a record in one language."""
    register = view.register
    texts, ids = found
    full = record.visibility == "full"
    named = (register.get(one) for one in ids)
    bodies = dict.fromkeys(view.name(it) for it in named if isinstance(it, Organization))
    yards = [view.name(it) for it in places(record, register) if full and it.visibility == "full"]
    own = [record.id, *record.aliases, *([record.doc_no] if record.doc_no else [])]
    return (
        f"{record.KIND.folder}/{record.id}/",
        view.dated(record, record.events[-1].at, "date"),
        "\n".join(view.plain(text) for text in texts),
        "\n".join(bodies),
        "\n".join(yards),
        "\n".join(own) if full else record.id,
        view.name(record),
    )


def said(record: Record, register: Register) -> Found:
    """Return all that a record's export says in words, and the ids that it names; of a card nothing."""
    found: Found = [], []
    if record.visibility == "full":
        gather(type(record), published.whole(register)[record.id].data, found)
    return found


def gather(form: type[BaseModel], data: Mapping[str, Any], found: Found) -> None:
    """Add to `found` what a form says, in the order of its fields."""
    for key, inner, names in plan(form):
        value = data.get(key)
        if value is None:
            continue
        parts = value if isinstance(value, list) else [value]
        if inner is None:
            found[names].extend(parts)
        else:
            for part in parts:
                gather(inner, part, found)


@cache
def plan(form: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None, bool], ...]:
    """Return the fields of a form that say something: (key, the form they hold or none, whether they hold ids)."""
    ids = {key for _, key, kinds, _ in references(form) if kinds is not None}
    names = NAMES if issubclass(form, Record) else frozenset()
    fields = ((info.alias or name, info) for name, info in form.model_fields.items())
    return tuple(
        (key, inner, key in ids)
        for key, info in fields
        if key not in names
        and (
            (inner := paths.inner(info))
            or key in ids
            or is_text(info)
            or (str in bare(info.annotation) and key not in MACHINE)
        )
    )


def head(records: Sequence[Record], view: View) -> dict[str, object]:
    """Return what the browser asks for first: kinds, states and places with a column of each, by document.

    A column is a row of numbers: a state's place among `states`, a place's among `places` counted
    from 1, a year. `version` changes whenever a document gets another number.
    """
    register = view.register
    states: dict[tuple[str, str], tuple[int, list[str]]] = {}
    rows = []
    yards = {it.id: it for it in register.of(Place) if it.visibility == "full"}
    numbers = {name: number for number, name in enumerate(yards, 1)}
    for record in records:
        key = record.KIND.name, record.state or ""
        if key not in states:
            word, tone = view.chip(record)
            states[key] = len(states), [*key, word, tone]
        full = record.visibility == "full"
        place = record.id if isinstance(record, Place) else record.place if full else None
        year = register.day(record.events[0].at).year
        rows.append((states[key][0], numbers.get(place or "", 0), year))
    columns = [written(column) for column in zip(*rows, strict=True)] or ["", "", ""]
    order = "\n".join(record.id for record in records)
    return {
        "version": hashlib.sha256(order.encode()).hexdigest()[:8],
        "documents": len(records),
        "blocks": postings.blocks(len(records)),
        "kinds": {name: upfirst(model.KIND.words[view.lang]) for name, model in kinds().items()},
        "states": [told for _, told in states.values()],
        "places": [
            [it.id, view.name(it), numbers.get(it.parent or "", 0)] for it in yards.values()
        ],
        "columns": dict(zip(("state", "place", "year"), columns, strict=True)),
    }
