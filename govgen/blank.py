"""A new record: the fields it cannot be without, its id, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from govgen.form import bare
from govgen.importing import paths
from govgen.importing.desk import Desk
from govgen.importing.paths import put
from govgen.importing.staging import Data, Refusal, Staged, stage
from govgen.problem import GovgenError
from govgen.record import Record, kinds
from govgen.source import Value, read
from govgen.words import Choice, Words

AUTOMATIC = frozenset(("id", "events"))


@dataclass(frozen=True, slots=True)
class Question:
    """A field that must be filled in: its dotted path, its words, and its closed list if it has one."""

    path: str
    words: Words
    values: tuple[tuple[str, Words], ...]


def questions(kind: str, data: Data) -> Iterator[Question]:
    """Yield the required fields of `kind` that `data` does not have."""
    model: type[Record] = kinds()[kind]
    if not model.KIND.dated and "id" not in data and kind != "ledger":
        yield Question(
            "id",
            Words(
                f"编号：{model.KIND.prefix}-加小写字母",
                f"Id: {model.KIND.prefix}- and lower-case letters",
            ),
            (),
        )
    yield from missing(model, model, data, "")


def missing(
    model: type[Record], form: type[BaseModel], data: Value, prefix: str
) -> Iterator[Question]:
    """Yield the required fields of one form that are not there, in the form's order."""
    for name, info in form.model_fields.items():
        key = info.alias or name
        if not info.is_required() or (not prefix and key in AUTOMATIC):
            continue
        value = data.get(key) if isinstance(data, dict) else None
        inner = paths.inner(info)
        if inner and not paths.several(info):
            yield from missing(model, inner, value or {}, f"{prefix}{key}.")
        elif value is None:
            zh, _, en = (info.description or key).partition("\n")
            yield Question(f"{prefix}{key}", Words(zh, en), listed(model, f"{prefix}{key}"))


def listed(model: type[Record], path: str) -> tuple[tuple[str, Words], ...]:
    """Return the closed list of a field with its words."""
    info = paths.fields(model, path)[-1]
    for kind in bare(info.annotation):
        if isinstance(kind, type) and issubclass(kind, Choice):
            return tuple((str(member.value), member.words) for member in kind)
        if get_origin(kind) is Literal:
            return tuple((value, Words(value, value)) for value in get_args(kind))
    return ()


def settings(model: type[Record], given: tuple[str, ...]) -> Data:
    """Return the values that `field=value` options set; brackets and braces are read as YAML."""
    data: Data = {}
    seen = set()
    for setting in given:
        path, equals, text = setting.partition("=")
        if not equals:
            raise GovgenError(
                f"`{setting}` 应写成 `字段=值`", f"`{setting}` should be `field=value`"
            )
        try:
            info = paths.fields(model, path)[-1]
        except KeyError:
            raise GovgenError(f"没有 `{path}` 这个字段", f"there is no field `{path}`") from None
        if path in seen:
            raise GovgenError(
                f"`{path}` 给了两次；有几项就写成 `{path}=[甲, 乙]`",
                f"`{path}` is given twice; write several items like `{path}=[a, b]`",
            )
        seen.add(path)
        put(data, path, meant(path, text, several=paths.several(info)))
    return data


def meant(path: str, text: str, *, several: bool) -> Value:
    """Return the value that an option's text stands for."""
    if text.startswith("{") or (several and text.startswith("[")):
        document = read("", f"value: {text}".encode())
        if document.faults:
            raise GovgenError(
                f"`{path}` 的值读不成 YAML：{text}；改好括号和引号，或先不填，建好后写进文件",
                f"the value of `{path}` is not YAML: {text}; mend its brackets and quotes, or leave it out and write it into the file",
            )
        return document.data["value"]
    return [text] if several and not re.search(r"\.[0-9]+$", path) else text


def draft(kind: str, data: Data, at: str, desk: Desk, state: str = "") -> Staged:
    """Return a valid record of `kind` that begins `at`; GovgenError says what is wrong with it."""
    model: type[Record] = kinds()[kind]
    made: Data = {
        "id": identified(kind, data, at, desk),
        **{key: value for key, value in data.items() if key != "id"},
    }
    made.setdefault("events", [{"to": state or first_state(model, data), "at": at}])
    staged = stage(kind, made, 0, desk.published)
    if isinstance(staged, Refusal):
        raise GovgenError(
            f"填得不对：{staged.reason.zh}", f"this makes no record: {staged.reason.en}"
        )
    return staged


def identified(kind: str, data: Data, at: str, desk: Desk) -> str:
    """Return the given id, a ledger's from its fund and year, or the next free one of the year or month."""
    own = data.get("id")
    if isinstance(own, str):
        return own
    if kind == "ledger":
        return f"LED-{data.get('fund')}-{data.get('year')}"
    return desk.number(kind, date.fromisoformat(at[:10]).isoformat())


def first_state(model: type[Record], data: Data) -> str:
    """Return the state that a new record begins with."""
    field = model.KIND.track_field
    info = model.model_fields[field] if field else None
    track = data.get(info.alias or field) if info else ""
    if not isinstance(track, str) or track not in model.KIND.moves:
        return next(iter(model.KIND.states))
    return model.KIND.first_states(track)[0]
