"""Dotted paths into a kind's form, such as `events.0.at` or `title.en`."""

from __future__ import annotations

from itertools import pairwise

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govgen.form import bare
from govgen.words import LANGS


def fields(model: type[BaseModel], path: str) -> list[FieldInfo]:
    """Return the fields on the way of `path`, the last one included; KeyError where it leads nowhere."""
    found: list[FieldInfo] = []
    form: type[BaseModel] | None = model
    for before, step in pairwise(("", *path.split("."))):
        if counts(step) and before and not counts(before) and several(found[-1]):
            continue
        if form is None and step in LANGS and found and path.endswith(f".{step}"):
            continue
        info = named(form, step)
        found.append(info)
        form = inner(info)
    return found


def counts(step: str) -> bool:
    """Say whether a step is the number of a list's item."""
    return step.isascii() and step.isdigit()


def named(form: type[BaseModel] | None, key: str) -> FieldInfo:
    """Return the field that YAML calls `key`; KeyError where there is none."""
    for name, info in form.model_fields.items() if form else ():
        if (info.alias or name) == key:
            return info
    raise KeyError(key)


def inner(info: FieldInfo) -> type[BaseModel] | None:
    """Return the form that a field holds, or none."""
    for kind in bare(info.annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def several(info: FieldInfo) -> bool:
    """Say whether a field holds a list."""
    return str(info.annotation).startswith("tuple[")
