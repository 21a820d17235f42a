"""Places within places, and how much goes on in each: what a resident's courtyard lies in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from govgen.drawn.place import above, children, located, under_way
from govgen.kinds.place import Level, Place
from govgen.register import Register

LEVELS = tuple(Level)


@dataclass(frozen=True)
class Yard:
    """A place and those directly within it.

    `here` counts the records that go on at the place itself, `below` those there and anywhere
    within; `depth` counts from 0.
    """

    place: Place
    depth: int
    within: tuple[Yard, ...]
    here: int
    below: int

    def walk(self) -> Iterator[Yard]:
        """Yield this place and all within, each before what lies in it."""
        yield self
        for yard in self.within:
            yield from yard.walk()


@lru_cache(maxsize=2)
def yards(register: Register) -> tuple[Yard, ...]:
    """Return the places that lie in no other, each with all within it."""
    return tuple(yard(place, register, 0) for place in ordered(roots(register)))


def roots(register: Register) -> list[Place]:
    """Return the places without an outer one, and those whose outer places run in a circle."""
    return [
        place
        for place in register.of(Place)
        if place.state != "voided" and (not place.parent or runs_round(place, register))
    ]


def runs_round(place: Place, register: Register) -> bool:
    """Whether the way outwards from `place` does not end, or not at a place."""
    outer = [place, *above(place, register)][-1]
    return outer.parent is not None


def ordered(places: list[Place] | tuple[Place, ...]) -> list[Place]:
    """Sort places by level, then by id."""
    return sorted(places, key=lambda place: (LEVELS.index(place.level), place.id))


def yard(place: Place, register: Register, depth: int) -> Yard:
    """Return `place` with all that lies within it, to the depth that levels have."""
    inner = children(register).get(place.id, ()) if depth < len(LEVELS) else ()
    standing = tuple(p for p in inner if p.state != "voided")
    within = tuple(yard(p, register, depth + 1) for p in ordered(standing))
    at_place = located(register).get(place.id, ())
    busy = under_way(register)
    here = sum(record.id in busy for record in at_place)
    return Yard(place, depth, within, here, here + sum(inner.below for inner in within))
