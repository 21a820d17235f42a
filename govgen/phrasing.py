"""The values of a record's file in words: amounts, days, choices, and by their titles all that has an id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, get_origin

from markupsafe import Markup, escape

from govgen import wording
from govgen.event import Event, Irregularity
from govgen.form import bare, label
from govgen.importing import paths
from govgen.meaning import Form, fields, parsed
from govgen.pointed import is_money
from govgen.record import Record
from govgen.register import plan
from govgen.source import Value
from govgen.words import LANGS, Choice, Lang, Words

if TYPE_CHECKING:
    from govgen.view import View

Data = Mapping[str, Value]
DIGEST = re.compile(r"[0-9a-f]{64}")
LANGUAGES = {"zh": Words("中文", "Chinese"), "en": Words("英文", "English")}
TRUTH = {True: Words("是", "yes"), False: Words("否", "no")}
BARE = 10_000
"""Whole numbers below it are written without a comma: they may be years."""


@dataclass(frozen=True)
class Signs:
    """What stands between names, values and fields in one language."""

    named: Markup
    nested: Markup
    next: Markup
    within: Markup
    list: Markup


SIGNS: Mapping[Lang, Signs] = {
    "zh": Signs(Markup("{}：{}"), Markup("{}（{}）"), Markup("；"), Markup("，"), Markup("、")),
    "en": Signs(Markup("{}: {}"), Markup("{} ({})"), Markup("; "), Markup(", "), Markup(", ")),
}


@dataclass(frozen=True)
class Phrasing:
    """How values of two versions of one record of `kind` are written on a view's pages."""

    view: View
    kind: type[Record]
    before: Data
    after: Data

    @property
    def lang(self) -> Lang:
        """The page's language."""
        return self.view.lang

    @property
    def signs(self) -> Signs:
        """The signs of the page's language."""
        return SIGNS[self.lang]

    def value(self, form: Form, key: str, value: Value | None) -> Markup:
        """Write a value by the type of its field; what does not fit it stands as it was written."""
        if value is None:
            return Markup()
        if isinstance(value, dict):
            return self.mapping(inner_of(form, key), value)
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return self.signs.next.join(self.value(form, key, item) for item in value)
        found = self.special(form, key, value)
        return found if found is not None else self.typed(form, key, parsed(form, key, value))

    def mapping(self, form: Form, value: dict[str, Value]) -> Markup:
        """Write a text by its language, or a form."""
        if form is None and set(value) <= set(LANGS):
            texts: dict[Lang, str] = {lang: str(value[lang]) for lang in LANGS if lang in value}
            return self.view.text(texts)
        return self.form(form, value, self.signs.next)

    def form(self, form: Form, value: Data, between: Markup, skip: str = "") -> Markup:
        """Write a form: each field with its name, but for the one to `skip`."""
        return between.join(
            self.part(form, key, told) for key, told in value.items() if key != skip
        )

    def part(self, form: Form, key: str, value: Value) -> Markup:
        """Write a field with its name; a form within a form stands in brackets."""
        name = self.field(form, key)
        if not isinstance(value, dict) or set(value) <= set(LANGS):
            return self.signs.named.format(name, self.value(form, key, value))
        inner = self.form(inner_of(form, key), value, self.signs.within)
        return self.signs.nested.format(name, inner)

    def field(self, form: Form, key: str) -> str:
        """Name a field; one that today's forms do not know is named as it is written."""
        if form is None:
            return LANGUAGES[key][self.lang] if key in LANGUAGES else key
        return label(form, (key,), self.lang)

    def special(self, form: Form, key: str, value: Value) -> Markup | None:
        """Write a state, or a rule by its title; none where the field is neither."""
        if form is Event and key == "to":
            state = self.kind.KIND.all_states.get(str(value))
            return escape(state.words[self.lang]) if state else None
        if form is Irregularity and key == "rule":
            return escape(self.view.rule(str(value)))
        return None

    def typed(self, form: Form, key: str, value: object) -> Markup:
        """Write one value that its field understood, or its text."""
        if isinstance(value, tuple | list):
            parts = (self.typed(form, key, item) for item in value)
            return self.signs.list.join(parts)
        if isinstance(value, Choice):
            return escape(value.words[self.lang])
        if isinstance(value, bool):
            return escape(TRUTH[value][self.lang])
        if isinstance(value, int):
            return escape(str(value) if value < BARE else wording.number(value))
        if isinstance(value, Decimal):
            paid = is_money(fields(form)[key])
            return escape(self.view.amount(value, self.currency) if paid else wording.number(value))
        if isinstance(value, date):
            return escape(self.day(value))
        return self.text(form, key, value)

    def day(self, at: date) -> str:
        """Write a day; an open card tells only the week, and no card the hour."""
        record = self.view.register.get(str(self.after.get("id", "")))
        if record is None or record.visibility == "full":
            return self.view.day(at, "medium")
        return self.view.dated(record, at, "date")

    def text(self, form: Form, key: str, value: object) -> Markup:
        """Write a text, or the name of what an id stands for."""
        if isinstance(value, str) and refers(form, key):
            return self.named(value)
        if isinstance(value, Mapping) or prose(form, key):
            return self.view.text(value)  # type: ignore[arg-type]
        found = str(value)
        return escape(f"{found[:8]}…" if DIGEST.fullmatch(found) else found)

    def named(self, name: str) -> Markup:
        """Name what an id stands for, never by the id of a person."""
        if name in self.papers:
            return self.view.text(self.papers[name])
        if name.startswith("PER-") and name not in self.view.register.people:
            return escape("原任岗位" if self.lang == "zh" else "a former office")
        return self.view.named(name).title

    @cached_property
    def papers(self) -> dict[str, wording.Written]:
        """The titles of the record's documents, by file name and archive number."""
        found: dict[str, wording.Written] = {}
        for version in (self.before, self.after):
            told = version.get("attachments")
            for paper in told if isinstance(told, list) else ():
                title = paper.get("title") if isinstance(paper, dict) else None
                if isinstance(paper, dict) and title and not isinstance(title, list):
                    names = (paper.get(key) for key in ("path", "archive_no"))
                    found.update({str(name): title for name in names if name})  # type: ignore[misc]
        return found

    @property
    def currency(self) -> str | None:
        """The record's own currency."""
        found = self.after.get("currency", self.before.get("currency"))
        return found if isinstance(found, str) else None


def inner_of(form: Form, key: str) -> Form:
    """Return the form that a field holds, or none."""
    info = fields(form).get(key)
    return paths.inner(info) if info else None


def refers(form: Form, key: str) -> bool:
    """Whether a field names something by its id."""
    return form is not None and any(
        key == name and kinds is not None for _, name, kinds, _ in plan(form)
    )


def prose(form: Form, key: str) -> bool:
    """Whether a field is text in a language."""
    info = fields(form).get(key)
    return info is not None and any(
        get_origin(kind) is Mapping or kind is Mapping for kind in bare(info.annotation)
    )
