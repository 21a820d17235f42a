"""What is wrong with a record, before anybody looks up where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govgen.source import Route
from govgen.words import Words

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fact about the author's file, at a symbolic `route`, and the next act.

    `record` names another record than the one that was checked; `code` another rule.
    """

    route: Route
    message: Words
    hint: Words
    record: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem at its place. `file` is relative to the repository, `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    record: str | None
    route: str
    message: Words
    hint: Words

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort by file, line, column, code."""
        return self.file, self.line, self.column, self.code, self.message.en


class GovgenError(Exception):
    """A fault of the environment; the text is a whole instruction, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        """Hold the instruction."""
        super().__init__(en)
        self.words = Words(zh, en)
