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
from govgen.objects import Objects, reading
from govgen.problem import GovgenError
from govgen.redaction import HIDDEN, listed
from govgen.revision import laid_out
from govgen.tree import TOP
from govgen.verify import zone
from govgen.words import Words

NOTHING = Words("", "")


@contextmanager
def at(where: Place, revision: str) -> Iterator[tuple[Place, Head, Words]]:
    """Lay the register of `revision` out and yield where it lies, its commit, and what every page must say.

    It is judged on that commit's day (`Head.time`) unless another is given. What is derived is kept
    in the same cache. Raises Unreadable where there is no such commit.
    """
    with reading(where.root) as objects, tempfile.TemporaryDirectory() as folder:
        (found,) = objects.commits([objects.resolved(revision)])
        hidden = listed(where.root)
        gone = redacted(objects, found.id, hidden)
        root = laid_out(objects, found.id, Path(folder), hidden=hidden)
        time = found.committer.time
        stand = Head(found.id, found.tree, time)
        yield replace(where, root=root), stand, banner(time, zone(objects, found.id), len(gone))


def redacted(objects: Objects, commit: str, hidden: frozenset[str]) -> frozenset[str]:
    """Return the paths in a commit whose contents nobody is shown; GovgenError where one is of all pages."""
    files = objects.files(commit, f"{objects.prefix}records") if hidden else {}
    found = frozenset(path for path, (_, blob) in files.items() if blob in hidden)
    for path in sorted(found):
        if path.removeprefix(objects.prefix) in TOP:
            raise GovgenError(
                f"{commit[:10]} 的 {path} {HIDDEN.zh}，这一版不能再建网站；换一个提交",
                f"{path} of {commit[:10]} is {HIDDEN.en}, so no site can be built of it; name another commit",
            )
    return found


def banner(time: datetime, zone: ZoneInfo, gone: int) -> Words:
    """Say that a page is not of today, and how many files are kept out of it."""
    day = time.astimezone(zone).date()
    left = Words(
        f"有 {gone} 份文件{HIDDEN.zh}。", f" {gone} of its files redacted for personal data."
    )
    left = left if gone else NOTHING
    return Words(
        f"这是{wording.day(day, 'zh', 'medium')}批准时的登记册，后来的变化不在这里。{left.zh}",
        f"This is the register as it was approved on {wording.day(day, 'en', 'medium')}; "
        f"later changes are not in it.{left.en}",
    )
