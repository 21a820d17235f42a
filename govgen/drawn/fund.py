"""A fund: what came in and went out, what it holds and has promised, project by project."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from govgen import commitment, money
from govgen.commitment import Standing
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import INCOMING, EntryType
from govgen.kinds.project import Project
from govgen.money import ZERO
from govgen.register import Register


@dataclass(frozen=True, slots=True)
class Grant:
    """One project's share of a fund in yuan: awarded, granted so far, given back."""

    project: Project
    awarded: Decimal
    granted: Decimal
    returned: Decimal


def standing(fund: Fund, register: Register) -> Standing | None:
    """Return `fund` as it stands after the last day on which anything moved; none without a ledger."""
    if not money.ledgers(fund, register):
        return None
    found = commitment.standing(fund, register)
    return found[-1] if found else None


def totals(fund: Fund, register: Register) -> tuple[tuple[EntryType, Decimal, bool], ...]:
    """Return Σ by type of entry over all ledgers, reversals taken off: (type, yuan, whether it came in)."""
    found: dict[EntryType, Decimal] = {}
    for ledger in money.ledgers(fund, register):
        for entry in ledger.entries:
            sign = 1 if entry.type in INCOMING else -1
            found[entry.type] = found.get(entry.type, ZERO) + entry.signed * sign
    return tuple((kind, found[kind], kind in INCOMING) for kind in EntryType if found.get(kind))


def grants(fund: Fund, register: Register) -> tuple[Grant, ...]:
    """Return the projects that `fund` pays for, the largest award first."""
    found = []
    for project_id, awards in commitment.by_project(fund, register).items():
        project = register.get(project_id)
        if isinstance(project, Project) and project.visibility != "count":
            awarded = sum((award.amount for award in awards if award.stands), ZERO)
            granted = money.granted(project, register, fund.id) or ZERO
            returned = money.returned(project, register, fund.id) or ZERO
            found.append(Grant(project, awarded, granted, returned))
    return tuple(sorted(found, key=lambda grant: (-grant.awarded, grant.project.id)))


def shown(fund: Fund, register: Register) -> tuple[str, ...]:
    """Return the ids of all records a fund's page shows."""
    rounds = tuple(link.source for link in register.referrers.get(fund.id, ()))
    decisions = tuple(
        award.decision.id
        for awards in commitment.by_project(fund, register).values()
        for award in awards
    )
    projects = tuple(grant.project.id for grant in grants(fund, register))
    return (*rounds, *decisions, *projects)
