"""What is left of an offer's capacity for one order: those who asked before it are served first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from govgen.clock import APART, AWAITED
from govgen.kinds.order import Order
from govgen.kinds.service import Service
from govgen.length import instant
from govgen.offer import Capacity, Offer, Period
from govgen.register import Register
from govgen.steps import written_words
from govgen.words import Words

UNCLAIMED = frozenset(("requested", "triaged", "dispatched", "returned", "reassigned"))
"""States in which no unit has an order."""
TURNED_AWAY = frozenset(("declined", "became_issue"))
NOW = {
    Period.DAY: Words("今天", "today"),
    Period.WEEK: Words("本周", "this week"),
    Period.MONTH: Words("本月", "this month"),
}
AGREED = {
    Period.DAY: Words("约定那天", "on the day agreed"),
    Period.WEEK: Words("约定那周", "in the week agreed"),
    Period.MONTH: Words("约定那月", "in the month agreed"),
}


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What an offer can still take: `left` of its capacity, `wanted` by the order.

    `left` is none where nobody counts: orders name services, not resources, so that of a resource
    only what it holds at a time is known. `when` says in which period, and is empty at a time.
    """

    capacity: Capacity
    left: int | None
    wanted: int
    when: Words

    @property
    def enough(self) -> bool:
        """Whether the order can be taken."""
        return self.left is None or self.left >= self.wanted

    @property
    def words(self) -> Words:
        """Say how much there is: 本月还能接 12 人次; 本月只剩 2 人次，这单要 5; 本月已约满."""
        unit, per, when = written_words(self.capacity.unit), self.capacity.per.words, self.when
        number = self.capacity.number
        if self.left is None or not when.zh:
            zh, en = f"{per.zh} {number} {unit.zh}", f"{number} {unit.en} {per.en}"
            short = Words(f"，这单要 {self.wanted}", f", and {self.wanted} are needed")
            return Words(zh, en) if self.enough else Words(f"{zh}{short.zh}", f"{en}{short.en}")
        if self.enough:
            return Words(
                f"{when.zh}还能接 {self.left} {unit.zh}",
                f"{self.left} of {number} {unit.en} left {when.en}",
            )
        if self.left <= 0:
            return Words(
                f"{when.zh}已约满（{per.zh} {number} {unit.zh}）",
                f"fully booked {when.en} ({number} {unit.en} {per.en})",
            )
        return Words(
            f"{when.zh}只剩 {self.left} {unit.zh}，这单要 {self.wanted}",
            f"only {self.left} of {number} {unit.en} left {when.en}, and {self.wanted} are needed",
        )


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one period, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Line:
    """Who ordered a service in one period: the quantity `ahead` of each order that waits, and of all."""

    ahead: Mapping[str, int]
    whole: int


def vacancy(order: Order, offer: Offer, register: Register) -> Vacancy | None:
    """Return what is left of `offer` for `order`; none where it states no capacity.

    left = capacity - the quantities ordered of this service in the period in which the order is
    wanted, those that units have claimed and those that asked before it; of the present period the
    backlog of earlier ones too. Orders that fell away take nothing; one without a quantity takes 1.
    """
    capacity = offer.capacity
    if capacity is None:
        return None
    if capacity.per is Period.TIME:
        return Vacancy(capacity, capacity.number, quantity(order), Words("", ""))
    if not isinstance(offer, Service):
        return Vacancy(capacity, None, quantity(order), Words("", ""))
    day = max(wanted(order, register), register.as_of)
    span = spanned(capacity.per, day)
    now = span.first <= register.as_of <= span.last
    found = line(offer.id, span, register)
    left = capacity.number - found.ahead.get(order.id, found.whole)
    return Vacancy(capacity, left, quantity(order), (NOW if now else AGREED)[capacity.per])


def quantity(order: Order) -> int:
    """Return how much is ordered; one where nobody counted."""
    return order.quantity or 1


def wanted(order: Order, register: Register) -> date:
    """Return the day for which something is ordered: the one agreed, else that of the request."""
    return register.day(order.promised or order.asked or order.events[0].at)


def spanned(per: Period, on: date) -> Span:
    """Return the day, the week from Monday, or the month of `on`."""
    if per is Period.MONTH:
        first = on.replace(day=1)
        return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    first = on - timedelta(days=on.weekday()) if per is Period.WEEK else on
    return Span(first, first + timedelta(days=6 if per is Period.WEEK else 0))


@lru_cache(maxsize=2)
def ordered(register: Register) -> Mapping[str, tuple[Order, ...]]:
    """Return the orders of each service that did not fall away: the claimed first, then by their request."""
    found: dict[str, list[Order]] = {}
    for order in register.of(Order):
        service = register.get(order.service)
        if service and order.state not in APART | TURNED_AWAY:
            found.setdefault(service.id, []).append(order)
    zone = register.community.zone
    for orders in found.values():
        orders.sort(
            key=lambda one: (
                one.state in UNCLAIMED,
                instant(one.asked or one.events[0].at, zone),
                one.id,
            )
        )
    return {service: tuple(orders) for service, orders in found.items()}


@lru_cache(maxsize=8192)
def line(service: str, span: Span, register: Register) -> Line:
    """Add up, in the order in which they are served, what was ordered of a service in one period."""
    now = span.first <= register.as_of <= span.last
    ahead: dict[str, int] = {}
    whole = 0
    for order in ordered(register).get(service, ()):
        day = wanted(order, register)
        late = now and day < span.first and order.state in AWAITED
        if late or span.first <= day <= span.last:
            ahead[order.id] = whole
            whole += quantity(order)
    return Line(ahead, whole)
