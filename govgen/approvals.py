"""One landed change under the policy of its first parent: who approved it, how well that is proved.

Authenticity and identity stay apart and are never rounded up: what Git cannot prove is said to be
unproved. Everything here is a function of values; nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from govgen.authority import Authority, in_term
from govgen.commit import Ident
from govgen.history import Landed
from govgen.host import Class, Landing, Named, hosts
from govgen.policy import Evidence, Meaning, Rule
from govgen.signature import Verdict

Word = Literal["verified", "recorded", "unverified"]
Integrity = Literal["none", "host", "person"]
CO_AUTHOR = re.compile(r"(?im)^co-authored-by:[ \t]*([^<\n]{0,200})<([^>\n]{1,200})>[ \t]*$")
CO_COMMITTER = re.compile(r"(?im)^co-committed-by:[ \t]*([^<\n]{0,200})<([^>\n]{1,200})>[ \t]*$")
"""How Gitea names who merged, beside a line that calls them an author too."""


@dataclass(frozen=True)
class Approver:
    """Somebody who approved: `id` in people.yml (empty: nobody there), else the name as Git has it."""

    id: str
    claimed: str
    evidence: Evidence
    source: Literal["merger", "reviewer", "attestation", "signature"]


@dataclass(frozen=True)
class Approval:
    """How one change was approved.

    `faults` are codes of what breaks the policy; `doubts` of what could not be found out. Without
    either it passed. `authors` are ids of people.yml, empty for somebody who is not there.
    """

    kind: Class
    number: str
    host: str
    integrity: Integrity
    meaning: Meaning | None
    approvers: tuple[Approver, ...]
    authors: tuple[str, ...]
    faults: tuple[str, ...]
    doubts: tuple[str, ...]
    paper: bool = False

    @property
    def word(self) -> Word:
        """What residents read first."""
        if self.faults or self.doubts:
            return "unverified"
        proved = all(one.evidence.reaches(Evidence.HOST) for one in self.approvers)
        return "verified" if self.approvers and proved and not self.paper else "recorded"


@dataclass(frozen=True)
class Setting:
    """What is known of one landed commit before its records are looked at."""

    landed: Landed
    landing: Landing
    host: str
    verdict: Verdict
    authority: Authority
    day: date
    attested: tuple[Named, ...] = ()
    legacy: bool = False


def approval(setting: Setting, kind: str, steps: Iterable[str], *, paper: bool = False) -> Approval:
    """Judge what `setting` landed in one record of `kind`: the states it reached, none for an edit."""
    landing, policy = setting.landing, setting.authority.policy
    authors = tuple(dict.fromkeys(author(setting, ident) for ident in wrote(setting)))
    bare = Approval(
        landing.kind,
        landing.number,
        setting.host,
        setting.verdict.integrity,
        None,
        (),
        authors,
        (),
        (),
        paper,
    )
    if landing.kind == "root" or setting.legacy or policy is None:
        doubt = "root" if landing.kind == "root" else "before-policy"
        return replace(bare, doubts=(doubt,))
    rules = [policy.rule(kind, step) for step in steps] or [policy.rule(kind, None)]
    judged = [under(setting, bare, rule) for rule in rules]
    return max(judged, key=lambda one: (len(one.faults), len(one.doubts)))


def under(setting: Setting, bare: Approval, rule: Rule | None) -> Approval:
    """Judge one change by the one rule that governs it."""
    if rule is None:
        return replace(bare, faults=("no-rule",))
    found = tuple(approvers(setting))
    objections = {one.id: tuple(objected(setting, bare, rule, one)) for one in found if one.id}
    fit = tuple(one for one in found if one.id and not objections[one.id])
    # Many sign with a key that the register does not list; that proves nothing, and breaks nothing.
    broken = (setting.verdict.fault,) if setting.verdict.fault not in ("", "unknown-key") else ()
    said = replace(bare, meaning=rule.means, approvers=fit or found, faults=broken)
    if len(fit) >= rule.persons:
        return said
    known = tuple(dict.fromkeys(code for codes in objections.values() for code in codes))
    if known:
        return replace(said, faults=(*broken, *known))
    if setting.landing.kind == "direct":
        return replace(said, faults=(*broken, "direct-change"))
    lacking = "too-few-approvers" if fit else "approver-unknown"
    if rule.unknown == "refuse":
        return replace(said, faults=(*broken, lacking))
    return replace(said, doubts=(lacking,))


def approvers(setting: Setting) -> Iterator[Approver]:
    """Yield everybody who approved, each person once by the best evidence, and names nobody knows."""
    found: dict[str, Approver] = {}
    for one in claimed(setting):
        before = found.get(one.id or one.claimed)
        if before is None or not before.evidence.reaches(one.evidence):
            found[one.id or one.claimed] = one
    yield from found.values()


def claimed(setting: Setting) -> Iterator[Approver]:
    """Yield what each source says."""
    landing, verdict = setting.landing, setting.verdict
    if verdict.integrity == "person":
        yield Approver(verdict.holder, "", Evidence.SIGNED, "signature")
    if landing.merger is not None and landing.kind != "direct":
        proved = Evidence.HOST if verdict.integrity == "host" else Evidence.CLAIMED
        yield approver(setting, landing.merger, proved, "merger")
    for named in landing.reviewers:
        yield approver(setting, named, Evidence.CLAIMED, "reviewer")
    for named in setting.attested:
        yield approver(setting, named, Evidence.ATTESTED, "attestation")


def approver(
    setting: Setting,
    named: Named,
    evidence: Evidence,
    source: Literal["merger", "reviewer", "attestation", "signature"],
) -> Approver:
    """Return a name as somebody of people.yml where it is known."""
    person = setting.authority.person(setting.host, named)
    return Approver(person.id if person else "", shown(named.claimed), evidence, source)


def shown(name: str) -> str:
    """Return a name that may be printed: never an address."""
    return "" if "@" in name else name


def objected(setting: Setting, bare: Approval, rule: Rule, one: Approver) -> Iterator[str]:
    """Yield why this person's approval does not count."""
    person = setting.authority.by_id[one.id]
    if not any(role in rule.offices for role in person.roles):
        yield "approver-role"
    elif not in_term(person, setting.day):
        yield "approver-term"
    if one.id in bare.authors and not rule.author:
        yield "self-approval"
    if not one.evidence.reaches(least(rule, setting.host)):
        yield "weak-evidence"


def least(rule: Rule, host: str) -> Evidence:
    """Return the least evidence that a rule asks for on a host."""
    return rule.evidence.get(host) or rule.evidence.get("*") or Evidence.CLAIMED


def wrote(setting: Setting) -> Iterator[Ident]:
    """Yield who wrote what landed: the authors of the side commits, else of the commit itself; co-authors."""
    landed = setting.landed
    brought = landed.side or ((landed.commit,) if setting.landing.kind != "merge" else ())
    for commit in brought:
        yield commit.author
    merged = CO_COMMITTER.findall(landed.commit.message) if setting.host == "gitea" else ()
    for commit in (landed.commit, *landed.side):
        for name, email in CO_AUTHOR.findall(commit.message):
            if commit is not landed.commit or (name, email) not in merged:
                yield Ident(name.strip(), email, commit.author.time)


def author(setting: Setting, who: Ident) -> str:
    """Return the id of who wrote something; empty for somebody who is not in people.yml."""
    account = hosts()[setting.host].account(who)
    found = setting.authority.person(setting.host, Named(who.name, who.email, account, "merger"))
    return found.id if found else ""
