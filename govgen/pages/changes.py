"""一年的变化: what was newly entered, finished and changed in the register in one year, record by record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup, escape

from govgen.compared import ACTS, Compared, annals
from govgen.compared_text import DONE, ENDS, parts
from govgen.daybook import BASE, LISTS, RULES
from govgen.hosted import listing, records
from govgen.passage import Passage, passages
from govgen.record import kind_of, kinds
from govgen.redaction import HIDDEN
from govgen.slices import Slice, slices
from govgen.slip import FILES
from govgen.stretch import Moment, Stretch, years
from govgen.trail import Trail
from govgen.view import Draft, Page, View
from govgen.wording import upfirst
from govgen.words import Words

FIGURES: Mapping[str, Words] = {
    "new": Words("新登记", "newly entered"),
    **ENDS,
    "others": Words("其余有改动", "others changed"),
}
APPROVALS = Words("批准", "approvals")
OPEN = 5
"""Records of a kind that stand unfolded."""


@dataclass(frozen=True)
class Row:
    """One record: what it became, its name, its states (words and tone), and how often it was approved."""

    done: str
    subject: Markup
    number: str
    states: tuple[tuple[str, str], ...]
    approvals: int


@dataclass(frozen=True)
class Group:
    """The records of one kind on a page: its anchor in the page and in the ledger, its name, its rows."""

    folder: str
    title: str
    rows: tuple[Row, ...]

    @property
    def first(self) -> tuple[Row, ...]:
        """What stands unfolded: a few, unless a fold would hide hardly more."""
        return self.rows if len(self.rows) <= OPEN + 2 else self.rows[:OPEN]


def drafts(view: View) -> Iterator[Draft]:
    """Yield each year in pages of two hundred records; orders, which come by the hundred, are told in sums."""
    archive = view.approvals.archive
    told: Mapping[str, list[str]] = json.loads(archive.kept("years", ids)) if archive else {}
    for year, every in told.items():
        found = slices([it for it in every if not summed(it)], f"{BASE}{year}/")
        for part in found:
            needs = every if part.number == 1 else part.items
            write = partial(page, view, int(year), found, part.number)
            yield Draft(part.path, tuple(needs), write, "", BASE)


def ids(trail: Trail) -> str:
    """Write the ids of all records that changed in each year, by kind; also of those that nobody may see."""
    found = trail.receipts
    told = [*years(found)] if found else []
    made = ((year, passages(found, it.places)) for year, it in told if found)
    return json.dumps({year: [it.record for it in these] for year, these in made if these})


def summed(record: str) -> bool:
    """Whether records of its kind are told in sums only."""
    kind = kind_of(record)
    return kind is not None and kind.KIND.monthly


def page(view: View, year: int, found: list[Slice[str]], number: int) -> Page:
    """Write one page of a year; the sums stand on the first."""
    told = annals(view.register, view.approvals.trail)[year]
    title = f"{year}年的变化" if view.lang == "zh" else f"What changed in {year}"
    part = found[number - 1]
    body = view.render(
        "changes.html.jinja",
        title=title,
        part=part,
        changed=told,
        groups=tuple(groups(view, told, part)),
        bars=tuple(bars(view, told, found)),
        figures=tuple(figures(view, told)),
        command=command(told.stretch),
        others=tuple(others(view, year)),
        then=partial(then, view, told),
    )
    return Page(part.path, title, title, body)


def then(view: View, told: Compared, it: Moment) -> str:
    """Return where the host shows the records as they were; empty where nobody knows."""
    path = next((records(one.version.path) for one in told.receipts), "")
    host = view.approvals.trail.host
    return listing(view.register.community, host, it.commit, path) if path else ""


def groups(view: View, told: Compared, part: Slice[str]) -> Iterator[Group]:
    """Yield the records of a page by kind."""
    here = frozenset(part.items)
    shown = (it for it in told.passages if it.record in here)
    for folder, found in groupby(shown, key=lambda it: folder_of(it.receipts[0].kind)):
        rows = tuple(row(view, it) for it in found)
        yield Group(folder, upfirst(LISTS[folder][view.lang]), rows)


def folder_of(kind: str) -> str:
    """Return where a kind is listed in the ledger."""
    return kinds()[kind].KIND.folder if kind in kinds() else RULES


def row(view: View, it: Passage) -> Row:
    """Tell one record."""
    lang = view.lang
    done = (ENDS[it.end] if it.end and it.act == "changed" else DONE[it.act])[lang]
    states = [it.state(name) for name in dict.fromkeys((it.before, it.after))]
    told = tuple((state.words[lang], state.tone) for state in states if state)
    number = it.record if kind_of(it.record) else ""
    return Row(
        HIDDEN[lang] if it.redacted else done,
        subject(view, it.record),
        number,
        told,
        len(it.receipts),
    )


def subject(view: View, record: str) -> Markup:
    """Name a record, linked to its approvals where it has a page."""
    if record in FILES:
        return escape(FILES[record][view.lang])
    found = view.named(record)
    link = Markup('<a href="{}#receipts">{}</a>').format(found.href, found.title)
    return link if found.href else Markup("")


def bars(view: View, told: Compared, found: list[Slice[str]]) -> Iterator[tuple[Markup, int, str]]:
    """Yield each kind, linked to where its records are listed, how many changed, and what they became."""
    starts: dict[str, str] = {}
    for part in found:
        for kind in filter(None, map(kind_of, part.items)):
            starts.setdefault(kind.KIND.folder, f"{part.path}#{kind.KIND.folder}")
    for name, count in told.kinds.items():
        folder = folder_of(name)
        if folder == RULES:
            continue
        path = starts.get(folder, f"{BASE}{folder}/")
        link = Markup('<a href="~/{}">{}</a>').format(path, upfirst(LISTS[folder][view.lang]))
        yield link, sum(count[it] for it in ACTS), parts(count, view)


def figures(view: View, told: Compared) -> Iterator[tuple[str, str, str, str]]:
    """Yield how many records were newly entered, came to their end, or changed otherwise, and how many approvals that took."""
    zh = view.lang == "zh"
    every = [it for it in told.passages if kind_of(it.record)]
    count = Counter[str](it.end for it in every if it.end)
    count["new"] = sum(it.act == "new" for it in every)
    count["others"] = sum(it.act != "new" and not it.end for it in every)
    for name, words in FIGURES.items():
        if count[name]:
            yield f"{count[name]:,}", "件" if zh else "", words[view.lang], ""
    yield f"{len(told.entries):,}", "次" if zh else "", APPROVALS[view.lang], f"~/{BASE}#by-month"


def command(it: Stretch) -> str:
    """Return what tells the same at a terminal."""
    return f"govgen diff {it.start.day if it.start else ''}..{it.end.day}"


def others(view: View, year: int) -> Iterator[tuple[str, str, bool]]:
    """Yield all years for the pager macro."""
    for it in annals(view.register, view.approvals.trail):
        yield f"{it}年" if view.lang == "zh" else str(it), f"~/{BASE}{it}/", it == year
