"""Signed statements in `refs/notes/govgen`, where `git notes` keeps them beside the commits that they are of.

A note holds any number of statements, each followed by its signature. What a statement is bound to
counts, not which commit its note hangs on.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govgen.objects import Objects
from govgen.refs import HEX, Unreadable, git_folder
from govgen.statement import FAULTS, LARGEST, Signed, statements, told

REF = "refs/notes/govgen"
BEGIN, END = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
PLAIN = "100644"


@dataclass(frozen=True)
class Testimony:
    """Signed statements, and the commits whose notes hold something else."""

    signed: tuple[Signed, ...] = ()
    damaged: tuple[str, ...] = ()


SILENCE = Testimony()
"""Nobody signed anything."""


def heard(objects: Objects, folder: Path | None = None) -> Testimony:
    """Read the notes, and a folder of statements where there is one; Unreadable where that is damaged.

    Whoever may push can spoil a note: that takes no other with it.
    """
    found: dict[Signed, None] = dict.fromkeys(statements(folder) if folder else ())
    damaged = []
    for commit, content in notes(objects):
        *parts, rest = content.split(END)
        whole = bool(parts) and not rest.strip()
        for part in parts:
            try:
                found[signed(commit, *part.partition(BEGIN))] = None
            except FAULTS:
                whole = False
        if not whole:
            damaged.append(commit)
    return Testimony(tuple(found), tuple(damaged))


def signed(commit: str, text: bytes, begin: bytes, armour: bytes) -> Signed:
    """Read one statement of a commit's note, up to its signature's last line; one of `FAULTS` where it is none."""
    content = text.strip(b"\n") + b"\n"
    return Signed(told(content), content, begin + armour + END + b"\n", commit)


def notes(objects: Objects) -> Iterator[tuple[str, bytes]]:
    """Yield what is noted of each commit; no content where that is no plain file, or larger than any note."""
    tip = objects.folder.reference(REF)
    files = objects.files(tip, ".") if tip else {}
    held = {path.replace("/", ""): told for path, told in files.items()}
    held = {commit: told for commit, told in held.items() if HEX.fullmatch(commit)}
    plain = {blob for mode, blob in held.values() if mode == PLAIN}
    content = dict(objects.blobs(sorted(plain)))
    for commit, (mode, blob) in sorted(held.items()):
        small = mode == PLAIN and len(content[blob]) <= LARGEST
        yield commit, content[blob] if small else b""


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
