"""Service orders 服务订单: how many came in, and what residents said when they were called back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from govgen.kinds.order import Order, Solved
from govgen.measure import ALL, FULL, STEPS, Definition, Key, Measure
from govgen.particulars import Visibility
from govgen.register import Register
from govgen.tally import Case, Split, split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family

FAMILY = Family(30, "orders", Words("居民点单", "Residents' orders"))
ORDERS = Words("件", "orders")
LOAD = Definition(
    "orders",
    Words("服务订单", "Service orders"),
    Words(
        "当年收到的订单，作废的不算。", "Orders that came in during the year, without voided ones."
    ),
    "number",
    ORDERS,
    open=STEPS,
)
QUANTITY = Definition(
    "orders-served",
    Words("服务人次、户次", "Served"),
    Words(
        "Σ 当年收到的订单登记的服务数量；成批的服务一单可以有很多次。",
        "Σ quantities served recorded for the year's orders; one order of a batch may hold many.",
    ),
    "number",
    Words("次", "times"),
)
RESPONDED = Definition(
    "orders-responded",
    Words("响应率", "Response rate"),
    Words(
        "承办单位联系过居民的 ÷ 回访联系上的，当年收到的订单。",
        "Orders whose unit had been in touch with the resident ÷ orders whose resident was reached on the call back, of the year's orders.",
    ),
    "share",
    ORDERS,
    private=True,
    open=ALL,
)
SOLVED = Definition(
    "orders-solved",
    Words("解决率", "Solved"),
    Words(
        "居民说已解决的 ÷ 回访联系上的；部分解决的列在旁边，不算已解决。",
        "Orders that the resident called solved ÷ orders whose resident was reached; partly solved stand beside it and do not count as solved.",
    ),
    "share",
    ORDERS,
    private=True,
    open=ALL,
)
SATISFIED = Definition(
    "orders-satisfied",
    Words("满意率（4 分及以上）", "Satisfied (4 and more of 5)"),
    Words(
        "评 4 分、5 分的 ÷ 评了分的。没评分的不当好评。",
        "Orders rated 4 or 5 ÷ orders rated. One without a rating is never taken for a good one.",
    ),
    "share",
    ORDERS,
    private=True,
    open=ALL,
)
CONTENT = Definition(
    "orders-content",
    Words("基本满意率（3 分及以上）", "Content (3 and more of 5)"),
    Words("评 3 分及以上的 ÷ 评了分的。", "Orders rated 3 or more ÷ orders rated."),
    "share",
    ORDERS,
    private=True,
    open=ALL,
)
CATEGORY, UNIT = Words("按需求类别", "by need"), Words("按承办单位", "by unit")
SERVICE = Words("按服务项目", "by service")
OFF_MENU = Words("不是菜单上的服务", "not from the menu")
PLACE, MONTH = Words("按场域", "by place"), Words("按点单月份", "by month of the order")
SERVED, INTAKE = Words("按服务群体", "by whom it is for"), Words("按来源", "by how it came in")
UNSHOWN = Words("只计数的", "those that are only counted")
UNCOUNTED = Words("办完但没有登记服务数量", "done, without a count")
UNCALLED = Words("还没有回访", "not called back yet")
UNREACHED = Words("回访没联系上", "not reached on the call back")
UNSAID = Words("联系上但没有说", "reached, but did not say")
PARTLY = Words("部分解决", "partly solved")
UNSCORED = Words("没有评分", "not rated")
APART = {
    "merged": Words("并入别的订单", "merged into another order"),
    "withdrawn": Words("撤单", "withdrawn"),
}
"""Shown beside the load."""


class Known(NamedTuple):
    """An order as measures ask for it: what it adds where it counts and where it does not, and its groups.

    `month` is the month of the year in which it came in; one that is only counted does not tell it.
    """

    order: Order
    one: Case
    nil: Case
    category: Key
    service: Key
    unit: Key
    place: Key
    month: Key
    intake: Key


AXES = {
    CATEGORY: "category",
    SERVICE: "service",
    UNIT: "unit",
    PLACE: "place",
    MONTH: "month",
    INTAKE: "intake",
}


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the load, how many were served, and what residents said."""
    orders = known(basis.register).get(year, ())
    yield load(basis, orders)
    yield served(basis, orders)
    yield from said(basis, orders)


