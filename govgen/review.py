"""What a merge would approve, as values: worked out from a proposal, told elsewhere.

A fault that stood at the base in a field that did not change since is backlog and blocks nothing;
every other error does, and so does what `govgen verify` would call a violation afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govgen.approvals import writers
from govgen.backlog import fault, judged, unchanged
from govgen.consent import Needed, needed
from govgen.lateness import diagnostic, late, step
from govgen.load import Loaded
from govgen.outcomes import (
    Deadline,
    Edit,
    Effect,
    Move,
    Objection,
    deadlines,
    edits,
    effects,
    moves,
    objections,
)
from govgen.personal import KINDS
from govgen.problem import Diagnostic
from govgen.proposal import Proposal, withheld
from govgen.redaction import hushed
from govgen.remnants import Remnant
from govgen.rulings import rulings
from govgen.source import Document
from govgen.sums import Account, Sum, accounts, sums
from govgen.words import Words

STRANGER = (
    Words(
        "有起草人不在 people.yml 里，看不出是不是审批人自己",
        "somebody who wrote part of this is not in people.yml, so nobody can tell whether they "
        "would approve their own work",
    ),
    Words(
        "在 people.yml 里补上账号或邮箱摘要",
        "add the account or the digest of the address to people.yml",
    ),
)
TWINS = {"illegal-step": "illegal-move", "changed-id": "id-path"}
"""Violations of a history that a rule for records says better."""


@dataclass(frozen=True)
class Fault:
    """Something to mend: its code (empty: no rule's), where it stands (line 0: nowhere in a file), the next act."""

    code: str
    path: str
    line: int
    message: Words
    hint: Words


@dataclass(frozen=True)
class Review:
    """All there is to say before a merge."""

    base: str
    head: str
    day: date
    conflicts: tuple[str, ...] = ()
    blocking: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    backlog: int = 0
    effects: tuple[Effect, ...] = ()
    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    sums: tuple[Sum, ...] = ()
    accounts: tuple[Account, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    objections: tuple[Objection, ...] = ()
    approvals: tuple[Needed, ...] = ()
    rulings: tuple[Words, ...] = ()

    @property
    def mergeable(self) -> bool:
        """Whether it may be merged as it is."""
        return not self.conflicts and not self.blocking


def review(told: Proposal) -> Review:
    """Say what a proposal would approve."""
    if told.conflicts or told.now is None or told.then is None or told.setting is None:
        return Review(told.base, told.head, told.day, told.conflicts)
    found = (*judged(told.now), *entered_late(told.then, told.now))
    known = {fault(it) for it in judged(told.then)}
    old = {
        it
        for it in found
        if fault(it) in known and unchanged(it, told.now.sources, told.then.sources)
    }
    fresh = sorted((it for it in found if it not in old), key=lambda it: it.order)
    fresh, _ = hushed(fresh, told.now.sources, withheld(told.setting))
    approvals = tuple(needed(told))
    return Review(
        told.base,
        told.head,
        told.day,
        (),
        (*blocking(told, fresh), *unapprovable(approvals)),
        (*(of(it) for it in fresh if it.severity != "error"), *strangers(told)),
        len(old),
        tuple(effects(told)),
        tuple(moves(told, fresh)),
        tuple(edits(told)),
        tuple(sums(told)),
        tuple(accounts(told)),
        tuple(deadlines(told)),
        tuple(objections(told)),
        approvals,
        tuple(rulings(told)),
    )


def entered_late(then: Loaded, now: Loaded) -> Iterator[Diagnostic]:
    """Yield the steps that the merge adds long after they happened, without saying so."""
    for record in now.register.records.values() if now.register else ():
        document = now.register.documents[record.id] if now.register else None
        before = then.sources.get(document.path) if document else None
        if document is None or now.register is None or (before and same(before, document)):
            continue
        known = {step(before, it) for it in range(count(before))} if before else set()
        for index, event in enumerate(record.events):
            if step(document, index) not in known and late(record, event, now.register):
                yield diagnostic(document, record, index, now.register)


def same(before: Document, after: Document) -> bool:
    """Whether a file is as it was."""
    return before.content == after.content


def count(document: Document) -> int:
    """Return how many events a document holds."""
    events = document.data.get("events")
    return len(events) if isinstance(events, list) else 0


def of(found: Diagnostic) -> Fault:
    """Return a diagnostic as a fault."""
    return Fault(found.code, found.file, found.line, found.message, found.hint)


def blocking(told: Proposal, fresh: list[Diagnostic]) -> Iterator[Fault]:
    """Yield the errors, what would be a violation once merged, and what Git would keep for good."""
    errors = [it for it in fresh if it.severity == "error"]
    yield from map(of, errors)
    said = {(it.file, it.code) for it in errors}
    for finding in told.findings:
        twin = (finding.path, TWINS.get(finding.code, ""))
        if finding.severity != "warning" and twin not in said:
            hint = Words(f"见 govgen explain {finding.code}", f"see govgen explain {finding.code}")
            yield Fault(finding.code, finding.path, 0, finding.message, hint)
    yield from map(kept, told.remnants)


def kept(remnant: Remnant) -> Fault:
    """Say that a commit of the branch holds personal data, without repeating it."""
    kind, at = KINDS[remnant.hit.kind], remnant.commit[:10]
    message = Words(
        f"提交 {at} 里有{kind.zh}（`{remnant.hit.masked}`），合并后一直留在历史里",
        f"the commit {at} holds {kind.en} (`{remnant.hit.masked}`), which would stay in history for good",
    )
    hint = Words(
        "重做这个分支，不带这个提交；只在后面删去不够",
        "make the branch anew without that commit; to take it out in a later one is not enough",
    )
    return Fault("personal-data", remnant.path, 0, message, hint)


def strangers(told: Proposal) -> Iterator[Fault]:
    """Say that somebody wrote part of it whom people.yml does not know."""
    setting = told.setting
    if setting and setting.authority.policy and "" in writers(setting):
        yield Fault("", "", 0, *STRANGER)


def unapprovable(approvals: tuple[Needed, ...]) -> Iterator[Fault]:
    """Yield the changes that nobody could approve under the present policy."""
    for need in approvals:
        if need.code:
            yield Fault(need.code, ", ".join(need.records), 0, *need.reason)
