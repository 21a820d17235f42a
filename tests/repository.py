"""Real Git repositories for tests, commit by commit, with every name and date fixed."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

START = 1_767_225_600
"""2026-01-01T00:00:00Z; each commit is an hour later than the one before."""
HOUR = 3600


@dataclass(frozen=True)
class Who:
    """A name and an address as Git has them."""

    name: str
    email: str


CLERK = Who("Clerk", "clerk@community.example")
DIRECTOR = Who("Director", "director@community.example")
STRANGER = Who("Stranger", "stranger@elsewhere.example")


@dataclass
class Repository:
    """A repository that grows; nothing is checked out unless asked."""

    root: Path
    sha256: bool = False
    hours: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        kind = "sha256" if self.sha256 else "sha1"
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", f"--object-format={kind}", ".")

    def git(self, *arguments: str, given: str | bytes = "", **environment: str) -> str:
        """Run git here; return what it prints, stripped."""
        done = subprocess.run(
            ("git", *arguments),
            cwd=self.root,
            input=given.encode() if isinstance(given, str) else given,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": os.devnull,
                **environment,
            },
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace").strip()

    def tree(self, parent: str, files: Mapping[str, str | None], modes: Mapping[str, str]) -> str:
        """Write the tree of `parent` with `files` laid over it; none takes a file away."""
        index = str(self.root / ".git" / "index-of-tests")
        Path(index).unlink(missing_ok=True)
        if parent:
            self.git("read-tree", parent, GIT_INDEX_FILE=index)
        for path, text in files.items():
            if text is None:
                self.git("update-index", "--force-remove", path, GIT_INDEX_FILE=index)
                continue
            blob = self.git("hash-object", "-w", "--stdin", given=text)
            entry = f"{modes.get(path, '100644')},{blob},{path}"
            self.git("update-index", "--add", "--cacheinfo", entry, GIT_INDEX_FILE=index)
        return self.git("write-tree", GIT_INDEX_FILE=index)

    def commit(
        self,
        files: Mapping[str, str | None],
        message: str = "Work",
        who: Who = CLERK,
        *,
        parents: tuple[str, ...] = (),
        committer: Who | None = None,
        modes: Mapping[str, str] | None = None,
        at: int | None = None,
        sign: tuple[str, ...] = (),
    ) -> str:
        """Write one commit and return its id; no reference moves."""
        self.hours += 1
        time = f"{START + self.hours * HOUR if at is None else at} +0000"
        tree = self.tree(parents[0] if parents else "", files, modes or {})
        told = [flag for parent in parents for flag in ("-p", parent)]
        by = committer or who
        return self.git(
            *sign, "commit-tree", tree, *told, *(("-S",) if sign else ()), "-F", "-",
            given=message,
            GIT_AUTHOR_NAME=who.name, GIT_AUTHOR_EMAIL=who.email, GIT_AUTHOR_DATE=time,
            GIT_COMMITTER_NAME=by.name, GIT_COMMITTER_EMAIL=by.email, GIT_COMMITTER_DATE=time,
        )  # fmt: skip

    def main(self, commit: str) -> str:
        """Let main stand on `commit`."""
        self.git("update-ref", "refs/heads/main", commit)
        return commit

    def merge(
        self,
        base: str,
        files: Mapping[str, str | None],
        by: Who = DIRECTOR,
        author: Who = CLERK,
        message: str = "Merge branch 'work'",
    ) -> str:
        """Write a side commit on `base` and its merge by `by`; main stands on the merge."""
        side = self.commit(files, "Work", author, parents=(base,))
        return self.main(self.commit(files, message, by, parents=(base, side)))
