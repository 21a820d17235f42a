"""重复退单或重复返工

规则：同一单位对一件订单只退一次，一件订单只重新办理一次；再有，须登记为程序瑕疵。
为什么：推来推去、一修再修，居民等不起；单子不断重来，时限也就成了空话。
怎么改：核对是否记重；确实如此的，在 `irregularities` 里登记原因和补救。
---
Returned or reopened again

Rule: a unit returns an order once, and an order is reopened once; any more is recorded as an irregularity.
Why: residents cannot wait while an order is passed around or mended over and over, and limits mean nothing then.
Mend: check whether a step was entered twice; where it was so, record the reason and the remedy under `irregularities`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.checks.order_party import body_of
from govgen.kinds.order import Order
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Order, irregular=True)
def order_again(order: Order, register: Register) -> Iterator[Problem]:
    """Yield the second return by one unit, under whichever id or office, and the second reopening."""
    seen: set[str] = set()
    for number, event in order.course:
        names = {"returned": event.by, "reopened": ("",)}.get(event.to or "", ())
        for name in dict.fromkeys(body_of(one, register) for one in names):
            if name in seen:
                yield again(number - 1, name)
            seen.add(name)


def again(index: int, unit: str) -> Problem:
    """Say what happened again."""
    said = (
        Words(f"`{unit}` 第二次退单", f"`{unit}` returned it a second time")
        if unit
        else Words("第二次重新办理", "it was reopened a second time")
    )
    return Problem(
        ("events", index, "to"),
        said,
        Words("登记为程序瑕疵", "record the irregularity"),
    )
