"""Personal data that a branch's own commits bring along although the merge result is without it.

Git keeps it for good once the branch is merged, whether or not a later commit took it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govgen.checks.personal_data import published
from govgen.commit import Commit
from govgen.history import History
from govgen.load import Loaded
from govgen.objects import Objects
from govgen.personal import Hit, found_in, suspicious


@dataclass(frozen=True)
class Remnant:
    """What one commit of the branch holds: in the file at `path`, or in the commit itself where that is empty."""

    commit: str
    path: str
    hit: Hit


def remnants(
    objects: Objects, told: History, base: str, sides: tuple[Loaded, Loaded]
) -> Iterator[Remnant]:
    """Yield what the branch behind the merge `told` holds, and neither of both `sides` shows."""
    allowed = "\n".join(published(it.register) for it in sides if it.register)
    for left, path, content in passed(objects, told, base):
        known = set(shown(path.removeprefix(objects.prefix), sides, allowed))
        yield from (Remnant(left, path, it) for it in hits(content, allowed) if it not in known)
    for commit in told.landed(told.tip).side:
        yield from (Remnant(commit.id, "", it) for it in spoken(commit, allowed))


def passed(objects: Objects, told: History, base: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield each version of a file that the branch went through and left: commit, path, bytes."""
    below = f"{objects.prefix}records"
    last = {blob for _, blob in objects.files(told.tip, below).values()}
    graph = objects.graph(told.tip, base)
    first = [(it.id, (graph[it.id] or ("",))[0]) for it in told.landed(told.tip).side]
    left = {
        change.new: (commit, change.path)
        for commit, found in objects.changes(first, below).items()
        for change in found
        if change.new and change.new not in last and change.path.endswith(".yml")
    }
    for blob, content in objects.blobs(left):
        yield *left[blob], content


def shown(path: str, sides: tuple[Loaded, Loaded], allowed: str) -> Iterator[Hit]:
    """Yield what a file holds before and after the merge, which is told where it stands."""
    for side in sides:
        if path in side.sources:
            yield from hits(side.sources[path].content, allowed)


def spoken(commit: Commit, allowed: str) -> Iterator[Hit]:
    """Yield what a commit's message and its author's name and address hold, addresses themselves apart."""
    for text in (commit.message, commit.author.name, commit.author.email.partition("@")[0]):
        yield from (it for it in hits(text.encode(), allowed) if it.kind != "e-mail")


def hits(content: bytes, allowed: str) -> Iterable[Hit]:
    """Return the personal data in some bytes, each once."""
    if not suspicious(content):
        return ()
    return dict.fromkeys(found_in(content.decode("utf-8", "replace"), allowed))
