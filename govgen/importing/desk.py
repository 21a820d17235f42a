"""Free ids, and what was imported before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from govgen.checks.personal_data import published
from govgen.record import kinds
from govgen.register import Register
from govgen.words import Words

LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss"})
Origin = tuple[str, str, str]
"""Where a record came from: its kind, the system and its id there."""


NONE: Mapping[Origin, Words] = MappingProxyType({})


class Desk:
    """Hands out free ids and remembers which sources the register already has."""

    def __init__(self, register: Register, barred: Mapping[Origin, Words] = NONE) -> None:
        """Start from what `register` holds; `barred` are records that cannot be made, and why."""
        self.barred = barred
        self.published = published(register)
        self.taken = {*register.records, *register.broken, *register.aliases}
        self.last: dict[str, int] = {}
        for record_id in self.taken:
            self.count(record_id)
        self.sources = {
            (record.KIND.name, record.source.system, record.source.id): record.id
            for record in register.records.values()
            if record.source
        }

    def count(self, record_id: str) -> None:
        """Remember the number of a dated id."""
        found = re.fullmatch(r"([A-Z]{3}-\d{4,6})-(\d{4,})", record_id)
        if found:
            self.last[found[1]] = max(self.last.get(found[1], 0), int(found[2]))

    def free(self, kind: str, on: str) -> str:
        """Return the next free id of a dated kind on a day (`2026-03-05`, or its year or month alone).

        It stays free until it is taken.
        """
        stem = kinds()[kind].KIND.numbered(on)
        return f"{stem}-{self.last.get(stem, 0) + 1:04d}"

    def take(self, record_id: str) -> None:
        """Note that an id is now in use."""
        self.taken.add(record_id)
        self.count(record_id)

    def number(self, kind: str, on: str) -> str:
        """Take the next free id of a dated kind, as `free` does."""
        found = self.free(kind, on)
        self.take(found)
        return found

    def name(self, kind: str, slug: str) -> str:
        """Return the id of a standing kind, with a number behind it where the name is taken."""
        stem = f"{kinds()[kind].KIND.prefix}-{slug}"
        found, count = stem, 1
        while found in self.taken:
            count += 1
            found = f"{stem}-{count}"
        self.taken.add(found)
        return found

    def bookmark(self) -> Callable[[], None]:
        """Return what brings the desk back to where it stands now."""
        taken, last, sources = set(self.taken), dict(self.last), dict(self.sources)

        def back() -> None:
            self.taken, self.last, self.sources = taken, last, sources

        return back

    def known(self, kind: str, system: str, source_id: str) -> str | None:
        """Return the id of the record that came from this source before."""
        return self.sources.get((kind, system, source_id))

    def remember(self, kind: str, system: str, source_id: str, record_id: str) -> None:
        """Note that a source is now taken."""
        self.sources[kind, system, source_id] = record_id


def slugged(text: str) -> str:
    """Return `text` in the letters that ids are made of, at most 80."""
    folded = unicodedata.normalize("NFKD", text.translate(LETTERS))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
