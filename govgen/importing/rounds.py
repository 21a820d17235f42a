"""A Pabulib round becomes a fund, its projects, the round and the award; nothing is invented.

What the file does not say is left out. `selected` = 1 is a winner of the round's budget, 0 is not.
Pabulib writes 2 (and more) where the round's own rule did not decide, and explains it in META's
`comment`: such a project is recorded as agreed with that word, and gets no award. The currency is
that of META or of the country; without either the file is refused, because an amount in an
unknown currency says nothing. `votes` is how many voters chose a project; `score` is recorded as
points where voters gave points or ranks, and left out where they merely chose, as in Warsaw's
files, whose `score` is not what the winners were picked by.
A round whose winners cost more than its budget is recorded as it stands: the check reports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from govgen.importing.desk import Desk, slugged
from govgen.importing.pabulib import Row, Sheet, day
from govgen.importing.round_records import BALLOTS, SYSTEM, Drafts, Entry, amount, numeral
from govgen.importing.staging import Harvest, Refusal, Staged, stage
from govgen.words import Words

TAKEN_META = frozenset(
    (
        "description", "country", "unit", "subunit", "district", "instance", "num_projects", "num_votes", "budget",
        "currency", "vote_type", "rule", "date_begin", "date_end", "edition", "comment",
    )
)  # fmt: skip
TAKEN_COLUMNS = frozenset(
    ("project_id", "cost", "votes", "score", "name", "category", "target", "selected")
)
FACTS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "unit": ("Gdynia", str),
    "budget": ("511110", amount),
    "currency": ("PLN", re.compile("[A-Z]{3}").fullmatch),
    "rule": ("greedy", "greedy".__eq__),
    "date_begin": ("08.06.2020", day),
    "date_end": ("22.06.2020", day),
    "num_votes": ("1231", re.compile("[0-9]{1,15}").fullmatch),
    "vote_type": (" / ".join(BALLOTS), BALLOTS.get),
}
"""Keys of META with a sample, and what tells whether a value can be recorded."""
NEEDED = frozenset(("unit", "budget", "currency", "rule", "date_end"))


def harvest(sheet: Sheet, desk: Desk) -> Harvest:
    """Return the records of one round, with every row that had to be refused."""
    faults = tuple(Refusal(sheet.lines.get(key, 0), words) for key, words in unusable(sheet, desk))
    if faults:
        return Harvest((), faults)
    maker = Maker(sheet, desk)
    staged, refused = maker.records()
    if not all(refusal.row for refusal in refused):
        return Harvest((), refused)  # without the round or its fund the projects belong nowhere
    unknown = (set(sheet.meta) - TAKEN_META) | (set(sheet.columns) - TAKEN_COLUMNS)
    unknown |= {"score"} & set(sheet.columns) if not maker.drafts.scored else set()
    return Harvest(staged, refused, tuple(sorted(unknown)), tuple(maker.warnings()))


def unusable(sheet: Sheet, desk: Desk) -> Iterator[tuple[str, Words]]:
    """Yield why the file as a whole cannot be recorded, each with the key of META that it is about."""
    before = desk.known("fund", SYSTEM, sheet.key)
    if before:
        yield (
            "",
            Words(
                f"这一轮已导入过，见 `{before}`", f"this round was imported before, as `{before}`"
            ),
        )
    yield from unclear(sheet)
    first, last = day(sheet.get("date_begin")), day(sheet.get("date_end"))
    if first and last and first > last:
        yield (
            "date_begin",
            Words(
                f"META 的投票开始日 {first} 晚于截止日 {last}；请核实",
                f"META has the vote begin on {first}, after its end on {last}; find out which is wrong",
            ),
        )
    stated = sheet.get("num_projects")
    if stated and stated != str(len(sheet.projects)):
        yield (
            "num_projects",
            Words(
                f"META 说有 {stated} 个项目，文件里有 {len(sheet.projects)} 个；文件不完整，请重新下载",
                f"META says {stated} projects and the file has {len(sheet.projects)}; it is not whole, so fetch it anew",
            ),
        )


def unclear(sheet: Sheet) -> Iterator[tuple[str, Words]]:
    """Yield the keys of META that are needed and missing, or whose value the register cannot hold."""
    for key, (sample, known) in FACTS.items():
        found = sheet.currency if key == "currency" else sheet.get(key)
        if not found and key in NEEDED:
            yield (
                key,
                Words(
                    f"META 没有 `{key}`，缺了它登记不了；查实后补一行，如 `{key};{sample}`",
                    f"META has no `{key}`, without which nothing can be recorded; find it out and add a line like `{key};{sample}`",
                ),
            )
        if found and not known(found):
            yield (
                key,
                Words(
                    f"META 的 `{key}` 是 `{found}`，登记簿记不了；记得了的如 `{sample}`",
                    f"META's `{key}` is `{found}`, which the register cannot hold; it holds what is like `{sample}`",
                ),
            )


class Maker:
    """Makes the records of one round."""

    def __init__(self, sheet: Sheet, desk: Desk) -> None:
        """Take ids for the round from `desk`."""
        self.sheet = sheet
        self.desk = desk
        self.year = f"{sheet.year or 0:04d}"
        slug = slugged(f"{sheet.get('unit')}-{sheet.get('instance')}-{sheet.get('subunit')}")
        self.fund = desk.name("fund", slug or sheet.sha256[:12])
        self.round = desk.number("round", self.year)
        self.entries: list[Entry] = []
        self.projects: list[Staged] = []
        self.drafts = Drafts(sheet, self.fund, self.round)

    def records(self) -> tuple[tuple[Staged, ...], tuple[Refusal, ...]]:
        """Return fund, projects, award and round, in this order, and the rows refused."""
        refused = [found for row in self.sheet.projects if (found := self.take(row))]
        won = any(entry.won for entry in self.entries)
        award = self.desk.number("decision", self.year) if won else ""
        rest = [
            stage("fund", self.drafts.fund_data(), 0),
            stage("round", self.drafts.round_data(award, self.entries), 0),
        ]
        rest += [stage("decision", self.drafts.award_data(award, self.entries), 0)] if award else []
        refused += [made for made in rest if isinstance(made, Refusal)]
        self.desk.remember("fund", SYSTEM, self.sheet.key, self.fund)
        made = (*(item for item in rest if isinstance(item, Staged)), *self.projects)
        return made, tuple(refused)

    def take(self, row: Row) -> Refusal | None:
        """Add a row to the entries, or say why not."""
        number = row.get("project_id")
        wrong = illegible(row)
        if any(entry.row.get("project_id") == number for entry in self.entries):
            wrong = Words(
                f"`project_id` {number} 出现了两次", f"`project_id` {number} stands twice"
            )
        if wrong:
            return Refusal(row.line, wrong)
        cost = amount(row.get("cost")) or ""
        entry = Entry(row, self.desk.free("project", self.year), cost, row.get("selected"))
        return self.enter(entry)

    def enter(self, entry: Entry) -> Refusal | None:
        """Make the record of an entry; its id is taken only where that can be done."""
        data = self.drafts.project_data(entry)
        made = stage("project", data, entry.row.line, self.desk.published)
        if isinstance(made, Refusal):
            return made
        self.desk.take(entry.id)
        self.entries.append(entry)
        self.projects.append(made)
        return None

    def warnings(self) -> Iterator[Words]:
        """Yield what the importer should look at."""
        won = sum((Decimal(entry.cost) for entry in self.entries if entry.won), Decimal(0))
        budget = amount(self.sheet.get("budget")) or "0"
        if won > Decimal(budget):
            yield Words(
                f"{self.round}：入选项目共 {won}，超过本轮资金 {budget}；照原文件登记，check 会报错",
                f"{self.round}: the winners cost {won}, over the budget of {budget}; recorded as the file has it, and check reports it",
            )


def illegible(row: Row) -> Words | None:
    """Say what of a row the register cannot hold."""
    if not row.whole:
        return Words(
            "格子数与表头不同；文字里的分号要放在引号里",
            "it has not as many cells as the header; text with a semicolon belongs in quotes",
        )
    if not row.get("project_id"):
        return Words("没有 `project_id`", "it has no `project_id`")
    for name, (zh, en, known) in CELLS.items():
        found = row.get(name)
        if (found or name == "cost") and not known(found):
            return Words(f"`{name}` 是 `{found}`，{zh}", f"`{name}` is `{found}`, {en}")
    return None


CELLS: Mapping[str, tuple[str, str, Callable[[str], object]]] = {
    "cost": (
        "不是金额；写成 `1250.50`",
        "which is no amount; write it like `1250.50`",
        amount,
    ),
    "selected": (
        "看不懂；是 0、1 等一位数字",
        "which has no meaning here; it is one digit like 0 or 1",
        re.compile("[0-9]").fullmatch,
    ),
    "votes": ("不是数字；写成 `120`", "which is no number; write it like `120`", numeral),
    "score": ("不是数字；写成 `55.5`", "which is no number; write it like `55.5`", numeral),
}
