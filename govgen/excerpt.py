"""Two texts that differ in a few words: what they share is cut short, so that the change is seen."""

from __future__ import annotations

from itertools import takewhile

from markupsafe import Markup

AROUND = 14
"""Characters left standing around what changed."""


def excerpt(before: Markup, after: Markup) -> tuple[str, str, str, str] | None:
    """Return what two texts share ahead of a difference, the old, the new, and what they share behind it.

    None where one of them is more than text.
    """
    if "<" in before or "<" in after:
        return None
    old, new = before.unescape(), after.unescape()
    start = shared(old, new)
    end = shared(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    return (
        f"…{head[-AROUND:]}" if start > AROUND else head,
        old[start : len(old) - end],
        new[start : len(new) - end],
        f"{tail[:AROUND]}…" if end > AROUND else tail,
    )


def shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
