"""Which item of a list was which before: by their key, else by what they say; in linear time."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from itertools import zip_longest

from govgen.meaning import Form, fields
from govgen.register import plan
from govgen.source import Value

Item = dict[str, Value]
Pairs = Iterator[tuple[str, Item | None, Item | None]]
"""The step of a JSON Pointer, the item before, the item after."""
NUMBERED = ("no", "id")


def placed(before: list[Item], after: list[Item]) -> Pairs:
    """Pair the items of two lists that only grow, by their place."""
    for index, (old, new) in enumerate(zip_longest(before, after)):
        yield str(index), old, new


def matched(form: Form, before: list[Item], after: list[Item]) -> Pairs:
    """Pair the items of two lists: those of the later one in its order, then those that are gone.

    Where items have a key, their order says nothing.
    """
    key = key_of(form, before, after)
    if key is None:
        yield from aligned(form, before, after)
        return
    olds, news = ({str(item[key]): item for item in told} for told in (before, after))
    for name in dict.fromkeys((*news, *olds)):
        yield f"{key}={name}", olds.get(name), news.get(name)


def key_of(form: Form, before: list[Item], after: list[Item]) -> str | None:
    """Return the key that names each item of both lists once; none where there is none."""
    first = next(iter(fields(form)), "")
    refers = form is not None and any(
        key == first and kinds is not None for _, key, kinds, _ in plan(form)
    )
    keys = (*NUMBERED, first) if refers else NUMBERED
    return next((key for key in keys if names(key, before) and names(key, after)), None)


def names(key: str, told: list[Item]) -> bool:
    """Whether `key` tells the items of a list apart."""
    found = {name for item in told if isinstance(name := item.get(key), str)}
    return len(found) == len(told)


def aligned(form: Form, before: list[Item], after: list[Item]) -> Pairs:
    """Pair items that say the same, then by their first field, then the rest if as many are left."""
    first = next(iter(fields(form)), "")
    olds, news = dict(enumerate(before)), dict(enumerate(after))
    found: dict[int, Item] = {}
    for trait in (None, first):
        waiting: dict[str, deque[int]] = {}
        for index, item in olds.items():
            waiting.setdefault(said(item, trait), deque()).append(index)
        for index, item in tuple(news.items()):
            if places := waiting.get(said(item, trait)):
                found[index] = olds.pop(places.popleft())
                del news[index]
    if len(olds) == len(news):
        found.update(zip(news, olds.values(), strict=True))
        olds = {}
    yield from ((str(index), found.get(index), item) for index, item in enumerate(after))
    yield from ((str(index), item, None) for index, item in olds.items())


def said(item: Item, key: str | None) -> str:
    """Return what an item says, or what it says at `key`, as text."""
    return json.dumps(item.get(key, "") if key else item, sort_keys=True)
