"""The register as data: JSON and CSV a kind, their schemas, and a data package that describes them.

A JSON file holds `records` (full, each as its file says it), `cards` (progress alone), `states`
by id, and `withheld` with JSON Pointers by id. Amounts are decimal text, exact to the cent.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from govgen import flat, published
from govgen.record import Record, Visibility, kinds
from govgen.register import Register
from govgen.schema import schemas
from govgen.words import Words

BASE = "data/v1"


def files(register: Register) -> dict[str, bytes]:
    """Return every file of the export by path; the same register gives the same bytes."""
    made: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    for model in kinds().values():
        folder = model.KIND.folder
        rows = flat.table(model, register)
        made[f"{BASE}/{folder}.json"] = as_json(collection(model, register))
        made[f"{BASE}/{folder}.csv"] = flat.as_csv(model, rows)
        resources.append(resource(model, made[f"{BASE}/{folder}.csv"]))
    for name, found in schemas().items():
        made[f"{BASE}/schema/{name}.json"] = as_json(found)
    made[f"{BASE}/datapackage.json"] = as_json(package(register, resources))
    return made


def collection(model: type[Record], register: Register) -> dict[str, Any]:
    """Return all public records of a kind."""
    shown = [record for record in register.of(model) if record.visibility is not Visibility.COUNT]
    full = {
        record.id: published.full(record, register)
        for record in shown
        if record.visibility is Visibility.FULL
    }
    return {
        "format": "1",
        "kind": model.KIND.name,
        "as_of": register.as_of.isoformat(),
        "records": [public.data for public in full.values()],
        "cards": [
            published.card(record) for record in shown if record.visibility is Visibility.CARD
        ],
        "states": {record.id: record.state for record in shown},
        "withheld": {name: public.withheld for name, public in full.items() if public.withheld},
    }


def resource(model: type[Record], content: bytes) -> dict[str, Any]:
    """Describe a CSV file."""
    folder = model.KIND.folder
    return {
        "name": folder,
        "title": title(model.KIND.plural),
        "path": f"{folder}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": flat.described(model), "primaryKey": "id"},
    }


def package(register: Register, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Describe the whole export as a Frictionless data package."""
    community = register.community
    name = community.name if isinstance(community.name, str) else dict(community.name)
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/data-package.json",
        "profile": "tabular-data-package",
        "name": f"govgen-{community.region_code}",
        "title": name if isinstance(name, str) else next(iter(name.values())),
        "version": register.as_of.isoformat(),
        "licenses": [{"name": community.licence}],
        "resources": resources,
    }


def title(words: Words) -> str:
    """Return both languages in one line."""
    return f"{words.zh} / {words.en}"


def as_json(value: object) -> bytes:
    """Write JSON that people can read too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def write(register: Register, folder: Path) -> int:
    """Write the export below `folder` and return the number of files."""
    made = files(register)
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(made)
