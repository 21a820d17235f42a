"""What a fund has promised and not yet paid, so that two awards cannot both rest on one yuan.

committed = Σ over projects (awards passed − grants paid, never below nothing), until the project's award
has fallen, it ended badly, or it is done and had its last tranche; free = balance − committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from govgen import money, reached
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import EntryType, Tranche
from govgen.kinds.project import Project
from govgen.money import ZERO, Awarded, Posting
from govgen.register import Register

Change = tuple[date, Decimal]
LAST = (Tranche.FINAL, Tranche.WHOLE)
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
    end = ended(project, fund, register) if isinstance(project, Project) else None
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
        if granted(posting, fund, register):
            yield posting.entry.at, posting.entry.signed


def granted(posting: Posting, fund: Fund, register: Register) -> bool:
    """Whether an entry is a grant of `fund`."""
    own = money.named(posting.ledger.fund, register) == fund.id
    return own and posting.entry.type is EntryType.GRANT


def differences(levels: Iterator[Change]) -> Iterator[Change]:
    """Turn levels into the changes between them."""
    before = ZERO
    for day, level in levels:
        yield day, level - before
        before = level


def ended(project: Project, fund: Fund, register: Register) -> date | None:
    """Return the day from which `fund` owes `project` no more of its award; none while it may.

    A project that is done is owed what is left until its final (or only) tranche was granted.
    """
    state = project.state
    if state is None or project.KIND.next_states(project.track, state).keys() - SIDEWAYS:
        return None
    day = reached.last(project, register, state)
    if project.KIND.all_states[state].tone != "done" or day is None:
        return day
    last = settled(project, fund, register)
    return max(day, last) if last else None


def settled(project: Project, fund: Fund, register: Register) -> date | None:
    """Return the day `fund` granted the final (or only) tranche; none before, or where it was reversed."""
    found = [it for it in money.postings(project, register) if granted(it, fund, register)]
    undone = {(it.ledger.id, it.entry.reverses) for it in found}
    days = (
        it.entry.at
        for it in found
        if it.entry.tranche in LAST
        and it.entry.reverses is None
        and (it.ledger.id, it.entry.no) not in undone
    )
    return max(days, default=None)
