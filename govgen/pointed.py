"""The value at a JSON Pointer of a record, and an earlier value of the same field beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govgen.record import Record
from govgen.scalars import amount, money
from govgen.words import Choice

MONEY = frozenset((amount, money))


def pointed(record: Record, route: str) -> tuple[object, bool]:
    """Return what stands at `route` (none where nothing does), and whether it is an amount of money.

    An item of a list is named by its index, or by its key as in `/entries/no=12/amount`.
    """
    value: Any = record
    paid = False
    for step in (step for step in route.split("/") if step):
        if isinstance(value, BaseModel):
            name, info = field(value, step)
            if info is None:
                return None, False
            value, paid = getattr(value, name), is_money(info)
        else:
            value = item(value, step)
    return value, paid


def field(form: BaseModel, key: str) -> tuple[str, FieldInfo | None]:
    """Return the name and description of the field whose YAML key is `key`."""
    found = type(form).model_fields.items()
    return next(((name, info) for name, info in found if (info.alias or name) == key), ("", None))


def is_money(info: FieldInfo) -> bool:
    """Whether a field holds an amount in yuan."""
    return "Money" in str(info.annotation) or any(
        getattr(m, "func", None) in MONEY for m in every(info)
    )


def every(info: FieldInfo) -> tuple[object, ...]:
    """Return the marks of a field, also those within an optional type."""
    inner = [
        mark
        for arm in getattr(info.annotation, "__args__", ())
        for mark in getattr(arm, "__metadata__", ())
    ]
    return (*info.metadata, *inner)


def item(value: object, step: str) -> object:
    """Return an item of a list by index or key; none where there is none."""
    if not isinstance(value, tuple):
        return None
    if step.isdigit():
        return value[int(step)] if int(step) < len(value) else None
    key, _, wanted = step.partition("=")
    return next((one for one in value if str(getattr(one, key, None)) == wanted), None)


def earlier(was: str, now: object) -> object:
    """Read an earlier value as what stands there now: a number, a day, a choice; else the text."""
    try:
        if isinstance(now, Choice):
            return next((choice for choice in type(now) if choice.value == was), was)
        if isinstance(now, int):
            return int(was)
        if isinstance(now, Decimal):
            return Decimal(was)
        return date.fromisoformat(was) if isinstance(now, date) else was
    except (ValueError, ArithmeticError):
        return was
