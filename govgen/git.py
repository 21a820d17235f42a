"""The only door to Git."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from govgen.problem import GovgenError

SCRUBBED = {
    "LANGUAGE": "C",
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The commit a work tree stands on."""

    commit: str
    tree: str
    time: datetime


def answer(root: Path, *arguments: str, given: BinaryIO | None = None) -> bytes | None:
    """Return what `git ARGUMENTS` prints at `root`; none where it fails or there is no Git."""
    # Not through GitPython, which takes longer to read than Git to answer.
    try:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", *arguments],
            cwd=root,
            env={**os.environ, **SCRUBBED},
            stdin=given or subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout


def head(root: Path) -> Head | None:
    """Return the commit that the repository at `root` stands on; none without Git or commits."""
    line = answer(root, "log", "-1", "--no-show-signature", "--format=%H %T %cI", "HEAD", "--")
    if line is None:
        return None
    commit, tree_id, time = line.decode().split()
    return Head(commit, tree_id, datetime.fromisoformat(time))


def resolved(root: Path, revision: str) -> str:
    """Return the commit that `revision` names; a GovgenError where there is none."""
    name = f"{revision}^{{commit}}"
    found = answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if found is None:
        raise GovgenError(
            f"仓库里没有 `{revision}` 这个提交；用 git log 看有哪些",
            f"the repository has no commit `{revision}`; see which there are with git log",
        )
    return found.decode().strip()


def tree(root: Path, commit: str, folder: str) -> dict[str, str]:
    """Return the plain files under `folder` at `commit`, relative to `root`, each with its blob's id."""
    listed = answer(root, "ls-tree", "-r", "-z", "--end-of-options", commit, "--", folder)
    if listed is None:
        raise unreadable(commit)
    entries = (entry.partition("\t") for entry in listed.decode().split("\0") if entry)
    return {path: kind.split()[2] for kind, _, path in entries if kind.startswith("100644 blob")}


LAST = (
    "log", "--no-show-signature", "--no-renames", "--name-only", "-z", "--format=%x01%H", "--end-of-options",
)  # fmt: skip
"""What git is asked for the last changes of files; a commit and the paths follow."""


def last_changes(root: Path, commit: str, folder: str) -> dict[str, str]:
    """Return, for each path under `folder`, the newest commit up to `commit` that changed it."""
    told = answer(root, *LAST[:-1], "--relative", LAST[-1], commit, "--", folder)
    if told is None:
        raise unreadable(commit)
    return newest(told)


def newest(told: bytes) -> dict[str, str]:
    """Return, for each path that `LAST` tells of, the newest commit that changed it."""
    found: dict[str, str] = {}
    for block in told.decode().split("\x01")[1:]:
        changed_by, *names = block.replace("\n", "\0").split("\0")
        for name in names:
            found.setdefault(name, changed_by)
    return found


def blob_id(content: bytes, like: str) -> str:
    """Return Git's id of `content`, by the hash that `like` was made with."""
    return object_id("blob", content, sha256=len(like) == 64)


def object_id(kind: str, content: bytes, *, sha256: bool = False) -> str:
    """Return Git's id of an object of `kind`."""
    made = hashlib.new("sha256" if sha256 else "sha1", usedforsecurity=False)
    made.update(f"{kind} {len(content)}\0".encode() + content)
    return made.hexdigest()


def blobs(root: Path, commit: str, names: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of `names` (relative to `root`) at `commit` in one run; absent ones are left out."""
    asked = list(names)
    with tempfile.TemporaryFile() as requests:
        requests.write("".join(f"{commit}:./{name}\n" for name in asked).encode())
        requests.seek(0)
        told = answer(root, "cat-file", "--batch", given=requests)
    if told is None:
        raise unreadable(commit)
    found = {}
    rest = memoryview(told)
    for name in asked:
        end = bytes(rest[:4096]).index(b"\n")
        line = bytes(rest[:end]).split()
        rest = rest[end + 1 :]
        if line[-1] != b"missing":
            size = int(line[2])
            found[name] = bytes(rest[:size])
            rest = rest[size + 1 :]
    return found


def unreadable(commit: str) -> GovgenError:
    """Say that Git could not read what it names itself."""
    return GovgenError(
        f"Git 读不出提交 `{commit}`；仓库可能不完整，用 git fsck 查看",
        f"Git cannot read the commit `{commit}`; the repository may be incomplete, see git fsck",
    )


def begin(root: Path) -> None:
    """Make `root` a repository, unless it is one; without Git it stays a folder."""
    if not (root / ".git").exists():
        answer(root, "init", "--quiet", "--initial-branch=main")


def stand(root: Path, commit: str) -> None:
    """Let main stand on `commit` and check it out; GovgenError where Git will not."""
    for words in (
        ("update-ref", "refs/heads/main", commit),
        ("reset", "--quiet", "--hard", commit),
    ):
        if answer(root, *words) is None:
            raise unreadable(commit)
