"""Money in a merge: each amount old → new, and what that does to funds and to projects' budgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govgen import commitment, money
from govgen.difference import Change, changes
from govgen.form import label
from govgen.importing.paths import inner
from govgen.kinds.fund import Fund
from govgen.kinds.project import Project
from govgen.meaning import Form, fields
from govgen.proposal import Proposal
from govgen.record import kind_of
from govgen.register import Register
from govgen.scalars import money as read_money
from govgen.source import Value
from govgen.wording import both
from govgen.words import Words

Amounts = Mapping[str, Decimal]


@dataclass(frozen=True)
class Sum:
    """One amount that changes: in which record, at which route, under which label; none where there is none."""

    record: str
    route: str
    label: Words
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class Account:
    """A fund, or a project's money, before and after: lines of (label, before, after) that are not the same."""

    id: str
    title: Words
    lines: tuple[tuple[Words, Decimal | None, Decimal | None], ...]


def sums(told: Proposal) -> Iterator[Sum]:
    """Yield the amounts that change."""
    for receipt in told.receipts:
        for change in () if receipt.redacted else changes(receipt.before, receipt.after):
            yield from within(receipt.record, change)


def within(record: str, change: Change) -> Iterator[Sum]:
    """Yield the amounts of one change: its own, or those of an item or a record that came or went."""
    route, form, name = change.difference.route, place(record, change), trail(change)
    old, new = (dict(amounts(form, route, value, name)) for value in (change.before, change.after))
    for at in dict.fromkeys((*old, *new)):
        before, after = old.get(at), new.get(at)
        words = (after or before or (Words("", ""), None))[0]
        yield Sum(record, at, words, before and before[1], after and after[1])


def place(record: str, change: Change) -> tuple[Form, str]:
    """Return the form that holds what changed, and its key there; no key for a form itself."""
    if not change.way:
        return kind_of(record), ""
    last = change.way[-1]
    return last.form, last.steps[0]


def trail(change: Change) -> tuple[Words, ...]:
    """Return the words on the way to a change, its own field apart."""
    found: list[Words] = []
    for level in change.way[:-1]:
        found.append(said(level.form, level.steps[0]))
        found += [Words(step, step) for step in level.steps[1:] if "=" in step]
    return tuple(found)


def amounts(
    where: tuple[Form, str], route: str, value: Value | None, name: tuple[Words, ...]
) -> Iterator[tuple[str, tuple[Words, Decimal]]]:
    """Yield every amount in a value by its route, with its label."""
    form, key = where
    info = fields(form).get(key)
    if isinstance(value, str):
        if info is not None and is_money(info) and (found := exact(value)) is not None:
            yield route, (joined((*name, said(form, key))), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from amounts(where, f"{route}/{index}", item, name)
    elif value is not None:
        part = inner(info) if info else form if not key else None
        here = (*name, said(form, key)) if key else name
        for step, item in value.items():
            yield from amounts((part, step), f"{route}/{step}", item, here)


def is_money(info: FieldInfo) -> bool:
    """Whether a field holds an amount."""
    return any(getattr(it, "func", None) is read_money for it in flat(info))


def flat(info: FieldInfo) -> Iterator[object]:
    """Yield all that a field's type is annotated with, inside unions too."""
    yield from info.metadata
    waiting: list[object] = [info.annotation]
    while waiting:
        one = waiting.pop()
        yield from getattr(one, "__metadata__", ())
        waiting += getattr(one, "__args__", ())


def exact(value: str) -> Decimal | None:
    """Return an amount; none where it is none."""
    try:
        return read_money(value)
    except ValueError:
        return None


def said(form: type[BaseModel] | None, key: str) -> Words:
    """Return a field's label in both languages."""
    if form is None:
        return Words(key, key)
    return Words(label(form, (key,), "zh"), label(form, (key,), "en"))


def joined(words: tuple[Words, ...]) -> Words:
    """Join labels into one."""
    return Words("·".join(it.zh for it in words), ", ".join(it.en for it in words))


def accounts(told: Proposal) -> Iterator[Account]:
    """Yield the funds whose balance or promises change, and the projects whose money does."""
    then = told.then.register if told.then else None
    now = told.now.register if told.now else None
    if now is None:
        return
    for fund in now.of(Fund):
        yield from compared(fund, of_fund(fund, then) if then else {}, of_fund(fund, now))
    for project in now.of(Project):
        before = of_project(project, then) if then else {}
        yield from compared(project, before, of_project(project, now))


def compared(record: Fund | Project, old: Amounts, new: Amounts) -> Iterator[Account]:
    """Yield one account where it differs."""
    if old != new:
        names = dict.fromkeys((*new, *old))
        lines = ((LINES[name], old.get(name), new.get(name)) for name in names)
        yield Account(record.id, both(record.title), tuple(lines))


LINES = {
    "balance": Words("余额", "balance"),
    "committed": Words("已答应未拨付", "promised, not yet paid"),
    "free": Words("还可安排", "left for new awards"),
    "budget": Words("预算", "budget"),
    "approved": Words("批准", "approved"),
    "paid": Words("已付", "paid"),
}


def of_fund(fund: Fund, register: Register) -> Amounts:
    """Return a fund's balance, promises and rest on the last day that anything moved."""
    found = register.get(fund.id)
    days = commitment.standing(found, register) if isinstance(found, Fund) else ()
    if not days:
        return {}
    return {"balance": days[-1].balance, "committed": days[-1].committed, "free": days[-1].free}


def of_project(project: Project, register: Register) -> Amounts:
    """Return a project's budget, what was approved for it, and what was paid."""
    found = register.get(project.id)
    if not isinstance(found, Project):
        return {}
    lines = money.lines(found, register)
    told = {
        "budget": found.budget,
        "approved": money.total(line.approved for line in lines),
        "paid": money.total(line.paid for line in lines) or None,
    }
    return {name: amount for name, amount in told.items() if amount is not None}
