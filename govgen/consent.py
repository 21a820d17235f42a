"""Who must approve a merge under the policy in force before it, and who of them may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from govgen import notice
from govgen.approvals import Setting, least, writers
from govgen.authority import in_term
from govgen.people import Person
from govgen.policy import Evidence, Meaning, Rule
from govgen.proposal import Proposal
from govgen.receipts import Receipt
from govgen.wording import both
from govgen.words import Words


@dataclass(frozen=True)
class Office:
    """Somebody of people.yml, by id and public title."""

    id: str
    title: Words


@dataclass(frozen=True)
class Needed:
    """What one rule asks for some records: `persons` of those who `may`; `barred` hold the office but wrote the change.

    `given` are those of `may` whose approval of just this content
    a signed statement tells of already. With `batch` they come as the one batch of the day; before the day `earliest`, if any, they may not
    be merged. With a `code` nobody could approve them, for the `reason` of (what, next act).
    """

    records: tuple[str, ...]
    meaning: Meaning | None
    persons: int
    evidence: Evidence
    may: tuple[Office, ...]
    barred: tuple[Office, ...]
    code: str = ""
    reason: tuple[Words, Words] = (Words("", ""), Words("", ""))
    batch: bool = False
    earliest: date | None = None
    given: tuple[Office, ...] = ()


def needed(told: Proposal) -> Iterator[Needed]:
    """Yield what each rule that governs some of the merge asks for; nothing before there is a policy."""
    setting = told.setting
    if setting is None or not told.receipts:
        return
    if setting.authority.broken:
        records = tuple(receipt.record for receipt in told.receipts)
        yield Needed(records, None, 0, Evidence.CLAIMED, (), (), "rules-unreadable", UNREADABLE)
    if setting.authority.policy is None:
        return
    found: dict[str, tuple[Rule | None, list[Receipt]]] = {}
    for receipt in told.receipts:
        for rule, _ in receipt.governed:
            _, governed = found.setdefault(repr(rule), (rule, []))
            governed.append(receipt)
    authors = set(writers(setting))
    for rule, governed in found.values():
        yield waiting(asked(rule, names(governed), setting, authors), rule, governed)


def names(governed: list[Receipt]) -> tuple[str, ...]:
    """Return the records, each once."""
    return tuple(dict.fromkeys(it.record for it in governed))


def waiting(need: Needed, rule: Rule | None, governed: list[Receipt]) -> Needed:
    """Add the first day on which all that a rule governs may be merged; before it nobody may."""
    if rule is None or not rule.notice:
        return need
    days = (notice.earliest(it.setting, it.version.path, rule.notice) for it in governed)
    first = max((day for day in days if day), default=None)
    told = replace(need, earliest=first)
    if first is None or need.code or governed[0].setting.day >= first:
        return told
    return replace(told, code=notice.SHORT, reason=soon(rule, first))


def asked(
    rule: Rule | None, records: tuple[str, ...], setting: Setting, authors: set[str]
) -> Needed:
    """Return what one rule asks for."""
    if rule is None:
        return Needed(records, None, 0, Evidence.CLAIMED, (), (), "no-rule", UNRULED)
    holders = [it for it in setting.authority.people if holds(it, rule, setting)]
    wrote = {it.id for it in holders if not rule.author and is_one_of(it, authors, setting)}
    may = tuple(office(it) for it in holders if it.id not in wrote)
    barred = tuple(office(it) for it in holders if it.id in wrote)
    short = len(may) < rule.persons
    return Needed(
        records,
        rule.means,
        rule.persons,
        least(rule, setting.host),
        may,
        barred,
        "too-few-approvers" if short else "",
        lacking(rule, len(may)) if short else (Words("", ""), Words("", "")),
        rule.batch and len(records) > 1,
        given=tuple(office(it) for it in holders if it.id not in wrote and gave(it, setting)),
    )


UNREADABLE = (
    Words(
        "现行的 policy.yml 或 people.yml 读不出来，谁都批不了",
        "policy.yml or people.yml cannot be read as it stands, so nobody can approve anything",
    ),
    Words("先把规则改回读得出来的样子", "first restore the rules so that they can be read"),
)
UNRULED = (
    Words("policy.yml 里没有规则管这样的修改", "no rule of policy.yml governs such a change"),
    Words("先补一条规则，批准合并后再提这次修改", "add a rule and have it merged first"),
)


def gave(person: Person, setting: Setting) -> bool:
    """Whether a signed statement says that somebody approved."""
    found = (setting.authority.person(setting.host, it) for it in setting.attested)
    return any(setting.authority.same(person.id, it.id) for it in found if it)


def lacking(rule: Rule, found: int) -> tuple[Words, Words]:
    """Say that too few are left who could approve."""
    return (
        Words(
            f"要 {rule.persons} 人批，能批的只有 {found} 人",
            f"{rule.persons} must approve, and only {found} can",
        ),
        Words(
            "换一个人起草，或先改规则、补齐任职人",
            "let somebody else write it, or first mend the rule or fill the office",
        ),
    )


def soon(rule: Rule, first: date) -> tuple[Words, Words]:
    """Say that a change has not stood long enough."""
    days = "1 day" if rule.notice == 1 else f"{rule.notice} days"
    return (
        Words(
            f"提出后要挂满 {rule.notice} 天，最早 {first} 才能合并",
            f"it must stand for {days}, and may be merged on {first} at the earliest",
        ),
        Words(
            "到那天再合并；分支上再改一次，就从那天重新算",
            "merge it then; another change on the branch begins the days anew",
        ),
    )


def is_one_of(person: Person, ids: set[str], setting: Setting) -> bool:
    """Whether somebody is the same human being as one of `ids`."""
    return any(setting.authority.same(person.id, it) for it in ids if it)


def holds(person: Person, rule: Rule, setting: Setting) -> bool:
    """Whether somebody holds one of the rule's offices on the day."""
    return bool(set(person.roles) & set(rule.offices)) and in_term(person, setting.day)


def office(person: Person) -> Office:
    """Return somebody by the public title."""
    return Office(person.id, both(person.title))
