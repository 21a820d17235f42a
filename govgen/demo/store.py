"""Git objects made in memory, each named by its content, and written all at once."""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from govgen.git import answer, object_id
from govgen.problem import GovgenError

Tree = dict[str, "str | Tree"]
"""A folder: a blob's id or a folder, by name."""


KINDS = {"commit": 1, "tree": 2, "blob": 3}
"""The numbers of the kinds in a pack."""


@dataclass
class Store:
    """Objects by id; `root` is the folder as it stands now."""

    objects: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    root: Tree = field(default_factory=dict)

    def add(self, kind: str, content: bytes) -> str:
        """Hold an object and return its id."""
        made = object_id(kind, content)
        self.objects[made] = kind, content
        return made

    def put(self, path: str, content: bytes) -> None:
        """Lay a file into the folder."""
        *folders, name = path.split("/")
        here = self.root
        for folder in folders:
            inner = here.setdefault(folder, {})
            if isinstance(inner, str):
                raise TypeError(path)
            here = inner
        here[name] = self.add("blob", content)

    def tree(self, folder: Tree | None = None) -> str:
        """Return the id of a folder, the root where none is given."""
        entries = [
            (name, self.tree(it) if isinstance(it, dict) else it, isinstance(it, dict))
            for name, it in (self.root if folder is None else folder).items()
        ]
        entries.sort(key=lambda it: f"{it[0]}/" if it[2] else it[0])
        return self.add(
            "tree",
            b"".join(
                f"{'40000' if inner else '100644'} {name}\0".encode() + bytes.fromhex(made)
                for name, made, inner in entries
            ),
        )

    def write(self, root: Path) -> None:
        """Write all objects into the repository at `root`; Git checks each of them."""
        with tempfile.TemporaryFile() as pack:
            pack.write(packed(self.objects.values()))
            pack.seek(0)
            if answer(root, "index-pack", "--stdin", "--strict", given=pack) is None:
                raise GovgenError("git 写不进示例仓库", "git cannot write the demo's repository")


def packed(objects: Collection[tuple[str, bytes]]) -> bytes:
    """Return a pack of whole objects, as gitformat-pack describes it."""
    made = [b"PACK", (2).to_bytes(4, "big"), len(objects).to_bytes(4, "big")]
    for kind, content in objects:
        made += [sized(KINDS[kind], len(content)), zlib.compress(content)]
    whole = b"".join(made)
    return whole + hashlib.sha1(whole, usedforsecurity=False).digest()


def sized(kind: int, size: int) -> bytes:
    """Write an object's kind and size: four bits of the size first, then seven at a time."""
    found = [kind << 4 | size & 15]
    size >>= 4
    while size:
        found[-1] |= 128
        found.append(size & 127)
        size >>= 7
    return bytes(found)
