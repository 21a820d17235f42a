"""订单的分工对不上

规则：最多一个主办单位，一个单位只列一次；办完不早于领单，都不在将来；办结时主办和协办的每一部分都已办完，不晚于办结；实际服务数量不超过需要数量；成批的订单写明数量。
为什么：有一部分没办完就算办结，居民等的那一部分就没人管了。
怎么改：填好各单位的 `done`；没办完的用 `partly_completed`；核对 `quantity` 和 `served`。
---
The parts of an order do not fit

Rule: at most one unit leads and each stands once; nothing is done before it was claimed, or in the future; a completed order has every part done, none after the completion; no more is served than was ordered; a batch says how many it is for.
Why: where an order counts as completed with a part still open, nobody looks after what the resident is waiting for.
Mend: fill in `done` of each unit; use `partly_completed` for what is not finished; compare `quantity` and `served`.
"""

from collections import Counter
from collections.abc import Iterator

from govgen.check import rule
from govgen.checks.order_party import body_of
from govgen.kinds.order import Duty, Order, OrderTask
from govgen.length import later
from govgen.problem import Problem
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Words


@rule(Order)
def order_tasks(order: Order, register: Register) -> Iterator[Problem]:
    """Yield what is wrong with the units' parts and with the numbers."""
    finished = completed(order)
    units = Counter(body_of(task.unit, register) for task in order.tasks)
    leads = 0
    for index, task in enumerate(order.tasks):
        leads += task.role is Duty.LEAD
        unit = body_of(task.unit, register)
        if (task.role is Duty.LEAD and leads > 1) or units[unit] > 1:
            yield twice(index, task, alone=units[unit] == 1)
            units[unit] = 1
        yield from timed(index, task, register)
        if finished and task.done and later(task.done, finished, register.community.zone):
            yield afterwards(index, task)
        if finished and task.done is None and not order.imported:
            yield Problem(
                ("tasks", index),
                Words(f"`{task.unit}` 的部分还没有办完", f"the part of `{task.unit}` is not done"),
                Words(
                    "填 `done`，或改为 `partly_completed`",
                    "fill in `done`, or use `partly_completed`",
                ),
            )
    yield from counted(order)


REOPENED = frozenset(("reopened", "in_progress", "whistled", "reported", "partly_completed"))


def completed(order: Order) -> When | None:
    """Return when it was completed last; none where it is being done (again)."""
    if order.state in REOPENED:
        return None
    return next((event.at for _, event in reversed(order.course) if event.to == "completed"), None)


def afterwards(index: int, task: OrderTask) -> Problem:
    """Say that a part was done after the whole."""
    return Problem(
        ("tasks", index, "done"),
        Words(
            f"订单已经办结，`{task.unit}` 的部分才办完",
            f"the part of `{task.unit}` was done after the order was completed",
        ),
        Words(
            "核对 `done` 和办结时间；当时没办完的，改为 `partly_completed`",
            "check `done` and the completion; use `partly_completed` for what was not finished",
        ),
    )


def twice(index: int, task: OrderTask, *, alone: bool) -> Problem:
    """Say that a second unit leads, or that one stands twice."""
    if alone:
        return Problem(
            ("tasks", index, "role"),
            Words("主办单位有两个", "two units lead"),
            Words("其余写 `role: support`", "write `role: support` for the others"),
        )
    return Problem(
        ("tasks", index, "unit"),
        Words(f"`{task.unit}` 列了两次", f"`{task.unit}` stands twice"),
        Words("并成一项", "make one of them"),
    )


def timed(index: int, task: OrderTask, register: Register) -> Iterator[Problem]:
    """Yield a part that was claimed or done in the future, or done before it was claimed."""
    for key, at in (("claimed", task.claimed), ("done", task.done)):
        if at is not None and register.day(at) > register.as_of:
            yield Problem(
                ("tasks", index, key),
                Words(f"{register.day(at)} 还没有到", f"{register.day(at)} has not come yet"),
                Words(f"以后再填 `{key}`", f"fill in `{key}` when it has happened"),
            )
    if task.claimed and task.done and later(task.claimed, task.done, register.community.zone):
        yield Problem(
            ("tasks", index, "done"),
            Words("办完早于领单", "it was done before it was claimed"),
            Words("核对 `claimed` 和 `done`", "check `claimed` and `done`"),
        )


def counted(order: Order) -> Iterator[Problem]:
    """Yield numbers that cannot be."""
    if order.served is not None and order.served > (order.quantity or 0):
        yield Problem(
            ("served",),
            Words(
                f"服务了 {order.served}，多于需要的 {order.quantity or 0}",
                f"{order.served} were served, more than the {order.quantity or 0} ordered",
            ),
            Words("核对 `quantity` 和 `served`", "check `quantity` and `served`"),
        )
    if order.batch is not None and (order.quantity or 0) <= 1:
        yield Problem(
            ("batch",),
            Words("成批的订单没有写数量", "a batch without its number"),
            Words("写上 `quantity`，如 30", "write `quantity`, such as 30"),
        )
