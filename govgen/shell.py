"""A page of the theme, split once at its tokens and stamped many times.

The theme writes `@@govgen:name@@` where a page's own words go. Each token has one escape, fixed by
where it lands; a stamp is then a plain join of bytes, of which only the page's own are encoded anew.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from html import escape

TOKEN = re.compile(r"@@govgen:([a-z]+)@@")
HERE_TOKEN = re.compile(r"@@govgen:here:([^@]*)@@")
BANNER_TOKEN = b"@@govgen:banner@@"
"""Stands on pages that are written in Markdown, where the banner goes."""
POLICY_TOKEN = "@@govgen:policy@@"
_EDIT = re.compile(r"@@govgen:edit-begin@@(.*?)@@govgen:edit-end@@", re.DOTALL)
_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
_INDENT = re.compile(r"\n\s+")
_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*")
_HTTP = re.compile(r"https?://[^\s\"'<>]+")
Pieces = tuple[tuple[bytes, ...], tuple[str, ...]]
"""Texts, and the names of the tokens between them."""
_TOKENS = frozenset({"title", "description", "path", "head", "body", "edit", "version"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one page puts into a shell.

    `path` is the page's address below the language root, "" or ending in a slash; it is the same
    in every language. `title`, `description` and `version` are plain text, `head` and `body` are
    HTML that is already safe. `version` is the footer's words for commit and day.
    """

    path: str
    title: str
    description: str
    body: str
    head: str = ""
    edit_url: str | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """The pieces of one page of the theme with and without an edit link."""

    depth: int
    editable: Pieces
    fixed: Pieces

    @classmethod
    def split(cls, html: str, depth: int, here: str = "") -> Shell:
        """Split a sealed page in which the menu entry `here` (as `issues/`) is the current one.

        Raise ValueError for a token nothing is stamped for.
        """
        mark = ' aria-current="true"'
        html = HERE_TOKEN.sub(lambda found: mark if found[1] == here else "", html)
        unknown = set(TOKEN.findall(html)) - _TOKENS
        if unknown:
            raise ValueError(f"the theme holds unknown tokens: {', '.join(sorted(unknown))}")
        return cls(
            depth,
            _pieces(_EDIT.sub(r"\1", html)),
            _pieces(_EDIT.sub("", html)),
        )

    def stamp(self, page: Stamp) -> bytes:
        """Return the whole page in UTF-8; raise ValueError for an address that cannot stand in this shell."""
        values = _values(page, self.depth)
        texts, names = self.editable if page.edit_url else self.fixed
        pieces = [b""] * (len(texts) + len(names))
        pieces[::2] = texts
        pieces[1::2] = [values[name].encode() for name in names]
        return b"".join(pieces)


def _pieces(html: str) -> Pieces:
    found = TOKEN.split(html)
    return tuple(text.encode() for text in found[::2]), tuple(found[1::2])


def _values(page: Stamp, depth: int) -> dict[str, str]:
    if page.path.count("/") != depth or not _PATH.fullmatch(page.path):
        raise ValueError(f"`{page.path}` is not an address of depth {depth}")
    if page.edit_url and not _HTTP.fullmatch(page.edit_url):
        raise ValueError(f"`{page.edit_url}` is not an http address")
    return {
        "title": escape(page.title),
        "description": escape(page.description),
        "path": page.path,
        "head": page.head,
        "body": page.body,
        "edit": escape(page.edit_url or ""),
        "version": escape(page.version),
    }


def seal(html: str) -> str:
    """Write the page's Content-Security-Policy over its token; data blocks need no hash."""
    hashes = (_digest(code) for attributes, code in _SCRIPT.findall(html) if _runs(attributes))
    return html.replace(POLICY_TOKEN, _policy(dict.fromkeys(hashes)))


def tighten(html: str) -> str:
    """Drop the indentation and blank lines of a page of the theme that holds no preformatted text."""
    return _INDENT.sub("\n", html).lstrip()


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and "application/" not in attributes


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _policy(hashes: dict[str, None]) -> str:
    scripts = " ".join(["script-src 'self'", *(f"'sha256-{value}'" for value in hashes)])
    return (
        f"default-src 'none'; {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
