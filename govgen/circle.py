"""Circles among records that should form a line: who follows whom, without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govgen.source import Route


@dataclass(frozen=True, slots=True)
class Edge:
    """A link to `target` that stands at `route` of the record it starts from."""

    target: str
    route: Route


@dataclass(frozen=True, slots=True)
class Circle:
    """The records on a circle in their order; the last one's link at `route` closes it."""

    members: tuple[str, ...]
    route: Route


def circles(edges: Mapping[str, Sequence[Edge]]) -> Iterator[Circle]:
    """Yield a circle for each link that leads back to a record on the way to it; each link is walked once."""
    finished: set[str] = set()
    for start in edges:
        if start not in finished:
            yield from walk(start, edges, finished)


def walk(start: str, edges: Mapping[str, Sequence[Edge]], finished: set[str]) -> Iterator[Circle]:
    """Follow all links from `start`, deepest first; ids that are done join `finished`."""
    way = [start]
    ahead = [iter(edges.get(start, ()))]
    while way:
        edge = next(ahead[-1], None)
        if edge is None:
            finished.add(way.pop())
            ahead.pop()
        elif edge.target in way:
            yield Circle(tuple(way[way.index(edge.target) :]), edge.route)
        elif edge.target not in finished:
            way.append(edge.target)
            ahead.append(iter(edges.get(edge.target, ())))
