"""On time: the clock stops at the first result, and what was left open too long counts as late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govgen.clock import AWAITED
from govgen.length import later
from govgen.measure import STEPS, Definition, Measure
from govgen.measures.orders import APART as NAMES
from govgen.measures.orders import CATEGORY, MONTH, ORDERS, SERVICE, UNIT, Known, by, known
from govgen.register import Register
from govgen.scalars import When
from govgen.tally import Case, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family

FAMILY = Family(31, "punctuality", Words("按时办结", "On time"))
IN_TIME = Definition(
    "orders-in-time",
    Words("按时办结率", "Done in time"),
    Words(
        "按最初期限办结的 ÷（已办结的＋没办结已超期的），当年收到的订单。第一次办结时停表，退单不重新起算；延期、不予办理、社区直办都算在内；没有结果就并单、撤单的另列。",
        "Done by the first due time ÷ (done + open and overdue), of the year's orders. The clock stops at the first result and a return does not restart it; extended, declined and self-served orders count, those merged or withdrawn without a result stand apart.",
    ),
    "share",
    ORDERS,
    open=STEPS,
)
EXTENDED = Definition(
    "orders-in-extended-time",
    Words("按延期后期限的按时办结率", "Done by the extended due time"),
    Words(
        "同上，但用办结前最后一次延期后的期限。两个数差得多，说明延期多。",
        "The same, by the due time after the last extension before the result. A wide gap between the two tells of many extensions.",
    ),
    "share",
    ORDERS,
    open=STEPS,
)
LATE, OVERDUE = Words("办结但超期", "done late"), Words("没办结已超期", "open and overdue")
COMING = Words("还在期限内", "open and not yet due")
UNDATED = Words("没有期限可比", "with no due time to hold it to")
UNTIMED = Words("办完了但没有记时间", "done, at a time that was not recorded")
IMPOSSIBLE = Words(
    "期限早于点单，原始数据有误，不计入", "due before ordered: impossible source dates, not counted"
)


class Held(NamedTuple):
    """How an order stood against one due time."""

    known: Known
    answered: bool
    late: bool


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the share by the first due time, and by the extended one."""
    register = basis.register
    orders = known(register).get(year, ())
    first: list[Held] = []
    last: list[Held] = []
    named = (*NAMES.values(), UNDATED, UNTIMED, IMPOSSIBLE)
    aside: dict[Words, list[Case]] = {words: [] for words in named}
    for it in orders:
        order = it.order
        due = order.feedback_due(register.community)
        if order.state in NAMES and order.answer is None:
            aside[NAMES[order.state]].append(it.one)
        elif order.answer is None and order.state not in AWAITED:
            aside[UNTIMED].append(it.one)
        elif due is None:
            aside[UNDATED].append(it.one)
        elif order.asked and later(order.asked, due.at, register.community.zone):
            aside[IMPOSSIBLE].append(it.one)
        else:
            first.append(held(it, due.at, register))
            extended = order.extended_before
            last.append(held(it, extended, register) if extended else first[-1])
    yield share(basis, IN_TIME, first, (CATEGORY, SERVICE, UNIT, MONTH), aside)
    yield share(basis, EXTENDED, last, (), {})


def held(it: Known, due: When, register: Register) -> Held:
    """Hold an order to a due time: by its first result, else by the register's day."""
    answer = it.order.answer
    at = answer.at if answer else register.as_of
    return Held(it, answer is not None, later(at, due, register.community.zone))


def share(
    basis: Basis,
    definition: Definition,
    found: Sequence[Held],
    axes: Sequence[Words],
    aside: Mapping[Words, list[Case]],
) -> Measure:
    """Count those done in time of those done or overdue."""
    pairs = [(it, it.nil if late else it.one) for it, answered, late in found if answered or late]
    beside = (
        (LATE, [it.one for it, answered, late in found if answered and late]),
        (OVERDUE, [it.one for it, answered, late in found if late and not answered]),
        (COMING, [it.one for it, answered, late in found if not answered and not late]),
        *aside.items(),
    )
    cases = [case for _, case in pairs]
    return taken(definition, cases, basis.least, by(pairs, *axes), beside)
