"""A history against its own policies: findings, what was acknowledged, and how much was approved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from govgen.approvals import Approval, Setting, approval
from govgen.cache import Cache
from govgen.community import Community
from govgen.coverage import QUIET, Coverage, by_area
from govgen.fetched import Address, fetched
from govgen.form import fill
from govgen.history import history, versions
from govgen.imposed import Imposed
from govgen.manual import title
from govgen.notes import heard
from govgen.objects import Objects, reading
from govgen.pardon import Pardon
from govgen.policy import FILES
from govgen.problem import GovgenError
from govgen.proof import Examined, Finding, Severity, examine, grounds
from govgen.receipts import Beside, Receipts, receipts
from govgen.record import kind_of
from govgen.redaction import listed
from govgen.refs import HEX, Unreadable
from govgen.rewrite import Judged, Rewrite, judge, sworn
from govgen.shown import Shown, lying
from govgen.source import Value, read
from govgen.wording import both
from govgen.words import Words

BASE = re.compile(r"[~^@:]")
ANCHOR = re.compile(r"[0-9a-f]{16,64}")


class Misnamed(GovgenError):
    """A commit was asked for by a name that names none."""


@dataclass(frozen=True)
class Verified:
    """What was found in a history from `root` to `tip`; `anchored` says whether a commit from outside holds it.

    `rewrite` is how it was rewritten to take personal data out, where that is proved; `imposed` the
    policy from outside that it was judged by.
    """

    root: str
    tip: str
    commits: int
    anchored: bool
    findings: tuple[Finding, ...]
    acknowledged: tuple[tuple[Finding, Words], ...]
    coverage: Mapping[str, Coverage]
    rewrite: Rewrite | None = None
    imposed: Imposed | None = None

    @property
    def exit_code(self) -> int:
        """0 well, 1 a violation, 2 nothing can be proved."""
        found = {finding.severity for finding in self.findings}
        return 2 if "unprovable" in found else int("violation" in found)


@dataclass(frozen=True)
class Outside:
    """What a history is verified with that does not come from it.

    A commit known otherwise, a built site to compare with, a folder of signed statements, a statement
    on how the history was rewritten, and a policy to judge it by instead of its own.
    """

    anchor: str | None = None
    site: Path | Address | None = None
    attestations: Path | None = None
    rewritten: Path | None = None
    policy: Imposed | None = None


@contextmanager
def judged(
    root: Path, revision: str, cache: Cache | None, attestations: Path | None = None
) -> Iterator[tuple[Objects, Receipts]]:
    """Read and judge the history of the register at `root` up to `revision`, with the signed statements on it."""
    with reading(root) as objects:
        told = history(objects, objects.resolved(revision), cache)
        beside = Beside(heard(objects, attestations), listed(root, objects))
        yield objects, receipts(objects, told, zone(objects, told.tip), cache, beside)


def verify(root: Path, revision: str, outside: Outside = Outside()) -> Verified:
    """Prove the history of the register at `root` up to `revision`, trusting no cache.

    Where the repository itself cannot be believed or read, that is all that is found. Raises
    Misnamed where `revision` or the anchor is no commit's name.
    """
    try:
        found = proven(root, revision, outside)
    except Unreadable as fault:
        found = unreadable(fault)
    return replace(found, imposed=outside.policy)


def proven(root: Path, revision: str, outside: Outside) -> Verified:
    """Prove as `verify` does; raises Unreadable where Git cannot tell."""
    given = sworn(outside.rewritten) if outside.rewritten else None
    with reading(root) as objects:
        shaky = grounds(objects)
        if shaky:
            return unprovable(*shaky)
        told = history(objects, tip(objects, revision))
        stated = judge(objects, told, given) if given else Judged()
        policy = outside.policy.policy if outside.policy else None
        said = heard(objects, outside.attestations)
        beside = Beside(said, former=stated.former, imposed=policy)
        found = receipts(objects, told, zone(objects, told.tip), None, beside)
        anchor = outside.anchor
        held = stated.former.today(anchored(objects, anchor)) if anchor else None
        examined = Examined(objects, found, held, shown(outside.site) if outside.site else None)
        findings = (*stated.findings, *joined(examine(examined), unapproved(found)))
    pardon = Pardon(found)
    judged_so = [(pardon.lenient(it), pardon.excused(it)) for it in findings]
    return Verified(
        told.chain[0],
        told.tip,
        len(told.chain),
        held in told.chain,
        tuple(it for it, excuse in judged_so if excuse is None),
        tuple((it, both(excuse.reason)) for it, excuse in judged_so if excuse),
        by_area(found),
        stated.rewrite,
    )


def shown(site: Path | Address) -> Shown:
    """Read a site from its folder or from its host."""
    return lying(site) if isinstance(site, Path) else fetched(site)


def unprovable(*findings: Finding) -> Verified:
    """Return the verdict on a repository that cannot be believed."""
    return Verified("", "", 0, False, findings, (), {})  # noqa: FBT003


def unreadable(fault: Unreadable) -> Verified:
    """Return the verdict on a repository that cannot be read."""
    return unprovable(Finding("history-unreadable", "unprovable", "", "", fault.words))


def tip(objects: Objects, revision: str) -> str:
    """Return the commit to look back from; Misnamed where the name is nobody's."""
    try:
        return objects.resolved(revision)
    except Unreadable as fault:
        base = BASE.split(revision, maxsplit=1)[0]
        if base == "HEAD" or HEX.fullmatch(base) or objects.folder.named(base):
            raise
        raise Misnamed(fault.words.zh, fault.words.en) from fault


