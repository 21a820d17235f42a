"""Rounds of participatory budgets in Pabulib's `.pb` format, read into plain values.

A `.pb` file has a section META of `key;value` lines, a section PROJECTS with a header line, and
maybe a section VOTES, one ballot a line; fields are parted by `;` and quoted like CSV. Ballots are
counted by nobody here: the totals per project stand in PROJECTS.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from govgen.importing.tables import separated
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
    """One project: the line it ends on, its values by column, and whether each column has its cell."""

    line: int
    values: dict[str, str]
    whole: bool

    def get(self, column: str) -> str:
        """Return a value, empty where the file has none; the file writes None for that too."""
        found = self.values.get(column, "")
        return "" if found in ("None", "nan", "NaN") else found


@dataclass
class Sheet:
    """A file's sections, as they stand; `lines` says where each key of META is."""

    sha256: str
    meta: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
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
        raise GovgenError(
            "这个文件不是 UTF-8 编码；用编辑器另存为 UTF-8，再导入",
            "the file is not UTF-8; save it as UTF-8 in an editor and import it again",
        ) from None
    found = Sheet(hashlib.sha256(content).hexdigest())
    for section, line, cells, header in rows(text):
        if section == "META":
            once(found.lines, cells[0], line)
            found.meta[cells[0]] = ";".join(cells[1:]).strip()
        elif section == "PROJECTS":
            whole = len(cells) >= len(header) and not any(cells[len(header) :])
            found.columns = header
            found.projects.append(Row(line, dict(zip(header, cells, strict=False)), whole))
    if not found.meta or not found.projects:
        raise GovgenError(
            "文件里没有 META 或 PROJECTS 部分，不是 .pb 轮次",
            "the file has no META or no PROJECTS; it is no .pb round",
        )
    return found


def once(lines: dict[str, int], name: str, line: int) -> None:
    """Note where a name stands; raise GovgenError where it stood before."""
    if name in lines:
        raise GovgenError(
            f"`{name}` 写了两次，在第 {lines[name]} 行和第 {line} 行；留下对的那一个",
            f"`{name}` is written twice, on lines {lines[name]} and {line}; keep the right one",
        )
    lines[name] = line


def rows(text: str) -> Iterator[tuple[str, int, list[str], tuple[str, ...]]]:
    """Yield each line of data with its section, its number and the section's header.

    Raises GovgenError where quotes or line ends make no table.
    """
    section = ""
    header: tuple[str, ...] = ()
    for line, cells in separated(text, ";"):
        values = [cell.strip() for cell in cells]
        if len(values) == 1 and values[0].upper() in SECTIONS:
            section, header = values[0].upper(), ()
        elif not any(values):
            continue
        elif section == "META" and values != ["key", "value"]:
            yield section, line, values, header
        elif section == "PROJECTS" and not header:
            header = tuple(value.lower() for value in values)
            columns: dict[str, int] = {}
            for name in header:
                once(columns, name, line)
        elif section == "PROJECTS":
            yield section, line, values, header


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
