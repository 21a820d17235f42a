"""What one Pabulib round says, as the data of a fund, its projects, the award and the round."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govgen.importing.pabulib import Row, Sheet, day, listed
from govgen.importing.staging import Data, both
from govgen.source import Value
from govgen.words import LANGS

SYSTEM = "Pabulib"
BALLOTS = {
    "approval": "approval",
    "ordinal": "ordinal",
    "cumulative": "cumulative",
    "scoring": "scoring",
    "choose-1": "choose_1",
}
POINTED = frozenset(("ordinal", "cumulative", "scoring"))
GROUPS = {
    "children": "children",
    "youth": "children",
    "seniors": "elderly",
    "people with disabilities": "disabled",
}
"""Target groups that have a name here; the others become tags."""


@dataclass(frozen=True)
class Entry:
    """A project of the file: its row, its id here, its values."""

    row: Row
    id: str
    cost: str
    selected: str

    @property
    def won(self) -> bool:
        """Whether it is paid from the round's budget."""
        return self.selected == "1"


class Drafts:
    """Makes the data of one round's records, under the ids it was given."""

    def __init__(self, sheet: Sheet, fund: str, round_id: str) -> None:
        """Hold the file and the ids."""
        self.sheet = sheet
        self.fund = fund
        self.round = round_id
        self.place = where(sheet)
        last, first = day(sheet.get("date_end")), day(sheet.get("date_begin"))
        self.last = last.isoformat() if last else ""
        self.first = first.isoformat() if first else ""

    def fund_data(self) -> Data:
        """Return the budget that the round spends."""
        at, note = (self.first, BEGAN) if self.first else (self.last, ENDED)
        if not self.sheet.get("currency"):
            note = both(*(f"{note[lang]}{CURRENCY[lang]}" for lang in LANGS))
        return {
            "id": self.fund,
            "title": self.title("参与式预算资金", "participatory budget"),
            **self.summary(),
            "type": "budget",
            "amount": amount(self.sheet.get("budget")) or "",
            "currency": self.sheet.currency,
            "events": [{"to": "active", "at": at, "note": note}],
            "source": self.source(self.sheet.key),
        }

    def project_data(self, entry: Entry) -> Data:
        """Return one application; its state is what `selected` says."""
        row = entry.row
        targets = listed(row.get("target"))
        tags = (*listed(row.get("category")), *(word for word in targets if word not in GROUPS))
        groups = dict.fromkeys(GROUPS[word] for word in targets if word in GROUPS)
        number = row.get("project_id")
        return {
            "id": entry.id,
            "title": row.get("name")
            or both(
                f"原文件未记载名称的项目（{number}）",
                f"Project {number}, whose name the file does not record",
            ),
            "type": "participatory_budget",
            "track": "simple",
            "round": self.round,
            "requested": entry.cost,
            "currency": self.sheet.currency,
            **({"beneficiaries": list(groups)} if groups else {}),
            **({"tags": list(dict.fromkeys(tags))} if tags else {}),
            "events": [self.result(entry)],
            "source": self.source(f"{self.sheet.key} / {number}", row.line),
        }

    def result(self, entry: Entry) -> Data:
        """Return the event that `selected` tells of, on the last day of the vote."""
        state, note = RESULTS.get(entry.selected) or ("agreed", otherwise(entry.selected))
        return {"to": state, "at": self.last, "note": note}

    def award_data(self, award: str, entries: list[Entry]) -> Data:
        """Return the decision that the ballot made."""
        won = [entry for entry in entries if entry.won]
        awards: list[Value] = [{"project": entry.id, "amount": entry.cost} for entry in won]
        return {
            "id": award,
            "title": self.title("参与式预算投票结果", "participatory budget, result of the vote"),
            "type": "award",
            "route": "ballot",
            "text": both(
                f"据投票结果文件，{len(entries)} 个项目中有 {len(won)} 个入选。决议原文、公示和生效日期原文件未记载。",
                f"By the file of results, {len(won)} of {len(entries)} projects were selected. The file records no wording, publicity or day of effect.",
            ),
            "round": self.round,
            "fund": self.fund,
            "awards": awards,
            "currency": self.sheet.currency,
            "events": [{"to": "passed", "at": self.last, "note": ENDED}],
            "source": self.source(self.sheet.key),
        }

    def round_data(self, award: str, entries: list[Entry]) -> Data:
        """Return the round with its poll and what each project got."""
        comment = self.sheet.get("comment")
        votes: list[Value] = [line for entry in entries if len(line := self.votes(entry)) > 1]
        return {
            "id": self.round,
            "title": self.title("参与式预算", "participatory budget"),
            **self.summary(),
            "type": "participatory_budget",
            "fund": self.fund,
            "budget": amount(self.sheet.get("budget")) or "",
            "currency": self.sheet.currency,
            "rule": "greedy",
            "poll": self.poll(),
            "applications": [entry.id for entry in entries],
            **({"votes": votes} if votes else {}),
            **({"award": award} if award else {}),
            **({"edition": self.sheet.get("edition")} if self.sheet.get("edition") else {}),
            **({"note": comment} if comment else {}),
            "events": [{"to": "awarded" if award else "judged", "at": self.last, "note": ENDED}],
            "source": self.source(self.sheet.key),
        }

    @property
    def scored(self) -> bool:
        """Whether voters gave points or ranks; `score` of any other ballot has no stated meaning."""
        return self.sheet.get("vote_type") in POINTED

    def poll(self) -> Data:
        """Return when residents voted, how, and how many did."""
        found = {
            "from": self.first,
            "to": self.last,
            "ballot": BALLOTS.get(self.sheet.get("vote_type"), ""),
            "voters": numeral(self.sheet.get("num_votes")) or "",
        }
        return {key: value for key, value in found.items() if value}

    def votes(self, entry: Entry) -> Data:
        """Return what one project got."""
        found = {
            "votes": numeral(entry.row.get("votes")),
            "points": numeral(entry.row.get("score")) if self.scored else None,
        }
        return {"project": entry.id, **{key: value for key, value in found.items() if value}}

    def title(self, zh: str, en: str) -> Data:
        """Return a title that says where and when."""
        parts = [part for part in (self.place, self.sheet.get("instance")) if part]
        return both(" ".join((*parts, zh)), f"{', '.join(parts)}: {en}")

    def summary(self) -> Data:
        """Return META's description, which is English."""
        found = self.sheet.get("description")
        return {"summary": {"en": found}} if found else {}

    def source(self, source_id: str, row: int | None = None) -> Data:
        """Return where a record came from."""
        found: Data = {"system": SYSTEM, "id": source_id}
        return {**found, **({"row": str(row)} if row else {}), "sha256": self.sheet.sha256}


