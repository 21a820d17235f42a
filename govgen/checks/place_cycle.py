"""场域互相包含

规则：场域逐级属于上级，不会绕回自己。
为什么：绕成一圈的场域没有“以内”和“以上”，居民找不到自己的院子。
怎么改：改正其中一个 `parent`。
---
Places that contain each other

Rule: a place lies within its parent, level by level, and never within itself.
Why: in a circle nothing is within or around anything, and residents cannot find their courtyard.
Mend: correct one of the `parent` lines.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.circle import Edge, circles
from govgen.kinds.place import Place
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@whole_rule
def place_cycle(register: Register) -> Iterator[Problem]:
    """Yield each circle of places at the link that closes it."""
    edges = {
        place.id: [Edge(named(place.parent, register), ("parent",))] if place.parent else []
        for place in register.of(Place)
    }
    for circle in circles(edges):
        way = " → ".join((*circle.members, circle.members[0]))
        yield Problem(
            circle.route,
            Words(f"场域绕成了一圈：{way}", f"these places go round in a circle: {way}"),
            Words("改正其中一个 `parent`", "correct one of the `parent` lines"),
            circle.members[-1],
        )
