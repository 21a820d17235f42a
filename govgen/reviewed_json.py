"""A review as data; keys are added, never renamed."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from govgen.review import Review
from govgen.words import Lang, Words


def as_json(told: Review, _: Lang) -> str:
    """Write a review: ids, days as ISO, amounts as exact text, words by language."""
    found = {
        "base": told.base,
        "head": told.head,
        "as_of": told.day.isoformat(),
        "mergeable": told.mergeable,
        "conflicts": data(told.conflicts),
        "blocking": data(told.blocking),
        "notices": data(told.notices),
        "backlog": told.backlog,
        "effects": data(told.effects),
        "moves": data(told.moves),
        "edits": data(told.edits),
        "amounts": data(told.sums),
        "accounts": data(told.accounts),
        "deadlines": data(told.deadlines),
        "objections": data(told.objections),
        "approvals": data(told.approvals),
        "rulings": data(told.rulings),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def data(value: object) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return a value of a review as JSON holds it."""
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, tuple):
        return [data(it) for it in value]
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.encode("utf-8", "replace").decode()
    if is_dataclass(value):
        return {it.name: data(getattr(value, it.name)) for it in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
