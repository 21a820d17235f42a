"""Guarded YAML: bytes become values and places, or faults with a line, never an exception.

One walk over libyaml's parser events refuses what a register must not hold (anchors, aliases,
tags, merge keys, second documents, depth, size) before anything is built, and leaves every
scalar the text it was: the field's own type parses it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from govgen import defects
from govgen.words import Words

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_SEPARATORS = 60_000

ParserEvent = Any
"""An event of libyaml's parser; the stubs of PyYAML know none of its fields."""
Step = str | int
Route = tuple[Step, ...]
Value = str | list["Value"] | dict[str, "Value"]
Mark = tuple[int, int]
"""Line and column, both from 1."""

NULLS = frozenset(("~", "null", "Null", "NULL"))
# Control and format characters hide or reorder text; variation selectors of rare names are letters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one mark of one file, with the next act."""

    code: str
    mark: Mark
    message: Words
    hint: Words


class Refused(Exception):
    """A fault that ends the walk; never leaves this module."""

    def __init__(self, code: str, mark: Mark, defect: defects.Defect) -> None:
        """Hold the fault that ended the walk."""
        self.fault = Fault(code, mark, *defect)
        super().__init__(self.fault.message.en)


@dataclass(frozen=True)
class Document:
    """One YAML file: `path` relative to the repository, its bytes, and their faults.

    Values and places are walked anew where they are asked for: a register of thousands keeps its
    files' bytes and its records, and few ask for more.
    """

    path: str
    content: bytes
    faults: tuple[Fault, ...]

    @cached_property
    def data(self) -> dict[str, Value]:
        """What the file says; nothing where it was refused."""
        try:
            return walk(self.content)
        except Refused:
            return {}

    @cached_property
    def marks(self) -> dict[Route, Mark]:
        """Places of all keys and items, by route."""
        marks: dict[Route, Mark] = {(): (1, 1)}
        try:
            walk(self.content, marks)
        except Refused:
            return marks
        return marks

    def mark(self, route: Route) -> Mark:
        """Return where `route` stands, or the nearest place above it that does."""
        while route not in self.marks:
            route = route[:-1]
        return self.marks[route]


def digest(content: bytes) -> str:
    """Return the key under which anything derived from `content` may be cached."""
    return hashlib.sha256(content).hexdigest()


def read(path: str, content: bytes) -> Document:
    """Walk `content` (UTF-8 YAML) once; the document holds all values, or the faults."""
    try:
        data = walk(content)
    except Refused as refused:
        return Document(path, content, (refused.fault, *invisible(content)))
    made = Document(path, content, invisible(content))
    made.__dict__["data"] = data
    return made


def invisible(content: bytes) -> tuple[Fault, ...]:
    """Find characters that nobody sees, by line, in `content`."""
    text = content.decode("utf-8", "replace")
    if not INVISIBLE.search(text):
        return ()
    return tuple(
        Fault(
            "invisible-character",
            (number, found.start() + 1),
            *defects.invisible(found[0]),
        )
        for number, line in enumerate(text.split("\n"), 1)
        for found in INVISIBLE.finditer(line.removesuffix("\r"))
    )


def walk(content: bytes, marks: dict[Route, Mark] | None = None) -> dict[str, Value]:
    """Build the values of one YAML document, and `marks` where asked; raise `Refused`."""
    if len(content) > MAX_BYTES:
        raise Refused("yaml-limit", (1, 1), defects.TOO_LARGE)
    if content.count(b"\n") + content.count(b",") > MAX_SEPARATORS:
        raise Refused("yaml-limit", (1, 1), defects.TOO_MANY)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused("yaml-syntax", (line, 1), defects.NOT_UTF8) from None
    try:
        value = Walk(CParser(text), marks).document()
    except yaml.YAMLError as error:
        raise syntax(error) from None
    if not isinstance(value, dict):
        raise Refused("yaml-syntax", (1, 1), defects.NOT_A_MAPPING)
    return value


def syntax(error: yaml.YAMLError) -> Refused:
    """Turn libyaml's complaint into a fact about the file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Refused("yaml-syntax", place, defects.NOT_YAML)


class Walk:
    """The state of one pass over parser events."""

    def __init__(self, parser: CParser, marks: dict[Route, Mark] | None) -> None:
        """Start before the first event of `parser`."""
        self.next: Callable[[], ParserEvent] = parser.get_event
        self.marks = marks

    def document(self) -> Value:
        """Return the value of the only document."""
        self.next()
        start = self.next()
        if isinstance(start, StreamEndEvent):
            raise Refused("yaml-syntax", (1, 1), defects.EMPTY)
        if start.version or start.tags:
            raise refused("yaml-feature", start, defects.DIRECTIVE)
        value = self.value(self.next(), ())
        self.next()
        end = self.next()
        if not isinstance(end, StreamEndEvent):
            raise refused("yaml-feature", end, defects.SECOND_DOCUMENT)
        return value

    def value(self, event: ParserEvent, route: Route, *step: Step) -> Value:
        """Return the value that starts at `event`, `step` below `route`; recursion is bounded by `MAX_DEPTH`."""
        if event.anchor is not None:
            raise refused("yaml-feature", event, defects.ANCHOR)
        if event.tag is not None:
            raise refused("yaml-feature", event, defects.TAG)
        if isinstance(event, ScalarEvent):
            if not event.style and event.value in NULLS:
                raise refused("null-value", event, defects.NULL)
            return plain(event)
        if len(route) + len(step) >= MAX_DEPTH:
            raise refused("yaml-limit", event, defects.too_deep(MAX_DEPTH))
        if isinstance(event, MappingStartEvent):
            return self.mapping((*route, *step))
        return self.sequence((*route, *step))

    def mapping(self, route: Route) -> dict[str, Value]:
        """Return a mapping; an empty plain value is a key that was not filled in, so left out."""
        found: dict[str, Value] = {}
        keys: dict[str, ParserEvent] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            key = self.key(event)
            if key in keys:
                raise refused(
                    "duplicate-key", event, defects.twice(key, keys[key].start_mark.line + 1)
                )
            keys[key] = event
            if self.marks is not None:
                self.marks[*route, key] = (event.start_mark.line + 1, event.start_mark.column + 1)
            event = self.next()
            value = self.value(event, route, key)
            if value != "" or event.style:
                found[key] = value
        return found

    def key(self, event: ParserEvent) -> str:
        """Return a mapping's key, which is a plain word."""
        if not isinstance(event, ScalarEvent) or event.anchor is not None or event.tag is not None:
            raise refused("yaml-feature", event, defects.BAD_KEY)
        if event.value == "<<":
            raise refused("yaml-feature", event, defects.MERGE_KEY)
        return plain(event)

    def sequence(self, route: Route) -> list[Value]:
        """Return a list; an item that is empty is a fault."""
        found: list[Value] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            if self.marks is not None:
                self.marks[*route, len(found)] = (
                    event.start_mark.line + 1,
                    event.start_mark.column + 1,
                )
            value = self.value(event, route, len(found))
            if value == "" and not event.style:
                raise refused("null-value", event, defects.EMPTY_ITEM)
            found.append(value)
        return found


def plain(event: ParserEvent) -> str:
    """Return a scalar's text, in which no escape hides a character that nobody sees."""
    text: str = event.value
    if event.style == '"' and INVISIBLE.search(text):
        raise refused("invisible-character", event, defects.HIDDEN)
    return text


def refused(code: str, event: ParserEvent, defect: defects.Defect) -> Refused:
    """Return the fault at `event`."""
    return Refused(code, (event.start_mark.line + 1, event.start_mark.column + 1), defect)
