"""Keys: digests of all that a page or a feed is made from, so that one whose key stays is not made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from govgen import daybook, matter
from govgen.cache import code_digest
from govgen.git import Head
from govgen.page import Draft
from govgen.register import Register
from govgen.trail import Archive
from govgen.tree import TOP
from govgen.words import Lang


class Keys:
    """The keys of one register's site."""

    def __init__(
        self, register: Register, shells: str, head: Head | None, archive: Archive | None, days: str
    ) -> None:
        """Take `shells` for the name of what the engine made, and `days` for the address of the calendar."""
        self.register = register
        self.shells = shells
        self.head = head
        self.archive = archive
        self.days = days

    def page(self, lang: Lang, draft: Draft) -> str:
        """Return the key of a page."""
        if draft.lasting:
            return joined(*self.stand, lang, draft.path, draft.facts)
        shown = (self.whole,) if draft.needs is None else self.bytes_of(draft.needs)
        around = self.matters.get(draft.matter, "")
        return joined(self.common, lang, draft.path, draft.facts, around, *shown)

    def feed(self, lang: Lang, path: str, records: Iterable[str]) -> str:
        """Return the key of a feed or calendar that tells of `records` and of all they name."""
        return joined(self.common, lang, path, *[self.wide[name] for name in records])

    @cached_property
    def stand(self) -> tuple[str, ...]:
        """What even a lasting page depends on: code, shells, commit, and what is known of the history."""
        commit = self.head.commit if self.head else ""
        # A clone that could not be read yesterday may be whole today, at the same commit.
        ledger = repr(daybook.shape(self.register, self.archive))
        past = (self.archive.state, str(self.archive.notice)) if self.archive else ()
        return code_digest(), self.shells, commit, ledger, *past

    @cached_property
    def common(self) -> str:
        """A digest of what all else depends on too: the day, the calendar, and the files of all."""
        shared = (blob for name, blob in self.register.blobs.items() if name in TOP)
        return joined(*self.stand, str(self.register.as_of), self.days, *shared)

    @cached_property
    def whole(self) -> str:
        """A digest of every record as it is now."""
        return self.digest(self.register.blobs)

    @cached_property
    def matters(self) -> Mapping[str, str]:
        """A digest of what each matter tells of, by its root."""
        return {root: self.digest(ids) for root, ids in matter.told(self.register).items()}

    @cached_property
    def wide(self) -> Mapping[str, str]:
        """A digest of each record and all that it names, by its id."""
        return {name: self.digest([name, *named]) for name, named in self.register.named.items()}

    def digest(self, ids: Iterable[str]) -> str:
        """Return a digest of the records with these ids, as they are now."""
        return joined(*self.bytes_of(ids))

    def bytes_of(self, ids: Iterable[str]) -> list[str]:
        """Return the digest of each record's bytes, which hold its id; the id itself where there is no record."""
        known = self.register.blobs.get
        return [known(name, name) for name in ids]


def joined(*told: str) -> str:
    """Return a digest of all that is `told`."""
    return hashlib.sha256("\0".join(told).encode()).hexdigest()
