"""The only door to Git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from git import Git
from git.exc import GitCommandError, GitCommandNotFound

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
