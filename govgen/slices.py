"""Long lists in pages of two hundred: each slice knows its address and its neighbours'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZE = 200
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some rows of a list that stands at `base`: page `number`, from 1, of `whole`."""

    items: tuple[T, ...]
    base: str
    number: int
    whole: int

    @property
    def path(self) -> str:
        """The page's address."""
        return address(self.base, self.number)

    @property
    def pager(self) -> list[tuple[str, str, bool]]:
        """All pages for the pager macro; none where there is only one."""
        if self.whole == 1:
            return []
        numbers = range(1, self.whole + 1)
        return [(str(n), f"~/{address(self.base, n)}", n == self.number) for n in numbers]


def address(base: str, number: int) -> str:
    """Return the address of a list's page: the first stands at the list's own."""
    return base if number == 1 else f"{base}{number}/"


def slices(items: Sequence[T], base: str, size: int = SIZE) -> list[Slice[T]]:
    """Cut `items` into pages; an empty list has one empty page."""
    starts = range(0, max(len(items), 1), size)
    return [
        Slice(tuple(items[at : at + size]), base, number, len(starts))
        for number, at in enumerate(starts, 1)
    ]
