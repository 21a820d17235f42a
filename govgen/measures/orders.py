"""Service orders 服务订单: how many came in, and what residents said when they were called back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govgen.kinds.order import Followup, Order, Solved
from govgen.measure import ALL, FULL, STEPS, Definition, Key, Measure
from govgen.record import Visibility
from govgen.register import Register
from govgen.tally import Case, Split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, begun

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
Asked = tuple[Order, Followup]


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the load, how many were served, and what residents said."""
    orders = begun(basis.register, Order, year)
    yield load(basis, orders)
    yield served(basis, orders)
    yield from said(basis, orders)


def load(basis: Basis, orders: Sequence[Order]) -> Measure:
    """Count the orders by need, unit, place, month and how they came in."""
    cases = [Case(order) for order in orders]
    splits = by(basis.register, cases, CATEGORY, SERVICE, UNIT, PLACE, MONTH, INTAKE)
    apart = (
        (words, [Case(order) for order in orders if order.state == state])
        for state, words in APART.items()
    )
    return taken(LOAD, cases, basis.least, splits, apart)


def served(basis: Basis, orders: Sequence[Order]) -> Measure:
    """Add up how many were served, by need and unit."""
    cases = [Case(order, order.served) for order in orders if order.served is not None]
    uncounted = [Case(order) for order in orders if order.served is None and order.answer]
    splits = by(basis.register, cases, CATEGORY, UNIT)
    return taken(QUANTITY, cases, basis.least, splits, ((UNCOUNTED, uncounted),))


def said(basis: Basis, orders: Sequence[Order]) -> Iterator[Measure]:
    """Yield the three rates, the third by both marks; unreached and unrated stand beside each."""
    called = [(order, order.followup) for order in orders if order.followup]
    reached = [(order, it) for order, it in called if it.reached]
    scored = [(order, it.score) for order, it in reached if it.score is not None]
    silent = (
        (UNCALLED, [Case(it) for it in orders if it.followup is None and it.answer]),
        (UNREACHED, [Case(order) for order, it in called if not it.reached]),
    )
    answers = [
        (RESPONDED, [Case(o, int(it.contacted is True)) for o, it in reached], (), "contacted"),
        (
            SOLVED,
            [Case(o, int(it.solved is Solved.YES)) for o, it in reached],
            (CATEGORY, SERVICE, UNIT),
            "solved",
        ),
    ]
    partly = (PARTLY, [Case(o) for o, it in reached if it.solved is Solved.PARTLY])
    for definition, cases, axes, field in answers:
        unsaid = (UNSAID, [Case(o) for o, it in reached if getattr(it, field) is None])
        beside = (partly, unsaid, *silent) if definition is SOLVED else (unsaid, *silent)
        yield taken(definition, cases, basis.least, by(basis.register, cases, *axes), beside)
    unscored = (UNSCORED, [Case(o) for o, it in reached if it.score is None])
    marks = ((SATISFIED, 4, (CATEGORY, SERVICE, UNIT, PLACE, MONTH, SERVED)), (CONTENT, 3, ()))
    for definition, mark, axes in marks:
        cases = [Case(order, int(score >= mark)) for order, score in scored]
        beside = (unscored, *silent)
        yield taken(definition, cases, basis.least, by(basis.register, cases, *axes), beside)


def by(register: Register, cases: Sequence[Case], *axes: Words) -> Iterator[Split]:
    """Break orders down by each of `axes`."""
    for words in axes:
        keys = KEYS[words]
        pairs = [(key, case) for case in cases for key in keys(order_of(case), register)]
        seen = ALL if words in (CATEGORY, MONTH) else FULL
        yield Split(words, pairs, ordered=words is MONTH, open=seen)


def order_of(case: Case) -> Order:
    """Return the order of a case."""
    if not isinstance(case.record, Order):
        raise TypeError(case.record.id)
    return case.record


def month(order: Order, register: Register) -> Key:
    """Return the month of the year in which an order came in; one that is only counted does not tell it."""
    if order.visibility is Visibility.COUNT:
        return UNSHOWN
    return register.day(order.standing[0][1].at).month


KEYS: dict[Words, Callable[[Order, Register], Sequence[Key]]] = {
    CATEGORY: lambda order, _: (order.category,),
    UNIT: lambda order, _: (order.lead,),
    SERVICE: lambda order, _: (order.service or OFF_MENU,),
    PLACE: lambda order, _: (order.place,),
    MONTH: lambda order, register: (month(order, register),),
    INTAKE: lambda order, _: (order.intake,),
    SERVED: lambda order, _: order.beneficiaries or (None,),
}
"""What an order is told by."""
