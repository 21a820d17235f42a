"""How one language's pages name records: by title, in a row, as a card, with state and day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from govgen import marks, wording
from govgen.kind import Tone
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.steps import pending, since, state_of
from govgen.voice import Voice
from govgen.words import Choice, Lang, Words

UNSEEN = Words("不公开的事项", "a matter that is not published")


class Named(NamedTuple):
    """Something that has a name and maybe a page: `href` is empty where it has none."""

    id: str
    title: Markup
    href: str
    kind: str


class Card(NamedTuple):
    """What a list shows of a record: `state` is a chip, `date` when it was last changed."""

    href: str
    title: Markup
    kind: str
    number: str
    state: Markup
    date: str


class Naming(Voice):
    """A voice that names records as far as they may be shown."""

    def __init__(self, register: Register, lang: Lang) -> None:
        """Name the records of `register` in `lang`."""
        super().__init__(register, lang)
        self._names: dict[tuple[str, ...], Markup] = {}

    def named(self, record_id: str | None) -> Named:
        """Name what an id stands for: a record, a person's office, or the id itself."""
        record = self.register.get(record_id)
        if record is not None and record.visibility == "count":
            return Named("", Markup.escape(UNSEEN[self.lang]), "", "")
        if record is not None:
            return Named(
                record.id,
                self.title(record),
                f"~/{record.KIND.folder}/{record.id}/",
                record.KIND.words[self.lang],
            )
        person = self.register.people.get(record_id or "")
        if person is not None:
            return Named(person.id, self.text(person.title), "", "")
        return Named(record_id or "", Markup.escape(record_id or ""), "", "")

    def names(self, ids: Iterable[str]) -> Markup:
        """Name what ids stand for in a row, linked where they have a page."""
        ids = tuple(ids)
        if ids not in self._names:
            found = (self.named(one) for one in ids)
            written = (
                f'<a href="{it.href}">{it.title}</a>' if it.href else it.title for it in found
            )
            between = "、" if self.lang == "zh" else ", "
            self._names[ids] = Markup(between.join(written))  # noqa: S704 - titles are escaped
        return self._names[ids]

    def title(self, record: Record) -> Markup:
        """Return a record's title; a card shows only what kind of matter it is."""
        return (
            self.text(record.title)
            if record.visibility == "full"
            else Markup.escape(self.name(record))
        )

    def name(self, record: Record) -> str:
        """Return a record's title without markup; a card shows only what kind of matter it is."""
        if record.visibility == "full":
            return self.plain(record.title)
        values = (getattr(record, key, None) for key in ("category", "type", "form"))
        words = next(
            (value.words for value in values if isinstance(value, Choice)), record.KIND.words
        )
        return (
            f"{words.zh}（仅公开进度）"
            if self.lang == "zh"
            else f"{words.en.capitalize()} (progress only)"
        )

    def chip(self, record: Record) -> tuple[str, Tone]:
        """Return the state's word and tone, for the chip macro."""
        found = state_of(record)
        return found.words[self.lang], found.tone

    def since(self, record: Record) -> str:
        """Write when the present state was reached; empty where it is not known."""
        found = since(record)
        return self.dated(record, found) if found else ""

    def dated(self, record: Record, at: When | None, form: str = "long") -> str:
        """Write a day of a record; a card tells no hour, and an open one only the week."""
        if at is None or record.visibility == "full":
            return self.day(at, form)
        day = self.register.day(at)
        return wording.week(day, self.lang) if pending(record) else self.day(day, form)

    def card(self, record: Record) -> Card:
        """Return what a list shows of a record."""
        return Card(
            self.named(record.id).href,
            self.title(record),
            record.KIND.words[self.lang],
            record.id,
            marks.chip(*self.chip(record)),
            self.dated(record, record.events[-1].at, "medium"),
        )
