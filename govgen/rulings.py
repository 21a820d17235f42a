"""Changes of the files of all, spelled out: which rule, which person, which setting becomes what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby

from pydantic import BaseModel

from govgen.authority import Authority
from govgen.community import Community
from govgen.difference import Change, changes
from govgen.form import fill
from govgen.people import People, Person
from govgen.policy import ANY, Policy, Rule
from govgen.proposal import Proposal
from govgen.record import kinds
from govgen.redaction import HIDDEN
from govgen.source import Value
from govgen.sums import said
from govgen.wording import both
from govgen.words import Words

FORMS: Mapping[str, type[BaseModel]] = {
    "policy": Policy,
    "people": People,
    "community": Community,
}
SECRET = frozenset(("hosts", "emails_sha256", "keys", "public"))
"""Keys of people.yml whose values nobody is told."""
NONE = Words("无", "none")
RULE = Words("审批规则", "approval rule")


def rulings(told: Proposal) -> Iterator[Words]:
    """Yield what changes in policy.yml, people.yml and community.yml, a sentence each."""
    power = told.setting.authority if told.setting else Authority(None, ())
    for receipt in told.receipts:
        form = FORMS.get(receipt.record)
        if form and receipt.redacted:
            name = f"{receipt.record}.yml"
            yield Words(f"{name}：有改动，{HIDDEN.zh}", f"{name}: changed, {HIDDEN.en}")
            continue
        found = list(changes(receipt.before, receipt.after, form)) if form else []
        for _, group in groupby(found, key=item_of):
            yield from sentence(list(group), power)


def item_of(change: Change) -> tuple[str, ...]:
    """Return which item of which list a change belongs to."""
    return change.way[0].steps if change.way else ()


def sentence(group: list[Change], power: Authority) -> Iterator[Words]:
    """Say what became of one item of a list, or of one field."""
    first = group[0]
    if first.way and first.way[0].steps[0] == "rules" and len(first.way[0].steps) > 1:
        (scope, demand), (later, asked) = (rule(value, power) for value in whole(first))
        if scope == later or NONE in (demand, asked):
            yield become(called(later if demand == NONE else scope), demand, asked)
        else:
            yield become(RULE, ruled(scope, demand), ruled(later, asked))
        return
    for change in group:
        yield plain(change)


def called(scope: Words) -> Words:
    """Name a rule by what it governs."""
    return Words(f"{RULE.zh}（{scope.zh}）", f"{RULE.en} ({scope.en})")


def ruled(scope: Words, demand: Words) -> Words:
    """Say all of a rule."""
    return Words(f"{scope.zh}{demand.zh}", f"{scope.en}: {demand.en}")


def whole(change: Change) -> tuple[Value | None, Value | None]:
    """Return the item that a change is in, before and after."""
    if len(change.way) == 1:
        return change.before, change.after
    return dict(change.way[1].before), dict(change.way[1].after)


def rule(value: Value | None, power: Authority) -> tuple[Words, Words]:
    """Say which records and steps a rule governs, and what it asks for: by whom, how many."""
    found = fill(Rule, value) if isinstance(value, dict) else None
    if not isinstance(found, Rule):
        return NONE, NONE if value is None else short(value)
    offices = [holder(role, power) for role in found.offices] or [Words("无人", "nobody")]
    number = "1 person" if found.persons == 1 else f"{found.persons} persons"
    more = list(provisos(found))
    return governed(found), Words(
        f"由{'或'.join(it.zh for it in offices)}{found.means.words.zh}，"
        f"至少 {found.persons} 人{''.join(f'，{it.zh}' for it in more)}",
        f"{' or '.join(it.en for it in offices)} {found.means.words.en}, "
        f"at least {number}{''.join(f', {it.en}' for it in more)}",
    )


def provisos(found: Rule) -> Iterator[Words]:
    """Yield what else a rule says."""
    if found.author:
        yield Words("起草人可以自批", "the author may approve")
    for host, least in found.evidence.items():
        on = Words("" if host == ANY else f"在 {host} 上", "" if host == ANY else f" on {host}")
        yield Words(f"{on.zh}要有{least.words.zh}", f"proved{on.en} {least.words.en}")
    if found.unknown:
        refused = found.unknown == "refuse"
        yield Words(
            "查不到审批人的不予通过" if refused else "查不到审批人的只作说明",
            "an unknown approver is refused" if refused else "an unknown approver is only told",
        )
    if found.notice:
        days = "1 day" if found.notice == 1 else f"{found.notice} days"
        yield Words(f"合并前至少挂出 {found.notice} 天", f"open for {days} before the merge")
    if found.batch:
        yield Words("每天批量登记一次", "one batch of many records a day")


def governed(found: Rule) -> Words:
    """Say which records and steps a rule governs."""
    known = {name: model.KIND for name, model in kinds().items()}
    files = {
        "policy": Words("审批规则", "the policy"),
        "people": Words("岗位和任职人", "people and offices"),
        "community": Words("社区设置", "the community's settings"),
        ANY: Words("其他各类记录", "all other records"),
    }
    names = [
        files.get(it) or (known[it].plural if it in known else Words(it, it)) for it in found.kinds
    ]
    states = {key: state.words for kind in known.values() for key, state in kind.all_states.items()}
    steps = [states.get(it, Words(it, it)) for it in found.to if it != ANY]
    edit = Words("和一般修改", " and plain edits") if found.edit and steps else Words("", "")
    to = Words(
        f"到“{'、'.join(it.zh for it in steps)}”" if steps else "",
        f" to {', '.join(it.en for it in steps)}" if steps else "",
    )
    return Words(
        f"{'、'.join(it.zh for it in names)}{to.zh}{edit.zh}",
        f"{', '.join(it.en for it in names)}{to.en}{edit.en}",
    )


def holder(role: str, power: Authority) -> Words:
    """Return the titles of those who hold an office, else the office's name."""
    titles = dict.fromkeys(both(it.title) for it in power.people if role in it.roles)
    if not titles:
        return Words(role, role)
    return Words("、".join(it.zh for it in titles), ", ".join(it.en for it in titles))


