"""Cells of CSV and XLSX files as text, dates and numbers as the register writes them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import openpyxl

from govgen.importing.chart import Chart
from govgen.problem import GovgenError

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MOST_ROWS = 1_048_576
"""Rows of a sheet in Excel; what claims to have more is not read that far."""


@dataclass(frozen=True)
class Table:
    """Rows by number, as the table's own program counts them, each by column; empty cells left out."""

    sha256: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read(name: str, content: bytes, plan: Chart) -> Table:
    """Read a CSV or XLSX file; raise GovgenError where it is neither."""
    if len(content) > MAX_BYTES:
        raise GovgenError(f"`{name}` 超过 20 MB，请分开导入", f"`{name}` is over 20 MB; split it")
    lines = 0 if name.lower().endswith(".xlsx") else content.count(b"\n")
    if lines > MOST_ROWS:
        raise GovgenError(
            f"`{name}` 有 {lines} 行；一次最多 {MAX_ROWS} 行，请分开导入",
            f"`{name}` has {lines} lines; split it, {MAX_ROWS} is the most",
        )
    cells = from_xlsx(name, content, plan) if name.lower().endswith(".xlsx") else from_csv(content)
    many = sum(1 for line in cells[MAX_ROWS:] if any(line))
    if many:
        raise GovgenError(
            f"`{name}` 第 {MAX_ROWS} 行以后还有 {many} 行；一次最多 {MAX_ROWS} 行，请分开导入",
            f"`{name}` has {many} rows after row {MAX_ROWS}; split it, {MAX_ROWS} is the most",
        )
    if len(cells) < plan.header:
        raise GovgenError(f"`{name}` 里没有表头", f"`{name}` has no header")
    headers = tuple(cells[plan.header - 1])
    twice = sorted({header for header in headers if header and headers.count(header) > 1})
    if twice:
        raise GovgenError(
            f"`{name}` 里有同名的列：{'、'.join(twice)}",
            f"`{name}` has columns of one name: {', '.join(twice)}",
        )
    headed(name, headers, cells[plan.header :], plan.header + 1)
    rows = (
        (
            number,
            {header: cell for header, cell in zip(headers, line, strict=False) if header and cell},
        )
        for number, line in enumerate(cells[plan.header :], plan.header + 1)
    )
    return Table(hashlib.sha256(content).hexdigest(), headers, tuple(row for row in rows if row[1]))


def headed(name: str, headers: tuple[str, ...], lines: Iterable[list[str]], first: int) -> None:
    """Raise GovgenError where cells stand under no header; `first` is the number of the first row."""
    bare = [
        number
        for number, line in enumerate(lines, first)
        if any(line[len(headers) :])
        or any(cell for header, cell in zip(headers, line, strict=False) if not header)
    ]
    if bare:
        raise GovgenError(
            f"`{name}` 有 {len(bare)} 行的格子上面没有表头，头一处在第 {bare[0]} 行；补上表头或删去",
            f"`{name}` has cells without a header in {len(bare)} rows, first in row {bare[0]}; add the header or delete them",
        )


def from_csv(content: bytes) -> list[list[str]]:
    """Return all cells of a CSV file in UTF-8, or in the GB 18030 that Excel writes in China."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise GovgenError(
                "文件既不是 UTF-8 也不是 GB 18030 编码", "the file is neither UTF-8 nor GB 18030"
            ) from None
    try:
        return [
            [cell.strip() for cell in line] for line in csv.reader(io.StringIO(text, newline=""))
        ]
    except csv.Error as error:
        raise GovgenError(f"这不是 CSV：{error}", f"this is no CSV: {error}") from error


def from_xlsx(name: str, content: bytes, plan: Chart) -> list[list[str]]:
    """Return all cells of a sheet, dates and numbers as the register writes them."""
    try:
        return cells_of(name, content, plan)
    except GovgenError:
        raise
    except Exception as error:
        # A damaged file makes zipfile, the XML parser and openpyxl raise whatever they stumble over.
        raise GovgenError(f"`{name}` 不是 XLSX 文件", f"`{name}` is no XLSX file") from error


def cells_of(name: str, content: bytes, plan: Chart) -> list[list[str]]:
    """Return all cells of the sheet that the map names, else of the first."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    if plan.sheet and plan.sheet not in book.sheetnames:
        raise GovgenError(
            f"`{name}` 里没有工作表 `{plan.sheet}`", f"`{name}` has no sheet `{plan.sheet}`"
        )
    sheet = book[plan.sheet] if plan.sheet else book.worksheets[0]
    zone = ZoneInfo(plan.timezone)
    lines = islice(sheet.iter_rows(values_only=True), MOST_ROWS)
    return [[cell_text(cell, zone) for cell in line] for line in lines]


def cell_text(cell: object, zone: ZoneInfo) -> str:
    """Return a cell as the register writes it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return written(cell, zone) if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def written(moment: datetime, zone: ZoneInfo) -> str:
    """Return an instant with the offset it had in `zone`."""
    return moment.replace(tzinfo=moment.tzinfo or zone).isoformat(timespec="minutes")
