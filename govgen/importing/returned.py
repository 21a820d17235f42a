"""Records come back from an export as they were: what was withheld is named, never made up.

They were approved where they came from, so no rule is tried on them here; `govgen check` tells what
is still to be done. A record that lacks what was withheld says like any import where it came from:
then what is missing is not recorded, and its steps need not show what they stood on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from govgen import published
from govgen.checks import personal_data
from govgen.editions import FORMAT
from govgen.export import BASE
from govgen.form import fill
from govgen.importing import paths, trial
from govgen.importing.staging import Data, Harvest, Refusal, Staged, stage
from govgen.kinds.organization import Organization
from govgen.problem import GovgenError
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.source import Document, Route, Value
from govgen.words import Words

Json = dict[str, Any]


class Exported(BaseModel):
    """A kind's exported file, as far as it is read back."""

    format: str
    kind: str
    records: list[Json]
    cards: list[Json]
    withheld: dict[str, list[str]]


def named(places: Iterable[Path]) -> list[Path]:
    """Return the files named, of a folder those of its export; GovgenError where there are none."""
    found: list[Path] = []
    for path in places:
        base = path / BASE if (path / BASE).is_dir() else path
        inside = (base / f"{model.KIND.folder}.json" for model in kinds().values())
        found += [it for it in inside if it.is_file()] if path.is_dir() else [path]
    if not found:
        raise GovgenError(
            "这里没有导出的数据；写上 govgen export 写出的文件夹，或其中的 JSON 文件",
            "there is no export here; name the folder that govgen export wrote, or JSON files of it",
        )
    return found


def read(content: bytes, kind: str | None = None) -> Exported:
    """Return an exported file; GovgenError where it is none, or of another format or `kind`."""
    try:
        told = Exported.model_validate_json(content)
    except ValidationError as error:
        raise unknown() from error
    if told.kind not in kinds():
        raise unknown()
    if told.format != FORMAT:
        raise GovgenError(
            f"格式版本 `{told.format}` 不认识，只认 `{FORMAT}`；换写出它的那一版 govgen",
            f"its format `{told.format}` is not known, only `{FORMAT}` is; take the govgen that wrote it",
        )
    if kind and told.kind != kind:
        raise GovgenError(
            f"里面是 `{told.kind}`，不是 `{kind}`；写 govgen import {told.kind}",
            f"it holds `{told.kind}`, not `{kind}`; write govgen import {told.kind}",
        )
    for item in told.records:
        text(item)  # so that what no export holds is said of its file
    return told


def unknown() -> GovgenError:
    """Say that a file is no export of a kind."""
    return GovgenError(
        "不是 govgen 导出的记录；用导出的 data/v1 里的文件，如 issues.json",
        "it is no export of records; take a file of an export's data/v1, such as issues.json",
    )


def contacts(register: Register, files: Iterable[Exported]) -> str:
    """Return what the register publishes on purpose, with the contacts of organisations that come in."""
    filled = (
        fill(Organization, text(item))
        for told in files
        for item in told.records
        if told.kind == "organization"
    )
    bodies = [(it, Document("", b"", ())) for it in filled if isinstance(it, Organization)]
    return personal_data.published(trial.grown(register, bodies))


def harvest(told: Exported, register: Register, allowed: str) -> Harvest:
    """Return the records of an exported file that the register does not have yet, and what they lack."""
    model = kinds()[told.kind]
    staged: list[Staged] = []
    refused: list[Refusal] = []
    lacking: dict[tuple[str, ...], list[str]] = {}
    for number, item in enumerate(told.records, 1):
        name = str(item.get("id", f"records[{number}]"))
        withheld = told.withheld.get(name, [])
        made, left_out = remade(model, text(item), withheld, allowed)
        there = register.get(name)
        if there is not None:
            if published.full(there, register).data not in (item, form_of(made)):
                refused.append(about(name, THERE))
            continue
        if isinstance(made, Refusal):
            refused.append(about(name, made.reason))
            continue
        staged.append(made)
        lacking.setdefault((*withheld, *left_out), []).append(name)
    lacks = [lacks_of(names, pointers) for pointers, names in lacking.items() if pointers]
    warnings = (*unwritten(told), *lacks, *documents(staged))
    return Harvest(tuple(staged), tuple(refused), (), warnings)


