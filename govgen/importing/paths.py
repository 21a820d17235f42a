"""Dotted paths into a kind's form, such as `events.0.at` or `title.en`: what they lead to, and what is put there."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govgen.form import bare
from govgen.problem import GovgenError
from govgen.source import Step, Value
from govgen.words import LANGS

MOST_ITEMS = 1000
"""Items of one list that dotted paths may make."""


class Misfit(GovgenError):
    """A value that cannot go where it should: one row's fault, or one option's."""


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


def put(data: dict[str, Value], path: str, value: Value) -> None:
    """Set the value at a dotted path, making the forms and lists on the way; Misfit where it cannot."""
    way, last = parsed(path)
    here: Value = data
    for step, counted in way:
        here = below(here, step, [] if counted else {}, path)
    below(here, last, value, path, final=True)


@cache
def parsed(path: str) -> tuple[tuple[tuple[Step, bool], ...], Step]:
    """Return the steps of a path but the last, each with whether a list stands there, and the last.

    Numbers of items are such; Misfit where no list is that long.
    """
    steps = [placed(step, path) if counts(step) else step for step in path.split(".")]
    return tuple((step, isinstance(after, int)) for step, after in pairwise(steps)), steps[-1]


def below(here: Value, step: Step, value: Value, path: str, *, final: bool = False) -> Value:
    """Return what stands at one step, `value` where nothing does yet; the final step always sets it."""
    if isinstance(here, dict) and isinstance(step, str):
        if final:
            here[step] = value
        return here.setdefault(step, value)
    if not isinstance(here, list) or isinstance(step, str):
        raise Misfit(
            f"`{path}` 与前面填的值冲突：一处不能既是一个值又分成几项",
            f"`{path}` clashes with a value given before: one place cannot be both a value and parts",
        )
    while len(here) <= step:
        here.append({})
    if final or here[step] == {}:
        here[step] = value
    return here[step]


def fresh(value: Value) -> Value:
    """Return a value that a row may change without changing it for others."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: fresh(inner) for key, inner in value.items()}
    return [fresh(inner) for inner in value]


def closed(value: Value) -> Value:
    """Close the gaps that empty cells left in a list."""
    return [item for item in value if item != {}] if isinstance(value, list) else value


def placed(step: str, path: str) -> int:
    """Return the index that a step names; Misfit where no list is that long."""
    if len(step) > len(str(MOST_ITEMS)) or int(step) >= MOST_ITEMS:
        raise Misfit(
            f"`{path}` 的序号太大，一个列表最多 {MOST_ITEMS} 项",
            f"the number in `{path}` is too large; a list has at most {MOST_ITEMS} items",
        )
    return int(step)
