"""What was wrong already at a base commit, in fields that did not change since: it does not fail."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from govgen import check, git
from govgen.cache import Cache
from govgen.load import Loaded, load
from govgen.problem import Diagnostic
from govgen.scalars import When
from govgen.source import Document, Value

Fault = tuple[str, str, str]


def backlog(
    root: Path, revision: str, now: Loaded, found: Sequence[Diagnostic], as_of: When
) -> frozenset[Diagnostic]:
    """Return those of `found` that stood at `revision` too and whose field is as it was there.

    The base is judged whole, by the same rules and on the same day: a fault that another record's
    change brought about stands in an unchanged field, and is no backlog all the same.
    """
    commit = git.resolved(root, revision)
    if not found:
        return frozenset()
    with tempfile.TemporaryDirectory() as folder:
        base = checkout(root, commit, Path(folder))
        # A cache of its own: the work tree's holds just what the work tree uses.
        then = load(base, as_of, Cache(Path(folder) / "cache"))
        old = {fault(item) for item in judged(then)}
    return frozenset(
        item for item in found if fault(item) in old and unchanged(item, now.sources, then.sources)
    )


def checkout(root: Path, commit: str, folder: Path) -> Path:
    """Write the records of `commit` into `folder` and return it."""
    (folder / "records").mkdir()
    for name, content in git.blobs(root, commit, git.tree(root, commit, "records")).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def judged(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a register."""
    found = check.check(loaded.register) if loaded.register else ()
    return (*loaded.diagnostics, *found)


def fault(item: Diagnostic) -> Fault:
    """Return what makes a fault the same one although its line moved."""
    return item.file, item.code, item.route


def unchanged(item: Diagnostic, now: dict[str, Document], then: dict[str, Document]) -> bool:
    """Say whether the field that holds the fault is as it was; for a whole file, the file."""
    if item.file not in now or item.file not in then:
        return item.file not in now and item.file not in then
    field = item.route.split("/")[1] if item.route.startswith("/") else ""
    if not field:
        return now[item.file].content == then[item.file].content
    return of(now[item.file], field) == of(then[item.file], field)


def of(document: Document, field: str) -> Value | None:
    """Return a field's value."""
    return document.data.get(field.replace("~1", "/").replace("~0", "~"))
