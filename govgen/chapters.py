"""The written pages of the help section: `help/<language>/<name>.md`, a title, a lead and running text.

They are govgen's own words, so that their links may lead anywhere in the site (`~/verify/`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from govgen.words import Lang, Words

FOLDER = Path(__file__).parent / "help"
PARSER = MarkdownIt("commonmark", {"html": False})
LINES = MarkdownIt("commonmark", {"html": False, "breaks": True})
"""Keeps the lines of a manual page, where each begins a thought of its own."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom pages are written: an anchor, words, and the names of its chapters in reading order."""

    anchor: str
    words: Words
    about: Words
    chapters: tuple[str, ...]


AUDIENCES = (
    Audience(
        "residents",
        Words("居民", "For residents"),
        Words("看得懂、说得上话、办得成事。", "Read a page, have your say, get help."),
        ("read", "object", "order", "check"),
    ),
    Audience(
        "staff",
        Words("登记人员", "For those who keep the register"),
        Words(
            "怎么写一条记录，写错了怎么改。", "How to write a record, and how to mend a mistake."
        ),
        ("write",),
    ),
    Audience(
        "maintainers",
        Words("维护和审计人员", "For maintainers and auditors"),
        Words(
            "程序怎样搭起来，怎样往上加东西。",
            "How the program is built, and how to add to it.",
        ),
        ("house", "add-kind", "add-check", "add-host", "add-language"),
    ),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One written page: its name in the address, title, one sentence on what it is for, and body."""

    name: str
    title: str
    lead: str
    body: Markup


def chapter(name: str, lang: Lang) -> Chapter:
    """Return a chapter in `lang`."""
    title, lead, body = (FOLDER / lang / f"{name}.md").read_text("utf-8").split("\n\n", 2)
    return Chapter(name, title.removeprefix("# "), lead, written(body))


def written(source: str, parser: MarkdownIt = PARSER) -> Markup:
    """Return govgen's own Markdown as HTML; a command is as wide as the page and scrolls nowhere."""
    made = parser.render(source)
    return Markup(made.replace("<pre>", '<pre class="gg-command" tabindex="0">'))  # noqa: S704 - our own text
