"""On time: the clock stops at the first result, and what was left open too long counts as late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govgen.kinds.order import APART, Order
from govgen.length import later
from govgen.measure import STEPS, Definition, Measure
from govgen.measures.orders import APART as NAMES
from govgen.measures.orders import CATEGORY, MONTH, ORDERS, SERVICE, UNIT, by
from govgen.record import Due
from govgen.register import Register
from govgen.tally import Case, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, begun

FAMILY = Family(31, "punctuality", Words("按时办结", "On time"))
IN_TIME = Definition(
    "orders-in-time",
    Words("按时办结率", "Done in time"),
    Words(
        "按最初期限办结的 ÷（已办结的＋没办结已超期的），当年收到的订单。第一次办结时停表，退单不重新起算；延期、不予办理、社区直办都算在内；并单、撤单另列。",
        "Done by the first due time ÷ (done + open and overdue), of the year's orders. The clock stops at the first result and a return does not restart it; extended, declined and self-served orders count, merged and withdrawn ones stand apart.",
    ),
    "share",
    ORDERS,
    open=STEPS,
)
EXTENDED = Definition(
    "orders-in-extended-time",
    Words("按延期后期限的按时办结率", "Done by the extended due time"),
    Words(
        "同上，但用最后一次延期后的期限。两个数差得多，说明延期多。",
        "The same, by the due time after the last extension. A wide gap between the two tells of many extensions.",
    ),
    "share",
    ORDERS,
    open=STEPS,
)
LATE, OVERDUE = Words("办结但超期", "done late"), Words("没办结已超期", "open and overdue")
COMING = Words("还在期限内", "open and not yet due")
UNDATED = Words("没有期限可比", "with no due time to hold it to")
IMPOSSIBLE = Words(
    "期限早于点单，原始数据有误，不计入", "due before ordered: impossible source dates, not counted"
)


@dataclass(frozen=True, slots=True)
class Held:
    """How an order stood against one due time."""

    order: Order
    answered: bool
    late: bool


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the share by the first due time, and by the extended one."""
    orders = begun(basis.register, Order, year)
    community = basis.register.community
    clocked = [(it, it.feedback_due(community)) for it in orders if it.state not in APART]
    fit = [(it, due) for it, due in clocked if due and not absurd(it, due, basis.register)]
    first = [held(it, due, basis.register) for it, due in fit]
    last = [held(it, it.extended_due(community) or due, basis.register) for it, due in fit]
    aside = (
        *(
            (words, [Case(it) for it in orders if it.state == state])
            for state, words in NAMES.items()
        ),
        (UNDATED, [Case(it) for it, due in clocked if due is None]),
        (IMPOSSIBLE, [Case(it) for it, due in clocked if due and absurd(it, due, basis.register)]),
    )
    yield share(basis, IN_TIME, first, (CATEGORY, SERVICE, UNIT, MONTH), aside)
    yield share(basis, EXTENDED, last, (), ())


def absurd(order: Order, due: Due, register: Register) -> bool:
    """Whether an order was due before it was made, which only a source with wrong dates says."""
    return order.asked is not None and later(order.asked, due.at, register.community.zone)


def held(order: Order, due: Due, register: Register) -> Held:
    """Hold an order to a due time: by its first result, else by the register's day."""
    answer = order.answer
    at = answer.at if answer else register.as_of
    return Held(order, answer is not None, later(at, due.at, register.community.zone))


def share(
    basis: Basis,
    definition: Definition,
    found: Sequence[Held],
    axes: Sequence[Words],
    aside: Sequence[tuple[Words, list[Case]]],
) -> Measure:
    """Count those done in time of those done or overdue."""
    cases = [Case(it.order, int(not it.late)) for it in found if it.answered or it.late]
    beside = (
        (LATE, [Case(it.order) for it in found if it.answered and it.late]),
        (OVERDUE, [Case(it.order) for it in found if it.late and not it.answered]),
        (COMING, [Case(it.order) for it in found if not it.answered and not it.late]),
        *aside,
    )
    return taken(definition, cases, basis.least, by(basis.register, cases, *axes), beside)
