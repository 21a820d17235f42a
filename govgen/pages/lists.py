"""Lists of the dated kinds: what is under way first, then year by year and state by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import nlargest

from govgen import wording
from govgen.kind import Kind
from govgen.kinds.activity import Activity
from govgen.kinds.order import Order
from govgen.record import Record, kinds
from govgen.slices import Slice, slices
from govgen.steps import going_on, moved
from govgen.view import Draft, Page, View
from govgen.words import Choice, Lang, Words

LATEST = 20
UNDER_WAY = 60
TONES = ("open", "waiting", "under_way", "corrected", "done", "ended")
"""The order of states on a list: what residents can still influence stands first."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year and what is counted in it, in the page's language."""

    year: int
    number: int
    words: str


@dataclass(frozen=True)
class Shelf:
    """A kind's records by year or month, the newest first, and how many a quarter are only counted."""

    kind: Kind
    periods: dict[str, list[Record]]
    counted: dict[Quarter, int]

    @property
    def facts(self) -> str:
        """What every list of the kind shows besides its records."""
        return repr([*((name, len(found)) for name, found in self.periods.items()), self.counted])

    def pager(self, lang: Lang, current: str = "") -> list[tuple[str, str, bool]]:
        """Return the years or months for the pager macro."""
        return [
            (
                f"{dated(name)[lang]} ({len(found)})",
                f"~/{self.kind.folder}/{name}/",
                name == current,
            )
            for name, found in self.periods.items()
        ]


def drafts(view: View) -> Iterator[Draft]:
    """Yield the front page of each dated kind, and its years or months in pages.

    Activities have a calendar, and orders a board, in the place of a front page.
    """
    for model in kinds().values():
        if model.KIND.dated:
            shelf = shelved(view, model.KIND)
            if model not in (Activity, Order):
                yield front_draft(view, shelf)
            for name, found in shelf.periods.items():
                yield from period_drafts(view, shelf, name, found)


def shelved(view: View, kind: Kind) -> Shelf:
    """Sort the records of a kind that have a page into years or months."""
    records = view.register.by_kind.get(kind.name, ())
    periods: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda r: r.id, reverse=True):
        if record.visibility != "count":
            periods.setdefault(kind.period(record.id) or "", []).append(record)
    hidden = Counter(quarter(view, record) for record in records if record.visibility == "count")
    counted = dict(sorted(hidden.items(), reverse=True))
    return Shelf(kind, dict(sorted(periods.items(), reverse=True)), counted)


def quarter(view: View, record: Record) -> Quarter:
    """Return the quarter in which a record that is only counted began, and what kind of matter it is."""
    day = view.register.day(record.events[0].at)
    about = getattr(record, "category", None) or getattr(record, "form", None)
    words = about.words if isinstance(about, Choice) else record.KIND.words
    return Quarter(day.year, (day.month + 2) // 3, words[view.lang])


def needs(records: Sequence[Record]) -> tuple[str, ...]:
    """Return what cards of `records` show: themselves and their places."""
    places = (record.place for record in records if record.place)
    return tuple(dict.fromkeys([*(record.id for record in records), *places]))


def front_draft(view: View, shelf: Shelf) -> Draft:
    """Return a kind's front page: what is under way, and what ended last."""
    records = [record for found in shelf.periods.values() for record in found]
    going = going_on(view.register)
    under_way = [record for record in records if record.id in going]
    days = moved(view.register)
    ended = [record for record in records if record.id not in going]
    latest = nlargest(LATEST, ended, key=lambda record: (days[record.id], record.id))
    shown = under_way[:UNDER_WAY]
    write = partial(front, view, shelf, shown, latest, len(under_way))
    return Draft(
        f"{shelf.kind.folder}/",
        needs([*shown, *latest]),
        write,
        f"{shelf.facts} {len(under_way)}",
    )


def front(
    view: View, shelf: Shelf, shown: Sequence[Record], latest: Sequence[Record], under_way: int
) -> Page:
    """Write a kind's front page."""
    body = view.render(
        "list.html.jinja", shelf=shelf, shown=shown, latest=latest, under_way=under_way
    )
    title = shelf.kind.plural[view.lang]
    return Page(f"{shelf.kind.folder}/", title, title, body)


def period_drafts(
    view: View, shelf: Shelf, period: str, records: Sequence[Record]
) -> Iterator[Draft]:
    """Yield the pages of one year or month, by state."""
    order = list(shelf.kind.all_states)
    ranked = sorted(records, key=lambda r: (TONES.index(view.state(r).tone), place_of(r, order)))
    states: dict[tuple[str, str], int] = {}
    for record in ranked:
        chip = view.chip(record)
        states[chip] = states.get(chip, 0) + 1
    for part in slices(ranked, f"{shelf.kind.folder}/{period}/"):
        yield Draft(
            part.path,
            needs(part.items),
            partial(period_page, view, shelf, period, part, states),
            f"{shelf.facts} {part.whole} {states}",
        )


def place_of(record: Record, order: Sequence[str]) -> int:
    """Return where a record's state stands among its kind's."""
    return order.index(record.state) if record.state in order else len(order)


def period_page(
    view: View, shelf: Shelf, period: str, part: Slice[Record], states: dict[tuple[str, str], int]
) -> Page:
    """Write one page of a year or month."""
    title = titled(shelf.kind, period)[view.lang]
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in part.items:
        groups.setdefault(view.chip(record), []).append(record)
    body = view.render(
        "period.html.jinja",
        shelf=shelf,
        period=period,
        on=dated(period)[view.lang],
        title=title,
        groups=groups,
        states=states,
        part=part,
    )
    return Page(part.path, title, title, body)


def titled(kind: Kind, period: str) -> Words:
    """Name what a kind has of a year or month: 2026年3月服务订单."""
    if period.isdecimal():
        return Words(f"{period}年{kind.plural.zh}", f"{kind.plural.en} {period}")
    on = dated(period)
    return Words(f"{on.zh}{kind.plural.zh}", f"{kind.plural.en}, {on.en}")


def dated(period: str) -> Words:
    """Name a year, or a month of one."""
    year, _, month = period.partition("-")
    on = date(int(year), int(month), 1) if month else None
    if on is None:
        return Words(year, year)
    return Words(wording.day(on, "zh", "month"), wording.day(on, "en", "month"))
