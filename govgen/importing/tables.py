"""Rows of CSV and XLSX files as text, each with its number."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from govgen.importing.chart import Chart
from govgen.problem import GovgenError

MAX_ROWS = 100_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""How an XLS file begins, and an XLSX file under a password."""
Line = list[str]


@dataclass(frozen=True)
class Table:
    """Rows by number, as the table's own program counts them, each by column; empty cells left out."""

    sha256: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read(content: bytes, plan: Chart) -> Table:
    """Read a CSV or XLSX file, told by how it begins; raise GovgenError where it is neither."""
    if content.startswith(OLD_EXCEL):
        raise GovgenError(
            "这是旧格式或加密的 Excel 文件；去掉密码，另存为 .xlsx",
            "this is an old or encrypted Excel file; remove the password and save it as .xlsx",
        )
    lines = sheet(content, plan) if content.startswith(b"PK") else from_csv(content)
    headers, rows = parted(lines, plan.header)
    headed(headers, rows)
    named = ((number, zip(headers, line, strict=False)) for number, line in rows)
    blank = frozenset(("", *plan.blank))
    return Table(
        hashlib.sha256(content).hexdigest(),
        headers,
        tuple(
            (number, {name: cell for name, cell in line if cell not in blank})
            for number, line in named
        ),
    )


def sheet(content: bytes, plan: Chart) -> list[Line]:
    """Read a sheet; what knows XLSX takes a while to load and is loaded only for it."""
    from govgen.importing.sheets import from_xlsx

    return from_xlsx(content, plan)


def parted(lines: Iterable[Line], header: int) -> tuple[tuple[str, ...], list[tuple[int, Line]]]:
    """Return the header, and the rows below it that are not empty; GovgenError where one is missing."""
    headers: tuple[str, ...] | None = None
    rows = []
    for number, line in enumerate(lines, 1):
        if number == header:
            headers = tuple(line)
        if number <= header or not any(line):
            continue
        if number > MAX_ROWS:
            raise GovgenError(
                f"第 {MAX_ROWS} 行以后还有内容；一次最多 {MAX_ROWS} 行，请分开导入",
                f"there are rows after row {MAX_ROWS}, which is the most; split the table",
            )
        rows.append((number, line))
    if headers is None or not rows:
        raise GovgenError(
            f"没有可导入的行：表头应在第 {header} 行，下面每行一条",
            f"there is no row to import: the header belongs in row {header}, and the rows below it",
        )
    return headers, rows


def headed(headers: tuple[str, ...], rows: list[tuple[int, Line]]) -> None:
    """Raise GovgenError where two columns have one name, or cells stand under none."""
    twice = sorted({header for header in headers if header and headers.count(header) > 1})
    if twice:
        raise GovgenError(
            f"有同名的列：{'、'.join(twice)}；改成不同的名字",
            f"columns have one name: {', '.join(twice)}; give each its own",
        )
    bare = [
        number
        for number, line in rows
        if any(line[len(headers) :])
        or any(cell for header, cell in zip(headers, line, strict=False) if not header)
    ]
    if bare:
        raise GovgenError(
            f"有 {len(bare)} 行的格子上面没有表头，头一处在第 {bare[0]} 行；补上表头或删去",
            f"cells stand under no header in {len(bare)} rows, first in row {bare[0]}; add the header or delete them",
        )


def from_csv(content: bytes) -> Iterator[Line]:
    """Yield the rows of a CSV file in UTF-8, or in the GB 18030 that Excel writes in China."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ([cell.strip() for cell in cells] for _, cells in separated(text, ","))
    raise GovgenError(
        "既不是 UTF-8 也不是 GB 18030 编码的 CSV，也不是 XLSX；另存为 .xlsx 或 UTF-8 的 CSV",
        "it is neither CSV in UTF-8 or GB 18030 nor XLSX; save it as .xlsx or as CSV in UTF-8",
    )


def separated(text: str, sign: str) -> Iterator[tuple[int, Line]]:
    """Yield the cells of each row with the line it ends on; GovgenError where quotes make no table."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise GovgenError(
            f"到第 {reader.line_num} 行读不成表格，看引号是否成对",
            f"up to line {reader.line_num} it is no table; look for a quote without its pair",
        ) from error


def written(moment: datetime, zone: ZoneInfo) -> str:
    """Return an instant with the offset it had in `zone`."""
    exact = "seconds" if moment.second else "minutes"
    return moment.replace(tzinfo=moment.tzinfo or zone).isoformat(timespec=exact)
