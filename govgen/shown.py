"""A site as it is shown to residents: its manifest, and the digest of each file that stands there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from govgen.folder import MANIFEST
from govgen.words import Words


@dataclass(frozen=True)
class Manifest:
    """What provenance.json tells: commit, day, govgen's version, what counted beside the history, each file's digest by name."""

    commit: str
    as_of: str
    govgen: str
    beside: str
    files: Mapping[str, str]


NOTHING = Manifest("", "", "", "", {})


@dataclass(frozen=True)
class Shown:
    """The bytes of provenance.json, and the digests (SHA-256, hexadecimal) of all other files by name.

    `trouble` says why the site could not be read as a whole; then nothing is claimed of it.
    """

    content: bytes
    digests: Mapping[str, str]
    trouble: Words | None = None

    @cached_property
    def manifest(self) -> Manifest:
        """What the manifest tells; nothing where it is none."""
        return manifest(self.content)


def manifest(content: bytes) -> Manifest:
    """Read provenance.json; nothing where it is none."""
    try:
        told = json.loads(content)
        files = {str(name): str(digest) for name, digest in told["files"].items()}
        as_of, version, beside = (str(told.get(name)) for name in ("as_of", "govgen", "beside"))
        return Manifest(str(told["commit"]), as_of, version, beside, files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOTHING


def lying(folder: Path) -> Shown:
    """Read a site that lies in a folder."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    told = found.pop(MANIFEST, None)
    digests = {name: hashlib.sha256(it.read_bytes()).hexdigest() for name, it in found.items()}
    return Shown(told.read_bytes() if told else b"", digests)
