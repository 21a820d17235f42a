"""Field types: how one scalar of text becomes a day, an instant, an amount, a reference.

Scalars arrive as the text that was written; nothing is guessed. A value that does not fit raises
`PydanticCustomError` of type `said`, whose context holds the fact and the next act in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from govgen.words import LANGS, Lang

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


def prose(value: object, limit: int) -> str | Mapping[Lang, str]:
    """Accept text, or a mapping of text by language, each at most `limit` characters."""
    if isinstance(value, str):
        return written(value, limit)
    if isinstance(value, Mapping) and value and all(lang in LANGS for lang in value):
        return {lang: written(text, limit) for lang, text in value.items()}
    raise unfit(
        "这里要写文字",
        "text belongs here",
        "直接写文字，或分语言写 `zh:` 和 `en:`",
        "write the text, or `zh:` and `en:` below it",
    )


def written(value: object, limit: int) -> str:
    """Return the text without white space around it."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise unfit(
            "这里没有写内容",
            "nothing is written here",
            "写上内容，或删去这一行",
            "write something or delete the line",
        )
    if len(text) > limit:
        raise unfit(
            f"文字超过 {limit} 字",
            f"the text is over {limit} characters",
            "缩短，长材料作附件",
            "shorten it and attach what is long",
        )
    return text


def text(value: object) -> str | Mapping[Lang, str]:
    """Parse a sentence or two."""
    return prose(value, 2000)


def markdown(value: object) -> str | Mapping[Lang, str]:
    """Parse running text."""
    return prose(value, 65536)


def several(value: object) -> object:
    """Let a single item stand where a list is meant."""
    return (value,) if isinstance(value, str) else value


def former(value: object) -> str:
    """Parse a former id: it becomes a folder of the site, so it is a name that no page there has."""
    if isinstance(value, str) and re.fullmatch(FORMER, value):
        return value
    raise unfit(
        f"`{value}` 不能作旧编号",
        f"`{value}` cannot be a former id",
        "只用字母、数字和连字符，以大写字母开头，如 `ISS-2025-0012`；别的号码写进 `doc_no`",
        "write letters, digits and hyphens after a capital, like `ISS-2025-0012`; other numbers go into `doc_no`",
    )


class Refers:
    """Marks a text field as the id of another record of one of `kinds`; none means any kind.

    Two names stand beside the kinds: `person`, an entry of people.yml, and `attachment`, a piece of
    evidence: a file or archive number of this record's attachments, or any record's id.
    """

    __slots__ = ("kinds",)

    def __init__(self, *kinds: str) -> None:
        """Allow the ids of `kinds`."""
        self.kinds = kinds

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Let pydantic check that the text has the form of an id."""
        return core_schema.str_schema(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$", max_length=120)


def schema(base: str, pattern: str, example: str) -> WithJsonSchema:
    """Return the JSON Schema of a scalar that an editor may read as text or as a number."""
    if base == "string":
        return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})
    return WithJsonSchema(
        {"anyOf": [{"type": base, "minimum": 0}, {"type": "string", "pattern": pattern}]}
    )


PROSE = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"enum": list(LANGS)},
                "additionalProperties": {"type": "string", "minLength": 1},
            },
        ]
    }
)
DAY = r"^\d{4}-\d{2}-\d{2}$"
FORMER = r"^[A-Z][A-Za-z0-9-]{1,99}$"
WHEN = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z))?$"

Day = Annotated[date, PlainValidator(day), schema("string", DAY, "2026-03-05")]
Instant = Annotated[date, PlainValidator(when), schema("string", WHEN, "2026-03-05T14:30+08:00")]
"""A `When` as a field."""
Money = Annotated[
    Decimal, PlainValidator(money), schema("number", r"^(0|[1-9]\d*)(\.\d{1,2})?$", "1250.50")
]
Number = Annotated[
    Decimal, PlainValidator(number), schema("number", r"^(0|[1-9]\d*)(\.\d{1,6})?$", "85.5")
]
Count = Annotated[int, PlainValidator(count), schema("integer", r"^(0|[1-9]\d*)$", "24")]
Share = Annotated[Fraction, PlainValidator(fraction), schema("string", r"^\d+/[1-9]\d*$", "2/3")]
Flag = Annotated[bool, PlainValidator(flag), WithJsonSchema({"type": "boolean"})]

Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Former = Annotated[str, PlainValidator(former), schema("string", FORMER, "ISS-2025-0012")]
Text = Annotated[str | Mapping[Lang, str], PlainValidator(text), PROSE]
"""A sentence or two: a string in the community's language, or a mapping by language."""
Markdown = Annotated[str | Mapping[Lang, str], PlainValidator(markdown), PROSE]
"""Running text with Markdown's marks, at most 64 kB."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def said(zh: str, en: str, default: object = ..., *, alias: str | None = None) -> Any:  # noqa: ANN401 - what pydantic calls a field fits any annotation
    """Describe a field in both languages; the words before a colon are its label.

    `default` is what stands where the key is left out; without one the key is required.
    `alias` is the key in YAML where Python has a word of its own for it.
    """
    told: dict[str, Any] = {"description_zh": zh, "description_en": en}
    return Field(default, alias=alias, description=f"{zh}\n{en}", json_schema_extra=told)
