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
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from govgen.importing.pabulib import Row, Sheet, day
from govgen.importing.round_records import SYSTEM, Drafts, Entry, amount, numeral
from govgen.importing.staging import Desk, Harvest, Refusal, Staged, stage
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
LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss"})


def harvest(sheet: Sheet, desk: Desk) -> Harvest:
    """Return the records of one round, with every row that had to be refused."""
    faults = tuple(Refusal(0, fault) for fault in unusable(sheet, desk))
    if faults:
        return Harvest((), faults)
    maker = Maker(sheet, desk)
    staged, refused = maker.records()
    unknown = (set(sheet.meta) - TAKEN_META) | (set(sheet.columns) - TAKEN_COLUMNS)
    unknown |= {"score"} & set(sheet.columns) if not maker.drafts.scored else set()
    return Harvest(staged, refused, tuple(sorted(unknown)), tuple(maker.warnings()))


def unusable(sheet: Sheet, desk: Desk) -> Iterator[Words]:
    """Yield why the file as a whole cannot be recorded."""
    before = desk.known("fund", SYSTEM, sheet.key)
    if before:
        yield Words(
            f"这一轮已导入过，见 `{before}`", f"this round was imported before, as `{before}`"
        )
    if not sheet.get("unit"):
        yield Words("META 没有 `unit`（哪个城市）", "META has no `unit`")
    if amount(sheet.get("budget")) is None:
        yield Words(
            f"META 的 `budget` 是 `{sheet.get('budget')}`，不是金额",
            f"META's `budget` is `{sheet.get('budget')}`, which is no amount",
        )
    if day(sheet.get("date_end")) is None:
        yield Words(
            f"META 的 `date_end` 是 `{sheet.get('date_end')}`，不是哪一天；每一步都要有日期，请核实后补上",
            f"META's `date_end` is `{sheet.get('date_end')}`, which is no day; every step needs one, so find it out and add it",
        )
    if sheet.get("rule") != "greedy":
        yield Words(
            f"评选规则 `{sheet.get('rule')}` 登记簿里没有，只有 greedy",
            f"the register has no rule `{sheet.get('rule')}`, only greedy",
        )
    if not re.fullmatch("[A-Z]{3}", sheet.currency):
        yield Words(
            "不知道是哪种货币；在 META 里补一行 `currency;PLN`",
            "the currency is not known; add a line `currency;PLN` to META",
        )
    stated = sheet.get("num_projects")
    if stated and stated != str(len(sheet.projects)):
        yield Words(
            f"META 说有 {stated} 个项目，文件里有 {len(sheet.projects)} 个；文件不完整",
            f"META says {stated} projects and the file has {len(sheet.projects)}; it is not whole",
        )


class Maker:
    """Makes the records of one round."""

    def __init__(self, sheet: Sheet, desk: Desk) -> None:
        """Take ids for the round from `desk`."""
        self.sheet = sheet
        self.desk = desk
        self.year = sheet.year or 0
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
        number, cost, selected = row.get("project_id"), amount(row.get("cost")), row.get("selected")
        if not number:
            return Refusal(row.line, Words("没有 `project_id`", "it has no `project_id`"))
        if any(entry.row.get("project_id") == number for entry in self.entries):
            return Refusal(
                row.line,
                Words(f"`project_id` {number} 出现了两次", f"`project_id` {number} stands twice"),
            )
        if cost is None:
            return Refusal(
                row.line,
                Words(
                    f"`cost` 是 `{row.get('cost')}`，不是金额",
                    f"`cost` is `{row.get('cost')}`, which is no amount",
                ),
            )
        if selected and not re.fullmatch(r"\d", selected):
            return Refusal(
                row.line,
                Words(
                    f"`selected` 是 `{selected}`，看不懂",
                    f"`selected` is `{selected}`, which has no meaning here",
                ),
            )
        bad = next(
            (
                name
                for name in ("votes", "score")
                if row.get(name) and numeral(row.get(name)) is None
            ),
            None,
        )
        if bad:
            return Refusal(
                row.line,
                Words(
                    f"`{bad}` 是 `{row.get(bad)}`，不是数字",
                    f"`{bad}` is `{row.get(bad)}`, which is no number",
                ),
            )
        return self.enter(Entry(row, self.desk.free("project", self.year), cost, selected))

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


def slugged(text: str) -> str:
    """Return `text` in the letters that ids are made of, at most 80."""
    folded = unicodedata.normalize("NFKD", text.translate(LETTERS))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
