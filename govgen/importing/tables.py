"""Cells of CSV and XLSX files as text, dates and numbers as the register writes them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from openpyxl.reader.excel import ExcelReader

from govgen.importing.chart import Chart
from govgen.problem import GovgenError

MAX_ROWS = 100_000
SHEET_ROWS = 1_048_576
"""Rows that a sheet can have at all: a damaged file may claim any number."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""How an XLS file begins, and an XLSX file under a password."""
MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}([0-9]{1,7}))"')
PIECE = 1 << 20
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
    lines = from_xlsx(content, plan) if content.startswith(b"PK") else from_csv(content)
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
            f"到第 {reader.line_num} 行读不成表格，看引号是否成对：{error}",
            f"up to line {reader.line_num} it is no table; look for a quote without its pair: {error}",
        ) from error


def from_xlsx(content: bytes, plan: Chart) -> list[Line]:
    """Return the rows of a sheet, dates and numbers as the register writes them."""
    try:
        return cells_of(content, plan)
    except GovgenError:
        raise
    except Exception as error:
        # A damaged file makes zipfile, the XML parser and openpyxl raise whatever they stumble over.
        raise GovgenError(
            "不是 XLSX 文件，或已损坏；在 Excel 里打开后另存一份",
            "it is no XLSX file, or a damaged one; open it in Excel and save it anew",
        ) from error


def cells_of(content: bytes, plan: Chart) -> list[Line]:
    """Return the rows of the sheet that the map names, else of the first."""
    reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True)
    reader.read()
    with closing(reader.wb) as book:
        names = book.sheetnames
        if plan.sheet and plan.sheet not in names:
            raise GovgenError(
                f"没有工作表 `{plan.sheet}`；有：{'、'.join(names)}",
                f"there is no sheet `{plan.sheet}`; sheets are: {', '.join(names)}",
            )
        sheet = book[plan.sheet or names[0]]
        parts = {found.name: part.target for found, part in reader.parser.find_sheets()}
        unmerged(reader.archive, parts[sheet.title], plan.header)
        sheet.reset_dimensions()  # some programs write a size that leaves rows out
        zone = ZoneInfo(plan.timezone)
        lines = islice(sheet.iter_rows(values_only=True), SHEET_ROWS)
        return [[cell_text(cell, zone) for cell in line] for line in lines]


def unmerged(book: ZipFile, part: str, header: int) -> None:
    """Raise GovgenError where cells below the header are merged: all but one of them look empty."""
    before = b""
    with book.open(part) as stream:
        while piece := stream.read(PIECE):
            for cells, last in MERGED.findall(before + piece):
                if int(last) > header:
                    raise GovgenError(
                        f"{cells.decode()} 是合并的单元格；取消合并，每行都填上",
                        f"{cells.decode()} are merged cells; unmerge them and fill in every row",
                    )
            before = piece[-60:]


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
    if isinstance(cell, float):
        return format(Decimal(f"{cell:.15g}"), "f")  # Excel's own precision
    return str(cell).strip()


def written(moment: datetime, zone: ZoneInfo) -> str:
    """Return an instant with the offset it had in `zone`."""
    exact = "seconds" if moment.second else "minutes"
    return moment.replace(tzinfo=moment.tzinfo or zone).isoformat(timespec=exact)
