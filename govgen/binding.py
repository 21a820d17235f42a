"""What a record's approval binds: the fields that nobody changes any more without a mark on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from govgen.difference import Difference
from govgen.kind import Kind
from govgen.source import Value


def frozen(kind: Kind, before: Mapping[str, Value] | None, difference: Difference) -> bool:
    """Say whether a difference touches what was binding in the version `before` it (批准后变更).

    To delete a record touches all of it; events that are added touch nothing.
    """
    if before is None or settled(kind).isdisjoint(reached(before)):
        return False
    return difference.route == "" or difference.route.split("/")[1] in kind.binding


def reached(data: Mapping[str, Value]) -> Iterator[str]:
    """Yield the states that a version's events reached and that no later event voids."""
    told = data.get("events")
    events = [event for event in told if isinstance(event, dict)] if isinstance(told, list) else []
    voided = {event.get("voids") for event in events}
    for number, event in enumerate(events, 1):
        state = event.get("to")
        if isinstance(state, str) and str(number) not in voided:
            yield state


@cache
def settled(kind: Kind) -> frozenset[str]:
    """Return the state that freezes a kind, and all that only follow it.

    A track without that state is frozen by the states that follow it on other tracks.
    """
    if not kind.frozen_from:
        return frozenset()
    tracks = [track for track, moves in kind.moves.items() if kind.frozen_from in moves]
    after = frozenset().union(*(met(kind, track, (kind.frozen_from,)) for track in tracks))
    earlier = frozenset().union(*(met(kind, track, kind.first_states(track)) for track in tracks))
    return (after - earlier) | {kind.frozen_from}


def met(kind: Kind, track: str, starts: tuple[str, ...]) -> frozenset[str]:
    """Return the states that a record on `track` meets from `starts`, not passing the one that freezes it."""
    found = dict.fromkeys(starts)
    ahead = list(starts)
    while ahead:
        for state in kind.next_states(track, ahead.pop()):
            if state not in found and state != kind.frozen_from:
                found[state] = None
                ahead.append(state)
    return frozenset(found)
