"""The register as it was approved at one commit, in a folder of its own to be built from."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from govgen import wording
from govgen.commands.place import Place
from govgen.git import Head
from govgen.objects import reading
from govgen.revision import laid_out
from govgen.verify import zone
from govgen.words import Words


@contextmanager
def at(where: Place, revision: str) -> Iterator[tuple[Place, Head, Words]]:
    """Lay the register of `revision` out and yield where it lies, its commit, and what every page must say.

    It is judged on that commit's day (`Head.time`) unless another is given. What is derived is kept
    in the same cache. Raises Unreadable where there is no such commit.
    """
    with reading(where.root) as objects, tempfile.TemporaryDirectory() as folder:
        (found,) = objects.commits([objects.resolved(revision)])
        root = laid_out(objects, found.id, Path(folder))
        time = found.committer.time
        stand = Head(found.id, found.tree, time)
        yield replace(where, root=root), stand, banner(time, zone(objects, found.id))


def banner(time: datetime, zone: ZoneInfo) -> Words:
    """Say that a page is not of today."""
    day = time.astimezone(zone).date()
    return Words(
        f"这是{wording.day(day, 'zh', 'medium')}批准时的登记册，后来的变化不在这里。",
        f"This is the register as it was approved on {wording.day(day, 'en', 'medium')}; "
        "later changes are not in it.",
    )
