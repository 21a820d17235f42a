"""订单走不到的一步

规则：没有派单就不能领单，没有办结、没有联系上居民就不能评单，回访不早于办结，也不在将来；导入前没有记载的步骤除外。
为什么：没人派就没有人负责，没办完就没有东西可评；凭空多出来的领单和评单会把成绩做好看。
怎么改：补记派单或办结；没有联系上的，直接归档，不写评单；写错了用 `voids` 更正；回访没有做就删去 `followup`。
---
A step that an order cannot have taken

Rule: nothing is claimed that was not dispatched, and nothing rated that was not completed or whose resident was not reached; the call back is not before the result and not in the future; steps that were not recorded before an import are left aside.
Why: where nobody dispatched nobody answers for it, and what is not done cannot be rated; such steps would make figures prettier than they are.
Mend: enter the dispatch or the completion; where nobody was reached file the order unrated; void a slip with `voids`; where nobody called back delete `followup`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.order import Order
from govgen.length import later
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

AFTER = {"claimed": "dispatched", "rated": "completed"}


@rule(Order)
def order_chain(order: Order, register: Register) -> Iterator[Problem]:
    """Yield each step that lacks the one it stands on, and a call back at an impossible time."""
    seen: set[str | None] = set()
    for number, event in order.course:
        ground = AFTER.get(event.to or "")
        if ground and ground not in seen and number > order.imported:
            yield unfounded(order, number - 1, event.to or "", ground)
        seen.add(event.to)
    if order.followup:
        yield from untimely(order, register)
        if not order.followup.reached and "rated" in seen:
            yield unheard()


def unfounded(order: Order, index: int, reached: str, ground: str) -> Problem:
    """Say which step is missing."""
    states = order.KIND.all_states
    return Problem(
        ("events", index, "to"),
        Words(
            f"还没有{states[ground].reached.zh}，不能{states[reached].reached.zh}",
            f"`{reached}` without `{ground}` before it",
        ),
        Words(f"先补记 `{ground}` 这一步", f"enter the step `{ground}` first"),
    )


def unheard() -> Problem:
    """Say that nobody rated."""
    return Problem(
        ("followup", "reached"),
        Words("没有联系上居民，不能算评单", "nobody was reached, so nobody rated"),
        Words(
            "改为 `completed` 之后直接 `closed`", "let `closed` follow `completed` without `rated`"
        ),
    )


def untimely(order: Order, register: Register) -> Iterator[Problem]:
    """Yield a call back in the future, before the result, or where there is no result."""
    called = order.followup.on if order.followup else register.as_of
    done = order.reached("completed")
    if register.day(called) > register.as_of:
        yield Problem(
            ("followup", "on"),
            Words(f"{register.day(called)} 还没有到", f"{register.day(called)} has not come yet"),
            Words("回访以后再填", "fill it in after the call"),
        )
    elif (done is None and not order.imported) or (
        done is not None and later(done, called, register.community.zone)
    ):
        yield Problem(
            ("followup", "on"),
            Words(
                "办结之前没有结果可以回访", "there is no result to ask about before the completion"
            ),
            Words("核对回访时间和办结时间", "check the time of the call and of the completion"),
        )