def plain(change: Change) -> Words:
    """Say what one field becomes; of a person by the title, and nothing of accounts and keys."""
    names = list(path(change))
    name = Words("·".join(it.zh for it in names), ", ".join(it.en for it in names))
    if any(step in SECRET for level in change.way for step in level.steps):
        return Words(f"{name.zh}：有改动，不显示", f"{name.en}: changed, not shown")
    return become(name, short(change.before), short(change.after))


def path(change: Change) -> Iterator[Words]:
    """Yield the names of what stands on the way to a change."""
    for at, level in enumerate(change.way):
        yield said(level.form, level.steps[0])
        if len(level.steps) > 1 and at + 1 < len(change.way):
            yield title(change.way[at + 1].before, level.steps[1])


def title(item: Mapping[str, Value], step: str) -> Words:
    """Return the title of an item, else what tells it from the others."""
    found = fill(Person, dict(item))
    return both(found.title) if isinstance(found, Person) else Words(step, step)


def short(value: Value | None) -> Words:
    """Write a value in a few words; a person by title, offices and term."""
    if value is None:
        return NONE
    person = fill(Person, value) if isinstance(value, dict) else None
    if isinstance(person, Person):
        name, roles = both(person.title), ", ".join(person.roles)
        return Words(
            f"{name.zh}（{roles or '无岗位'}，{person.from_} 起）",
            f"{name.en} ({roles or 'no office'}, from {person.from_})",
        )
    if isinstance(value, dict) and value.keys() <= {"zh", "en"}:
        return both({lang: str(text) for lang, text in value.items()})  # type: ignore[misc]
    text = value if isinstance(value, str) else json.dumps(public(value), ensure_ascii=False)
    text = " ".join(text.split())
    return Words(*(2 * (text if len(text) <= 120 else f"{text[:119]}…",)))


def public(value: Value) -> Value:
    """Return a value without what nobody is told."""
    if isinstance(value, dict):
        return {key: public(it) for key, it in value.items() if key not in SECRET}
    return [public(it) for it in value] if isinstance(value, list) else value


def become(name: Words, old: Words, new: Words) -> Words:
    """Say that something came, went or became something else."""
    if old == NONE:
        return Words(f"新增{name.zh}：{new.zh}", f"{name.en} added: {new.en}")
    if new == NONE:
        return Words(f"取消{name.zh}：{old.zh}", f"{name.en} removed: {old.en}")
    return Words(f"{name.zh}：{old.zh} → {new.zh}", f"{name.en}: {old.en} → {new.en}")