BEGAN = both(
    "日期为投票开始日；设立日期原文件未记载",
    "the day the vote began; the file does not record when the budget was set up",
)
ENDED = both(
    "日期为投票截止日；公布日期原文件未记载",
    "the last day of the vote; the file does not record when the result was published",
)
CURRENCY = both(
    "；货币按国家认定，原文件未记载",
    "; the currency is that of the country, the file does not name it",
)
RESULTS = {
    "1": ("agreed", both("入选（selected = 1）", "selected (selected = 1)")),
    "0": (
        "rejected",
        both(
            "未入选（selected = 0）；理由原文件未记载",
            "not selected (selected = 0); the file records no reason",
        ),
    ),
    "": (
        "applied",
        both("是否入选原文件未记载", "the file does not record whether it was selected"),
    ),
}


def otherwise(selected: str) -> Data:
    """Say that a project was selected, but not by the round's own rule."""
    return both(
        f"原文件标为不按本轮规则入选（selected = {selected}），不列入本轮资助；如有缘由，见轮次说明",
        f"marked as selected outside the round's rule (selected = {selected}), so no award of this round; the round's note says why where the file does",
    )


def amount(text: str) -> str | None:
    """Return an amount as the register writes it, or none where `text` is not exact to the cent."""
    if not re.fullmatch(r"\d{1,15}(\.\d+)?", text):
        return None
    whole, _, cents = text.partition(".")
    cents = cents.rstrip("0")
    if len(cents) > 2:
        return None
    return f"{int(whole)}.{cents}" if cents else str(int(whole))


def numeral(text: str) -> str | None:
    """Return a number as the register writes it, without a decimal point where it is whole."""
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", text):
        return None
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def where(sheet: Sheet) -> str:
    """Return city and neighbourhood as the file names them."""
    parts = dict.fromkeys(part for key in ("district", "subunit") if (part := sheet.get(key)))
    inner = ", ".join(parts)
    return f"{sheet.get('unit')} ({inner})" if inner else sheet.get("unit")
