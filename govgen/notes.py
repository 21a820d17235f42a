"""Signed statements in `refs/notes/govgen`, where `git notes` keeps them beside the commits that they are of.

A note holds any number of statements, each followed by its signature. What a statement is bound to
counts, not which commit its note hangs on.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govgen.objects import Objects
from govgen.refs import HEX, Unreadable, git_folder
from govgen.statement import Signed, statements, told

REF = "refs/notes/govgen"
ONE = re.compile(
    rb"(\{\n.*?^\}\n)\s*(-----BEGIN SSH SIGNATURE-----\n.*?^-----END SSH SIGNATURE-----)",
    re.DOTALL | re.MULTILINE,
)
"""A statement as it was signed, and its signature."""


@dataclass(frozen=True)
class Testimony:
    """Signed statements, and the commits whose notes hold something else."""

    signed: tuple[Signed, ...] = ()
    damaged: tuple[str, ...] = ()


SILENCE = Testimony()
"""Nobody signed anything."""


def heard(objects: Objects, folder: Path | None = None) -> Testimony:
    """Read the notes, and a folder of statements where there is one; Unreadable where that is damaged."""
    lying = statements(folder) if folder else ()
    found: dict[Signed, None] = dict.fromkeys(lying)
    damaged = []
    for commit, content in notes(objects):
        rest = ONE.sub(b"", content).strip()
        try:
            found.update((signed(commit, *it), None) for it in ONE.findall(content))
        except (ValueError, TypeError, KeyError):
            rest = content
        if rest:
            damaged.append(commit)
    return Testimony(tuple(found), tuple(damaged))


def signed(commit: str, content: bytes, signature: bytes) -> Signed:
    """Read one statement of a commit's note; ValueError, TypeError or KeyError where it is none."""
    return Signed(told(content), content, signature + b"\n", commit)


def notes(objects: Objects) -> Iterator[tuple[str, bytes]]:
    """Yield what is noted of each commit."""
    tip = objects.folder.reference(REF)
    files = objects.files(tip, ".") if tip else {}
    held = {path.replace("/", ""): blob for path, (_, blob) in files.items()}
    held = {commit: blob for commit, blob in held.items() if HEX.fullmatch(commit)}
    content = dict(objects.blobs(sorted(set(held.values()))))
    yield from ((commit, content[blob]) for commit, blob in sorted(held.items()))


def standing(root: Path) -> str:
    """Return which notes stand in the repository of `root`; empty where there are none, or no repository."""
    try:
        return git_folder(root.resolve()).reference(REF) or ""
    except Unreadable:
        return ""


def command(path: Path, commit: str) -> str:
    """Return the command by which somebody puts the statement at `path` among the notes."""
    files = ("-F", str(path), "-F", f"{path}.sig")
    return shlex.join(("git", "notes", "--ref=govgen", "append", *files, commit))
