"""What a page is before it is stamped, and a draft of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Page(NamedTuple):
    """One page before it is stamped: `path` below the language root, empty or ending in a slash."""

    path: str
    title: str
    description: str
    body: str
    head: str = ""
    source: str | None = None
    """The file that an edit link leads to, relative to the repository."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that can be written: its address, the records it shows, and how.

    `needs` are the ids of all records whose bytes the page shows, those that its matter tells of apart;
    none means the whole register. The page is written anew only when one of them, the day or the code
    has changed.
    """

    path: str
    needs: tuple[str, ...] | None
    write: Callable[[], Page]
    facts: str = ""
    """What else the page shows, such as counts: a change of it writes the page anew."""
    matter: str = ""
    """The root of the matter that the page tells, where it tells one."""
    lasting: bool = False
    """Whether the page says the same on every day and at every commit: only govgen itself or `facts`
    change it, its footer names govgen's version, and a page of site_src may take its place."""
