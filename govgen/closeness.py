"""How near an offer is to an order: whether for its need, for who ordered, and how far away."""

from __future__ import annotations

from functools import lru_cache

from govgen.drawn.place import above
from govgen.kinds.issue import Category
from govgen.kinds.order import Order, Requester
from govgen.kinds.place import Level, Place
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.offer import Audience, Offer
from govgen.register import Register

SERVED = {
    Requester.RESIDENT: (Audience.RESIDENTS,),
    Requester.PARTY_MEMBER: (Audience.PARTY_MEMBERS, Audience.RESIDENTS),
    Requester.PARTY_ORG: (Audience.PARTY_ORGS,),
    Requester.UNIT: (Audience.UNITS,),
}
"""For whom an offer must be, by who ordered; what is for them as such first."""


def offers(register: Register) -> tuple[Offer, ...]:
    """Return all services and resources that are published in full, ended ones too."""
    every: tuple[Offer, ...] = (*register.of(Service), *register.of(Resource))
    return tuple(one for one in every if one.visibility == "full" and one.state != "voided")


def needs(offer: Offer) -> tuple[Category, ...]:
    """Return the needs that an offer serves: a service one, a resource those it names."""
    if isinstance(offer, Service):
        return (offer.category,)
    return offer.needs if isinstance(offer, Resource) else ()


def is_ordered(order: Order, offer: Offer, register: Register) -> bool:
    """Whether `offer` is the very service that was ordered."""
    return order.service is not None and register.get(order.service) is offer


def serves(order: Order, offer: Offer, register: Register) -> bool:
    """Whether `offer` is for the need of `order`."""
    return order.category in needs(offer) or is_ordered(order, offer, register)


def reach(offer: Offer, register: Register) -> str | None:
    """Return the place for all of which an offer is: its own, of a public venue the one around it; none is everywhere."""
    return around(offer.place, register)


@lru_cache(maxsize=4096)
def around(place: str | None, register: Register) -> str | None:
    """Return the nearest place outwards that is no venue, or the venue itself where there is none."""
    found = register.get(place)
    if not isinstance(found, Place):
        return None
    outer = (one for one in (found, *above(found, register)) if one.level is not Level.VENUE)
    return next(outer, found).id


def ways(order: Order, register: Register) -> tuple[str, ...]:
    """Return the place of an order and those it is part of, the nearest first; without one, the community."""
    place = register.get(order.place)
    return outwards(place.id if place else None, register)


@lru_cache(maxsize=4096)
def outwards(place: str | None, register: Register) -> tuple[str, ...]:
    """Return a place and those it is part of, the nearest first; for none the community, where there is only one."""
    found = register.get(place)
    if isinstance(found, Place):
        return (found.id, *(one.id for one in above(found, register)))
    whole = tuple(one.id for one in register.of(Place) if one.level is Level.COMMUNITY)
    return whole if len(whole) == 1 else ()


def distance(order: Order, offer: Offer, register: Register) -> int:
    """Return how many steps outwards an offer's place is from the order's; what is tied to no place comes after all, what is elsewhere last."""
    found, at = ways(order, register), reach(offer, register)
    if at is None:
        return len(found)
    return found.index(at) if at in found else len(found) + 1


def audience(order: Order, offer: Offer) -> int:
    """Return how closely an offer is meant for who ordered: 0 for them as such."""
    served = SERVED[order.requester]
    return next((n for n, one in enumerate(served) if one in offer.audience), len(served))
