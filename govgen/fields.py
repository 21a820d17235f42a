"""Field types: scalars, words in one language or several, references, each with its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from govgen.scalars import count, day, flag, fraction, money, number, unfit, when
from govgen.words import LANGS, Lang


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
