"""A built page as a tree, read with the standard library, for tests that ask what stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("area", "br", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"))
STEP = re.compile(r"([a-z0-9]*)((?:[.#][\w-]+)*)")


@dataclass(eq=False)
class Node:
    """An element, its attributes, and what stands in it: elements and text in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text within, without folds of white space."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> Iterator[str]:
        """Yield text; an element within is parted from its neighbours where it is a block."""
        for one in self.inside:
            yield from (one,) if isinstance(one, str) else (*one.pieces(), one.gap)

    @property
    def gap(self) -> str:
        """What parts it from the next."""
        return "" if self.tag in ("a", "del", "ins", "strong", "svg", "path", "code") else " "

    def walk(self) -> Iterator[Node]:
        """Yield every element within."""
        for one in self.inside:
            if isinstance(one, Node):
                yield one
                yield from one.walk()

    def select(self, way: str) -> list[Node]:
        """Return the elements at the end of a way of steps such as `#story li.gg-step a`."""
        found: dict[Node, None] = {self: None}
        for step in way.split():
            found = dict.fromkeys(it for one in found for it in one.walk() if it.fits(step))
        return list(found)

    def one(self, way: str) -> Node:
        """Return the first of `select`; IndexError where there is none."""
        return self.select(way)[0]

    def fits(self, step: str) -> bool:
        """Whether it is what one step of a way says."""
        told = STEP.fullmatch(step)
        assert told is not None, step
        tag, marks = told[1], re.findall(r"[.#][\w-]+", told[2])
        classes = self.attributes.get("class", "").split()
        known = {*(f".{name}" for name in classes), f"#{self.attributes.get('id', '')}"}
        return tag in ("", self.tag) and known.issuperset(marks)


class Reader(HTMLParser):
    """Grows the tree."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(html: str) -> Node:
    """Read a page."""
    reader = Reader()
    reader.feed(html)
    return reader.open[0]
