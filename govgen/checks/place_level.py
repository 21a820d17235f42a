"""场域层级颠倒

规则：上级场域的层级大于下级：社区、网格、小区、院落、楼栋、单元，可以跳级（如楼栋直接属于网格）；公共场所可以在任何一级以内，里面不再有别的层级。
为什么：“我家院子”按层级列出以内和周边的事，颠倒了就会列错。
怎么改：核对 `level` 和 `parent`。
---
A place within a smaller one

Rule: a parent is of a larger level than its part: community, grid, compound, courtyard, building, stairwell; levels may be skipped (a building in a grid); a public venue may lie in any of them and holds none.
Why: “my courtyard” lists what lies within and around by level and would list the wrong things.
Mend: check `level` and `parent`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.place import Level, Place
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

RANK = {level: rank for rank, level in enumerate(Level)}


@rule(Place)
def place_level(place: Place, register: Register) -> Iterator[Problem]:
    """Compare the level of a place with that of its parent."""
    parent = register.get(place.parent)
    if not isinstance(parent, Place) or fits(place.level, parent.level):
        return
    yield Problem(
        ("parent",),
        Words(
            f"{place.level.words.zh}不能在{parent.level.words.zh}（`{parent.id}`）以内",
            f"a {place.level.words.en} does not lie within a {parent.level.words.en} (`{parent.id}`)",
        ),
        Words("核对 `level` 和 `parent`", "check `level` and `parent`"),
    )


def fits(level: Level, around: Level) -> bool:
    """Whether a place of `level` may lie within one of the level `around`."""
    if level is around is Level.VENUE:
        return True
    return RANK[around] < RANK[level]
