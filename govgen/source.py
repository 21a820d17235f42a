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

    def __init__(self, code: str, mark: Mark, message: Words, hint: Words) -> None:
        """Hold the fault that ended the walk."""
        super().__init__(message.en)
        self.fault = Fault(code, mark, message, hint)


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
            Words(
                f"有一个看不见的字符 U+{ord(found[0]):04X}",
                f"an invisible character U+{ord(found[0]):04X} stands here",
            ),
            Words(
                "删去它；多半是从网页或聊天软件粘贴来的",
                "delete it; it most likely came with pasted text",
            ),
        )
        for number, line in enumerate(text.split("\n"), 1)
        for found in INVISIBLE.finditer(line.removesuffix("\r"))
    )


def walk(content: bytes, marks: dict[Route, Mark] | None = None) -> dict[str, Value]:
    """Build the values of one YAML document, and `marks` where asked; raise `Refused`."""
    if len(content) > MAX_BYTES:
        raise Refused("yaml-limit", (1, 1), TOO_LARGE, SPLIT)
    if content.count(b"\n") + content.count(b",") > MAX_SEPARATORS:
        raise Refused("yaml-limit", (1, 1), TOO_MANY, SPLIT)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused("yaml-syntax", (line, 1), NOT_UTF8, SAVE_UTF8) from None
    try:
        value = Walk(CParser(text), marks).document()
    except yaml.YAMLError as error:
        raise syntax(error) from None
    if not isinstance(value, dict):
        raise Refused("yaml-syntax", (1, 1), NOT_A_MAPPING, WRITE_FIELDS)
    return value


def syntax(error: yaml.YAMLError) -> Refused:
    """Turn libyaml's complaint into a fact about the file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Refused("yaml-syntax", place, NOT_YAML, LOOK_ABOVE)


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
            raise Refused("yaml-syntax", (1, 1), EMPTY, WRITE_FIELDS)
        if start.version or start.tags:
            raise refused("yaml-feature", start, DIRECTIVE, DROP_DIRECTIVE)
        value = self.value(self.next(), ())
        self.next()
        end = self.next()
        if not isinstance(end, StreamEndEvent):
            raise refused("yaml-feature", end, SECOND_DOCUMENT, ONE_DOCUMENT)
        return value

    def value(self, event: ParserEvent, route: Route, *step: Step) -> Value:
        """Return the value that starts at `event`, `step` below `route`; recursion is bounded by `MAX_DEPTH`."""
        if event.anchor is not None:
            raise refused("yaml-feature", event, ANCHOR, WRITE_OUT)
        if event.tag is not None:
            raise refused("yaml-feature", event, TAG, DROP_TAG)
        if isinstance(event, ScalarEvent):
            if not event.style and event.value in NULLS:
                raise refused("null-value", event, NULL, LEAVE_OUT)
            return plain(event)
        if len(route) + len(step) >= MAX_DEPTH:
            raise refused("yaml-limit", event, TOO_DEEP, FLATTEN)
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
                raise refused("duplicate-key", event, *twice(key, keys[key].start_mark.line + 1))
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
            raise refused("yaml-feature", event, BAD_KEY, PLAIN_KEY)
        if event.value == "<<":
            raise refused("yaml-feature", event, MERGE_KEY, WRITE_OUT)
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
                raise refused("null-value", event, EMPTY_ITEM, FILL_ITEM)
            found.append(value)
        return found


def plain(event: ParserEvent) -> str:
    """Return a scalar's text, in which no escape hides a character that nobody sees."""
    text: str = event.value
    if event.style == '"' and INVISIBLE.search(text):
        raise refused("invisible-character", event, HIDDEN, DROP_ESCAPE)
    return text


def refused(code: str, event: ParserEvent, message: Words, hint: Words) -> Refused:
    """Return the fault at `event`."""
    return Refused(code, (event.start_mark.line + 1, event.start_mark.column + 1), message, hint)


def twice(key: str, line: int) -> tuple[Words, Words]:
    """Say that `key` stands twice, first on `line`."""
    return (
        Words(
            f"`{key}` 写了两次，第一次在第 {line} 行",
            f"`{key}` is written twice, first on line {line}",
        ),
        Words("留下对的那一个，删去另一个", "keep the right one and delete the other"),
    )


NULLS = frozenset(("~", "null", "Null", "NULL"))
TOO_LARGE = Words("文件超过 1 MB", "the file is over 1 MB")
TOO_MANY = Words("文件里的逗号和换行超过 6 万个", "there are over 60,000 commas and line ends")
SPLIT = Words("长材料作附件，台账按年分开", "attach long material, split ledgers by year")
NOT_UTF8 = Words("文件不是 UTF-8 编码", "the file is not UTF-8")
SAVE_UTF8 = Words("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor")
NOT_A_MAPPING = Words("文件不是“字段: 值”的表单", "the file is not a form of `field: value` lines")
WRITE_FIELDS = Words(
    "从 `id:` 和 `title:` 写起，或用 `govgen new` 新建",
    "start with `id:` and `title:`, or make it with `govgen new`",
)
EMPTY = Words("文件是空的", "the file is empty")
NOT_YAML = Words("从这里起读不成 YAML", "from here on this is not YAML")
LOOK_ABOVE = Words(
    "看这一行和上一行：缩进用空格、冒号后有空格、带冒号或井号的文字加引号",
    "look at this line and the one above: indent with spaces, put a space after the colon, quote text that has a colon or a hash",
)
SECOND_DOCUMENT = Words("一个文件里有第二份文档（`---`）", "a second document (`---`) starts here")
ONE_DOCUMENT = Words("一个文件只写一条记录", "write one record a file")
DIRECTIVE = Words("用了 YAML 指令（`%`）", "a YAML directive (`%`) is used here")
DROP_DIRECTIVE = Words("删去 `---` 以上的内容", "delete what stands above `---`")
HIDDEN = Words("转义写法藏了一个看不见的字符", "an escape hides an invisible character")
DROP_ESCAPE = Words("删去反斜杠开头的转义", "delete the escape that begins with a backslash")
ANCHOR = Words("用了锚点或引用（`&`、`*`）", "an anchor or alias (`&`, `*`) is used here")
WRITE_OUT = Words(
    "把内容完整写出来；文字以 & 或 * 开头时加引号",
    "write the content out in full; quote text that starts with & or *",
)
TAG = Words("用了 YAML 标签（`!`）", "a YAML tag (`!`) is used here")
DROP_TAG = Words("去掉标签；文字以 ! 开头时加引号", "drop the tag; quote text that starts with !")
NULL = Words("值写成了空（null 或 ~）", "the value is written as null")
LEAVE_OUT = Words(
    "没有就不写这一行；若真是这几个字，加引号",
    "leave the line out; if it is really that word, quote it",
)
EMPTY_ITEM = Words("列表里有一项是空的", "an item of the list is empty")
FILL_ITEM = Words("填上内容或删去这一项", "fill it in or delete it")
TOO_DEEP = Words(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} levels deep")
FLATTEN = Words("记录没有这么深，检查括号和缩进", "no record is that deep; check the brackets")
BAD_KEY = Words("字段名不是普通文字", "a field name is not plain text")
PLAIN_KEY = Words("字段名写成 `title:` 这样", "write field names like `title:`")
MERGE_KEY = Words("用了合并键（`<<`）", "a merge key (`<<`) is used here")
