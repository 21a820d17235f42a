"""Rounds of participatory budgets in Pabulib's `.pb` format, read into plain values.

A `.pb` file has a section META of `key;value` lines, a section PROJECTS with a header line, and
maybe a section VOTES, one ballot a line; fields are parted by `;` and quoted like CSV. Ballots are
counted by nobody here: the totals per project stand in PROJECTS.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from govgen.problem import GovgenError

SECTIONS = ("META", "PROJECTS", "VOTES")
CURRENCIES = {
    "canada": "CAD",
    "china": "CNY",
    "estonia": "EUR",
    "france": "EUR",
    "germany": "EUR",
    "italy": "EUR",
    "netherlands": "EUR",
    "poland": "PLN",
    "portugal": "EUR",
    "spain": "EUR",
    "switzerland": "CHF",
    "uk": "GBP",
    "united kingdom": "GBP",
    "united states": "USD",
    "us": "USD",
    "usa": "USD",
}
"""The currency where META has no `currency`: that of the country."""


@dataclass(frozen=True, slots=True)
class Row:
    """One project: the line it ends on, and its values by column."""

    line: int
    values: dict[str, str]

    def get(self, column: str) -> str:
        """Return a value, empty where the file has none; the file writes None for that too."""
        found = self.values.get(column, "")
        return "" if found in ("None", "nan", "NaN") else found


@dataclass
class Sheet:
    """A file's sections, as they stand."""

    sha256: str
    meta: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    projects: list[Row] = field(default_factory=list)

    def get(self, key: str) -> str:
        """Return a value of META, empty where there is none."""
        return self.meta.get(key, "")

    @property
    def currency(self) -> str:
        """The currency of all amounts, as META or the country says; empty where neither does."""
        return self.get("currency") or CURRENCIES.get(self.get("country").lower(), "")

    @property
    def key(self) -> str:
        """What names this round among all of Pabulib: country, unit, instance, district, subunit."""
        parts = (self.get(key) for key in ("country", "unit", "instance", "district", "subunit"))
        return " / ".join(dict.fromkeys(part for part in parts if part))

    @property
    def year(self) -> int | None:
        """The year of the instance, else of the vote's last day."""
        if re.fullmatch(r"\d{4}", self.get("instance")):
            return int(self.get("instance"))
        last = day(self.get("date_end"))
        return last.year if last else None


def sheet(content: bytes) -> Sheet:
    """Read a `.pb` file; raise GovgenError where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GovgenError("这个文件不是 UTF-8 编码", "the file is not UTF-8") from None
    found = Sheet(hashlib.sha256(content).hexdigest())
    for section, line, cells, header in parted(text):
        if section == "META" and len(cells) > 1:
            found.meta[cells[0]] = ";".join(cells[1:]).strip()
        elif section == "PROJECTS":
            found.columns = header
            found.projects.append(Row(line, dict(zip(header, cells, strict=False))))
    if not found.meta or not found.projects:
        raise GovgenError(
            "文件里没有 META 或 PROJECTS 部分，不是 .pb 轮次",
            "the file has no META or no PROJECTS; it is no .pb round",
        )
    return found


def parted(text: str) -> list[tuple[str, int, list[str], tuple[str, ...]]]:
    """Return all lines of data; raise GovgenError where quotes or line ends make no table."""
    try:
        return list(rows(text))
    except csv.Error as error:
        raise GovgenError(f"文件读不成表格：{error}", f"the file is no table: {error}") from error


def rows(text: str) -> Iterator[tuple[str, int, list[str], tuple[str, ...]]]:
    """Yield each line of data with its section, its number and the section's header."""
    section = ""
    header: tuple[str, ...] = ()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    for cells in reader:
        values = [cell.strip() for cell in cells]
        if len(values) == 1 and values[0].upper() in SECTIONS:
            section, header = values[0].upper(), ()
        elif section == "META" and values != ["key", "value"]:
            yield section, reader.line_num, values, header
        elif section == "PROJECTS" and not header:
            header = tuple(value.lower() for value in values)
        elif section == "PROJECTS" and any(values):
            yield section, reader.line_num, values, header


def day(text: str) -> date | None:
    """Return the day `dd.mm.yyyy`; none where it is missing or a mere year."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a cell that holds several."""
    return tuple(word for word in (part.strip() for part in text.split(",")) if word)
