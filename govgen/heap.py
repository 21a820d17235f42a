"""A heap of work that several processes take from, so that none is idle while another has much to do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Generic, TypeVar

Item = TypeVar("Item")
MOST = 256
"""So many pieces one heap may have: the number of each is one byte."""


class Heap(Generic[Item]):
    """Pieces of work; whoever iterates, in this process or one forked from it, takes what nobody took before."""

    def __init__(self, pieces: Sequence[Sequence[Item]], left: BinaryIO) -> None:
        """Deal out `pieces`, of which `left` names those that nobody took."""
        self.pieces = pieces
        self.left = left

    def __iter__(self) -> Iterator[Sequence[Item]]:
        """Yield one piece after another."""
        while taken := self.left.read(1):
            yield self.pieces[taken[0]]


@contextmanager
def heaped(pieces: Sequence[Sequence[Item]]) -> Iterator[Heap[Item]]:
    """Pile up at most `MOST` pieces for the processes that are forked in the `with` block."""
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb", 0) as left:
        with os.fdopen(writer, "wb", 0) as numbers:
            numbers.write(bytes(range(len(pieces))))
        yield Heap(pieces, left)
