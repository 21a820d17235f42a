"""Needs against offers: for each need and place what was ordered, what nobody took up, what can be had, and the gap.

Orders of the twelve months that end with the register's day count, and older ones that no unit has
yet; those that were merged, withdrawn or voided do not. A place counts what is ordered in it and
anywhere within; orders without a place, whose progress alone is public, or that are only counted,
are told of at their community. Where fewer than `groups_min` of these stand in a figure, or could be told from the
others, it is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govgen.clock import APART
from govgen.closeness import needs, offers, outwards, reach
from govgen.drawn.place import told_at
from govgen.kind import Tone
from govgen.kinds.issue import Category
from govgen.kinds.order import Order
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.matching import fits
from govgen.offer import Offer
from govgen.register import Register
from govgen.vacancy import UNCLAIMED
from govgen.withholding import Group, withheld
from govgen.words import Choice, Words

CATEGORIES = tuple(Category)


class Gap(Choice):
    """How what is offered answers what is needed, the widest gap first."""

    NOTHING = "nothing", "有需求、没有服务", "needed, and no service offers it"
    RESOURCES = (
        "resources",
        "有需求，只有资源、没有服务",
        "needed; there are resources, but no service",
    )
    PARTLY = "partly", "有需求，只有部分地方有服务", "needed, and offered in parts of it only"
    UNMET = "unmet", "有服务，但有的单接不了", "offered, but some orders find nothing that fits"
    WAITING = "waiting", "有服务，还有单没人领", "offered, and some orders are still unclaimed"
    MET = "met", "有需求、有服务", "needed and offered"
    UNUSED = "unused", "能提供，近一年没人点", "offered, but not ordered for a year"


TONES: Mapping[Gap, Tone] = {
    Gap.NOTHING: "ended",
    Gap.RESOURCES: "ended",
    Gap.PARTLY: "open",
    Gap.UNMET: "open",
    Gap.WAITING: "waiting",
    Gap.MET: "done",
    Gap.UNUSED: "done",
}
GAPS = tuple(Gap)
MARKS = ("ordered", "unclaimed", "declined", "unmet")
"""Under what an order counts; what is unmet is unclaimed, and nothing fits it."""
Spot = tuple[Category, str | None]
"""A need and the id of a place; none is the whole register."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many orders count under each mark, and how many of them are sensitive."""

    numbers: Counter[str]
    sensitive: Counter[str]

    def group(self, mark: str, *less: str) -> Group:
        """Return how many count under `mark` and not under `less`, with the sensitive among them."""
        size, hidden = (
            it[mark] - sum(it[one] for one in less) for it in (self.numbers, self.sensitive)
        )
        return Group(size, hidden)

    def shown(self, least: int) -> dict[str, int | None]:
        """Return the numbers; none where one, or what the others leave of their sum, tells of a small group."""
        sums = (
            {"ordered": self.group("ordered")},
            {
                "unclaimed": self.group("unclaimed"),
                "declined": self.group("declined"),
                "rest": self.group("ordered", "unclaimed", "declined"),
            },
            {"unmet": self.group("unmet"), "met": self.group("unclaimed", "unmet")},
        )
        secret = {name for parts in sums for name in secrets(parts, least)}
        if "unclaimed" in secret and self.numbers["unmet"]:
            secret.add("unmet")
        return {mark: None if mark in secret else self.numbers[mark] for mark in MARKS}


@dataclass(frozen=True, slots=True)
class Need:
    """One need at one place, or in all (`place` none): orders against what can be had.

    `ordered`, `unclaimed`, `declined` and `unmet` (unclaimed, and nothing fits) are numbers of
    orders, none where withheld. `services` and `resources` can be had throughout the place, `partly`
    in parts of it only.
    """

    category: Category
    place: str | None
    ordered: int | None
    unclaimed: int | None
    declined: int | None
    unmet: int | None
    services: tuple[Service, ...]
    resources: tuple[Resource, ...]
    partly: tuple[Offer, ...]
    gap: Gap

    @property
    def facts(self) -> tuple[object, ...]:
        """All of it as plain values."""
        offers = (*self.services, *self.resources, *self.partly)
        numbers = self.ordered, self.unclaimed, self.declined, self.unmet
        return self.category, self.place, numbers, tuple(one.id for one in offers), self.gap

    def lacking(self) -> Words:
        """Say how many orders were not taken up, found nothing, or were declined; empty where none."""
        numbers = (
            (Words("没人领", "unclaimed"), self.unclaimed),
            (Words("找不到合适的", "nothing fits"), self.unmet),
            (Words("不予办理", "declined"), self.declined),
        )
        return listed(*((word, figure(number)) for word, number in numbers if number != 0))

    def asked(self) -> Words:
        """Say how many were ordered, and what became of those that nobody took up."""
        ordered = Words("点单", "ordered"), figure(self.ordered)
        rest = self.lacking()
        return listed(ordered, (Words("", ""), rest)) if rest.zh else listed(ordered)

    def told(self) -> Words:
        """Say what was ordered and how much can be had."""
        stock = (
            (Words("服务", "services"), len(self.services)),
            (Words("资源", "resources"), len(self.resources)),
            (Words("只在部分地方的", "in parts of it only"), len(self.partly)),
        )
        had = [(word, Words(f"{number} 项", str(number))) for word, number in stock if number]
        return listed((Words("", ""), self.asked()), *had)


