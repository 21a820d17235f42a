"""How a register came to be: its first-parent chain, what each commit on it landed, and whose work that was.

One pass of Git's batch commands over all commits; the next pass asks only for what is new. What is
kept is the commits' own bytes, so that nothing is believed that Git did not say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from govgen.cache import Cache
from govgen.commit import Commit, parsed
from govgen.objects import Change, Objects
from govgen.policy import FILES
from govgen.record import kind_of

CHAIN = "chain"
"""The key under which the order of the chain is kept, oldest first."""
BYTES = "latin-1"
"""How a commit's bytes stand in JSON."""


Told = tuple[str, str, tuple[str, ...]]
"""A side commit: its id, its bytes, the paths it touched."""


@dataclass(frozen=True)
class Landed:
    """One commit of the first-parent chain, and what it changed against its first parent."""

    id: str
    changes: tuple[Change, ...]
    _content: str = field(repr=False)
    _side: tuple[Told, ...] = field(repr=False)

    @cached_property
    def commit(self) -> Commit:
        """The commit itself."""
        return parsed(self.id, self._content.encode(BYTES))

    @cached_property
    def side(self) -> tuple[Commit, ...]:
        """The commits that came in with it, the newest first."""
        return tuple(parsed(one, content.encode(BYTES)) for one, content, _ in self._side)

    @property
    def parent(self) -> str:
        """The first parent; empty for a root."""
        return self.commit.parents[0] if self.commit.parents else ""

    def recorded(self, path: str) -> Commit:
        """Return the newest commit that wrote down what stands at `path`; the landing one without a side."""
        told = zip(self.side, self._side, strict=True)
        return next((commit for commit, (_, _, paths) in told if path in paths), self.commit)


@dataclass(frozen=True, slots=True)
class Version:
    """What one commit of the chain did to one record: its path, and both blobs (empty: there is none)."""

    commit: str
    path: str
    old: str
    new: str


@dataclass(frozen=True)
class History:
    """The chain from its root to `tip`, oldest first; the parts are read when they are asked for."""

    tip: str
    chain: tuple[str, ...]
    _told: Mapping[str, str] = field(repr=False)
    _read: dict[str, Landed] = field(default_factory=dict, repr=False)

    def landed(self, commit: str) -> Landed:
        """Return what `commit`, one of the chain, landed."""
        if commit not in self._read:
            self._read[commit] = read(commit, self._told[commit])
        return self._read[commit]

    def __iter__(self) -> Iterator[Landed]:
        """Yield the whole chain, oldest first."""
        return map(self.landed, self.chain)

    @cached_property
    def versions(self) -> Mapping[str, tuple[Version, ...]]:
        """What the chain did to each record, by id, oldest first."""
        found: dict[str, list[Version]] = {}
        for landed in self:
            for record, version in versions(landed):
                found.setdefault(record, []).append(version)
        return {record: tuple(made) for record, made in found.items()}


def versions(landed: Landed) -> Iterator[tuple[str, Version]]:
    """Yield each record that changed by its id, each file of all by its name, and how; a file that moved is one change."""
    moved: dict[str, list[Change]] = {}
    for change in landed.changes:
        path = PurePosixPath(change.path)
        if path.suffix == ".yml" and (kind_of(path.stem) or path.stem in FILES):
            moved.setdefault(path.stem, []).append(change)
    for record, changes in moved.items():
        old = next((change.old for change in changes if change.old), "")
        new = next((change for change in changes if change.new), changes[0])
        if old != new.new:
            yield record, Version(landed.id, new.path, old, new.new)


def history(objects: Objects, tip: str, cache: Cache | None = None) -> History:
    """Read the history up to `tip`; what `cache` knows of an earlier tip on its chain is not read again."""
    table = f"history {objects.prefix}records"
    kept = cache.table(table) if cache else {}
    before = tuple(kept.get(CHAIN, "").split())
    graph = objects.graph(tip, before[-1]) if before and before[-1] != tip else {}
    added = chained(graph, tip, before[-1] if before else "")
    if before and before[-1] == tip:
        return History(tip, before, kept)
    if added is None:
        before, kept = (), {}
        graph = objects.graph(tip)
        added = chained(graph, tip, "") or ()
    told = dict(written(objects, graph, added))
    chain = (*before, *added)
    whole = {**kept, **told, CHAIN: "\n".join(chain)}
    if cache:
        cache.replace(table, whole, kept)
    return History(tip, chain, whole)


def chained(graph: Mapping[str, tuple[str, ...]], tip: str, end: str) -> tuple[str, ...] | None:
    """Return the first-parent chain from behind `end` to `tip`, oldest first; none where it misses `end`."""
    found: list[str] = []
    current = tip
    while current in graph:
        found.append(current)
        current = graph[current][0] if graph[current] else ""
    return tuple(reversed(found)) if current == end else None


def brought(
    graph: Mapping[str, tuple[str, ...]], chain: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return, for each commit of the chain, the others that came in with it, the newest first."""
    order = {commit: place for place, commit in enumerate(graph)}
    taken = set(chain)
    found: dict[str, tuple[str, ...]] = {}
    for commit in chain:
        own: list[str] = []
        waiting = list(graph[commit][1:])
        while waiting:
            one = waiting.pop()
            if one in taken or one not in graph:
                continue
            taken.add(one)
            own.append(one)
            waiting += graph[one]
        found[commit] = tuple(sorted(own, key=order.__getitem__))
    return found


def written(
    objects: Objects, graph: Mapping[str, tuple[str, ...]], chain: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Yield each commit of the chain and all that is to be known of it, as one line of JSON."""
    side = brought(graph, chain)
    bytes_of = {one: content.decode(BYTES) for one, content in objects.batch(graph, b"commit")}
    first = ((commit, parents[0] if parents else "") for commit, parents in graph.items())
    changes = objects.changes(first, f"{objects.prefix}records")
    for commit in chain:
        landed = [[it.path, it.old, it.new, it.mode] for it in changes.get(commit, ())]
        others = [
            [one, bytes_of[one], [it.path for it in changes.get(one, ())]] for one in side[commit]
        ]
        yield commit, json.dumps([landed, bytes_of[commit], others], ensure_ascii=False)


def read(commit: str, told: str) -> Landed:
    """Read what `written` wrote."""
    changes, content, side = json.loads(told)
    return Landed(commit, tuple(Change(*change) for change in changes), content, side)
