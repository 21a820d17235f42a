"""派单时限长过办结时限

规则：每种紧急程度的派单时限不长过办结反馈时限。
为什么：单子还可以不派，结果却已经该给了，居民看到的两个期限就对不上。
怎么改：改正 community.yml 里 `order_limits` 的 `dispatch` 或 `feedback`。
---
More time to dispatch than to finish

Rule: for each urgency an order is to be dispatched no later than its result is due.
Why: otherwise the result is overdue while the order may still wait, and the two times on its page contradict each other.
Mend: correct `dispatch` or `feedback` under `order_limits` in community.yml.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from govgen.check import whole_rule
from govgen.community import OrderLimit, OrderLimits
from govgen.length import later
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

FILE = "community.yml"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""The hour from which both limits run, in the community's own zone: a week without holidays."""


@whole_rule
def order_limits(register: Register) -> Iterator[Problem]:
    """Compare the two limits of each urgency that the community sets."""
    zone = register.community.zone
    start = MONDAY.replace(tzinfo=zone)
    for urgency in OrderLimits.model_fields:
        limit: OrderLimit | None = getattr(register.community.order_limits, urgency)
        if limit is None:
            continue
        (dispatched, _), (done, _) = (
            it.after(start, zone) for it in (limit.dispatch, limit.feedback)
        )
        if later(dispatched, done, zone):
            yield Problem(
                ("order_limits", urgency, "dispatch"),
                Words(
                    f"派单时限 {limit.dispatch.words.zh}，长过办结时限 {limit.feedback.words.zh}",
                    f"{limit.dispatch.words.en} to dispatch, longer than the {limit.feedback.words.en} to the result",
                ),
                Words("改正 `dispatch` 或 `feedback`", "correct `dispatch` or `feedback`"),
                FILE,
            )
