"""决议互相修改或替代

规则：决议修改、替代或撤销的是更早的决议，不会绕回自己。
为什么：互相替代的决议说不清哪一份有效。
怎么改：核对 `amends`、`supersedes`、`revokes`，只由后来的决议指向先前的决议。
---
Decisions that replace each other

Rule: a decision amends, supersedes or revokes an earlier one and never comes back to itself.
Why: of decisions that replace each other nobody can tell which is in force.
Mend: check `amends`, `supersedes` and `revokes`; only the later decision points to the earlier one.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.circle import Edge, circles
from govgen.kinds.decision import Decision
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@whole_rule
def supersession_cycle(register: Register) -> Iterator[Problem]:
    """Yield each circle of decisions at the link that closes it."""
    edges = {decision.id: list(replaced(decision, register)) for decision in register.of(Decision)}
    for circle in circles(edges):
        way = " → ".join((*circle.members, circle.members[0]))
        yield Problem(
            circle.route,
            Words(f"决议互相修改或替代：{way}", f"these decisions replace each other: {way}"),
            Words("只由后来的决议指向先前的决议", "only the later decision points to the earlier"),
            circle.members[-1],
        )


def replaced(decision: Decision, register: Register) -> Iterator[Edge]:
    """Yield the decisions that this one acts on."""
    for target, field in (
        (decision.amends, "amends"),
        (decision.supersedes, "supersedes"),
        (decision.revokes, "revokes"),
    ):
        if target:
            yield Edge(named(target, register), (field,))
