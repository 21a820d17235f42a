"""订单的期限早于起点

规则：约定时间不早于点单，延期不早于原来的期限，有结果以后不再延期，`until` 只写在延期这一步上；导入的原始数据除外，照样显示，不计入按时率。
为什么：早于点单的期限一开始就过了，早于原期限、晚于结果的延期不是延期；这样的日期多半是笔误。
怎么改：核对 `promised` 和 `until`。
---
An order due before it began

Rule: the agreed time is not before the request, and an extension not before the time it extends nor after the result, and `until` stands on an extension only; what came with an import is left as it is, shown, and not counted as in time or late.
Why: such a time is over from the first minute, and such an extension, or one after the result, is none; most are slips.
Mend: check `promised` and `until`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.clock import ANSWERS
from govgen.kinds.order import Order
from govgen.length import later
from govgen.problem import Problem
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Words


@rule(Order)
def order_due(order: Order, register: Register) -> Iterator[Problem]:
    """Compare the agreed time and the extensions with what they follow."""
    zone = register.community.zone
    if not order.imported and order.backdated(register.community):
        yield Problem(
            ("promised",),
            Words(
                f"约定的 {order.promised} 早于点单的 {order.asked}",
                f"it is agreed for {order.promised}, before the request of {order.asked}",
            ),
            Words("核对 `promised`", "check `promised`"),
        )
    due = order.feedback_due(register.community)
    last: When | None = due.at if due else None
    answered = False
    for number, event in order.standing:
        answered = (answered or event.to in ANSWERS) and event.to != "reopened"
        if event.until is None:
            continue
        own = number > order.imported
        if own and (event.to != "extended" or answered):
            yield misplaced(number - 1, event.to or "")
        elif own and last is not None and later(last, event.until, zone):
            yield shortened(number - 1, last, event.until)
        if event.to == "extended":
            last = event.until


def shortened(index: int, due: When, until: When) -> Problem:
    """Say that an extension leaves less time than there was."""
    return Problem(
        ("events", index, "until"),
        Words(
            f"延期到 {until}，早于原来的 {due}",
            f"it is extended to {until}, before the {due} it was due",
        ),
        Words("核对 `until`", "check `until`"),
    )


def misplaced(index: int, state: str) -> Problem:
    """Say that a step which extends nothing names a day."""
    answered = state == "extended"
    return Problem(
        ("events", index, "until"),
        Words("已经有了结果，不能再延期", "there is a result already, and nothing to extend")
        if answered
        else Words(f"`{state}` 这一步不是延期", f"the step `{state}` extends nothing"),
        Words(
            "用 `voids` 作废这一步，或核对办结时间",
            "void the step with `voids`, or check the completion",
        )
        if answered
        else Words("另写 `extended` 一步", "write a step `extended` of its own"),
    )
