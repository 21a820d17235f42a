"""The only door to Git."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from git import Git
from git.exc import GitCommandError, GitCommandNotFound

from govgen.problem import GovgenError

SCRUBBED = {
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


def head(root: Path) -> Head | None:
    """Return the commit that the repository at `root` stands on; none without Git or commits."""
    try:
        line = Git(str(root)).execute(
            ["git", "log", "-1", "--no-show-signature", "--format=%H %T %cI", "HEAD", "--"],
            env=SCRUBBED,
        )
    except (GitCommandError, GitCommandNotFound):
        return None
    commit, tree, time = str(line).split()
    return Head(commit, tree, datetime.fromisoformat(time))


def resolved(root: Path, revision: str) -> str:
    """Return the commit that `revision` names; a GovgenError where there is none."""
    try:
        found = Git(str(root)).execute(
            [
                "git",
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                f"{revision}^{{commit}}",
            ],
            env=SCRUBBED,
        )
    except (GitCommandError, GitCommandNotFound):
        raise GovgenError(
            f"仓库里没有 `{revision}` 这个提交；用 git log 看有哪些",
            f"the repository has no commit `{revision}`; see which there are with git log",
        ) from None
    return str(found)


def tree(root: Path, commit: str, folder: str) -> dict[str, str]:
    """Return the plain files under `folder` at `commit`, relative to `root`, each with its blob's id."""
    listed = Git(str(root)).execute(
        ["git", "ls-tree", "-r", "-z", "--end-of-options", commit, "--", folder], env=SCRUBBED
    )
    entries = (entry.partition("\t") for entry in str(listed).split("\0") if entry)
    return {path: kind.split()[2] for kind, _, path in entries if kind.startswith("100644 blob")}


def blobs(root: Path, commit: str, names: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of `names` (relative to `root`) at `commit` in one run; absent ones are left out."""
    asked = list(names)
    with tempfile.TemporaryFile() as requests:
        requests.write("".join(f"{commit}:./{name}\n" for name in asked).encode())
        requests.seek(0)
        answer = Git(str(root)).execute(
            ["git", "cat-file", "--batch"],
            istream=requests,
            env=SCRUBBED,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
    found = {}
    rest = memoryview(bytes(answer))
    for name in asked:
        head_end = bytes(rest[:4096]).index(b"\n")
        head_line = bytes(rest[:head_end]).split()
        rest = rest[head_end + 1 :]
        if head_line[-1] != b"missing":
            size = int(head_line[2])
            found[name] = bytes(rest[:size])
            rest = rest[size + 1 :]
    return found


def begin(root: Path) -> None:
    """Make `root` a repository, unless it is one; without Git it stays a folder."""
    if (root / ".git").exists():
        return
    try:
        Git(str(root)).execute(["git", "init", "--quiet", "--initial-branch=main"], env=SCRUBBED)
    except GitCommandNotFound:
        return
