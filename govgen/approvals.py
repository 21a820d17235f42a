"""One landed change under the policy of its first parent: who approved it, how well that is proved.

Authenticity and identity stay apart and are never rounded up: what Git cannot prove is said to be
unproved. Everything here is a function of values; nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from itertools import chain
from typing import Literal

from govgen import notice
from govgen.authority import Authority, in_term
from govgen.commit import Ident
from govgen.history import Landed
from govgen.host import Class, Landing, Named, hosts
from govgen.people import Person
from govgen.policy import RULES, Evidence, Meaning, Rule
from govgen.signature import Verdict
from govgen.statement import Signed

Word = Literal["verified", "recorded", "unverified"]
Integrity = Literal["none", "host", "person"]
CO_AUTHOR = re.compile(r"(?im)^co-authored-by:[ \t]*([^<\n]{0,200})<([^>\n]{1,200})>[ \t]*$")
CO_COMMITTER = re.compile(r"(?im)^co-committed-by:[ \t]*([^<\n]{0,200})<([^>\n]{1,200})>[ \t]*$")
"""How Gitea names who merged, beside a line that calls them an author too."""
CONTACT = re.compile(r"[@＠]|\d(?:[-‐‑ ().]*\d){6}")
"""What looks like an address or a telephone number, in any script's digits."""


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
    """What is known of one landed commit before its records are looked at.

    `attested` are those whom signed statements name, `opened` when these say the request was opened,
    `heard` the statements that were believed, `stale` the accounts whose approval was for other content, or dismissed; `day` is the day it landed in `zone`.
    """

    landed: Landed
    landing: Landing
    host: str
    verdict: Verdict
    authority: Authority
    day: date
    attested: tuple[Named, ...] = ()
    stale: tuple[str, ...] = ()
    opened: tuple[datetime, ...] = ()
    heard: tuple[Signed, ...] = ()
    zone: tzinfo = UTC


def approval(
    setting: Setting, kind: str, path: str, steps: Iterable[str], *, paper: bool = False
) -> Approval:
    """Judge what `setting` landed at `path` in one record of `kind`: the states it reached, none for an edit."""
    landing, policy = setting.landing, setting.authority.policy
    authors = tuple(dict.fromkeys(writers(setting)))
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
    if landing.kind == "root":
        return replace(bare, doubts=("root",))
    if setting.authority.broken:
        return replace(bare, faults=("rules-unreadable",))
    if policy is None:
        return replace(bare, doubts=("before-policy",))
    rules = [policy.rule(kind, step) for step in steps] or [policy.rule(kind, None)]
    judged = [under(setting, bare, rule, path, refused=refuses(rule, kind)) for rule in rules]
    worst = max(judged, key=lambda one: (len(one.faults), len(one.doubts)))
    replaced = ("rules-replaced",) if setting.authority.replaced else ()
    return replace(worst, doubts=(*worst.doubts, *replaced))


def refuses(rule: Rule | None, kind: str) -> bool:
    """Whether an approver nobody knows breaks a rule: without a word, where the rules themselves change."""
    said = rule.unknown if rule else None
    return said == "refuse" or (said is None and kind in RULES)


