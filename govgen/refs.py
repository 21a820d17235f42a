"""What a Git folder says of itself in plain files: its references, its format, where it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from govgen import hindrance
from govgen.problem import GovgenError

HEX = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
FORMAT = re.compile(rb"(?im)^\s*objectformat\s*=\s*\"?(sha256|sha1)\"?\s*$")
NAMED = ("{}", "refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}")
"""Where Git looks for a short name, in this order."""


class Unreadable(GovgenError):
    """What has to be read cannot be: nothing is proved either way."""


@dataclass(frozen=True)
class GitFolder:
    """A Git folder: its own `path`, the `common` parts that work trees share, and its work tree if any."""

    path: Path
    common: Path
    worktree: Path | None

    @cached_property
    def sha256(self) -> bool:
        """Whether ids are SHA-256."""
        found = FORMAT.search(content_of(self.common / "config"))
        return bool(found) and found[1].lower() == b"sha256"  # type: ignore[index]

    @cached_property
    def references(self) -> dict[str, str]:
        """What each reference names, by its full name."""
        if (self.common / "reftable").is_dir():
            raise Unreadable(
                "这个仓库用 reftable 存放引用，读不了；先用 git refs migrate --ref-format=files 转换",
                "this repository keeps its references as a reftable, which cannot be read; "
                "convert it with git refs migrate --ref-format=files",
            )
        found: dict[str, str] = {}
        for line in content_of(self.common / "packed-refs").decode("utf-8", "replace").splitlines():
            told, _, name = line.partition(" ")
            if HEX.fullmatch(told):
                found[name] = told
        for base in (self.common, self.path):
            for path in sorted((base / "refs").rglob("*")):
                if path.is_file():
                    found[path.relative_to(base).as_posix()] = said(path)
        return found

    def reference(self, name: str) -> str | None:
        """Return the id behind a full name or HEAD, through symbolic ones; none where there is none."""
        told = said(self.path / name) if name == "HEAD" else self.references.get(name)
        for _ in range(5):
            if told is None or not told.startswith("ref: "):
                break
            told = self.references.get(told.removeprefix("ref: "))
        return told if told and HEX.fullmatch(told) else None

    def named(self, name: str) -> str | None:
        """Return the id behind a short name, as Git would look for it."""
        full = (pattern.format(name) for pattern in NAMED)
        return next((found for one in full if (found := self.reference(one))), None)


def git_folder(root: Path) -> GitFolder:
    """Return the Git folder that `root` is, or the nearest above it; Unreadable where there is none."""
    if all((root / name).exists() for name in ("HEAD", "objects", "refs")):
        return shared(root, None)
    for folder in (root, *root.parents):
        place = folder / ".git"
        if place.is_dir():
            return shared(place, folder)
        if place.is_file():
            told = said(place).removeprefix("gitdir:").strip()
            return shared((folder / told).resolve(), folder)
    raise Unreadable(
        f"{root} 不在 Git 仓库里；先 git init 并提交，才有审批记录可读",
        f"{root} is in no Git repository; run git init and commit, then there are approvals to read",
    )


def shared(path: Path, worktree: Path | None) -> GitFolder:
    """Return the Git folder at `path`, with the parts that it shares with other work trees."""
    told = said(path / "commondir")
    return GitFolder(path, (path / told).resolve() if told else path, worktree)


def said(path: Path) -> str:
    """Return the line that a file of Git's holds; empty where it cannot be read."""
    return content_of(path).decode("utf-8", "replace").strip()


def content_of(path: Path) -> bytes:
    """Return the bytes of a file of Git's; none where there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return b""
    except OSError as fault:
        why = hindrance.told(fault)
        raise Unreadable(f"读不了 {path}：{why.zh}", f"{path} cannot be read: {why.en}") from fault
