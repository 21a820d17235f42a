"""What was derived once from the same bytes by the same code, kept in the user's cache folder.

Values are JSON or text by key, in one SQLite file per repository. Deleting it changes nothing but
time: a damaged file is thrown away and made anew, and one that cannot be used is done without.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

CREATE = (
    "create table if not exists derived (name text, key text, value text, primary key (name, key))"
)
SELECT = (
    "select key, value from derived"
    " where name = ? and typeof(key) = 'text' and typeof(value) = 'text'"
)


@cache
def code_digest() -> str:
    """Return a digest of govgen's own files, so that no result outlives the code that made it."""
    found = hashlib.sha256()
    package = str(Path(__file__).parent)
    for folder, inner, names in os.walk(package):
        inner[:] = sorted({*inner} - {"__pycache__"})
        for name in sorted(names):
            path = f"{folder}/{name}"
            found.update(path.removeprefix(package).encode())
            found.update(Path(path).read_bytes())
    return found.hexdigest()[:16]


def folder(root: Path, override: Path | None = None) -> Path:
    """Return the cache folder of the repository at `root`."""
    base = override or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govgen"
    return base.absolute() / hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]


class Cache:
    """Tables of derived values by key; each table holds only what the last run used."""

    def __init__(self, path: Path) -> None:
        """Use the folder `path`, made when first written to."""
        self.path = path / f"{code_digest()}.sqlite"

    def table(self, name: str) -> dict[str, str]:
        """Return all values of table `name`; empty where there is none or it cannot be read."""
        try:
            if not self.path.is_file():
                return {}
            with closing(sqlite3.connect(self.path)) as base:
                return dict(base.execute(SELECT, (name,)))
        except (sqlite3.OperationalError, OSError):
            # Locked, or not ours to open: what was derived is derived again.
            return {}
        except sqlite3.DatabaseError:
            self.discard()
            return {}

    def discard(self) -> None:
        """Throw a damaged file away, where that is allowed."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def replace(self, name: str, values: Mapping[str, str], known: Mapping[str, str]) -> None:
        """Make table `name` hold `values`; `known` is what `table` returned, so only changes are written.

        Where nothing can be written, the next run takes longer and nothing else.
        """
        gone = [(name, key) for key in known.keys() - values.keys()]
        new = [(name, key, value) for key, value in values.items() if known.get(key) != value]
        if not gone and not new:
            return
        with suppress(sqlite3.Error, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as base, base:
                base.execute(CREATE)
                base.executemany("delete from derived where name = ? and key = ?", gone)
                base.executemany("insert or replace into derived values (?, ?, ?)", new)
            self.forget_others()

    def forget_others(self) -> None:
        """Delete what other versions of the code left."""
        others: Iterable[Path] = self.path.parent.glob("*.sqlite")
        for other in others:
            if other != self.path:
                other.unlink(missing_ok=True)
