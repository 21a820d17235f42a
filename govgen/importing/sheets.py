"""Cells of XLSX files as text, dates and numbers as the register writes them."""

from __future__ import annotations

import io
import re
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from openpyxl.reader.excel import ExcelReader

from govgen.importing.chart import Chart
from govgen.importing.tables import Line, written
from govgen.problem import GovgenError

SHEET_ROWS = 1_048_576
"""Rows that a sheet can have at all: a damaged file may claim any number."""
MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}([0-9]{1,7}))"')
PIECE = 1 << 20


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
