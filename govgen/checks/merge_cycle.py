"""并案互相并入

规则：议题并入另一议题后，不能再绕回自己。
为什么：互相并入的议题谁也没有在办。
怎么改：留一条作主案，删去它的 `merged_into`。
---
Issues merged into each other

Rule: an issue that was merged into another never comes back to itself.
Why: of issues merged in a circle none is being worked on.
Mend: keep one as the main issue and delete its `merged_into`.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.circle import Edge, circles
from govgen.kinds.issue import Issue
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@whole_rule
def merge_cycle(register: Register) -> Iterator[Problem]:
    """Yield each circle of merged issues at the link that closes it."""
    edges = {
        issue.id: [Edge(named(issue.merged_into, register), ("merged_into",))]
        if issue.merged_into
        else []
        for issue in register.of(Issue)
    }
    for circle in circles(edges):
        way = " → ".join((*circle.members, circle.members[0]))
        yield Problem(
            circle.route,
            Words(f"议题互相并入：{way}", f"these issues are merged in a circle: {way}"),
            Words(
                "留一条作主案，不写 `merged_into`",
                "let one be the main issue, without `merged_into`",
            ),
            circle.members[-1],
        )
