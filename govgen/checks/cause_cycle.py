"""来由互为因果

规则：`arises_from` 从后来的记录指向引起它的记录，不会绕回自己。
为什么：互为来由的记录没有起点，一件事的来龙去脉就画不出来。
怎么改：核对哪条在先，只在后来的那条上写 `arises_from`。
---
Records that cause each other

Rule: `arises_from` points from a record to what caused it and never comes back.
Why: a circle has no beginning, so the story of the matter cannot be drawn.
Mend: see which came first and write `arises_from` on the later one alone.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.circle import Edge, circles
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@whole_rule
def cause_cycle(register: Register) -> Iterator[Problem]:
    """Yield each circle of causes at the link that closes it."""
    edges = {
        record.id: list(causes(record, register))
        for record in register.records.values()
        if record.arises_from
    }
    for circle in circles(edges):
        way = " → ".join((*circle.members, circle.members[0]))
        yield Problem(
            circle.route,
            Words(f"来由绕成了一圈：{way}", f"these records arise from each other: {way}"),
            Words(
                "只在后来的记录上写 `arises_from`", "write `arises_from` on the later record alone"
            ),
            circle.members[-1],
        )


def causes(record: Record, register: Register) -> Iterator[Edge]:
    """Yield what the record says it arises from, former ids resolved."""
    for index, cause in enumerate(record.arises_from):
        found = register.get(cause)
        if found is not None:
            yield Edge(found.id, ("arises_from", index))
