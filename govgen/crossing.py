"""Which groups are withheld because two breakdowns of one measure would give a small group back together.

Where all that one unit did belongs to one category, the category's figure less the unit's is that of
the few others: a group of one axis less the groups of another axis that lie inside it must not be small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from govgen.withholding import Group, small, withheld

Members = frozenset[int]


class Cell(NamedTuple):
    """One group of one axis: the places of both, and its members; `public` where anybody can count it."""

    axis: int
    place: int
    members: Members
    public: bool


Count = Callable[[Cell, int], Group]
"""Count the members of a group that are told by its own axis and by another, given by its place."""


Axes = Sequence[Sequence[tuple[Members, Group]]]


def crossed(axes: Axes, count: Count, least: int, *, private: bool) -> list[frozenset[int]]:
    """Return the places of the groups that are not told, axis by axis.

    On each axis first what `govgen.withholding` says; then, as long as one group less others inside it
    is small, the smallest of these too, and what its own axis asks for beside it. What anybody can count
    on the pages is told as long as another can go instead.
    """
    groups = [[group for _, group in axis] for axis in axes]
    gone = [withheld(each, least, private=private) for each in groups]
    while True:
        more = [set(places) for places in gone]
        for cells in leaks(axes, gone, count, least, private=private):
            if not any(cell.place in more[cell.axis] for cell in cells):
                cell = min(cells, key=lambda it: (it.public, len(it.members), it.axis, it.place))
                more[cell.axis].add(cell.place)
        if all(len(now) == len(before) for now, before in zip(more, gone, strict=True)):
            return gone
        gone = [
            withheld(each, least, private=private, first=frozenset(places))
            for each, places in zip(groups, more, strict=True)
        ]


def leaks(
    axes: Axes, gone: Sequence[frozenset[int]], count: Count, least: int, *, private: bool
) -> Iterator[tuple[Cell, ...]]:
    """Yield a told group with told groups of another axis inside it, whose difference is small."""
    told = [
        [
            Cell(axis, place, members, public=not private and not group.hidden)
            for place, (members, group) in enumerate(cells)
            if members and place not in gone[axis]
        ]
        for axis, cells in enumerate(axes)
    ]
    disjoint = [
        len(frozenset().union(*(members for members, _ in cells)))
        == sum(len(members) for members, _ in cells)
        for cells in axes
    ]
    for outer in (cell for cells in told for cell in cells):
        for cells in told:
            inside = [it for it in cells if it.axis != outer.axis and it.members < outer.members]
            if not inside:
                continue
            for taken in (inside, *([it] for it in inside if len(inside) > 1)):
                if small(
                    rest(outer, taken, count, disjoint=disjoint[taken[0].axis]),
                    least,
                    private=private,
                ):
                    yield (outer, *taken)


def rest(outer: Cell, taken: Sequence[Cell], count: Count, *, disjoint: bool) -> Group:
    """Count what is left of `outer` without the groups in it; those that overlap count once."""
    if not disjoint and len(taken) > 1:
        every = frozenset[int]().union(*(it.members for it in taken))
        taken = (taken[0]._replace(place=-1, members=every),)
    other = taken[0].axis
    whole, parts = count(outer, other), [count(it, outer.axis) for it in taken]
    return Group(
        whole.size - sum(it.size for it in parts), whole.hidden - sum(it.hidden for it in parts)
    )
