"""审批记录: the ledger of all approvals by month, by word and by kind, and how much was approved."""

from __future__ import annotations

from calendar import month_abbr
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from govgen import daybook
from govgen.accounts import WORDS
from govgen.compared import annals
from govgen.daybook import BASE, Entry
from govgen.manual import title
from govgen.proof import Finding
from govgen.seal import TONES
from govgen.slices import address, slices
from govgen.slip import Slip
from govgen.view import Draft, Page, View
from govgen.wording import upfirst
from govgen.words import Words

TITLE = Words("审批记录", "Approvals")
WHOLE = Words("全年的变化", "The whole year")
MARKS = (*WORDS, "changed", "direct")
ABOUT = {
    "verified": Words(
        "有签名证明是谁合并的，并且合乎当时的规则。",
        "A signature proves who merged, and the policy of the time allowed it.",
    ),
    "recorded": Words(
        "合乎当时的规则，但只有平台上的文字，没有签名证明。",
        "The policy of the time allowed it, but only text on the platform says who merged.",
    ),
    "unverified": Words(
        "查不到审批人，或不合当时的规则；每一处写明原因。查不到不等于没有人批准。",
        "Nobody can tell who approved, or the policy was not kept; each says why. That nobody can tell does not mean that nobody approved.",
    ),
    "changed": Words(
        "决议通过、合同签订、评估公布以后，又改动了当时批准的内容。",
        "What had been approved was changed after the decision, the contract or the publication.",
    ),
    "direct": Words(
        "Git 里看不到合并。这不等于没有人批准，只是这里证明不了。",
        "Git shows no merge. That does not mean that nobody approved, only that it cannot be proved here.",
    ),
}


@dataclass(frozen=True)
class Told:
    """A finding as the ledger's front shows it; `excuse` is empty where nobody explained it."""

    code: str
    commit: str
    title: str
    day: str
    subject: Markup
    excuse: str

    @property
    def anchor(self) -> str:
        """What it is called within the page."""
        return f"v-{self.commit[:10]}-{self.code}"


def drafts(view: View) -> Iterator[Draft]:
    """Yield the front, and every part in pages of two hundred."""
    facts = daybook.stand(view.register)
    yield Draft(BASE, (), partial(front, view), facts, BASE)
    for base, number in view.approvals.shape.items():
        for page in range(1, daybook.pages(number) + 1):
            yield Draft(address(base, page), (), partial(part, view, base, page), facts, BASE)


def front(view: View) -> Page:
    """Write the front."""
    name = TITLE[view.lang]
    trail = view.approvals.trail
    body = view.render(
        "approvals.html.jinja",
        title=name,
        approvals=view.approvals,
        violations=tuple(findings(view, ((it, None) for it in trail.violations))),
        acknowledged=tuple(findings(view, reversed(trail.acknowledged))),
        words=list(choices(view, MARKS)),
        kinds=list(choices(view, (name for name in daybook.LISTS if name not in MARKS))),
        years=by_year(view),
        hidden=view.approvals.book.hidden,
    )
    return Page(BASE, name, name, body)


def choices(view: View, names: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield the lists that hold anything, for the pager macro."""
    for name in names:
        number = view.approvals.shape.get(f"{BASE}{name}/", 0)
        if number:
            yield f"{upfirst(daybook.LISTS[name][view.lang])} ({number})", f"~/{BASE}{name}/", False


def months(view: View, current: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield the months, the newest first, for the pager macro."""
    for month, found in view.approvals.book.months.items():
        yield f"{month_name(view, month)} ({len(found)})", f"~/{BASE}{month}/", month == current


def by_year(view: View) -> dict[str, list[tuple[str, str, bool]]]:
    """Return each year as a whole and by its months, the newest first, for the pager macro."""
    years: dict[str, list[tuple[str, str, bool]]] = {}
    told = annals(view.register, view.approvals.trail)
    for month, found in view.approvals.book.months.items():
        year, _, number = month.partition("-")
        name = f"{int(number)}月" if view.lang == "zh" else f"{month_abbr[int(number)]}"
        title = f"{year}年" if view.lang == "zh" else year
        whole = [(WHOLE[view.lang], f"~/{BASE}{year}/", False)] if int(year) in told else []
        years.setdefault(title, whole).append(
            (f"{name} ({len(found)})", f"~/{BASE}{month}/", False)
        )
    return years


def month_name(view: View, month: str) -> str:
    """Write a month, as 2026-05."""
    first = view.approvals.book.months[month][0][0]
    return view.day(first.time, "month")


def findings(view: View, found: Iterable[tuple[Finding, Words | None]]) -> Iterator[Told]:
    """Yield findings in words, as far as they may be told."""
    for it, reason in found:
        about = subject(view, it)
        at = view.approvals.trail.time(it.commit) if about else None
        yield Told(
            it.code,
            it.commit,
            title(it.code)[view.lang],
            view.day(at, "date") if at else "",
            about,
            reason[view.lang] if reason else "",
        )


def subject(view: View, it: Finding) -> Markup:
    """Name the record that a finding is about; empty where nobody may see it."""
    receipts = view.approvals.trail.receipts
    landed = receipts.by_commit.get(it.commit, ()) if receipts else ()
    about = (one for one in landed if one.version.path == it.path)
    seen = (one for one in about if daybook.seen(view.register, one))
    return next((view.approvals.slip(one).subject for one in seen), Markup(""))


def part(view: View, base: str, number: int) -> Page:
    """Write one page of a part."""
    found = dict(view.approvals.book.parts)[base]
    name = base.removeprefix(BASE).strip("/")
    page = slices(found, base)[number - 1]
    monthly = name in view.approvals.book.months
    told = heading(view, name)
    about = ABOUT[name][view.lang] if name in ABOUT else ""
    body = view.render(
        "approvals_part.html.jinja",
        title=told,
        about=about,
        part=page,
        entries=[shown(view, entry) for entry in page.items],
        counts=counts(view, found) if monthly else [],
        beside=list(beside(view, name)) if monthly else [],
    )
    return Page(page.path, told, about or told, body)


def heading(view: View, name: str) -> str:
    """Return the title of a part."""
    if name in view.approvals.book.months:
        month = month_name(view, name)
        return f"{month}审批记录" if view.lang == "zh" else f"Approvals in {month}"
    words = daybook.LISTS[name]
    return f"审批记录：{words.zh}" if view.lang == "zh" else f"Approvals: {words.en}"


def shown(view: View, entry: Entry) -> list[Slip]:
    """Return an entry's changes in the page's language."""
    return [view.approvals.slip(it) for it in entry]


def counts(view: View, found: Iterable[Entry]) -> list[tuple[str, str]]:
    """Return how many entries a month has of each word, and their tones."""
    number: Counter[str] = Counter(entry[0].approval.word for entry in found)
    return [
        (f"{upfirst(WORDS[word][view.lang])} {number[word]}", TONES[word])
        for word in WORDS
        if number[word]
    ]


def beside(view: View, month: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the months before and after one, for the pager macro."""
    every = list(months(view, month))
    at = next(place for place, it in enumerate(every) if it[2])
    yield from every[max(at - 1, 0) : at + 2]