def under(
    setting: Setting, bare: Approval, rule: Rule | None, path: str, *, refused: bool
) -> Approval:
    """Judge one change by the one rule that governs it; `refused`: by nobody known is not at all."""
    if rule is None:
        return replace(bare, faults=("no-rule",))
    found = tuple(approvers(setting))
    objections = {one.id: objected(setting, bare, rule, one) for one in found if one.id}
    fit = tuple(
        replace(one, id=holding(setting, rule, one.id)[0].id)
        for one in found
        if one.id and not objections[one.id]
    )
    timed = notice.broken(setting, path, rule.notice)
    # Many sign with a key that the register does not list; that proves nothing, and breaks nothing.
    broken = (setting.verdict.fault,) if setting.verdict.fault not in ("", "unknown-key") else ()
    if timed == notice.SHORT and (fit or setting.landing.kind != "direct"):
        broken = (*broken, timed)
    said = replace(bare, meaning=rule.means, approvers=fit or found, faults=broken)
    if len(fit) >= rule.persons:
        return replace(said, doubts=(timed,)) if timed == notice.UNKNOWN else said
    outdated = ["stale-approval"] if any(lapsed(setting, rule)) else []
    codes = chain.from_iterable((*objections.values(), outdated))
    known = tuple(dict.fromkeys(codes))
    if known:
        return replace(said, faults=(*broken, *known))
    if setting.landing.kind == "direct":
        return replace(said, faults=(*broken, "direct-change"))
    lacking = "too-few-approvers" if fit else "approver-unknown"
    if refused:
        return replace(said, faults=(*broken, lacking))
    return replace(said, doubts=(lacking,))


def lapsed(setting: Setting, rule: Rule) -> Iterator[Person]:
    """Yield who under a rule might have approved, and did so for other content than what landed."""
    yield from (it for it in outdated(setting) if holding(setting, rule, it.id))


def outdated(setting: Setting) -> Iterator[Person]:
    """Yield the persons of people.yml whose approval is stale."""
    for account in setting.stale:
        person = setting.authority.person(setting.host, Named(account, "", account, "reviewer"))
        if person:
            yield person


def approvers(setting: Setting) -> Iterator[Approver]:
    """Yield everybody who approved, each human being once by the best evidence, and names nobody knows."""
    found: dict[str | frozenset[str], Approver] = {}
    for one in claimed(setting):
        name = setting.authority.selves.get(one.id, one.id or one.claimed)
        before = found.get(name)
        if before is None or not before.evidence.reaches(one.evidence):
            found[name] = one
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
    """Return a name that may be printed: never an address or a telephone number, nor what no line holds."""
    return "" if CONTACT.search(name) else "".join(filter(str.isprintable, " ".join(name.split())))


def objected(setting: Setting, bare: Approval, rule: Rule, one: Approver) -> tuple[str, ...]:
    """Return why this person's approval does not count."""
    return tuple(
        code for code in (unfit(setting, rule, one), *suspect(setting, bare, rule, one)) if code
    )


def unfit(setting: Setting, rule: Rule, one: Approver) -> str:
    """Return why somebody may not approve under a rule; empty where an entry of theirs may."""
    if holding(setting, rule, one.id):
        return ""
    entries = setting.authority.entries(one.id)
    held = any(set(entry.roles) & set(rule.offices) for entry in entries)
    return "approver-term" if held else "approver-role"


def holding(setting: Setting, rule: Rule, one: str) -> tuple[Person, ...]:
    """Return the entries under which somebody holds an office of a rule on the day."""
    entries = setting.authority.entries(one)
    return tuple(
        it for it in entries if set(it.roles) & set(rule.offices) and in_term(it, setting.day)
    )


def suspect(setting: Setting, bare: Approval, rule: Rule, one: Approver) -> Iterator[str]:
    """Yield why an approval proves too little."""
    if not rule.author and any(setting.authority.same(one.id, it) for it in bare.authors):
        yield "self-approval"
    if not one.evidence.reaches(least(rule, setting.host)):
        unlisted = setting.verdict.fault == "unknown-key"
        yield "unknown-key" if unlisted else "weak-evidence"


def least(rule: Rule, host: str) -> Evidence:
    """Return the least evidence that a rule asks for on a host."""
    return rule.evidence.get(host) or rule.evidence.get("*") or Evidence.CLAIMED


def writers(setting: Setting) -> Iterator[str]:
    """Yield the ids of all who wrote what landed; a direct commit is also the work of whose signature it bears."""
    yield from (author(setting, ident) for ident in wrote(setting))
    if setting.landing.kind == "direct":
        yield author(setting, setting.landed.commit.committer)
        if setting.verdict.integrity == "person":
            yield setting.verdict.holder


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
