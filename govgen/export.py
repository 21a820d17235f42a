"""The register as data: JSON and CSV a kind, their schemas, and a data package that describes them.

A JSON file holds `records` (full, each as its file says it), `cards` (progress alone), `states`
by id, and `withheld` with JSON Pointers by id. Amounts are decimal text, exact to the cent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from pydantic import VERSION, BaseModel
from pydantic_core import to_json

from govgen import approvals_json, dictionary_csv, flat, measures_json, published
from govgen.cache import code_digest
from govgen.datapackage import package
from govgen.editions import FORMAT
from govgen.particulars import Visibility
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.schema import documented, schema
from govgen.trail import Archive
from govgen.tree import TOP

BASE = "data/v1"
Part = tuple[str, str, Callable[[], bytes]]


def files(register: Register, archive: Archive | None = None) -> dict[str, bytes]:
    """Return every file of the export by path; the same register gives the same bytes."""
    return {path: make() for path, _, make in parts(register, archive)}


def parts(register: Register, archive: Archive | None = None) -> Iterator[Part]:
    """Yield every file as (path, what it is made from, how); a kind's two files are made at once."""
    yield approvals_json.part(register, archive)
    yield measures_json.part(register, archive)
    keys = {name: made_from(model, register) for name, model in kinds().items()}
    for name, model in kinds().items():
        key = keys[name]
        both = cache(partial(tables, model, register))
        for number, ending in enumerate(("json", "csv")):
            yield f"{BASE}/{model.KIND.folder}.{ending}", key, partial(nth, both, number)
    for name, form in documented().items():
        yield f"{BASE}/schema/{name}.json", by_code(), partial(described, form)
    yield f"{BASE}/dictionary.csv", by_code(), dictionary_csv.content
    whole = hashlib.sha256("".join(keys.values()).encode()).hexdigest()
    yield f"{BASE}/datapackage.json", whole, lambda: as_json(package(register))


def by_code() -> str:
    """Return the key of a file that code alone decides."""
    return hashlib.sha256(f"{code_digest()} {VERSION}".encode()).hexdigest()


def described(model: type[BaseModel]) -> bytes:
    """Return the schema of a kind, or of one of the two files that are no records."""
    return as_json(schema(model))


def nth(both: Callable[[], tuple[bytes, bytes]], number: int) -> bytes:
    """Return one of two files made together."""
    return both()[number]


def made_from(model: type[Record], register: Register) -> str:
    """Return a digest of all that a kind's files are made from."""
    own = (f"{r.id} {register.blobs[r.id]}" for r in register.of(model))
    hidden = sorted(published.counted(register))
    tops = (blob for name, blob in register.blobs.items() if name in TOP)
    told = (code_digest(), register.as_of.isoformat(), *tops, *hidden, *own)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def tables(model: type[Record], register: Register) -> tuple[bytes, bytes]:
    """Return a kind's JSON and CSV."""
    shown = [r for r in register.of(model) if r.visibility is not Visibility.COUNT]
    public = published.whole(register)
    full = {r.id: public[r.id] for r in shown if r.visibility is Visibility.FULL}
    data = {r.id: full[r.id].data if r.id in full else published.card(r) for r in shown}
    rows = flat.table(model, [(r, data[r.id]) for r in shown], register.community.languages[0])
    return as_json(collection(model, register, shown, full)), flat.as_csv(model, rows)


def collection(
    model: type[Record],
    register: Register,
    shown: list[Record],
    full: Mapping[str, published.Public],
) -> dict[str, Any]:
    """Return all public records of a kind."""
    return {
        "format": FORMAT,
        "kind": model.KIND.name,
        "as_of": register.as_of.isoformat(),
        "records": [public.data for public in full.values()],
        "cards": [
            published.card(record) for record in shown if record.visibility is Visibility.CARD
        ],
        "states": {record.id: record.state for record in shown},
        "withheld": {name: public.withheld for name, public in full.items() if public.withheld},
    }


def as_json(value: object) -> bytes:
    """Write JSON that people can read too."""
    return to_json(value, indent=1) + b"\n"


def write(register: Register, folder: Path, archive: Archive | None = None) -> int:
    """Write the export below `folder` and return the number of files."""
    made = files(register, archive)
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(made)
