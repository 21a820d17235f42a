"""The rules: each is one module in `govgen.checks` that registers one function with `@rule`.

A module's docstring is the rule's manual page: a Chinese half and an English half, each a title
line and three paragraphs (rule, why, how to mend), parted by a line `---`. Rules that are applied
while files are read have a page and no function.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeVar

import govgen.checks
from govgen.aside import aside
from govgen.load import located
from govgen.manual import pages
from govgen.problem import Diagnostic, Problem, Severity
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words

R = TypeVar("R", bound=Record)
Finder = Callable[[Any, Register], Iterator[Problem]]
WholeFinder = Callable[[Register], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """One rule. An irregular one may be recorded: then it warns instead of failing.

    `on` names the field that it is about, where it has nothing to say of records that leave it empty.
    """

    code: str
    kinds: tuple[type[Record], ...]
    on: str
    find: Finder
    severity: Severity
    irregular: bool


MANY = 2000
"""So many records are judged in two processes."""

CHECKS: dict[str, Rule] = {}
"""All rules by code, filled as `govgen.checks` is walked."""
WHOLE: dict[str, WholeFinder] = {}
"""By code, what is asked once of the whole register, and of community.yml and people.yml."""


def rule(
    *kinds: type[Record], on: str = "", severity: Severity = "error", irregular: bool = False
) -> Callable[
    [Callable[[R, Register], Iterator[Problem]]], Callable[[R, Register], Iterator[Problem]]
]:
    """Register a function that yields what is wrong with one record of `kinds` (none: of every kind).

    Where `on` names a field, only records that say something in it are asked.
    """

    def register(
        find: Callable[[R, Register], Iterator[Problem]],
    ) -> Callable[[R, Register], Iterator[Problem]]:
        code = find.__module__.rsplit(".", 1)[-1].replace("_", "-")
        CHECKS[code] = Rule(code, kinds, on, find, severity, irregular)
        return find

    return register


def whole_rule(find: WholeFinder) -> WholeFinder:
    """Register a function that yields what is wrong with the register as a whole.

    Each problem names in `record` where it stands: a record's id, `community.yml`, `people.yml`, or
    the path of a file.
    """
    WHOLE[find.__module__.rsplit(".", 1)[-1].replace("_", "-")] = find
    return find


@cache
def rules() -> tuple[Rule, ...]:
    """Walk `govgen.checks` and return every rule, by code."""
    for module in pkgutil.iter_modules(govgen.checks.__path__):
        importlib.import_module(f"govgen.checks.{module.name}")
    return tuple(CHECKS[code] for code in sorted(CHECKS))


def manual() -> dict[str, Words]:
    """Return the manual page of every rule by code: title line, then paragraphs."""
    return pages(govgen.checks)


def check(register: Register, *, alone: bool = True) -> tuple[Diagnostic, ...]:
    """Apply every rule to every record; sorted by file, line, column, code.

    `alone` allows a second process, where no other work is waiting for it.
    """
    records = tuple(register.records.values())
    rules()
    if len(records) < MANY or not alone:
        found = one_by_one(records, register)
    else:
        register.referrers  # noqa: B018 - known before the fork, so that it is computed once
        other = aside(partial(one_by_one, records[1::2], register))
        found = [*one_by_one(records[::2], register), *other()]
    for code, find in WHOLE.items():
        found += [placed(code, problem, register) for problem in find(register)]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.order))


def one_by_one(records: Iterable[Record], register: Register) -> list[Diagnostic]:
    """Apply the rules for single records to each of `records`."""
    return [
        judged(applied, record, problem, register)
        for record in records
        for field, asked in rules_of(type(record)).items()
        if not field or getattr(record, field)
        for applied in asked
        for problem in applied.find(record, register)
    ]


@cache
def rules_of(model: type[Record]) -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules for single records of a kind, by code, under the field that each is about."""
    asked = [one for one in rules() if not one.kinds or issubclass(model, one.kinds)]
    return {on: tuple(it for it in asked if it.on == on) for on in sorted({it.on for it in asked})}


def judged(applied: Rule, record: Record, problem: Problem, register: Register) -> Diagnostic:
    """Place a problem; an irregularity that is recorded warns."""
    subject = problem.record or record.id
    holder = register.records[subject]
    recorded = applied.irregular and any(
        item.rule == applied.code for item in holder.irregularities
    )
    severity: Severity = "warning" if recorded else applied.severity
    return located(problem, register.documents[subject], subject, severity, applied.code)


def placed(code: str, problem: Problem, register: Register) -> Diagnostic:
    """Place a problem of the whole register in the file it names."""
    name = problem.record or ""
    record = name if name in register.documents else None
    document = register.documents.get(name) or register.tops.get(name)
    if document is None:
        return Diagnostic(name, 1, 1, "error", code, None, "", problem.message, problem.hint)
    return located(problem, document, record, "error", code)