@lru_cache(maxsize=2)
def known(register: Register) -> Mapping[int, tuple[Known, ...]]:
    """Return the orders by the year in which they came in, but for voided ones."""
    found: dict[int, list[Known]] = {}
    for order in register.of(Order):
        if order.standing and order.state != "voided":
            came = register.day(order.standing[0][1].at)
            found.setdefault(came.year, []).append(known_by(order, came.month, register.aliases))
    return {year: tuple(orders) for year, orders in found.items()}


def known_by(order: Order, month: int, aliases: Mapping[str, str]) -> Known:
    """Return what is asked of one order; former ids stand for the present ones."""
    service, unit, place = (
        aliases.get(name or "", name) for name in (order.service, order.lead, order.place)
    )
    return Known(
        order,
        Case(order),
        Case(order, 0),
        order.category,
        service or OFF_MENU,
        unit,
        place,
        UNSHOWN if order.visibility is Visibility.COUNT else month,
        order.intake,
    )


def load(basis: Basis, orders: Sequence[Known]) -> Measure:
    """Count the orders by need, unit, place, month and how they came in."""
    pairs = [(it, it.one) for it in orders]
    apart = (
        (words, [it.one for it in orders if it.order.state == state])
        for state, words in APART.items()
    )
    return taken(LOAD, [it.one for it in orders], basis.least, by(pairs, *AXES), apart)


def served(basis: Basis, orders: Sequence[Known]) -> Measure:
    """Add up how many were served, by need and unit."""
    told = [(it, it.order.served) for it in orders]
    pairs = [(it, Case(it.order, number)) for it, number in told if number is not None]
    uncounted = [it.one for it, number in told if number is None and it.order.answer]
    cases = [case for _, case in pairs]
    beside = ((UNCOUNTED, uncounted),)
    return taken(QUANTITY, cases, basis.least, by(pairs, CATEGORY, UNIT), beside)


def said(basis: Basis, orders: Sequence[Known]) -> Iterator[Measure]:
    """Yield the three rates, the third by both marks; unreached and unrated stand beside each."""
    called = [(it, it.order.followup) for it in orders if it.order.followup]
    reached = [(it, call) for it, call in called if call.reached]
    silent = (
        (UNCALLED, [it.one for it in orders if it.order.followup is None and it.order.answer]),
        (UNREACHED, [it.one for it, call in called if not call.reached]),
    )
    answered = [(it, it.one if call.contacted else it.nil) for it, call in reached]
    unsaid = (UNSAID, [it.one for it, call in reached if call.contacted is None])
    yield rate(basis, RESPONDED, answered, (), (unsaid, *silent))
    solved = [(it, it.one if call.solved is Solved.YES else it.nil) for it, call in reached]
    partly = (PARTLY, [it.one for it, call in reached if call.solved is Solved.PARTLY])
    unsaid = (UNSAID, [it.one for it, call in reached if call.solved is None])
    yield rate(
        basis, SOLVED, solved, by(solved, CATEGORY, SERVICE, UNIT), (partly, unsaid, *silent)
    )
    unscored = (UNSCORED, [it.one for it, call in reached if call.score is None])
    for definition, mark in ((SATISFIED, 4), (CONTENT, 3)):
        scored = [
            (it, it.one if call.score >= mark else it.nil)
            for it, call in reached
            if call.score is not None
        ]
        splits = rated(scored) if definition is SATISFIED else ()
        yield rate(basis, definition, scored, splits, (unscored, *silent))


Pairs = Sequence[tuple[Known, Case]]


def rate(
    basis: Basis,
    definition: Definition,
    pairs: Pairs,
    splits: Iterable[Split],
    beside: Iterable[tuple[Words, Sequence[Case]]],
) -> Measure:
    """Add up what residents said."""
    return taken(definition, [case for _, case in pairs], basis.least, splits, beside)


def rated(pairs: Pairs) -> Iterator[Split]:
    """Break ratings down by need, unit, place, month and whom the order is for."""
    yield from by(pairs, CATEGORY, SERVICE, UNIT, PLACE, MONTH)
    served = ((group, case) for it, case in pairs for group in it.order.beneficiaries or (None,))
    yield split(SERVED, served)


def by(pairs: Pairs, *axes: Words) -> Iterator[Split]:
    """Break orders down by each of `axes`; of a card everybody sees what it is about and when it came in."""
    orders, cases = [it for it, _ in pairs], [case for _, case in pairs]
    for words in axes:
        found = zip(map(attrgetter(AXES[words]), orders), cases, strict=True)
        seen = ALL if words in (CATEGORY, MONTH) else FULL
        yield split(words, found, ordered=words is MONTH, seen=seen)
