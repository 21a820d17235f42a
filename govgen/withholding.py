"""Which groups of a breakdown are withheld, so that no figure tells of a few people or of a hidden record.

A group is small where it counts fewer than `least`, or holds fewer than `least` that no page shows.
What is withheld together must not be small either, for the total less the others would give it back:
the next smallest goes with it, and so with a single small group in any case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple


class Group(NamedTuple):
    """How many a group counts, and how many of them belong to records that are not shown in full."""

    size: int
    hidden: int


def small(group: Group, least: int, *, private: bool) -> bool:
    """Whether a group tells too much; only of what is `private` may a few that are shown."""
    return (private and 0 < group.size < least) or 0 < group.hidden < least


def withheld(
    groups: Sequence[Group], least: int, *, private: bool, first: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Return the indices of the groups that are not told, with those of `first`; `groups` are all parts of one total."""
    ranked = sorted(range(len(groups)), key=lambda index: (groups[index], index))
    found = [
        index for index in ranked if index in first or small(groups[index], least, private=private)
    ]
    rest = [index for index in ranked if index not in set(found)]
    while rest and exposed([groups[index] for index in found], least, private=private):
        found.append(rest.pop(0))
    return frozenset(found)


def exposed(left_out: Collection[Group], least: int, *, private: bool) -> bool:
    """Whether the total less the groups that are told gives too much away of those left out."""
    if not left_out:
        return False
    together = Group(sum(it.size for it in left_out), sum(it.hidden for it in left_out))
    return small(together, least, private=private)
