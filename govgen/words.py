"""Words in the register's two languages; Chinese is the first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Words:
    """One expression in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        """Return the expression in `lang`."""
        return self.en if lang == "en" else self.zh


class Choice(StrEnum):
    """A closed list of values, each with its words: `NAME = "value", "中文", "English"`."""

    words: Words

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """Make a member whose YAML text is `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = Words(zh, en)
        return member