def anchored(objects: Objects, anchor: str) -> str:
    """Return the full id of a commit known from outside, whether the repository has it or not.

    A name in the repository proves nothing, and short ids can be made to fit: Misnamed for both.
    """
    if not ANCHOR.fullmatch(anchor):
        raise Misnamed(
            f"`--anchor` 要写完整的提交号（至少 16 位十六进制），不是 `{anchor}`",
            f"`--anchor` takes a commit's id (16 hexadecimal digits at least), not `{anchor}`",
        )
    try:
        return objects.resolved(anchor)
    except Unreadable:
        return anchor


def joined(first: Iterable[Finding], second: Iterable[Finding]) -> Iterator[Finding]:
    """Yield all of `first`, and of `second` what tells more."""
    known = set()
    for it in first:
        known.add((it.commit, it.path, it.code))
        yield it
    yield from (it for it in second if (it.commit, it.path, it.code) not in known)


def unapproved(found: Receipts) -> Iterator[Finding]:
    """Yield what breaks the policy, once a commit and code, at the first record that shows it."""
    for commit in found.history.chain:
        seen: set[str] = set()
        for receipt in sorted(found.by_commit.get(commit, ()), key=lambda it: it.version.path):
            for code, severity in faults(receipt.approval):
                if code not in seen:
                    seen.add(code)
                    yield Finding(code, severity, commit, receipt.version.path, title(code))
    for setting in found.settings:
        yield from unaccompanied(setting)


def unaccompanied(setting: Setting) -> Iterator[Finding]:
    """Yield what breaks the policy in files that are no records, and came without the record they lie beside."""
    landed = setting.landed
    records = {record for record, _ in versions(landed)}
    for change in landed.changes:
        owners = owned(change.path)
        if owners & records:
            continue
        name = next(iter(owners), "")
        kind = kind_of(name)
        told = approval(setting, kind.KIND.name if kind else "", change.path, ())
        for code, severity in faults(told):
            yield Finding(code, severity, landed.id, change.path, title(code))


def owned(path: str) -> frozenset[str]:
    """Return the names on a path that may be those of records: the file's own, or of the folder it lies in."""
    *folders, name = path.split("/")
    stem = name.removesuffix(".yml")
    names = (*folders, *((stem,) if stem != name else ()))
    return frozenset(it for it in names if kind_of(it) or (it == stem and it in FILES))


def faults(told: Approval) -> Iterator[tuple[str, Severity]]:
    """Yield the codes of what breaks the policy, and of what nobody knows."""
    yield from ((code, "violation") for code in told.faults)
    yield from ((code, "warning") for code in told.doubts if code not in QUIET)


def zone(objects: Objects, tip: str) -> ZoneInfo:
    """Return the community's time zone at `tip`; UTC where community.yml cannot be read."""
    found = fill(Community, top(objects, tip, "community"))
    return found.zone if isinstance(found, Community) else ZoneInfo("UTC")


def top(objects: Objects, tip: str, name: str) -> dict[str, Value]:
    """Return the values of one of the files of all at `tip`."""
    path = f"{objects.prefix}records/{name}.yml"
    _, blob = objects.files(tip, path).get(path, ("", ""))
    content = dict(objects.blobs([blob])) if blob else {}
    return read(path, content.get(blob, b"")).data
