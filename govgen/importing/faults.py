"""What is wrong with a column map: for the kind it is to make, and for the table it is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from govgen.importing import paths
from govgen.importing.chart import Chart, New, Step, misdrawn
from govgen.importing.paths import Misfit, put
from govgen.importing.staging import Data
from govgen.record import Record, kinds
from govgen.source import Document, Route
from govgen.words import Words

Fault = tuple[Route, Words]


def check(plan: Chart, model: type[Record], document: Document) -> None:
    """Raise GovgenError at the first line of a map that leads to no record of the kind."""
    for route, words in of_map(plan, model):
        raise misdrawn(document, route, words)


def of_map(plan: Chart, model: type[Record]) -> Iterator[Fault]:
    """Yield what of a map leads nowhere, or twice to one place."""
    taken: Counter[str] = Counter()
    for name, targets in plan.columns.items():
        for column in targets:
            route = ("columns", name)
            if column.field is not None:
                taken[column.field] += 1
                yield from astray(route, column.field, model)
                if taken[column.field] > 1:
                    yield (
                        route,
                        Words(
                            f"列对照表把几列都填进 `{column.field}`，会互相覆盖；只留一列",
                            f"the column map puts several columns into `{column.field}`; keep one",
                        ),
                    )
            yield from constants((*route, "beside"), column.beside, model)
            if column.new:
                yield from newcomer((*route, "new"), column.new)
    yield from constants(("constants",), plan.constants, model)
    for index, step in enumerate(plan.steps):
        yield from stepped(("steps", index), step, model)
    if plan.steps and any(path.split(".")[0] == "events" for path in (*taken, *plan.constants)):
        yield (
            ("steps",),
            Words(
                "`steps` 和 `events.…` 只能用一种，改写成 `steps`",
                "either `steps` or `events.…` makes the events; write them as `steps`",
            ),
        )


def astray(route: Route, path: str, model: type[Record]) -> Iterator[Fault]:
    """Yield a path that leads to no field of a kind."""
    try:
        paths.fields(model, path)
    except KeyError:
        yield (
            route,
            Words(
                f"列对照表里的 `{path}` 不是{model.KIND.words.zh}的字段",
                f"`{path}` of the column map is no field of the kind {model.KIND.words.en}",
            ),
        )


def constants(route: Route, values: Mapping[str, Any], model: type[Record]) -> Iterator[Fault]:
    """Yield constants that lead nowhere, or clash with each other."""
    data: Data = {}
    for path, value in values.items():
        yield from astray((*route, path), path, model)
        try:
            put(data, path, deepcopy(value))
        except Misfit as error:
            yield (*route, path), error.words


def newcomer(route: Route, new: New) -> Iterator[Fault]:
    """Yield why the records that a column names could not be made at all."""
    if new.kind not in kinds() or kinds()[new.kind].KIND.dated:
        names = [name for name, model in kinds().items() if not model.KIND.dated]
        yield (
            (*route, "kind"),
            Words(
                f"不能新建 `{new.kind}`；可以写：{'、'.join(names)}",
                f"`{new.kind}` cannot be made here; kinds are: {', '.join(names)}",
            ),
        )
        return
    model = kinds()[new.kind]
    yield from constants((*route, "constants"), new.constants, model)
    if not {"events.0.to", "events.0.at"} <= new.constants.keys():
        first = next(iter(model.KIND.states))
        yield (
            route,
            Words(
                f"新记录没有开头：在 `constants` 里写 `events.0.to: {first}` 和 `events.0.at: 2026-01-01`",
                f"the new records have no beginning: write `events.0.to: {first}` and `events.0.at: 2026-01-01` under `constants`",
            ),
        )


def stepped(route: Route, step: Step, model: type[Record]) -> Iterator[Fault]:
    """Yield a step to a state that the kind does not have."""
    if step.to is not None and step.to not in model.KIND.all_states:
        states = model.KIND.all_states
        yield (
            (*route, "to"),
            Words(
                f"{model.KIND.words.zh}没有 `{step.to}` 这个状态；有：{'、'.join(states)}",
                f"the kind {model.KIND.words.en} has no state `{step.to}`; states are: {', '.join(states)}",
            ),
        )


def of_table(headers: tuple[str, ...], plan: Chart) -> Iterator[Words]:
    """Say why a map cannot read a table at all."""
    shown = list(filter(None, headers))
    conditions = [name for step in plan.steps for name in step.where]
    for name in dict.fromkeys(filter(None, (plan.id, *conditions))):
        if name not in headers:
            use = (
                Words("编号列", "of ids") if name == plan.id else Words("条件列", "that steps ask")
            )
            yield Words(
                f"表里没有{use.zh} `{name}`；表头有：{'、'.join(shown)}",
                f"the table has no column `{name}` {use.en}; its header is: {', '.join(shown)}",
            )
    if not set(plan.asked).intersection(headers):
        yield from lacking(headers, plan)


def lacking(headers: tuple[str, ...], plan: Chart) -> Iterator[Words]:
    """Say which columns of the map the table does not have."""
    absent = [name for name in plan.asked if name not in headers and name not in plan.dropped]
    if absent:
        yield Words(
            f"表里没有这些列：{'、'.join(absent)}", f"the table has no columns {', '.join(absent)}"
        )
