"""What a build writes, piece by piece: pages and other files, and how pages are dealt out to processes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from govgen.folder import Folder, Written
from govgen.page import Draft
from govgen.words import Lang

PIECES = 64
"""Pages are dealt out to processes in so many pieces: few, as each is asked for; many, so that all end together."""
Files = dict[str, Written]
"""Files of the site by address, as they stand in the stage or in their place."""


@dataclass(frozen=True)
class Task:
    """One file to write: its address in the site, what it is made from, the page and its language."""

    target: str
    key: str
    draft: Draft
    lang: Lang


@dataclass(frozen=True)
class Source:
    """A file that is no page: its address, what it is made from, and how."""

    target: str
    key: str
    make: Callable[[], bytes]


Made = TypeVar("Made", Task, Source)


def divided(tasks: list[Task], parts: int) -> list[list[Task]]:
    """Divide pages into `parts`, those of one matter into the same: its timeline is drawn once.

    Within a part they come by address, so that those of one kind are written after each other.
    """
    found: list[list[Task]] = [[] for _ in range(parts)]
    places: dict[str, int] = {}
    for task in tasks:
        key = task.draft.matter or task.target
        place = places.setdefault(key, len(places) % parts)
        found[place].append(task)
    return [sorted(part, key=lambda task: task.target) for part in found]


def changed(wanted: Iterable[Made], folder: Folder, kept: Files) -> Iterator[Made]:
    """Yield what does not stand as it would be written; the rest joins `kept`."""
    for item in wanted:
        before = folder.standing(item.target, item.key)
        if before:
            kept[item.target] = before
        else:
            yield item


def copied(sources: Iterable[Source], folder: Folder) -> Files:
    """Write files that are no pages into the stage."""
    return {found.target: folder.stage(found.target, found.make(), found.key) for found in sources}


def written(target: str, text: str) -> Source:
    """Return a file that is its own key."""
    content = text.encode()
    return Source(target, hashlib.sha256(content).hexdigest(), lambda: content)
