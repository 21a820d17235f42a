"""What concerns a place: what is open there, around it and within it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from govgen.clock import AWAITED
from govgen.drawn.decision import open_windows
from govgen.kinds.decision import Decision
from govgen.kinds.order import Order
from govgen.kinds.place import Level, Place
from govgen.kinds.project import Project
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.offer import Offer
from govgen.progress import Milestone
from govgen.publicity import Window
from govgen.record import Record
from govgen.register import Register
from govgen.steps import going_on, moved, state_of

SOON = timedelta(days=183)
MOST = 24
"""Records that one list on a place's page shows, the latest first."""
SKIPPED = frozenset(("place", "organization", "fund", "ledger", "service", "resource"))


@dataclass(frozen=True)
class Concern:
    """What concerns a place; each list is whole, the latest first.

    `open_here` and `ended_here` lie at the place or within it, `open_around` at the places it is part
    of; `orders` are those at or within it that residents wait for, of all `ordered` there.
    """

    above: tuple[Place, ...]
    within: tuple[Place, ...]
    beside: tuple[Place, ...]
    open_here: tuple[Record, ...]
    ended_here: tuple[Record, ...]
    open_around: tuple[Record, ...]
    orders: tuple[Order, ...]
    ordered: int
    windows: tuple[tuple[Decision, Window], ...]
    milestones: tuple[tuple[Project, Milestone], ...]
    offers: tuple[Offer, ...]


@lru_cache(maxsize=2)
def children(register: Register) -> dict[str, tuple[Place, ...]]:
    """Return the places directly within each place."""
    found: dict[str, list[Place]] = {}
    for place in register.of(Place):
        if place.parent:
            found.setdefault(place.parent, []).append(place)
    return {parent: tuple(places) for parent, places in found.items()}


@lru_cache(maxsize=2)
def located(register: Register) -> dict[str, tuple[Record, ...]]:
    """Return the records of each place, the latest first; a card is told of at no finer place than the community."""
    found: dict[str, list[Record]] = {}
    for record in register.records.values():
        place = told_at(record, register)
        if place and record.visibility != "count" and record.KIND.name not in SKIPPED:
            found.setdefault(place, []).append(record)
    return {place: tuple(latest_first(records, register)) for place, records in found.items()}


def latest_first(records: Iterable[Record], register: Register) -> list[Record]:
    """Sort records by the day on which something last happened to them."""
    days = moved(register)
    return sorted(records, key=lambda record: days[record.id], reverse=True)


def told_at(record: Record, register: Register) -> str | None:
    """Return the id of the place at which a record is shown."""
    place = register.get(record.place)
    if record.visibility == "full" or not isinstance(place, Place):
        return place.id if place else None
    return next(
        (p.id for p in (place, *above(place, register)) if p.level is Level.COMMUNITY), None
    )


def above(place: Place, register: Register) -> Iterator[Place]:
    """Yield the places that `place` is part of, the nearest first; a circle ends."""
    seen = {place.id}
    found = register.get(place.parent)
    while isinstance(found, Place) and found.id not in seen:
        yield found
        seen.add(found.id)
        found = register.get(found.parent)


def inside(place: Place, register: Register) -> Iterator[Place]:
    """Yield all places within `place`, the nearest first; a circle ends."""
    seen = {place.id}
    queue = list(children(register).get(place.id, ()))
    for found in queue:
        if found.id not in seen:
            seen.add(found.id)
            queue += children(register).get(found.id, ())
            yield found


def concern(place: Place, register: Register) -> Concern:
    """Gather what concerns `place`."""
    return concern_at(place.id, register)