THERE = Words(
    "登记簿里已有这条记录，内容不同；先比对再决定留哪一条",
    "the register has this record already, and it says something else; compare the two and keep one",
)


def form_of(made: Staged | Refusal) -> Json | None:
    """Return what a record that could be made says; none where it could not."""
    return published.form(made.record) if isinstance(made, Staged) else None


def about(name: str, reason: Words) -> Refusal:
    """Refuse a record by its id."""
    return Refusal(0, Words(f"{name}：{reason.zh}", f"{name}: {reason.en}"))


def text(item: Json) -> Data:
    """Return a record as YAML has it: every scalar is text."""
    return {key: scalar(value) for key, value in item.items()}


def scalar(value: object) -> Value:
    """Return a value of JSON as YAML has it; GovgenError for what no export holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, list):
        return [scalar(item) for item in value]
    if isinstance(value, dict):
        return {str(key): scalar(item) for key, item in value.items()}
    raise GovgenError(
        f'`{value}` 不是导出会写的值；金额和小数写成文字，如 "12.50"',
        f'`{value}` is no value of an export; amounts and decimals are text, like "12.50"',
    )


def remade(
    model: type[Record], data: Data, withheld: list[str], allowed: str
) -> tuple[Staged | Refusal, list[str]]:
    """Return the record that `data` makes and the JSON Pointers of the parts left out for it.

    A part that cannot be without what was withheld of it is left out as a whole.
    """
    left_out: list[str] = []
    while withheld and isinstance(found := fill(model, data), tuple):
        holes = [it.route for it in found if it.code == "missing-field" and len(it.route) > 1]
        if not holes:
            break
        route = around(model, max(holes)[:-1])
        left_out.append(published.drop(data, route))
    before = data.get("source", {})
    if withheld and isinstance(before, dict):
        data = {**data, "source": origin(model, data, before)}
    return stage(model.KIND.name, data, 0, allowed), left_out


def origin(model: type[Record], data: Data, before: Data) -> Data:
    """Return where a record came from, all its steps at once; the system it was in `before` is kept."""
    steps = data.get("events")
    return {
        "system": f"{BASE}/{model.KIND.folder}.json",
        "id": data.get("id", ""),
        **before,
        "steps": str(len(steps) if isinstance(steps, list) else 1),
    }


def around(model: type[Record], route: Route) -> Route:
    """Return `route`, or that of the nearest form around it which may be left out."""
    while len(route) > 1 and not isinstance(route[-1], int) and required(model, route):
        route = route[:-1]
    return route


def required(model: type[Record], route: Route) -> bool:
    """Whether the form around a field cannot be without it."""
    return paths.fields(model, ".".join(map(str, route)))[-1].is_required()


def unwritten(told: Exported) -> Iterator[Words]:
    """Name the records of which the export tells the progress only."""
    if told.cards:
        names = [str(card.get("id")) for card in told.cards]
        yield Words(
            f"{len(names)} 条仅公开进度，数据里没有内容，没有写：{'、'.join(names)}",
            f"{len(names)} show their progress only and were not written, since the data does not hold them: {', '.join(names)}",
        )


def lacks_of(names: list[str], pointers: tuple[str, ...]) -> Words:
    """Name what records that came back lack because it was withheld."""
    parts = ", ".join(dict.fromkeys(pointers))
    return Words(
        f"缺少不公开的部分（{parts}）：{'、'.join(names)}",
        f"without what is withheld ({parts}): {', '.join(names)}",
    )


def documents(staged: Iterable[Staged]) -> Iterator[Words]:
    """Name the attachments whose files are yet to be fetched."""
    files = [
        f"{made.path.removesuffix('.yml')}/{it.path}"
        for made in staged
        for it in made.record.attachments
        if it.path
    ]
    if files:
        yield Words(
            f"材料的文件不在数据里，从网站下载后放到：{'、'.join(files)}",
            f"documents are no part of the data; fetch them from the site to: {', '.join(files)}",
        )
