"""How long each step of an order took: the middle one of all, and the one that nine in ten did not exceed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from govgen.kinds.order import Order
from govgen.measure import Definition, Measure
from govgen.measures.orders import SERVICE, UNIT, by
from govgen.tally import Case, Split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, begun

FAMILY = Family(32, "pace", Words("每一步用了多久", "How long each step took"))
HOW = Words(
    "当年收到的订单，从点单到第一次办结；两头都记到时刻的才算。按时长排好，",
    "The year's orders, from the order to the first result, where both moments are recorded. Ranked by length, ",
)
MEDIAN = Definition(
    "orders-median-time",
    Words("办结用时的中位数", "Median time to the result"),
    Words(f"{HOW.zh}取第 ⌈n÷2⌉ 个。", f"{HOW.en}the one at place ⌈n ÷ 2⌉."),
    "time",
    Words("", ""),
    quantile=Fraction(1, 2),
)
NINETIETH = Definition(
    "orders-90th-time",
    Words("九成订单在多久内办结", "Time within which nine in ten had a result"),
    Words(f"{HOW.zh}取第 ⌈0.9n⌉ 个。", f"{HOW.en}the one at place ⌈0.9 n⌉."),
    "time",
    Words("", ""),
    quantile=Fraction(9, 10),
)
WHOLE = ("requested", "completed")
STEP = {
    ("requested", "triaged"): Words("点单到分单", "ordered to sorted"),
    ("triaged", "dispatched"): Words("分单到派单", "sorted to dispatched"),
    ("dispatched", "claimed"): Words("派单到领单", "dispatched to claimed"),
    ("claimed", "completed"): Words("领单到办结", "claimed to completed"),
    ("completed", "rated"): Words("办结到评单", "completed to rated"),
    WHOLE: Words("点单到办结", "ordered to completed"),
}
BY_STEP = Words("按步骤", "step by step")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the median and the 90th percentile, of the whole way and of each step."""
    firsts = [(it, moments(it)) for it in begun(basis.register, Order, year)]
    taken_by = {step: durations(firsts, *step) for step in STEP}
    unknown = [
        (
            Words(f"{words.zh}：时间没有记全", f"{words.en}: moments not recorded"),
            [Case(it) for it in lacking(firsts, *step)],
        )
        for step, words in STEP.items()
    ]
    steps = [(STEP[step], case) for step, cases in taken_by.items() for case in cases]
    for definition in (MEDIAN, NINETIETH):
        splits = (
            Split(BY_STEP, steps, ordered=True),
            *by(basis.register, taken_by[WHOLE], SERVICE, UNIT),
        )
        yield taken(definition, taken_by[WHOLE], basis.least, splits, unknown)


Moments = Mapping[str, datetime | None]


def moments(order: Order) -> Moments:
    """Return when each state was first reached; none where only its day is recorded."""
    found: dict[str, datetime | None] = {}
    for _, event in order.course:
        found.setdefault(event.to or "", event.at if isinstance(event.at, datetime) else None)
    return found


def durations(firsts: Sequence[tuple[Order, Moments]], start: str, end: str) -> list[Case]:
    """Return the seconds between two moments of each order that has both, the first not after the second."""
    return [
        Case(order, int((until - since).total_seconds()))
        for order, known in firsts
        if (since := known.get(start)) and (until := known.get(end)) and since <= until
    ]


def lacking(firsts: Sequence[tuple[Order, Moments]], start: str, end: str) -> Iterator[Order]:
    """Yield the orders that came to `end` without both moments, or with them the wrong way round."""
    for order, known in firsts:
        if end in known:
            since, until = known.get(start), known[end]
            if since is None or until is None or since > until:
                yield order
