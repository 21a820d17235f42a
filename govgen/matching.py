"""精准对接: the services and resources that fit an order that no unit has claimed, the best first.

An offer fits where all of this holds:

- need: it is the service that was ordered, or serves the same need; a resource says for itself
  which needs it serves, and is not guessed at;
- it is open, and published in full;
- audience: it is for who ordered; what is for residents is for the Party members among them too;
- place: it is at the place of the order or at one that this is part of, or tied to no place; what is
  at a public venue is for all of the place around it; an order without a place may be anywhere in
  the community;
- capacity: there is room for the order's quantity in the period in which it is wanted
  (`govgen.vacancy`).

`rank` is a total order of all offers for one order: the service that was ordered before all others,
services before resources, the nearer before the farther, what is for the one who ordered as such
before what is for residents at large, and last the id, which no two share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from govgen.closeness import (
    SERVED,
    audience,
    distance,
    is_ordered,
    needs,
    offers,
    reach,
    serves,
    ways,
)
from govgen.kinds.issue import Category
from govgen.kinds.order import Order, Requester
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.length import instant
from govgen.offer import Offer
from govgen.reasons import faults, reasons
from govgen.register import Register
from govgen.vacancy import UNCLAIMED
from govgen.words import Words

Shelf = tuple[bool, Category, Requester, str | None]
Rank = tuple[bool, bool, int, int, str]


@dataclass(frozen=True, slots=True)
class Fit:
    """An offer that fits, and why, in words."""

    offer: Offer
    reasons: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """An offer for the same need that does not fit, and why not, in words."""

    offer: Offer
    faults: tuple[Words, ...]


@lru_cache(maxsize=2)
def unclaimed(register: Register) -> tuple[Order, ...]:
    """Return the orders that no unit has, who asked first before the others."""
    zone = register.community.zone
    found = [order for order in register.of(Order) if order.state in UNCLAIMED]
    found.sort(key=lambda one: (instant(one.asked or one.events[0].at, zone), one.id))
    return tuple(found)


@lru_cache(maxsize=2)
def paired(register: Register) -> tuple[tuple[Order, tuple[Fit, ...]], ...]:
    """Return the unclaimed orders that are published in full, each with its best fits."""
    found = (order for order in unclaimed(register) if order.visibility == "full")
    return tuple((order, best(order, register)) for order in found)


def waiting(offer: Offer, register: Register) -> int:
    """Return how many unclaimed orders, of those published in full, have `offer` among their best fits."""
    return sought(register)[offer.id]


@lru_cache(maxsize=2)
def sought(register: Register) -> Counter[str]:
    """Count the unclaimed orders of each offer."""
    return Counter(fit.offer.id for _, found in paired(register) for fit in found)


def fits(order: Order, register: Register) -> Iterator[Fit]:
    """Yield the offers that fit `order`, the best first; each is looked at when it is asked for."""
    for offer in candidates(order, register):
        if not faults(order, offer, register):
            yield Fit(offer, tuple(reasons(order, offer, register)))


def best(order: Order, register: Register, most: int = 3) -> tuple[Fit, ...]:
    """Return the first `most` fits; the service that was ordered alone where it fits."""
    found = tuple(islice(fits(order, register), most))
    return found[:1] if found and is_ordered(order, found[0].offer, register) else found


def misses(order: Order, register: Register) -> list[Miss]:
    """Return the offers for the same need that do not fit, the nearest first: by the number of faults, then by rank."""
    found = [
        (len(wrong), rank(order, offer, register), Miss(offer, wrong))
        for offer in offers(register)
        if serves(order, offer, register) and (wrong := tuple(faults(order, offer, register)))
    ]
    return [miss for *_, miss in sorted(found, key=lambda one: one[:2])]


def rank(order: Order, offer: Offer, register: Register) -> Rank:
    """Return where an offer stands among all for `order`; the least is the best."""
    return (
        not is_ordered(order, offer, register),
        isinstance(offer, Resource),
        distance(order, offer, register),
        audience(order, offer),
        offer.id,
    )


def candidates(order: Order, register: Register) -> Iterator[Offer]:
    """Yield, by rank, the offers that stand where `order` finds them: by need, audience and place."""
    asked = register.get(order.service)
    if isinstance(asked, Service):
        yield asked
    found = shelves(register)
    for lent in (False, True):
        for place in (*ways(order, register), None):
            for offer in found.get((lent, order.category, order.requester, place), ()):
                if offer is not asked:
                    yield offer


@lru_cache(maxsize=2)
def shelves(register: Register) -> Mapping[Shelf, tuple[Offer, ...]]:
    """Sort what can be had by kind (whether a resource), need, who may order and where, each shelf by rank.

    So that an order looks only at what may fit it, however many offers there are.
    """
    found: dict[Shelf, list[tuple[int, str, Offer]]] = {}
    for offer in offers(register):
        if offer.open:
            at, lent = reach(offer, register), isinstance(offer, Resource)
            for need in needs(offer):
                for who, served in SERVED.items():
                    here = next((n for n, one in enumerate(served) if one in offer.audience), None)
                    if here is not None:
                        found.setdefault((lent, need, who, at), []).append((here, offer.id, offer))
    return {shelf: tuple(it[2] for it in sorted(rows)) for shelf, rows in found.items()}
