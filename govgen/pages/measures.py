"""数据年报: every measure of one year with its formula, its figures drawn and in a table, and the records behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from markupsafe import Markup

from govgen import readout, yearbook
from govgen.measure import PLAIN, Axis, Definition, Figure, Measure, Row
from govgen.record import Record, kinds
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("数据年报", "The year in figures")
ABOUT = Words(
    "每个数都写明怎么算、分子分母各是多少、背后是哪些记录，谁都可以自己再算一遍。",
    "Each figure says how it is worked out, what stands above and below the line, and which records are behind it, so that anybody can do the sum again.",
)
BASE = "measures/"
YEARS = Words("各年比较", "year by year")
MOST = 50
"""Records behind a figure that the page names."""


Book = Mapping[int, yearbook.Year]


@dataclass(frozen=True, slots=True)
class Line:
    """One group as drawn and written: its name, address, length, figure, and the sum behind it."""

    word: str | Markup
    href: str
    length: float
    shown: str
    quotient: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A breakdown: lines on one scale, or `points` of a balance.

    `front` stands open, the others are folded; `divided` where its figures have a denominator.
    """

    words: str
    top: float
    lines: tuple[Line, ...] = ()
    points: tuple[tuple[int, object, str, str], ...] = ()
    front: bool = False
    divided: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind a figure: which add to the numerator, which only to the denominator, where the rest stand."""

    counted: tuple[Record, ...]
    others: tuple[Record, ...]
    more: int
    folders: tuple[tuple[str, str], ...]


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of the register's year, and one of each year before."""
    for year in yearbook.years(view.register):
        yield Draft(address(view, year), None, partial(page, view, year))


def address(view: View, year: int) -> str:
    """Return the address of a year's page."""
    return BASE if year == view.register.as_of.year else f"{BASE}{year}/"


def page(view: View, year: int) -> Page:
    """Write the page of one year."""
    book = yearbook.yearbook(view.register, view.approvals.trail)
    name = TITLE[view.lang]
    title = name if address(view, year) == BASE else f"{year}年{name}"
    if view.lang == "en" and address(view, year) != BASE:
        title = f"{year} in figures"
    body = view.render(
        "measures.html.jinja",
        title=title,
        year=year,
        about=ABOUT[view.lang],
        pager=[(str(it), f"~/{address(view, it)}", it == year) for it in book],
        families=book[year],
        charts=partial(charts, view, book),
        behind=partial(behind, view),
        least=view.register.community.groups_min,
    )
    return Page(address(view, year), title, ABOUT[view.lang], body)


def charts(view: View, book: Book, measure: Measure) -> Iterator[Chart]:
    """Yield the years side by side, then each breakdown."""
    years = Axis(YEARS, tuple(compared(book, measure.definition)))
    if len(years.rows) > 1:
        yield replace(bars(view, measure.definition, years), front=True)
    for axis in measure.axes:
        yield curve(view, axis) or bars(view, measure.definition, axis)


def compared(book: Book, definition: Definition) -> Iterator[Row]:
    """Yield the same measure of each year in which it has a figure, the latest first."""
    for year, families in book.items():
        for _, measures in families:
            for it in measures:
                if it.definition.code == definition.code and it.figure:
                    yield Row(Words(f"{year}年", str(year)), it.figure)


def curve(view: View, axis: Axis) -> Chart | None:
    """Return a balance day by day; none where the axis is no time."""
    points = tuple(
        (row.key.toordinal(), amount, view.day(row.key, "medium"), view.amount(amount))
        for row in axis.rows
        if row.figure and isinstance(row.key, date)
        for amount in (row.figure.numerator,)
    )
    return Chart(axis.words[view.lang], 0, points=points) if points else None


def bars(view: View, definition: Definition, axis: Axis) -> Chart:
    """Return the groups as bars on one scale: of a share the whole, else the largest."""
    values = [row.figure.value for row in axis.rows if row.figure and row.figure.value is not None]
    scale = {"share": 1.0, "score": 100.0}
    top = scale.get(definition.form) or float(max(values, default=0))
    lines = tuple(line(view, definition, row) for row in axis.rows)
    return Chart(
        axis.words[view.lang],
        top,
        lines,
        divided=definition.form not in PLAIN,
        withheld=any(row.figure is None for row in axis.rows),
    )


def line(view: View, definition: Definition, row: Row) -> Line:
    """Write one group; what is withheld has no figure."""
    word, href = readout.label(view, row.key)
    it = row.figure
    if it is None:
        return Line(word, href, 0, readout.WITHHELD[view.lang], "")
    counts = definition.form == "number"
    shown = readout.bare(it.numerator or 0) if counts else readout.value(view, definition, it)
    return Line(word, href, float(it.value or 0), shown, readout.quotient(definition, it))


def behind(view: View, figure: Figure) -> Behind:
    """Return the records behind a figure, the first fifty by name, and the lists that hold the others."""
    register = view.register
    above = set(figure.counted)
    ranked = sorted(figure.records, key=lambda name: name not in above)
    records = [found for name in ranked[:MOST] if (found := register.get(name))]
    folders = dict.fromkeys(
        found.KIND.folder for name in ranked[MOST:] if (found := register.get(name))
    )
    named = {kind.KIND.folder: kind.KIND.plural[view.lang] for kind in kinds().values()}
    return Behind(
        tuple(it for it in records if it.id in above),
        tuple(it for it in records if it.id not in above),
        len(figure.records) - len(records),
        tuple((named[folder], f"~/{folder}/") for folder in folders),
    )
