"""What an organisation did: what it led, joined, gave, was paid for and was evaluated on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from govgen.kinds.evaluation import Evaluation
from govgen.kinds.ledger import INCOMING, Ledger
from govgen.kinds.organization import Organization
from govgen.kinds.project import Project
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.money import ZERO
from govgen.offer import Offer
from govgen.particulars import Involved, Role
from govgen.record import Record
from govgen.register import Register
from govgen.steps import moved

MOST = 12
"""Records that one list on an organisation's page shows, the latest first; the rest is a number."""
LEADING = frozenset((Role.LED_BY, Role.LEAD))


@dataclass(frozen=True, slots=True)
class Part:
    """One record and what an organisation was to it."""

    record: Record
    involved: Involved


@dataclass(frozen=True)
class Deeds:
    """What one organisation did; each list is whole and the latest first, amounts are yuan."""

    led: tuple[Part, ...]
    joined: tuple[Part, ...]
    evaluated: tuple[Evaluation, ...]
    evaluates: tuple[Evaluation, ...]
    given: tuple[tuple[Record, Decimal], ...]
    paid: tuple[tuple[Project, Decimal], ...]
    children: tuple[Organization, ...]
    offers: tuple[Offer, ...]


@lru_cache(maxsize=2)
def involvements(register: Register) -> dict[str, tuple[Part, ...]]:
    """Return, by organisation, the published records it has a part in, the latest first."""
    days = moved(register)
    found: dict[str, list[Part]] = {}
    for record in reversed(list(register.records.values())):
        if record.visibility == "full":
            for involved in record.organizations:
                found.setdefault(involved.org, []).append(Part(record, involved))
    return {
        org: tuple(sorted(parts, key=lambda p: days[p.record.id], reverse=True))
        for org, parts in found.items()
    }


def deeds(org: Organization, register: Register) -> Deeds:
    """Gather what `org` did."""
    parts = involvements(register).get(org.id, ())
    evaluations = [e for e in register.back(org.id, Evaluation) if e.visibility == "full"]
    evaluations.sort(key=lambda e: moved(register)[e.id], reverse=True)
    return Deeds(
        led=tuple(part for part in parts if part.involved.role in LEADING),
        joined=tuple(part for part in parts if part.involved.role not in LEADING),
        evaluated=tuple(e for e in evaluations if e.subject.ref == org.id),
        evaluates=tuple(e for e in evaluations if e.evaluator == org.id),
        given=tuple(given(org, register)),
        paid=tuple(paid(org, register)),
        children=tuple(o for o in register.back(org.id, Organization) if o.parent == org.id),
        offers=tuple(offers(org, register)),
    )


def offers(org: Organization, register: Register) -> Iterator[Offer]:
    """Yield the services and then the resources that `org` provides now."""
    yield from (
        one for one in register.back(org.id, Service) if one.provider == org.id and one.seen
    )
    yield from (one for one in register.back(org.id, Resource) if one.owner == org.id and one.seen)


def given(org: Organization, register: Register) -> list[tuple[Record, Decimal]]:
    """Return what `org` gave: to projects as a payer outside funds, to funds by their ledgers."""
    found: list[tuple[Record, Decimal]] = []
    for project in register.back(org.id, Project):
        amount = sum(
            (f.received or ZERO for f in project.funding if f.payer == org.id and f.fund is None),
            ZERO,
        )
        if amount and project.visibility == "full":
            found.append((project, amount))
    for ledger in register.back(org.id, Ledger):
        entries = (e for e in ledger.entries if e.from_org == org.id and e.type in INCOMING)
        amount = sum((entry.signed for entry in entries), ZERO)
        if amount:
            found.append((ledger, amount))
    return found


def paid(org: Organization, register: Register) -> list[tuple[Project, Decimal]]:
    """Return what `org` was paid by projects."""
    found = []
    for project in register.back(org.id, Project):
        amount = sum((p.amount for p in project.payments if p.payee == org.id), ZERO)
        if amount and project.visibility == "full":
            found.append((project, amount))
    return found


def shown(org: Organization, register: Register) -> tuple[tuple[str, ...], str]:
    """Return the ids of the records an organisation's page shows, and the numbers it tells beside them."""
    did = deeds(org, register)
    parts = (part.record.id for part in (*did.led[:MOST], *did.joined[:MOST]))
    evaluations = (e.id for e in (*did.evaluated[:MOST], *did.evaluates[:MOST]))
    money = (record.id for record, _ in (*did.given, *did.paid))
    children = (child.id for child in did.children)
    offered = (offer.id for offer in did.offers)
    facts = f"{len(did.led)} {len(did.joined)} {len(did.evaluated)} {len(did.evaluates)}"
    return tuple(dict.fromkeys((*parts, *evaluations, *money, *children, *offered))), facts
