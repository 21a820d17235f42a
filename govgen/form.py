"""Fill a form: a document's values become a typed record, or problems in the author's words."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from govgen.problem import Problem
from govgen.source import Route, Value
from govgen.words import Choice, Lang, Words

MOST = 60
"""Characters of a faulty value that a message repeats."""
Form = TypeVar("Form", bound=BaseModel)
ENOUGH = 100
"""Problems said of one file; more tell its author nothing new."""


def fill(model: type[Form], data: dict[str, Value]) -> Form | tuple[Problem, ...]:
    """Return the form of `model` that `data` fills, or every problem with it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)[:ENOUGH]
        return tuple(problem(model, detail) for detail in found)


def problem(model: type[BaseModel], detail: ErrorDetails) -> Problem:
    """Say one of pydantic's complaints as a fact about the author's file."""
    route = tuple(step for step in detail["loc"] if step != "[key]")
    name = str(route[-1]) if route else ""
    value = shortened(detail["input"]) if isinstance(detail["input"], str) else "…"
    known = detail["type"]
    if known == "said":
        said = detail["ctx"]
        return Problem(
            route,
            Words(said["zh"], said["en"]),
            Words(said["hint_zh"], said["hint_en"]),
            code="wrong-value",
        )
    if known == "missing":
        return missing(model, route, name)
    if known == "extra_forbidden":
        return unknown(route, name, keys(model, route[:-1]))
    if known in ("enum", "literal_error"):
        return not_a_choice(route, name, value, choices(model, route))
    return misfit(route, name, value, known)


def shortened(value: str) -> str:
    """Return as much of a value as a message can hold."""
    return value if len(value) <= MOST else f"{value[:MOST]}…"


def missing(model: type[BaseModel], route: Route, name: str) -> Problem:
    """Say that a required field is not there, and what goes into it."""
    words = [label(model, tuple(map(str, route)), lang) for lang in ("zh", "en")]
    values = list(choices(model, route))
    if date in bare(at(model, route)):
        values = ["2026-03-05"]
    zh = f"，{'如' if len(values) == 1 else '可选'} {'、'.join(values)}" if values else ""
    en = f", {'like' if len(values) == 1 else 'one of'} {', '.join(values)}" if values else ""
    return Problem(
        route,
        Words(f"缺少必填的 `{name}`", f"the required `{name}` is missing"),
        Words(f"补上 `{name}:`（{words[0]}{zh}）", f"add `{name}:` ({words[1]}{en})"),
        code="missing-field",
    )


def unknown(route: Route, name: str, names: Sequence[str]) -> Problem:
    """Say that no such field exists, and which one may be meant."""
    near = difflib.get_close_matches(name, names, 1, 0.6)
    hint = (
        Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
        if near
        else Words(f"这里可以写：{'、'.join(names)}", f"fields here are: {', '.join(names)}")
    )
    return Problem(
        route,
        Words(f"没有 `{name}` 这个字段", f"there is no field `{name}` here"),
        hint,
        code="unknown-field",
    )


def not_a_choice(route: Route, name: str, value: str, values: Mapping[str, Words]) -> Problem:
    """Say that a value is not on the closed list, and which one may be meant; a clerk may know it by its words."""
    told = {word: code for code, words in values.items() for word in (words.en, words.zh, code)}
    near = difflib.get_close_matches(value, told, 1, 0.5)
    if near:
        code = told[near[0]]
        hint = Words(f"是不是想写 `{code}`？", f"did you mean `{code}`?")
    else:
        said = (
            code if words.zh == code else f"{code}（{words.zh}）" for code, words in values.items()
        )
        hint = Words(f"可选：{'、'.join(said)}", f"one of: {', '.join(values)}")
    return Problem(
        route,
        Words(f"`{value}` 不在 `{name}` 的可选值里", f"`{value}` is not a value of `{name}`"),
        hint,
        code="wrong-value",
    )


SHAPES = {
    "tuple_type": (
        "应是一个列表",
        "a list belongs here",
        "每项前加 `- `",
        "start each item with `- `",
    ),
    "model_type": ("应是一组字段", "fields belong here", "写成 `字段: 值`", "write `field: value`"),
    "dict_type": ("应是一组字段", "fields belong here", "写成 `字段: 值`", "write `field: value`"),
    "string_type": ("应是文字", "text belongs here", "直接写文字", "write the text itself"),
    "string_too_short": (
        "没有写内容",
        "nothing is written here",
        "写上内容或删去这一行",
        "write something or delete the line",
    ),
    "string_too_long": ("文字太长", "the text is too long", "缩短", "shorten it"),
    "string_pattern_mismatch": (
        "格式不对",
        "it does not have the right form",
        "见字段说明：govgen explain wrong-value",
        "see govgen explain wrong-value",
    ),
    "too_short": ("列表是空的", "the list is empty", "至少写一项", "write at least one item"),
}


def misfit(route: Route, name: str, value: str, known: str) -> Problem:
    """Say that a value has the wrong shape."""
    zh, en, hint_zh, hint_en = SHAPES.get(
        known, ("不是合适的值", "it is not a fitting value", "检查写法", "check how it is written")
    )
    return Problem(
        route,
        Words(f"`{name}` 的值 `{value}`：{zh}", f"`{name}` is `{value}`: {en}"),
        Words(hint_zh, hint_en),
        code="wrong-value",
    )


def bare(annotation: object) -> Iterator[object]:
    """Yield the types inside unions, tuples and annotations."""
    if get_origin(annotation) is Annotated:
        yield from bare(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType, tuple, dict):
        for inner in get_args(annotation):
            yield from bare(inner)
    else:
        yield annotation


def field_type(model: type[BaseModel], key: str) -> object:
    """Return the annotation of the field written as `key`."""
    return next(
        (
            info.annotation
            for name, info in model.model_fields.items()
            if (info.alias or name) == key
        ),
        None,
    )


def at(model: type[BaseModel], route: Route) -> object:
    """Return the innermost annotation at `route`."""
    found: object = model
    for step in route:
        if isinstance(step, int):
            continue
        forms = [
            inner
            for inner in bare(found)
            if isinstance(inner, type) and issubclass(inner, BaseModel)
        ]
        found = field_type(forms[0], step) if forms else None
    return found


def keys(model: type[BaseModel], route: Route) -> list[str]:
    """Return the keys that may be written at `route`."""
    forms = [
        inner
        for inner in bare(at(model, route))
        if isinstance(inner, type) and issubclass(inner, BaseModel)
    ]
    return [info.alias or name for form in forms for name, info in form.model_fields.items()]


def choices(model: type[BaseModel], route: Route) -> dict[str, Words]:
    """Return the values of the closed list at `route`, each with its words."""
    found: dict[str, Words] = {}
    for inner in bare(at(model, route)):
        if isinstance(inner, type) and issubclass(inner, Choice):
            found |= {str(it.value): it.words for it in inner}
        elif get_origin(inner) is Literal:
            found |= {str(value): Words(str(value), str(value)) for value in get_args(inner)}
    return found


def label(model: type[BaseModel], route: tuple[str, ...], lang: Lang) -> str:
    """Return the words of the innermost named field on `route`, without its explanation."""
    found: object = model
    words = ""
    for step in route:
        forms = [t for t in bare(found) if isinstance(t, type) and issubclass(t, BaseModel)]
        info = next(
            (i for f in forms for n, i in f.model_fields.items() if (i.alias or n) == step), None
        )
        if info is None:
            continue
        found = info.annotation
        words = (info.description or "").split("\n")[0 if lang == "zh" else 1]
    return words.split("：" if lang == "zh" else ": ")[0] or "/".join(route)
