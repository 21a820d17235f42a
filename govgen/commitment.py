"""What a fund has promised and not yet paid, so that two awards cannot both rest on one yuan.

committed = Σ over projects (awards passed − grants paid, never below nothing), until the project has
come to its end or its award has fallen; free = balance − committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from govgen import money, reached
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import EntryType
from govgen.kinds.project import Project
from govgen.money import ZERO, Awarded
from govgen.register import Register

Change = tuple[date, Decimal]
SIDEWAYS = frozenset(("voided", "suspended", "terminated"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A fund at the end of one day: balance, what is promised, and what is left for new awards."""

    day: date
    balance: Decimal
    committed: Decimal

    @property
    def free(self) -> Decimal:
        """Balance − committed."""
        return self.balance - self.committed


def standing(fund: Fund, register: Register) -> tuple[Standing, ...]:
    """Return `fund` at the end of each day on which its balance or its promises changed."""
    balances = dict(money.balance(fund, register))
    promised = dict(committed(fund, register))
    found, balance, owed = [], ZERO, ZERO
    for day in sorted(balances.keys() | promised.keys()):
        balance, owed = balances.get(day, balance), promised.get(day, owed)
        found.append(Standing(day, balance, owed))
    return tuple(found)


def committed(fund: Fund, register: Register) -> tuple[Change, ...]:
    """Return what `fund` has promised at the end of each day on which that changed."""
    changes: dict[date, Decimal] = {}
    for project_id, awards in by_project(fund, register).items():
        for day, change in differences(owed(project_id, awards, fund, register)):
            changes[day] = changes.get(day, ZERO) + change
    days = sorted(changes)
    return tuple(zip(days, accumulate(changes[day] for day in days), strict=True))


def by_project(fund: Fund, register: Register) -> dict[str, tuple[Awarded, ...]]:
    """Return the awards that draw on `fund` and were passed, by project."""
    return {
        project: found
        for project, awards in money.books(register).awards.items()
        if (found := tuple(a for a in awards if a.fund == fund.id and a.passed is not None))
    }


def owed(
    project_id: str, awards: tuple[Awarded, ...], fund: Fund, register: Register
) -> Iterator[Change]:
    """Yield what `fund` still owes one project at the end of each day on which that changed."""
    project = register.get(project_id)
    end = ended(project, register) if isinstance(project, Project) else None
    changes = sorted((*promises(awards), *grants(project_id, fund, register)))
    running = ZERO
    for day, change in changes:
        running += change
        if end is None or day < end:
            yield day, max(running, ZERO)
    if end is not None:
        yield end, ZERO


def promises(awards: tuple[Awarded, ...]) -> Iterator[Change]:
    """Yield each award on its day, and its fall."""
    for award in awards:
        if award.passed is not None:
            yield award.passed, award.amount
        if award.fallen is not None:
            yield award.fallen, -award.amount


def grants(project_id: str, fund: Fund, register: Register) -> Iterator[Change]:
    """Yield each grant of `fund` to one project as what is owed no longer; a reversal turns back."""
    for posting in money.books(register).postings.get(project_id, ()):
        own = money.named(posting.ledger.fund, register) == fund.id
        if own and posting.entry.type is EntryType.GRANT:
            yield posting.entry.at, posting.entry.signed


def differences(levels: Iterator[Change]) -> Iterator[Change]:
    """Turn levels into the changes between them."""
    before = ZERO
    for day, level in levels:
        yield day, level - before
        before = level


def ended(project: Project, register: Register) -> date | None:
    """Return the day `project` came to its end, from which no more of its award is owed."""
    state = project.state
    if state is None:
        return None
    following = project.KIND.next_states(project.track, state).keys() - SIDEWAYS
    return reached.last(project, register, state) if not following else None