def figure(number: int | None) -> Words:
    """Write a number of orders, or that it is withheld."""
    if number is None:
        return Words("不公开", "withheld")
    return Words(f"{number} 件", str(number))


def listed(*told: tuple[Words, Words]) -> Words:
    """Put words and their figures into one line."""
    return Words(
        "，".join(f"{word.zh} {found.zh}".strip() for word, found in told),
        ", ".join(f"{word.en} {found.en}".strip() for word, found in told),
    )


@lru_cache(maxsize=2)
def demand(register: Register) -> tuple[Need, ...]:
    """Return all needs, the widest gap first, each followed by the places where there is one, outer before inner ones.

    The only community is the whole register, and not told twice.
    """
    found, stock = tallies(register), stocked(register)
    only = outwards(None, register)
    spots = {spot for spot in found if spot[1] not in only}
    spots |= {(category, None) for category in stock}
    nothing = Tally(Counter(), Counter())
    rows = [need(spot, found.get(spot, nothing), stock, register) for spot in spots]
    tops = {row.category: weight(row) for row in rows if row.place is None}

    def order(row: Need) -> tuple[object, ...]:
        way = outwards(row.place, register)[::-1] if row.place else ()
        return tops[row.category], way

    return tuple(sorted(rows, key=order))


def weight(row: Need) -> tuple[int, int, int, int]:
    """Return how wide a gap is: its kind, then how many orders find nothing, or were made; a withheld number counts as none."""
    return (
        GAPS.index(row.gap),
        -(row.unmet or 0),
        -(row.ordered or 0),
        CATEGORIES.index(row.category),
    )


@lru_cache(maxsize=2)
def tallies(register: Register) -> Mapping[Spot, Tally]:
    """Count orders in one pass: each at its place, all around it, and in the whole."""
    begin = a_year_before(register.as_of)
    found: dict[Spot, Tally] = {}
    for order in register.of(Order):
        if order.state in APART or not counts(order, begin, register):
            continue
        marks = tuple(marked(order, register))
        for place in (None, *outwards(told_at(order, register), register)):
            tally = found.setdefault((order.category, place), Tally(Counter(), Counter()))
            tally.numbers.update(marks)
            if order.visibility != "full":
                tally.sensitive.update(marks)
    return found


def secrets(parts: Mapping[str, Group], least: int) -> Iterator[str]:
    """Yield the parts of a sum that are withheld; a nought tells of nobody."""
    kept = [name for name, group in parts.items() if group.size]
    for index in withheld([parts[name] for name in kept], least, private=False):
        yield kept[index]


def counts(order: Order, begin: date, register: Register) -> bool:
    """Whether an order was made after `begin`, or still waits for a unit."""
    made = register.day(order.asked or order.events[0].at)
    return order.state in UNCLAIMED or begin < made <= register.as_of


def marked(order: Order, register: Register) -> Iterator[str]:
    """Yield under what an order counts."""
    yield "ordered"
    if order.state == "declined":
        yield "declined"
    if order.state in UNCLAIMED:
        yield "unclaimed"
        if next(fits(order, register), None) is None:
            yield "unmet"


def a_year_before(day: date) -> date:
    """Return the same day of the year before, the last of February for a leap day."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)


@lru_cache(maxsize=2)
def stocked(register: Register) -> Mapping[Category, tuple[tuple[str | None, Offer], ...]]:
    """Return what can be had for each need, each offer with the place for all of which it is."""
    found: dict[Category, list[tuple[str | None, Offer]]] = {}
    for offer in offers(register):
        if offer.open:
            for category in needs(offer):
                found.setdefault(category, []).append((reach(offer, register), offer))
    return {category: tuple(rows) for category, rows in found.items()}


def need(
    spot: Spot,
    tally: Tally,
    stock: Mapping[Category, tuple[tuple[str | None, Offer], ...]],
    register: Register,
) -> Need:
    """Set what was ordered at one spot against what can be had there."""
    category, place = spot
    around = outwards(place, register)
    there = [one for at, one in stock.get(category, ()) if at is None or at in around]
    partly = [
        one
        for at, one in stock.get(category, ())
        if at is not None
        and at not in around
        and (place is None or place in outwards(at, register))
    ]
    services = tuple(one for one in there if isinstance(one, Service))
    resources = tuple(one for one in there if isinstance(one, Resource))
    return Need(
        category,
        place,
        **tally.shown(register.community.groups_min),
        services=services,
        resources=resources,
        partly=tuple(partly),
        gap=gap(tally.numbers, services, resources, partly),
    )


def gap(
    numbers: Counter[str],
    services: tuple[Service, ...],
    resources: tuple[Resource, ...],
    partly: list[Offer],
) -> Gap:
    """Say how wide the gap is."""
    if not numbers["ordered"]:
        return Gap.UNUSED
    if not services:
        some = any(isinstance(one, Service) for one in partly)
        return Gap.PARTLY if some else Gap.RESOURCES if resources or partly else Gap.NOTHING
    return Gap.UNMET if numbers["unmet"] else Gap.WAITING if numbers["unclaimed"] else Gap.MET
