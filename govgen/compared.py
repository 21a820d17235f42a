"""The register at one moment against that at another: what each record became, and how that was approved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from govgen import daybook, sums
from govgen.difference import changes
from govgen.kinds.project import Project
from govgen.particulars import Visibility
from govgen.passage import Act, End, Passage, late, passages
from govgen.receipts import Receipt, Receipts
from govgen.register import Register
from govgen.stretch import Stretch, years
from govgen.trail import Trail
from govgen.veil import openness

ACTS: tuple[Act, ...] = ("new", "changed", "gone", "restored")
ENDS: tuple[End, ...] = ("finished", "ended")
AMOUNTS = {
    "approved": re.compile(r"/funding/[^/]+/approved"),
    "paid": re.compile(r"/payments/[^/]+/amount"),
}
"""What of a project's money is added up, by the routes of its amounts."""


@dataclass(frozen=True)
class Compared:
    """What of a stretch may be shown; `hidden` changes are of records that nobody may see."""

    stretch: Stretch
    passages: tuple[Passage, ...]
    hidden: int
    register: Register = field(repr=False)

    @cached_property
    def receipts(self) -> tuple[Receipt, ...]:
        """All changes, record by record, the oldest first."""
        return tuple(it for passage in self.passages for it in passage.receipts)

    @cached_property
    def kinds(self) -> Mapping[str, Counter[str]]:
        """How many records of each kind became what (`ACTS`), and how many came to their end (`ENDS`)."""
        found: dict[str, Counter[str]] = {}
        for it in self.passages:
            found.setdefault(it.receipts[0].kind, Counter()).update(filter(None, (it.act, it.end)))
        return found

    @cached_property
    def entries(self) -> tuple[daybook.Entry, ...]:
        """The approvals: what one commit landed and was judged alike is one, as in the ledger."""
        landed: dict[str, list[Receipt]] = {}
        for it in self.receipts:
            landed.setdefault(it.version.commit, []).append(it)
        return tuple(entry for each in landed.values() for entry in daybook.alike(each))

    @cached_property
    def words(self) -> Counter[str]:
        """How many approvals bear each word."""
        return Counter(entry[0].approval.word for entry in self.entries)

    @cached_property
    def classes(self) -> Counter[str]:
        """How many approvals landed in each way."""
        return Counter(entry[0].approval.kind for entry in self.entries)

    @cached_property
    def late(self) -> int:
        """How many changes entered a step long after it happened (补录)."""
        return sum(late(it, self.register) for it in self.receipts)

    @cached_property
    def money(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Σ (after − before) of what projects state as `approved` and `paid`, by currency; nothing where that is 0."""
        found: dict[str, dict[str, Decimal]] = {name: defaultdict(Decimal) for name in AMOUNTS}
        for passage in self.passages:
            project = self.register.get(passage.record)
            if isinstance(project, Project) and told_whole(passage, self.register):
                currency = project.currency or self.register.community.currency
                for name, amount in amounts(passage):
                    found[name][currency] += amount
        return {name: {key: it for key, it in each.items() if it} for name, each in found.items()}


def told_whole(passage: Passage, register: Register) -> bool:
    """Whether all of what became of a record may be told."""
    ends = passage.whole.before, passage.whole.after
    return not passage.redacted and openness(register, *ends) is Visibility.FULL


def amounts(passage: Passage) -> Iterator[tuple[str, Decimal]]:
    """Yield by how much the amounts of a project grew."""
    for change in changes(passage.whole.before, passage.whole.after):
        for it in sums.within(passage.record, change):
            for name, route in AMOUNTS.items():
                if route.fullmatch(it.route):
                    yield name, (it.after or Decimal(0)) - (it.before or Decimal(0))


def compared(register: Register, found: Receipts, asked: Stretch) -> Compared:
    """Compare both ends of a stretch, as far as `register`, the one of today, lets anybody see."""
    shown, hidden = [], 0
    for it in passages(found, asked.places):
        told = tuple(one for one in it.receipts if daybook.seen(register, one))
        hidden += len(it.receipts) - len(told)
        shown += [Passage(told)] if told else []
    return Compared(asked, tuple(shown), hidden, register)


@lru_cache(maxsize=2)
def annals(register: Register, trail: Trail) -> Mapping[int, Compared]:
    """Return what changed in each year in which anything was approved, the latest first."""
    found = trail.receipts
    told = [*years(found)] if found else []
    made = ((year, compared(register, found, it)) for year, it in reversed(told) if found)
    return {year: it for year, it in made if it.passages or it.hidden}
