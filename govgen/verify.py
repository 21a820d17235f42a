"""A history against its own policies: findings, what was acknowledged, and how much was approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from govgen.cache import Cache
from govgen.community import Community
from govgen.form import fill
from govgen.history import history
from govgen.manual import manual
from govgen.objects import Objects, reading
from govgen.policy import Policy
from govgen.proof import Examined, Finding, Severity, examine, grounds
from govgen.receipts import Receipt, Receipts, receipts
from govgen.record import kind_of
from govgen.source import Value, read
from govgen.wording import Written
from govgen.words import Words

AREAS = {
    "decisions": ("decision", "fund", "round", "ledger"),
    "projects": ("project", "evaluation"),
    "orders": ("order",),
}
"""What coverage is told of: decisions and money first."""
NOBODY = Words("", "")


@dataclass(frozen=True)
class Coverage:
    """Of so many changes, so many were approved; of the others so many by their own author, directly, or nobody knows."""

    changes: int
    approved: int
    self: int
    direct: int
    unknown: int


@dataclass(frozen=True)
class Verified:
    """What was found in a history from `root` to `tip`; `anchored` says whether a commit from outside holds it."""

    root: str
    tip: str
    commits: int
    anchored: bool
    findings: tuple[Finding, ...]
    acknowledged: tuple[tuple[Finding, Words], ...]
    coverage: Mapping[str, Coverage]

    @property
    def exit_code(self) -> int:
        """0 well, 1 a violation, 2 nothing can be proved."""
        found = {finding.severity for finding in self.findings}
        return 2 if "unprovable" in found else int("violation" in found)


@contextmanager
def judged(root: Path, revision: str, cache: Cache | None) -> Iterator[tuple[Objects, Receipts]]:
    """Read and judge the history of the register at `root` up to `revision`."""
    with reading(root) as objects:
        told = history(objects, objects.resolved(revision), cache)
        yield objects, receipts(objects, told, zone(objects, told.tip), cache)


def verify(
    root: Path, revision: str, anchor: str | None = None, site: Path | None = None
) -> Verified:
    """Prove the history of the register at `root` up to `revision`, trusting no cache.

    Raises Unreadable where Git cannot tell; where the repository itself cannot be believed, that is
    all that is found.
    """
    with reading(root) as objects:
        shaky = grounds(objects)
        if shaky:
            return Verified("", "", 0, False, shaky, (), {})  # noqa: FBT003
        told = history(objects, objects.resolved(revision))
        found = receipts(objects, told, zone(objects, told.tip), None)
        held = objects.resolved(anchor) if anchor else None
        examined = Examined(objects, found, held, site)
        findings = (*examine(examined), *unapproved(found))
        standing = policy(objects, told.tip)
    known = {(it.commit, it.code): it.reason for it in standing.acknowledged} if standing else {}
    excused = [it for it in findings if (it.commit, it.code) in known]
    return Verified(
        told.chain[0],
        told.tip,
        len(told.chain),
        held in told.chain,
        tuple(it for it in findings if it not in excused),
        tuple((it, both(known[it.commit, it.code])) for it in excused),
        coverage(found),
    )


def unapproved(found: Receipts) -> Iterator[Finding]:
    """Yield what breaks the policy, once a commit and code, at the first record that shows it."""
    for commit in found.history.chain:
        seen: set[str] = set()
        for receipt in found.by_commit.get(commit, ()):
            for code, severity in faults(receipt):
                if code not in seen:
                    seen.add(code)
                    yield Finding(code, severity, commit, receipt.version.path, title(code))


def faults(receipt: Receipt) -> Iterator[tuple[str, Severity]]:
    """Yield the codes of what breaks the policy, and of what nobody knows."""
    yield from ((code, "violation") for code in receipt.approval.faults)
    yield from ((code, "warning") for code in receipt.approval.doubts if code not in QUIET)


QUIET = frozenset(("root", "before-policy"))
"""Doubts that need no telling: history before there was anything to keep."""


def title(code: str) -> Words:
    """Return the first line of a code's manual page."""
    page = manual()[code]
    return Words(page.zh.partition("\n")[0], page.en.partition("\n")[0])


def both(text: Written) -> Words:
    """Return a text as words; one language stands for both where there is no other."""
    if isinstance(text, str):
        return Words(text, text)
    first = next(iter(text.values()))
    return Words(text.get("zh", first), text.get("en", first))


def coverage(found: Receipts) -> dict[str, Coverage]:
    """Count, by area, the changes since the policy and how they were approved."""
    every = [receipt for receipts in found.by_record.values() for receipt in receipts]
    since = [receipt for receipt in every if not QUIET & set(receipt.approval.doubts)]
    return {area: counted(r for r in since if area_of(r) == area) for area in AREAS}


def area_of(receipt: Receipt) -> str:
    """Return the area that a record belongs to; empty for none."""
    kind = kind_of(receipt.record)
    name = kind.KIND.name if kind else ""
    return next((area for area, kinds in AREAS.items() if name in kinds), "")


def counted(receipts: Iterable[Receipt]) -> Coverage:
    """Count changes by how they were approved."""
    judged_so = [receipt.approval for receipt in receipts]
    passed = sum(it.word != "unverified" for it in judged_so)
    alone = sum("self-approval" in it.faults for it in judged_so)
    direct = sum("direct-change" in it.faults for it in judged_so)
    return Coverage(
        len(judged_so), passed, alone, direct, max(len(judged_so) - passed - alone - direct, 0)
    )


def zone(objects: Objects, tip: str) -> ZoneInfo:
    """Return the community's time zone at `tip`; UTC where community.yml cannot be read."""
    found = fill(Community, top(objects, tip, "community"))
    return found.zone if isinstance(found, Community) else ZoneInfo("UTC")


def policy(objects: Objects, tip: str) -> Policy | None:
    """Return the policy at `tip`."""
    found = fill(Policy, top(objects, tip, "policy"))
    return found if isinstance(found, Policy) else None


def top(objects: Objects, tip: str, name: str) -> dict[str, Value]:
    """Return the values of one of the files of all at `tip`."""
    path = f"{objects.prefix}records/{name}.yml"
    _, blob = objects.files(tip, path).get(path, ("", ""))
    content = dict(objects.blobs([blob])) if blob else {}
    return read(path, content.get(blob, b"")).data
