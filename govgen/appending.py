"""One more event at the end of a record's text: comments, order and layout stay as they are.

Where the last event ends is taken from the parser's own marks; the result is read back and must be
the old values with the event added, or nothing is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

import yaml
from yaml._yaml import CParser

from govgen import writing
from govgen.problem import GovgenError
from govgen.source import Value, read

LINE = 100
"""The widest event in braces, in columns, where the events before it stand in braces."""


@dataclass(frozen=True, slots=True)
class Item:
    """One event as it stands: offsets into the text, and how it is written."""

    start: int
    column: int
    end: int
    flow: bool
    literal: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of events: the column of its dashes, or the offset of its closing bracket."""

    flow: bool
    column: int
    close: int
    items: tuple[Item, ...]


def appended(content: bytes, event: dict[str, Value]) -> bytes:
    """Return `content` (a record that has no faults) with `event` as its last.

    Raises GovgenError where no layout of it reads back as it must.
    """
    before = read("", content)
    text = content.decode("utf-8")
    windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    events = before.data.get("events")
    if not before.faults and isinstance(events, list):
        wanted = {**before.data, "events": [*events, event]}
        for candidate in candidates(text.replace("\r\n", "\n") if windows else text, event):
            made = (candidate.replace("\n", "\r\n") if windows else candidate).encode()
            if read("", made).data == wanted:
                return made
    raise GovgenError(
        "这个文件的写法没法自动加一步；请手工在 `events:` 末尾添上",
        "an event cannot be added to a file laid out like this; add it by hand at the end of `events:`",
    )


def candidates(text: str, event: dict[str, Value]) -> Iterator[str]:
    """Yield the ways to add `event`, the likeliest first."""
    listing = located(text)
    if listing is None or not listing.items:
        return
    if listing.flow:
        yield in_brackets(text, listing, event)
        return
    last = listing.items[-1]
    for at in (after(text, last, listing.column), last.end):
        head = text[:at].rstrip(" ") if at == last.end else text[:at]
        yield with_item(head, text[at:], listing, event)


def with_item(head: str, rest: str, listing: Listing, event: dict[str, Value]) -> str:
    """Put an item between two pieces of the text, which part at a line's end."""
    last = listing.items[-1]
    line = f"{' ' * listing.column}{'-'.ljust(last.column - listing.column)}{writing.inline(event)}"
    if not last.flow or writing.width(line) > LINE:
        body = writing.mapping(event, last.column)[last.column :].rstrip("\n")
        line = f"{' ' * listing.column}{'-'.ljust(last.column - listing.column)}{body}"
    if head and not head.endswith("\n"):
        head += "\n"
    return f"{head}{line}{'' if rest.startswith(chr(10)) else chr(10)}{rest}"


def after(text: str, last: Item, column: int) -> int:
    """Return the end of the last event's last line, with the comments that belong to it."""
    end = len(text[: last.end].rstrip()) if last.literal else last.end
    at = line_end(text, end)
    while found := re.compile(r"\n( *)#[^\n]*").match(text, at):
        if len(found[1]) <= column:
            break
        at = found.end()
    return at


def line_end(text: str, start: int) -> int:
    """Return the offset of the line's end behind `start`."""
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def in_brackets(text: str, listing: Listing, event: dict[str, Value]) -> str:
    """Add an item to a list in brackets, on its own line where the bracket has one."""
    last = listing.items[-1]
    between = text[last.end : listing.close]
    comma = "," in re.sub(r"#[^\n]*", "", between)
    added = writing.inline(event)
    if "\n" not in between:
        return f"{text[: last.end]}, {added}{text[last.end :]}"
    at = line_end(text, last.end)
    before = f"{text[: last.end]}{'' if comma else ','}{text[last.end : at]}"
    return f"{before}\n{' ' * last.column}{added}{',' if comma else ''}{text[at:]}"


def parsed(text: str) -> Iterator[Any]:
    """Yield libyaml's events; each has both marks, whatever the types of its binding say."""
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def start_of(event: yaml.Event) -> yaml.Mark:
    """Return where an event starts; libyaml always says."""
    return cast("yaml.Mark", event.start_mark)


def end_of(event: yaml.Event) -> yaml.Mark:
    """Return where an event ends."""
    return cast("yaml.Mark", event.end_mark)


def located(text: str) -> Listing | None:
    """Find the list under the top-level key `events`."""
    events = parsed(text)
    depth = 0
    key: str | None = None
    for event in events:
        if depth == 1 and key == "events" and isinstance(event, yaml.SequenceStartEvent):
            return listed(events, start_of(event).column, flow=bool(event.flow_style))
        if isinstance(event, yaml.CollectionStartEvent):
            key = None if depth == 1 else key
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and depth == 1:
            key = str(event.value) if key is None else None
    return None


def listed(events: Iterator[Any], column: int, *, flow: bool) -> Listing:
    """Read the items of a list up to its end."""
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(measured(chain((event,), events)))
    return Listing(flow, column, end_of(event).index - 1, tuple(items))


def measured(events: Iterator[Any]) -> Item:
    """Read one item; a block's own end mark lies at the next token, so its last content counts."""
    event = next(events)
    start = start_of(event)
    flow = bool(getattr(event, "flow_style", False))
    end, literal, depth = end_of(event).index, False, 0
    braces: list[bool] = []
    while True:
        if isinstance(event, yaml.CollectionStartEvent):
            braces.append(bool(event.flow_style))
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if braces.pop():
                end, literal = end_of(event).index, False
        elif isinstance(event, yaml.ScalarEvent) and (event.value or event.style):
            end, literal = end_of(event).index, event.style in ("|", ">")
        if depth == 0:
            return Item(start.index, start.column, end, flow, literal)
        event = next(events)
