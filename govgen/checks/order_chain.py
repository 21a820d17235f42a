"""订单走不到的一步

规则：没有派单就不能领单，退单、改派后要重新派单；办结要有办理结果；没有办结、没有联系上居民、居民什么也没评，就不能评单，重新办理后要再办结才能再评；没联系上就没有评价；回访不早于它所问的那次办结，也不在将来；导入前没有记载的步骤除外。
为什么：没人派就没有人负责，没办完就没有东西可评；凭空多出来的领单和评单会把成绩做好看。
怎么改：补记派单、办结或办理结果；没有联系上、没有评的，直接归档，不写评单；写错了用 `voids` 更正；回访没有做就删去 `followup`。
---
A step that an order cannot have taken

Rule: nothing is claimed that was not dispatched, again after a return or a reassignment; nothing is completed without its outcome; nothing is rated that was not completed, again after it was reopened, or whose resident was not reached or said nothing; who was not reached said nothing; the call back is not before the completion it asks about and not in the future; steps that were not recorded before an import are left aside.
Why: where nobody dispatched nobody answers for it, and what is not done cannot be rated; such steps would make figures prettier than they are.
Mend: enter the dispatch, the completion or the outcome; where nobody was reached or nothing was said file the order unrated; void a slip with `voids`; where nobody called back delete `followup`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.order import Followup, Order
from govgen.length import later
from govgen.problem import Problem
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Words

AFTER = {"claimed": "dispatched", "rated": "completed"}
UNDOES = {"returned": "dispatched", "reassigned": "dispatched", "reopened": "completed"}
"""A step after which another one has to be taken anew."""
SAID = ("contacted", "solved", "score", "note")


@rule(Order)
def order_chain(order: Order, register: Register) -> Iterator[Problem]:
    """Yield each step that lacks what it stands on, and a call back that cannot be."""
    seen: set[str | None] = set()
    for number, event in order.course:
        ground = AFTER.get(event.to or "")
        if number > order.imported:
            if ground and ground not in seen:
                yield unfounded(order, number - 1, event.to or "", ground)
            if event.to == "completed" and order.outcome is None:
                yield fruitless(number - 1)
            if event.to == "rated" and silent(order.followup):
                yield unsaid(number - 1)
        seen.add(event.to)
        seen.discard(UNDOES.get(event.to or ""))
    if order.followup:
        yield from untimely(order, register)
        yield from unheard(order.followup, rated=order.reached("rated") is not None)


def silent(call: Followup | None) -> bool:
    """Whether the resident was reached and did not rate; where nobody was reached more is said."""
    return call is None or (call.reached and call.solved is None and call.score is None)


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


def fruitless(index: int) -> Problem:
    """Say that nothing tells what was done."""
    return Problem(
        ("events", index, "to"),
        Words("办结了却没有办理结果", "it is completed without an outcome"),
        Words("在记录上写明 `outcome`", "say under `outcome` what was done"),
    )


def unsaid(index: int) -> Problem:
    """Say that a rating holds none."""
    return Problem(
        ("events", index, "to"),
        Words(
            "居民没有说是否解决，也没有打分，不能算评单",
            "the resident neither said whether it was solved nor gave a score, so nobody rated",
        ),
        Words(
            "在 `followup` 里填 `solved` 或 `score`；没有评的，`completed` 之后直接 `closed`",
            "fill in `solved` or `score` under `followup`; where nothing was said let `closed` follow `completed`",
        ),
    )


def unheard(call: Followup, *, rated: bool) -> Iterator[Problem]:
    """Yield what somebody who was not reached is said to have said."""
    if call.reached:
        return
    if rated:
        yield Problem(
            ("followup", "reached"),
            Words("没有联系上居民，不能算评单", "nobody was reached, so nobody rated"),
            Words(
                "改为 `completed` 之后直接 `closed`",
                "let `closed` follow `completed` without `rated`",
            ),
        )
    for key in SAID:
        if getattr(call, key) is not None:
            yield Problem(
                ("followup", key),
                Words("没有联系上居民，不会有回答", "nobody was reached, so nobody answered"),
                Words(f"核对 `reached`，或删去 `{key}`", f"check `reached`, or delete `{key}`"),
            )


def untimely(order: Order, register: Register) -> Iterator[Problem]:
    """Yield a call back in the future, before the result, or where there is no result."""
    called = order.followup.on if order.followup else register.as_of
    done = asked_about(order)
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


def asked_about(order: Order) -> When | None:
    """Return the completion that the call back asks about: the last one rated, else the first."""
    done = about = None
    for _, event in order.course:
        if event.to == "completed":
            done = event.at
            about = about or done
        elif event.to == "rated":
            about = done
    return about
