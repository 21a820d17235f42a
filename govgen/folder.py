"""The folder a site lies in: what changed is staged beside, then renamed, the manifest last.

A marker names what a run makes, from before its first rename until its end; a later run that finds
one knows what an earlier one left. Only names in the manifest or the marker are ever removed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from govgen.problem import GovgenError

MARKER = ".govgen-unfinished"
STAGE = ".govgen-stage"
MANIFEST = "provenance.json"
HOST = frozenset((".git", "CNAME"))
"""What a host of pages wants beside a site; neither ours nor a reason to refuse a folder."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was last written: what it was made from, its digest, its size, its time in ns."""

    key: str
    sha256: str
    size: int
    mtime: int

    @classmethod
    def read(cls, told: str) -> Written | None:
        """Read what `told` wrote; none where it is something else."""
        match told.split():
            case [key, sha256, size, mtime] if size.isdecimal() and mtime.isdecimal():
                return cls(key, sha256, int(size), int(mtime))
        return None

    @property
    def told(self) -> str:
        """One line for the cache."""
        return f"{self.key} {self.sha256} {self.size} {self.mtime}"


class Folder:
    """One site folder, with what the last run knows of its files."""

    def __init__(self, path: Path, known: Mapping[str, str]) -> None:
        """Use the folder at `path`; `known` tells each file as `Written.told` does."""
        self.path = path
        self.known = known
        self.made: set[str] = set()
        """Folders of the stage."""

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Make the folder ours and its stage empty; refuse one that holds somebody else's files.

        Nothing stays in the stage where what is done meanwhile fails.
        """
        ours = any((self.path / name).exists() for name in (MARKER, STAGE)) or self.manifest()
        if not ours and {path.name for path in self.path.iterdir()} - HOST:
            raise GovgenError(
                f"{self.path} 里有别的文件，不会覆盖；换一个空文件夹",
                f"{self.path} holds other files and is left alone; name an empty folder",
            )
        self.before()
        self.forget()
        (self.path / STAGE).mkdir()
        try:
            yield
        except BaseException:
            self.forget()
            raise

    def manifest(self) -> bool:
        """Whether a manifest of ours stands here."""
        told = loaded(self.path / MANIFEST)
        return isinstance(told, dict) and {"govgen", "files"} <= told.keys()

    def forget(self) -> None:
        """Delete what was staged."""
        shutil.rmtree(self.path / STAGE, ignore_errors=True)

    def standing(self, target: str, key: str) -> Written | None:
        """Return the file at `target` if it was made from `key` and stands as it was written."""
        told = self.known.get(target)
        if told is None or not told.startswith(key):
            return None
        before = Written.read(told)
        if before is None:
            return None
        try:
            found = os.stat(f"{self.path}/{target}")  # noqa: PTH116 - ten thousand times a run
        except OSError:
            return None
        same = (found.st_size, found.st_mtime_ns) == (before.size, before.mtime)
        return before if same else None

    def stage(self, target: str, content: bytes, key: str) -> Written:
        """Write one file beside the site."""
        parent, _, name = f"{self.path}/{STAGE}/{target}".rpartition("/")
        if parent not in self.made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - ten thousand times a run
            self.made.add(parent)
        with open(f"{parent}/{name}", "wb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(content)
            found = os.fstat(file.fileno())
        digest = hashlib.sha256(content).hexdigest()
        return Written(key, digest, found.st_size, found.st_mtime_ns)

    def finish(self, made: Iterable[str], manifest: str) -> int:
        """Move what is staged into place, where then only `made` stands; return how many files went."""
        made, before = set(made), self.before()
        gone = [name for name in sorted(before - made) if self.holds(name)]
        self.mark(before | made)
        settle(f"{self.path}/{STAGE}", str(self.path))
        for name in gone:
            self.remove(self.path / name)
        staged = self.path / STAGE / MANIFEST
        staged.write_text(manifest, "utf-8")
        staged.replace(self.path / MANIFEST)
        self.forget()
        (self.path / MARKER).unlink()
        return len(gone)

    def mark(self, names: Iterable[str]) -> None:
        """Name, at one stroke, all that may be ours until the next manifest stands."""
        staged = self.path / STAGE / MARKER
        staged.write_text(json.dumps(sorted(names), ensure_ascii=False), "utf-8")
        staged.rename(self.path / MARKER)

    def before(self) -> set[str]:
        """Return the names that earlier runs left, died or not; GovgenError where that is not known."""
        return {
            name
            for mark in (MANIFEST, MARKER)
            if (self.path / mark).exists()
            for name in self.named(mark)
        }

    def named(self, mark: str) -> Iterable[str]:
        """Return the names that the manifest or the marker holds."""
        told = loaded(self.path / mark)
        names = told.get("files") if isinstance(told, dict) else told
        if isinstance(names, dict | list) and all(isinstance(name, str) for name in names):
            return names
        raise GovgenError(
            f"{self.path / mark} 坏了，分不清哪些文件可以删；清空这个文件夹或换一个，再生成一次",
            f"{self.path / mark} is damaged, so nobody knows which files may go; "
            "empty the folder or name another, and build again",
        )

    def holds(self, name: str) -> bool:
        """Whether `name` is a file that lies in this folder itself, and not in its history."""
        parts = PurePosixPath(name).parts
        path = self.path / name
        inside = path.parent.resolve().is_relative_to(self.path.resolve())
        return (
            bool(parts)
            and parts[0] not in HOST
            and inside
            and (path.is_file() or path.is_symlink())
        )

    def remove(self, path: Path) -> None:
        """Remove a file, and the folders that it leaves empty."""
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.path or any(folder.iterdir()):
                return
            folder.rmdir()


def settle(staged: str, place: str) -> None:
    """Move all that lies in the folder `staged` to `place`: as whole folders where there is none yet."""
    with os.scandir(staged) as found:
        for entry in found:
            target = f"{place}/{entry.name}"
            if entry.is_dir() and os.path.lexists(target):
                settle(entry.path, target)
            else:
                os.replace(entry.path, target)  # noqa: PTH105 - ten thousand times a run


def loaded(path: Path) -> object:
    """Return the JSON value of a file; none where there is none or it is damaged."""
    try:
        found: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Make the folder `path` where it is missing, and keep every other build out of it meanwhile."""
    path.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise GovgenError(
            f"另一个进程正在 {path} 里生成网站，等它完成再试",
            f"another build is running in {path}; try again when it has finished",
        ) from None
    try:
        yield
    finally:
        os.close(handle)
