"""The ledger of all approvals: what was landed and judged alike in one merge is one entry, the newest first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from govgen.accounts import WORDS
from govgen.binding import frozen
from govgen.particulars import Visibility
from govgen.receipts import Receipt
from govgen.record import kind_of, kinds
from govgen.register import Register
from govgen.slices import SIZE
from govgen.trail import Archive, Trail
from govgen.veil import openness
from govgen.words import Words

BASE = "approvals/"
RULES = "rules"
"""The list of changes of policy.yml, people.yml and community.yml."""
LISTS: Mapping[str, Words] = {
    **WORDS,
    "changed": Words("批准后变更", "changed after approval"),
    "direct": Words("直接提交", "direct commits"),
    **{model.KIND.folder: model.KIND.plural for model in kinds().values()},
    RULES: Words("规则和岗位名册", "Rules and offices"),
}
"""Every list beside the months, by its address: by word, by mark, by kind."""
Entry = tuple[Receipt, ...]
"""Changes that one commit landed and that were judged alike."""


@dataclass(frozen=True)
class Daybook:
    """Entries by month (as 2026-05) and by list; `hidden` changes are of records that nobody may see."""

    months: Mapping[str, tuple[Entry, ...]]
    lists: Mapping[str, tuple[Entry, ...]]
    hidden: int

    @property
    def parts(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Every page's address and its entries."""
        yield from ((f"{BASE}{name}/", found) for name, found in self.months.items())
        yield from ((f"{BASE}{name}/", found) for name, found in self.lists.items())


@lru_cache(maxsize=2)
def daybook(register: Register, trail: Trail) -> Daybook:
    """Enter every change that may be shown."""
    months: dict[str, list[Entry]] = {}
    lists: dict[str, list[Entry]] = {name: [] for name in LISTS}
    hidden = 0
    for receipts in landings(trail):
        shown = [it for it in receipts if seen(register, it)]
        hidden += len(receipts) - len(shown)
        for entry in alike(shown):
            zone = register.community.zone
            months.setdefault(f"{entry[0].time.astimezone(zone):%Y-%m}", []).append(entry)
            for name in dict.fromkeys(listed(entry)):
                lists[name].append(entry)
    return Daybook(
        {month: tuple(found) for month, found in sorted(months.items(), reverse=True)},
        {name: tuple(found) for name, found in lists.items() if found},
        hidden,
    )


def landings(trail: Trail) -> Iterator[tuple[Receipt, ...]]:
    """Yield the receipts of each commit, the newest first."""
    if trail.receipts:
        for commit in reversed(trail.receipts.history.chain):
            yield trail.receipts.by_commit.get(commit, ())


def seen(register: Register, receipt: Receipt) -> bool:
    """Whether anything of a change may be shown."""
    return openness(register, receipt.before, receipt.after) is not Visibility.COUNT


def alike(receipts: Iterable[Receipt]) -> Iterator[Entry]:
    """Yield the receipts of one commit in groups that were judged alike."""
    groups: dict[object, list[Receipt]] = {}
    for receipt in receipts:
        groups.setdefault(receipt.approval, []).append(receipt)
    yield from map(tuple, groups.values())


def listed(entry: Entry) -> Iterator[str]:
    """Yield the lists that an entry stands in."""
    yield entry[0].approval.word
    if entry[0].approval.kind == "direct":
        yield "direct"
    for receipt in entry:
        kind = kind_of(receipt.record)
        yield kind.KIND.folder if kind else RULES
        if bound(receipt):
            yield "changed"


def bound(receipt: Receipt) -> bool:
    """Whether a change touched what was binding."""
    kind = kind_of(receipt.record)
    if kind is None or receipt.before is None:
        return False
    return any(frozen(kind.KIND, receipt.before, it) for it in receipt.differences)


def shape(register: Register, archive: Archive | None) -> Mapping[str, int]:
    """Return the addresses of the ledger's parts and the number of their entries; nothing is read twice for it."""
    if archive is None:
        return {}
    found: Mapping[str, int] = json.loads(
        archive.kept(f"shape {stand(register)}", partial(counted, register))
    )
    return found


def counted(register: Register, trail: Trail) -> str:
    """Write the number of entries of each part."""
    parts = daybook(register, trail).parts
    return json.dumps({path: len(found) for path, found in parts})


def pages(number: int) -> int:
    """Return how many pages a part has."""
    return -(-number // SIZE)


@lru_cache(maxsize=2)
def stand(register: Register) -> str:
    """Return a digest of all files of a register."""
    told = "\n".join(f"{name} {blob}" for name, blob in sorted(register.blobs.items()))
    return hashlib.sha256(told.encode()).hexdigest()
