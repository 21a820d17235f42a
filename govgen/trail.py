"""The audit trail behind a site: all receipts up to one commit, what breaks the policy, how much was approved.

Read once, when a page first asks; what a folder of Git cannot prove is `trouble`, and then nothing
is claimed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain
from pathlib import Path

from govgen import notes, proof, verify
from govgen.cache import Cache
from govgen.coverage import QUIET, Coverage, area_of, by_area
from govgen.history import History, history
from govgen.notes import heard
from govgen.objects import Objects, reading
from govgen.pardon import Pardon
from govgen.proof import Examined, Finding
from govgen.receipts import Beside, Receipt, Receipts, events, receipts
from govgen.refs import Unreadable
from govgen.rewrite import Judged, judge, sworn
from govgen.source import digest
from govgen.statement import REWRITE, STATEMENTS
from govgen.wording import both
from govgen.words import Words

SLOW = frozenset(("damaged-objects",))
"""What a site leaves to `govgen verify`: Git looks at every object there is."""
Excused = tuple[Finding, Words]
"""A finding, and how it was explained."""


@dataclass(frozen=True, eq=False)
class Trail:
    """What Git tells up to one commit; `findings` are those that nobody has explained."""

    receipts: Receipts | None
    findings: tuple[Finding, ...] = ()
    acknowledged: tuple[Excused, ...] = ()
    trouble: tuple[Words, ...] = ()
    _steps: dict[str, dict[int, Receipt]] = field(default_factory=dict, repr=False)

    def of(self, record: str) -> tuple[Receipt, ...]:
        """Return the receipts of a record, the oldest first."""
        return self.receipts.by_record.get(record, ()) if self.receipts else ()

    def steps(self, record: str) -> Mapping[int, Receipt]:
        """Return the receipts that landed a record's events, by their numbers, counted from 1."""
        if record not in self._steps:
            self._steps[record] = {
                number: receipt for receipt in self.of(record) for number in landed(receipt)
            }
        return self._steps[record]

    @cached_property
    def violations(self) -> tuple[Finding, ...]:
        """What breaks the policy or the rules of the chain, the newest first."""
        found = (it for it in self.findings if it.severity == "violation")
        return tuple(reversed(tuple(found)))

    @cached_property
    def reasons(self) -> Mapping[tuple[str, str], Words]:
        """How findings were explained, by commit and code."""
        return {(it.commit, it.code): reason for it, reason in self.acknowledged}

    @cached_property
    def coverage(self) -> Mapping[str, Coverage]:
        """How much of each area was approved, of the areas that changed at all."""
        found = by_area(self.receipts) if self.receipts else {}
        return {area: it for area, it in found.items() if it.changes}

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, int]]:
        """How many changes of each area bear each word, of those made since there was a policy."""
        found: dict[str, Counter[str]] = {area: Counter() for area in self.coverage}
        known = self.receipts.by_record.values() if self.receipts else ()
        for it in chain.from_iterable(known):
            area = area_of(it)
            if area in found and QUIET.isdisjoint(it.approval.doubts):
                found[area][it.approval.word] += 1
        return found

    @cached_property
    def host(self) -> str:
        """The host that landed the last commit; empty without one."""
        return self.receipts.settings[-1].host if self.receipts else ""

    def time(self, commit: str) -> datetime | None:
        """Return when a commit of the chain landed."""
        known = self.receipts is not None and commit in self.receipts.history.chain
        return self.receipts.history.landed(commit).commit.committer.time if known else None  # type: ignore[union-attr]


def landed(receipt: Receipt) -> range:
    """Return the numbers of the events that a receipt added."""
    return range(len(events(receipt.before)) + 1, len(events(receipt.after)) + 1)


class Archive:
    """The history of the register at `root` up to `tip`, read when a page first asks for it.

    `commits` are the last of each record by id; `notice` is what every page of a past register says;
    `hidden` are the contents that no page shows.
    """

    def __init__(
        self,
        root: Path,
        tip: str,
        cache: Cache,
        commits: Mapping[str, str],
        notice: Words | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Read nothing yet."""
        self.notice = notice
        self.hidden = hidden
        self.root = root
        self.tip = tip
        self.cache = cache
        self.commits = commits

    @cached_property
    def trail(self) -> Trail:
        """What Git tells."""
        return read(self.root, self.tip, self.cache, self.hidden)

    @cached_property
    def beside(self) -> str:
        """A digest of what counts beside the history: the signed statements by the records and in notes, what is hidden."""
        folder = self.root / STATEMENTS
        told = hashlib.sha256(" ".join((notes.standing(self.root), *sorted(self.hidden))).encode())
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            told.update(f"{path.name}\0{digest(path.read_bytes())}\n".encode())
        return told.hexdigest()[:16]

    @cached_property
    def state(self) -> str:
        """What all that is told depends on: the commit, and what counts beside it."""
        return f"{self.tip} {self.beside}"

    def kept(self, name: str, make: Callable[[Trail], str]) -> str:
        """Return what `make` writes of the trail: from the cache, where it was made of the same history.

        `name` is one word, and what else it is made of. What nobody could read is read anew each time:
        the next clone may be whole.
        """
        about, _, made_of = name.partition(" ")
        kept = f"trail {about}"
        table = self.cache.table(kept)
        key = f"{self.state} {made_of}"
        if key not in table:
            told = make(self.trail)
            if self.trail.trouble:
                return told
            self.cache.replace(kept, {key: told}, table)
            return told
        return table[key]


def read(root: Path, tip: str, cache: Cache, hidden: frozenset[str] = frozenset()) -> Trail:
    """Read and judge the history up to `tip`; the contents that are `hidden` are never shown."""
    try:
        with reading(root) as objects:
            shaky = proof.grounds(objects)
            if shaky:
                return Trail(None, trouble=tuple(it.message for it in shaky))
            told = history(objects, tip, cache)
            folder = root / STATEMENTS
            said = heard(objects, folder if folder.is_dir() else None)
            stated = restated(objects, told, folder / REWRITE)
            beside = Beside(said, hidden, stated.former)
            found = receipts(objects, told, verify.zone(objects, tip), cache, beside)
            quick = quickly(Examined(objects, found))
            findings = (*stated.findings, *verify.joined(quick, verify.unapproved(found)))
    except Unreadable as fault:
        return Trail(None, trouble=(fault.words,))
    return parted(found, findings)


def restated(objects: Objects, told: History, path: Path) -> Judged:
    """Judge the statement on a rewrite, where there is one; a site of the time before the anchor does without."""
    given = sworn(path) if path.is_file() else None
    known = given is not None and given.rewrite.new_anchor in told.chain
    return judge(objects, told, given) if given and known else Judged()


def quickly(examined: Examined) -> Iterator[Finding]:
    """Apply every proof but the slow."""
    proof.proofs()
    for code in sorted(proof.PROOFS.keys() - SLOW):
        yield from proof.PROOFS[code](examined)


def parted(found: Receipts, findings: Iterable[Finding]) -> Trail:
    """Part what was explained in the policy from what was not; both in the order of the chain."""
    order = {commit: place for place, commit in enumerate(found.history.chain)}
    ranked = sorted(findings, key=lambda it: (order.get(it.commit, -1), it.path, it.code))
    pardon = Pardon(found)
    excuses = [(pardon.lenient(it), pardon.excused(it)) for it in ranked]
    return Trail(
        found,
        tuple(it for it, excuse in excuses if excuse is None),
        tuple((it, both(excuse.reason)) for it, excuse in excuses if excuse),
    )