@lru_cache(maxsize=512)
def concern_at(place_id: str, register: Register) -> Concern:
    """Walk up and down from a place and sort what lies there."""
    place = register.records[place_id]
    if not isinstance(place, Place):
        raise TypeError(place_id)
    up, down = tuple(above(place, register)), tuple(inside(place, register))
    at, busy, inner = located(register), under_way(register), children(register)
    lying = latest_first((r for p in (place, *down) for r in at.get(p.id, ())), register)
    here = [record for record in lying if not isinstance(record, Order)]
    orders = [record for record in lying if isinstance(record, Order)]
    around = [
        record
        for p in up
        for record in at.get(p.id, ())
        if record.id in busy and not isinstance(record, Order)
    ]
    return Concern(
        above=up,
        within=inner.get(place.id, ()),
        beside=tuple(p for p in inner.get(place.parent or "", ()) if p.id != place.id),
        open_here=tuple(record for record in here if record.id in busy),
        ended_here=tuple(record for record in here if record.id not in busy),
        open_around=tuple(latest_first(around, register)),
        orders=tuple(order for order in orders if order.state in AWAITED),
        ordered=len(orders),
        windows=tuple(windows((*here, *around), register)),
        milestones=tuple(milestones((*here, *around), register.as_of)),
        offers=tuple(offers((place, *down, *up), register)),
    )


def offers(places: Iterable[Place], register: Register) -> Iterator[Offer]:
    """Yield what can be had at `places`, in their order."""
    found = offered(register)
    for place in places:
        yield from found.get(place.id, ())


@lru_cache(maxsize=2)
def offered(register: Register) -> dict[str, tuple[Offer, ...]]:
    """Return the open services and resources of each place, services first."""
    found: dict[str, tuple[Offer, ...]] = {}
    for offer in (*register.of(Service), *register.of(Resource)):
        if offer.place and offer.seen:
            found[offer.place] = (*found.get(offer.place, ()), offer)
    return found


@lru_cache(maxsize=2)
def under_way(register: Register) -> frozenset[str]:
    """Return the ids of the records in which residents still wait for something.

    A warranty that runs or a rule in force is no waiting.
    """
    found = (register.records[name] for name in going_on(register))
    as_of = register.as_of
    return frozenset(r.id for r in found if state_of(r).tone != "done" or lacks(r, as_of))


def lacks(record: Record, as_of: date) -> bool:
    """Whether a finished project still has a milestone due within the half year, or overdue."""
    if not isinstance(record, Project) or not record.live:
        return False
    return any(p.actual is None and p.planned <= as_of + SOON for p in record.milestones)


def windows(records: tuple[Record, ...], register: Register) -> list[tuple[Decision, Window]]:
    """Return the open windows among `records`, the first to close first."""
    found = [(r, w) for r in records if isinstance(r, Decision) for w in open_windows(r, register)]
    return sorted(found, key=lambda pair: (pair[1].to, pair[0].id))


def milestones(records: tuple[Record, ...], as_of: date) -> list[tuple[Project, Milestone]]:
    """Return what the projects among `records` plan for the next half year, the earliest first."""
    found = [
        (record, point)
        for record in records
        if isinstance(record, Project) and record.live and record.visibility == "full"
        for point in record.milestones
        if point.actual is None and as_of <= point.planned <= as_of + SOON
    ]
    return sorted(found, key=lambda pair: (pair[1].planned, pair[0].id))


def shown(place: Place, register: Register) -> tuple[tuple[str, ...], str]:
    """Return the ids of the records a place's page shows, and the numbers it tells beside them."""
    found = concern(place, register)
    places = (p.id for p in (*found.above, *found.within, *found.beside))
    records = (
        r.id for r in (*found.open_here[:MOST], *found.ended_here[:MOST], *found.open_around[:MOST])
    )
    orders = (order.id for order in found.orders[:MOST])
    dated = (record.id for record, _ in (*found.windows, *found.milestones))
    offers = (offer.id for offer in found.offers[:MOST])
    facts = f"{len(found.open_here)} {len(found.ended_here)} {len(found.open_around)} {len(found.offers)} {len(found.orders)} {found.ordered}"
    return tuple(dict.fromkeys((*places, *records, *orders, *dated, *offers))), facts
