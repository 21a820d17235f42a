"""订单的期限早于起点

规则：约定时间不早于点单，延期不早于原来的期限；导入的原始数据除外，照样显示，不计入按时率。
为什么：早于点单的期限一开始就过了，早于原期限的延期不是延期；这样的日期多半是笔误。
怎么改：核对 `promised` 和 `until`。
---
An order due before it began

Rule: the agreed time is not before the request, and an extension not before the time it extends; what came with an import is left as it is, shown, and not counted as in time or late.
Why: such a time is over from the first minute, and such an extension is none; most are slips.
Mend: check `promised` and `until`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.fields import When
from govgen.kinds.order import Order
from govgen.length import later
from govgen.problem import Problem
from govgen.register import Register
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
    for number, event in order.standing:
        if event.until is None:
            continue
        if last is not None and number > order.imported and later(last, event.until, zone):
            yield Problem(
                ("events", number - 1, "until"),
                Words(
                    f"延期到 {event.until}，早于原来的 {last}",
                    f"it is extended to {event.until}, before the {last} it was due",
                ),
                Words("核对 `until`", "check `until`"),
            )
        last = event.until
