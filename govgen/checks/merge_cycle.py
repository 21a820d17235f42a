"""并案、并单互相并入

规则：议题或订单并入另一条后，不能再绕回自己，也不能并入自己。
为什么：互相并入的，谁也没有在办；并入的订单不算超期，并入自己就等于没人管了。
怎么改：留一条作主案，删去它的 `merged_into`。
---
Issues or orders merged into each other

Rule: an issue or order that was merged into another never comes back to itself.
Why: of those merged in a circle none is being worked on, and a merged order is never late.
Mend: keep one as the main one and delete its `merged_into`.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.circle import Edge, circles
from govgen.kinds.issue import Issue
from govgen.kinds.order import Order
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@whole_rule
def merge_cycle(register: Register) -> Iterator[Problem]:
    """Yield each circle of merged issues, or orders, at the link that closes it."""
    edges = {
        one.id: [Edge(named(one.merged_into, register), ("merged_into",))]
        if one.merged_into
        else []
        for one in merging(register)
    }
    for circle in circles(edges):
        way = " → ".join((*circle.members, circle.members[0]))
        yield Problem(
            circle.route,
            Words(f"互相并入：{way}", f"these are merged in a circle: {way}"),
            Words(
                "留一条作主案，不写 `merged_into`",
                "let one be the main one, without `merged_into`",
            ),
            circle.members[-1],
        )


def merging(register: Register) -> tuple[Issue | Order, ...]:
    """Return what may be merged into another of its kind."""
    return *register.of(Issue), *register.of(Order)
