"""Scalars: how the text that was written becomes a day, an instant, an amount, a number.

Nothing is guessed. A value that does not fit raises `PydanticCustomError` of type `said`, whose context
holds the fact and the next act in both languages.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from pydantic_core import PydanticCustomError

When = date | datetime
"""A day, or an instant with offset. An instant is a `datetime`, which is also a `date`: ask for it first."""


def unfit(zh: str, en: str, hint_zh: str, hint_en: str) -> PydanticCustomError:
    """Return the error that says `zh`/`en` about the author's value and what to write instead."""
    return PydanticCustomError(
        "said", "{en}", {"zh": zh, "en": en, "hint_zh": hint_zh, "hint_en": hint_en}
    )


def day(value: object) -> date:
    """Parse `YYYY-MM-DD`."""
    if isinstance(value, str) and len(value) == 10 and value[4] == "-" == value[7]:
        try:
            return within(date.fromisoformat(value))
        except ValueError:
            raise unfit(
                f"`{value}` 不是历法上有的一天",
                f"`{value}` is not a day of the calendar",
                "检查月份和日子",
                "check month and day",
            ) from None
    if type(value) is date:
        return value
    raise unfit(
        f"`{value}` 不是日期",
        f"`{value}` is not a day",
        "写成 `2026-03-05`",
        "write it like `2026-03-05`",
    )


def within(found: date) -> date:
    """Accept a day that a register can speak of."""
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise unfit(
        f"`{found.isoformat()[:10]}` 的年份不对",
        f"`{found.isoformat()[:10]}` is in no year of ours",
        f"年份在 {FIRST_YEAR} 到 {LAST_YEAR} 之间",
        f"years run from {FIRST_YEAR} to {LAST_YEAR}",
    )


def when(value: object) -> When:
    """Parse a day, or an instant with offset `YYYY-MM-DDTHH:MM[:SS]+HH:MM`."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or "T" not in value:
        return day(value)
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise unfit(
            f"`{value}` 不是带时区的时刻",
            f"`{value}` is not an instant with an offset",
            "写成 `2026-03-05T14:30+08:00`，或只写日期",
            "write it like `2026-03-05T14:30+08:00`, or the day alone",
        )
    within(instant)
    return instant


FIRST_YEAR, LAST_YEAR = 1900, 2200
AMOUNT = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,2})?")
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")
WHOLE = re.compile(r"0|[1-9]\d{0,14}")
PART = re.compile(r"(\d{1,4})/([1-9]\d{0,3})")


def amount(value: object) -> Decimal:
    """Parse an amount in yuan, exact to the fen; it may be negative."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and AMOUNT.fullmatch(value):
        return Decimal(value)
    raise unfit(
        f"`{value}` 不是金额",
        f"`{value}` is not an amount",
        "以元为单位，最多两位小数，不加逗号和单位，如 `12000` 或 `1250.50`",
        "yuan with at most two decimals, no commas or units, like `12000` or `1250.50`",
    )


def money(value: object) -> Decimal:
    """Parse an amount that is not negative."""
    found = amount(value)
    if found < 0:
        raise unfit(
            f"`{value}` 是负数",
            f"`{value}` is negative",
            "金额写正数，方向由类型决定",
            "write it positive; the type fixes the direction",
        )
    return found


def number(value: object) -> Decimal:
    """Parse a decimal number that is not negative, with at most six decimals."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and NUMBER.fullmatch(value) and value[0] != "-":
        return Decimal(value)
    raise unfit(
        f"`{value}` 不是数字",
        f"`{value}` is not a number",
        "写成 `85` 或 `85.5`",
        "write it like `85` or `85.5`",
    )


def count(value: object) -> int:
    """Parse a whole number that is not negative."""
    if type(value) is int:
        return value
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    raise unfit(
        f"`{value}` 不是整数",
        f"`{value}` is not a whole number",
        "写成 `24`，不带小数和单位",
        "write it like `24`, without decimals or units",
    )


def fraction(value: object) -> Fraction:
    """Parse a share of a whole, `2/3`."""
    if isinstance(value, Fraction):
        return value
    found = PART.fullmatch(value) if isinstance(value, str) else None
    if found and int(found[1]) <= int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    raise unfit(
        f"`{value}` 不是几分之几",
        f"`{value}` is not a fraction",
        "写成 `2/3`",
        "write it like `2/3`",
    )


def flag(value: object) -> bool:
    """Parse `true` or `false`, and nothing that merely looks like it."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise unfit(
        f"`{value}` 不是 true 或 false",
        f"`{value}` is neither true nor false",
        "写 `true` 或 `false`",
        "write `true` or `false`",
    )
