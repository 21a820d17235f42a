"""A repository's objects, read through an empty Git folder of our own.

The repository's own configuration, hooks, attributes and replacements are never in force: Git is
started in a fresh bare folder that only borrows the objects. What would change the reading (HEAD,
references, grafts, `shallow`, alternates) is read from the files here. Nothing is written there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from govgen.commit import Commit, parsed
from govgen.git import SCRUBBED
from govgen.refs import HEX, GitFolder, Unreadable, git_folder


@dataclass(frozen=True, slots=True)
class Change:
    """One path in one commit, against a parent: both blobs (empty where there is none), the new mode."""

    path: str
    old: str
    new: str
    mode: str


Files = dict[str, tuple[str, str]]
"""Mode and blob of each file, by path."""


class Objects:
    """The objects of one repository; see `reading`."""

    def __init__(self, folder: GitFolder, prefix: str, own: Path) -> None:
        """Read the objects of `folder` through our own Git folder at `own`.

        `prefix` is the way from the repository's root to the register, empty or ending in a slash.
        """
        self.folder = folder
        self.prefix = prefix
        self.own = own

    def resolved(self, revision: str) -> str:
        """Return the commit that `revision` names, as `HEAD`, `main~2`, `v1` or an id."""
        cut = min((at for at in map(revision.find, "~^@:") if at > 0), default=len(revision))
        base, rest = revision[:cut], revision[cut:]
        known = base if HEX.fullmatch(base) else self.folder.named(base) or base
        asked = f"{known}{rest}^{{commit}}"
        told = self.tried("rev-parse", "--verify", "--quiet", "--end-of-options", asked)
        if told is None:
            raise Unreadable(
                f"仓库里没有 `{revision}` 这个提交；用 git log 看有哪些",
                f"the repository has no commit `{revision}`; see which there are with git log",
            )
        return told.decode().strip()

    def graph(self, tip: str, *without: str) -> dict[str, tuple[str, ...]]:
        """Return the parents of `tip` and all before it, children first; none of what `without` reaches."""
        told = self.asked(
            "rev-list", "--parents", "--topo-order", "--end-of-options", tip,
            *(f"^{commit}" for commit in without),
        )  # fmt: skip
        lines = (line.split() for line in told.decode().splitlines())
        return {commit: tuple(parents) for commit, *parents in lines}

    def commits(self, ids: Iterable[str]) -> Iterator[Commit]:
        """Yield the commits of `ids`, in their order."""
        for commit, content in self.batch(ids, b"commit"):
            try:
                yield parsed(commit, content)
            except (KeyError, ValueError) as fault:
                raise damaged(commit) from fault

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each blob's id and bytes."""
        yield from self.batch(ids, b"blob")

    def changes(
        self, pairs: Iterable[tuple[str, str]], below: str
    ) -> dict[str, tuple[Change, ...]]:
        """Return what each commit changed below `below` against the parent given with it (empty: none)."""
        asked = "".join(f"{commit} {parent}".rstrip() + "\n" for commit, parent in pairs)
        told = self.asked(
            "--literal-pathspecs", "diff-tree", "--stdin", "-r", "-z", "--raw", "--root",
            "--no-abbrev", "--no-renames", "--", below, given=asked,
        )  # fmt: skip
        found: dict[str, list[Change]] = {}
        words = iter(told.decode("utf-8", "surrogateescape").split("\0")[:-1])
        current: list[Change] = []
        for word in words:
            if word.startswith(":"):
                _, mode, old, new, _ = word.split(" ")
                current.append(Change(next(words), blob(old), blob(new), mode))
            else:
                current = found.setdefault(word, [])
        return {commit: tuple(changes) for commit, changes in found.items()}

    def combined(self, merges: Iterable[str], below: str) -> dict[str, tuple[str, ...]]:
        """Return, for each merge, the paths below `below` that equal those of none of its parents."""
        told = self.asked(
            "--literal-pathspecs", "diff-tree", "--stdin", "-c", "-r", "-z", "--name-only",
            "--no-renames", "--", below, given="".join(f"{merge}\n" for merge in merges),
        )  # fmt: skip
        found: dict[str, list[str]] = {}
        current: list[str] = []
        for word in surrogates(told).split("\0")[:-1]:
            if HEX.fullmatch(word):
                current = found.setdefault(word, [])
            else:
                current.append(word)
        return {merge: tuple(paths) for merge, paths in found.items()}

    def merged(self, ours: str, theirs: str, below: str) -> tuple[Files, frozenset[str]]:
        """Return the files below `below` as Git itself would merge two commits, and those in conflict."""
        tree, conflicted = self.merged_tree(ours, theirs)
        return self.files(tree, below), conflicted

    def merged_tree(self, ours: str, theirs: str) -> tuple[str, frozenset[str]]:
        """Return the tree that Git itself would merge of two commits, and the paths in conflict.

        The tree is written into our own folder, never into the repository.
        """
        from git import Git

        status, told, fault = Git(str(self.own)).execute(
            ["git", "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages",
             "--allow-unrelated-histories", ours, theirs],
            env=self.environment,
            with_extended_output=True,
            with_exceptions=False,
        )  # fmt: skip
        if status not in (0, 1):
            raise unanswered(("merge-tree",), str(fault))
        tree, *conflicted = str(told).split("\0")
        return tree, frozenset(filter(None, conflicted))

    def files(self, commit: str, below: str) -> Files:
        """Return the mode and the id of all below `below` in a commit's tree, by path."""
        told = self.asked(
            "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit,
            "--", below,
        )  # fmt: skip
        entries = (entry.partition("\t") for entry in surrogates(told).split("\0") if entry)
        return {path: (about.split()[0], about.split()[2]) for about, _, path in entries}

    def batch(self, ids: Iterable[str], kind: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the objects of `ids` one by one, each by its length; all must be there and of `kind`."""
        with tempfile.TemporaryFile() as requests:
            requests.writelines(f"{one}\n".encode() for one in ids)
            requests.seek(0)
            with self.running("cat-file", "--batch", "--buffer", given=requests) as answers:
                while line := answers.readline():
                    name, found, *size = line.split()
                    if found != kind or not size:
                        raise damaged(name.decode())
                    content = answers.read(int(size[0]))
                    answers.read(1)
                    yield name.decode(), content

    @contextmanager
    def running(self, *arguments: str, given: BinaryIO) -> Iterator[BinaryIO]:
        """Let git answer while it is read; Unreadable where it fails at the end."""
        from git import Git
        from git.exc import GitCommandError

        process = Git(str(self.own)).execute(
            ["git", *arguments], istream=given, as_process=True, env=self.environment
        )
        yield process.stdout
        try:
            process.wait()
        except GitCommandError as fault:
            raise unanswered(arguments, str(fault.stderr)) from fault

    def asked(self, *arguments: str, given: str = "") -> bytes:
        """Return what git answers; Unreadable where it fails."""
        from git import Git
        from git.exc import GitCommandError

        with tempfile.TemporaryFile() as requests:
            requests.write(given.encode("utf-8", "surrogateescape"))
            requests.seek(0)
            try:
                told = Git(str(self.own)).execute(
                    ["git", *arguments],
                    istream=requests,
                    env=self.environment,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                )
            except GitCommandError as fault:
                raise unanswered(arguments, str(fault.stderr)) from fault
        return bytes(told)

    def tried(self, *arguments: str, given: str = "") -> bytes | None:
        """Return what git answers; none where it fails."""
        try:
            return self.asked(*arguments, given=given)
        except Unreadable:
            return None

    @cached_property
    def environment(self) -> dict[str, str]:
        """What git is to know, and nothing else: our folder, and where the objects lie."""
        quoted = str(self.folder.common / "objects").replace("\\", "\\\\").replace('"', '\\"')
        return {
            **SCRUBBED,
            "GIT_DIR": str(self.own),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{quoted}"',
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
        }


@contextmanager
def reading(root: Path) -> Iterator[Objects]:
    """Open the repository that `root` lies in, or is; Unreadable where there is none, or no Git."""
    folder = git_folder(root.resolve())
    way = root.resolve().relative_to(folder.worktree).as_posix() if folder.worktree else "."
    with tempfile.TemporaryDirectory() as name:
        own = Path(name) / "own.git"
        begin(own, sha256=folder.sha256)
        yield Objects(folder, "" if way == "." else f"{way}/", own)


def begin(own: Path, *, sha256: bool) -> None:
    """Make our own empty Git folder."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Git
    from git.exc import GitCommandError, GitCommandNotFound

    kind = "sha256" if sha256 else "sha1"
    environment = {**SCRUBBED, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    try:
        Git(str(own.parent)).execute(
            [
                "git",
                "init",
                "--quiet",
                "--bare",
                "--template=",
                f"--object-format={kind}",
                str(own),
            ],
            env=environment,
        )
    except (GitCommandError, GitCommandNotFound) as fault:
        raise Unreadable(
            "运行不了 git；请安装 2.39 以上的版本",
            "git cannot be run; install version 2.39 or later",
        ) from fault
    # A commit-graph lies beside the objects, is believed without proof, and tells of parents.
    with (own / "config").open("a", encoding="utf-8") as config:
        config.write("[core]\n\tcommitGraph = false\n")


def blob(told: str) -> str:
    """Return an id, empty for the one that means nothing."""
    return told if told.strip("0") else ""


def surrogates(told: bytes) -> str:
    """Decode names, which may hold any bytes."""
    return told.decode("utf-8", "surrogateescape")


def damaged(name: str) -> Unreadable:
    """Say that an object is missing or not what it should be."""
    return Unreadable(
        f"仓库里缺少对象 `{name}`，或它已损坏；用 git fsck 查看，重新完整克隆一份",
        f"the object `{name}` is missing or damaged; see git fsck, and clone the repository anew in full",
    )


def unanswered(arguments: tuple[str, ...], told: str) -> Unreadable:
    """Say that git failed, in its own words."""
    words = " ".join(told.split())[:300]
    name = next((one for one in arguments if not one.startswith("-")), "")
    return Unreadable(f"git {name} 失败：{words}", f"git {name} failed: {words}")
