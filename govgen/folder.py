"""The folder a site lies in: what changed is staged beside, then renamed, the manifest last.

A marker tells a later run that an earlier one died while it renamed; that run then looks at every
file, not only at those the manifest names.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from govgen.problem import GovgenError

MARKER = ".govgen-unfinished"
STAGE = ".govgen-stage"
MANIFEST = "provenance.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was last written: what it was made from, its digest, its size, its time in ns."""

    key: str
    sha256: str
    size: int
    mtime: int

    @classmethod
    def read(cls, told: str) -> Written:
        """Read what `told` wrote."""
        key, sha256, size, mtime = told.split()
        return cls(key, sha256, int(size), int(mtime))

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

    def claim(self) -> None:
        """Make the folder ours and its stage empty; refuse one that holds somebody else's files."""
        self.path.mkdir(parents=True, exist_ok=True)
        ours = any((self.path / name).exists() for name in (MANIFEST, MARKER, STAGE))
        if not ours and any(self.path.iterdir()):
            raise GovgenError(
                f"{self.path} 里有别的文件，不会覆盖；换一个空文件夹",
                f"{self.path} holds other files and is left alone; name an empty folder",
            )
        self.forget()
        (self.path / STAGE).mkdir()

    def forget(self) -> None:
        """Delete what was staged."""
        shutil.rmtree(self.path / STAGE, ignore_errors=True)

    def standing(self, target: str, key: str) -> Written | None:
        """Return the file at `target` if it was made from `key` and stands as it was written."""
        told = self.known.get(target)
        if told is None or not told.startswith(key):
            return None
        before = Written.read(told)
        try:
            found = os.stat(f"{self.path}/{target}")  # noqa: PTH116 - ten thousand times a run
        except OSError:
            return None
        same = (found.st_size, found.st_mtime_ns) == (before.size, before.mtime)
        return before if same else None

    def stage(self, target: str, content: bytes, key: str) -> Written:
        """Write one file beside the site."""
        path = self.staged(target)
        path.write_bytes(content)
        found = path.stat()
        digest = hashlib.sha256(content).hexdigest()
        return Written(key, digest, found.st_size, found.st_mtime_ns)

    def staged(self, target: str) -> Path:
        """Return where `target` waits."""
        return self.path / STAGE / hashlib.sha256(target.encode()).hexdigest()

    def finish(self, fresh: Iterable[str], kept: Iterable[str], manifest: str) -> int:
        """Move what is staged into place and remove what is in neither list; return how many went."""
        fresh, made = list(fresh), {*fresh, *kept}
        gone = [name for name in self.present() if name not in made]
        (self.path / MARKER).write_text("renaming\n")
        for target in fresh:
            place = self.path / target
            place.parent.mkdir(parents=True, exist_ok=True)
            self.staged(target).replace(place)
        for name in gone:
            self.remove(self.path / name)
        staged = self.path / STAGE / MANIFEST
        staged.write_text(manifest, "utf-8")
        staged.replace(self.path / MANIFEST)
        self.forget()
        (self.path / MARKER).unlink()
        return len(gone)

    def present(self) -> Iterator[str]:
        """Yield the files that stand: those of the manifest, or all where it cannot be relied on."""
        manifest = self.path / MANIFEST
        if (self.path / MARKER).exists() or not manifest.exists():
            yield from self.every()
            return
        yield from json.loads(manifest.read_text("utf-8"))["files"]

    def every(self) -> Iterator[str]:
        """Yield every file below the folder that is not our own mark."""
        for path in self.path.rglob("*"):
            name = path.relative_to(self.path).as_posix()
            if path.is_file() and name not in (MANIFEST, MARKER) and not name.startswith(STAGE):
                yield name

    def remove(self, path: Path) -> None:
        """Remove a file, and the folders that it leaves empty."""
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.path or any(folder.iterdir()):
                return
            folder.rmdir()
