"""What a text is found by: pairs of characters, and whole words of Latin letters and digits.

A text is folded, so that full-width digits and capitals are found as they are typed. A pair says
that two characters stand side by side, so that 车位 is found in 停车位; the last character of a run
stands alone, so that the pairs that begin with a character, and it alone, tell where it stands.
`assets/search.js` does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import add

RUNS = re.compile(r"[0-9a-z]+|[^\W_0-9a-z]+")
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Half of them end a number, the other half go on: five bits each, the lowest first."""
LEVELS = 3
"""How much a find weighs: 2 in title or id, 1 in place or organisation, 0 in the text."""
SPREAD = 8
"""Over so many shards the pairs that begin alike are spread."""


def fold(text: str) -> str:
    """Return a text without differences of width and case: NFKC, then upper and lower.

    Not `casefold`, which browsers do not have; upper and lower in turn is theirs and ours.
    """
    return unicodedata.normalize("NFKC", text).upper().lower()


def grams(text: str) -> Iterator[str]:
    """Yield what a folded text is found by, as often as it is there."""
    for run in RUNS.findall(text):
        if run[0] < "\x80":
            yield run
        else:
            yield from map(add, run, run[1:])
            yield run[-1]


def shard(gram: str, blocks: int) -> str:
    """Return the name of the shard that holds `gram`, of `blocks` times `SPREAD` for pairs and `blocks` for words."""
    if gram[0] < "\x80":
        return f"w{sum(map(ord, gram)) % blocks}"
    return f"g{ord(gram[0]) % blocks * SPREAD + (ord(gram[1]) % SPREAD if gram[1:] else 0)}"


def digits(number: int) -> str:
    """Write a number ≥ 0."""
    found = ""
    while number >= 32:
        found += DIGITS[32 + number % 32]
        number //= 32
    return found + DIGITS[number]


SHORT = [digits(number) for number in range(4096)]


def written(numbers: Iterable[int]) -> str:
    """Write numbers ≥ 0 in a row."""
    return "".join([SHORT[n] if n < 4096 else digits(n) for n in numbers])


def numbers(told: str) -> Iterator[int]:
    """Read what `written` wrote."""
    found = place = 0
    for digit in map(DIGITS.index, told):
        found += digit % 32 << place
        place += 5
        if digit < 32:
            yield found
            found = place = 0


def merged(told: str, changes: Iterable[tuple[int, int | None]]) -> str:
    """Return a row of finds with some of them changed: document → level, none where it is gone.

    A find is written as LEVELS × (document − the one before, at first −1) + level.
    """
    found: dict[int, int | None] = {}
    at = -1
    for number in numbers(told):
        at += number // LEVELS
        found[at] = number % LEVELS
    found.update(changes)
    row, at = [], -1
    for document, level in sorted(found.items()) if told else found.items():
        if level is not None:
            row.append(LEVELS * (document - at) + level)
            at = document
    return written(row)
