"""The index of a search: which documents each pair of characters and each word is found in.

Documents are numbered in a fixed order and new ones come last, so that a changed one touches only
the shards of what it no longer says or says anew. The files are the same whichever way they came
about. `g0.json`… hold pairs and `w0.json`… words, each `{gram: finds}`; `words.txt` all words; `t0.json`…
the documents themselves, `TOGETHER` in each.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from govgen.grams import SPREAD, fold, grams, merged, shard

TOGETHER = 8
"""Documents of one file: a page of results asks for few bytes that it does not show."""
HEAVY = (0, 1, 1, 2, 2)
"""The levels of what a document says, from its text to its title."""
ROOM, GONE = 4, 3
"""A change in one number, since there are a million of them: ROOM × document + level, or GONE."""
Document = tuple[str, ...]
"""Address, date, then what is searched: text, organisations, places, ids, title."""
SEARCHED = 2
"""Where a document begins to be searched."""


def blocks(documents: int) -> int:
    """Return how many blocks of shards so many documents have: a power of two, about 5 KB a shard."""
    return 1 << max(0, (documents // 80).bit_length() - 1)


def indexed(
    documents: Sequence[Document],
    before: Sequence[Document | None] = (),
    files: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the files of an index; `files` is that of `before`, whose documents have the same numbers.

    As many `blocks` must hold both; without `before` the index is made from nothing.
    """
    number_of_blocks = blocks(len(documents))
    made = dict(files or {})
    old = dict(enumerate(before))
    stale = [n for n, one in enumerate(documents) if old.get(n) != one]
    changes: dict[str, array[int]] = {}
    for number in stale:
        for gram, level in changed(old.get(number), documents[number]):
            told = number * ROOM + (GONE if level is None else level)
            if gram in changes:
                changes[gram].append(told)
            else:
                changes[gram] = array("L", (told,))
    by_shard: dict[str, list[str]] = {name: [] for name in names(number_of_blocks) if not files}
    for gram in changes:
        by_shard.setdefault(shard(gram, number_of_blocks), []).append(gram)
    for name, found in by_shard.items():
        table = json.loads(made.get(f"{name}.json", "{}"))
        table.update(
            (gram, merged(table.get(gram, ""), map(read, changes[gram]))) for gram in found
        )
        made[f"{name}.json"] = compact({gram: table[gram] for gram in sorted(table) if table[gram]})
    if any(name[0] == "w" for name in by_shard):
        tables = (json.loads(made[f"w{n}.json"]) for n in range(number_of_blocks))
        made["words.txt"] = " ".join(sorted(chain.from_iterable(tables)))
    for part in dict.fromkeys(number // TOGETHER for number in stale):
        made[f"t{part}.json"] = compact(documents[part * TOGETHER : (part + 1) * TOGETHER])
    return made


def read(told: int) -> tuple[int, int | None]:
    """Return a document and its level from one number."""
    document, level = divmod(told, ROOM)
    return document, None if level == GONE else level


def names(number_of_blocks: int) -> Iterator[str]:
    """Yield the names of all shards."""
    yield from (f"g{n}" for n in range(number_of_blocks * SPREAD))
    yield from (f"w{n}" for n in range(number_of_blocks))


def changed(old: Document | None, new: Document) -> Iterator[tuple[str, int | None]]:
    """Yield what a document is found by now and was not, with its level; none with what it no longer is."""
    was, now = levels(old) if old else {}, levels(new)
    yield from ((gram, level) for gram, level in now.items() if was.get(gram) != level)
    yield from ((gram, None) for gram in was.keys() - now.keys())


def levels(document: Document) -> dict[str, int]:
    """Return what a document is found by, with the level of its weightiest place."""
    found: dict[str, int] = {}
    for level, text in zip(HEAVY, document[SEARCHED:], strict=True):
        found.update(dict.fromkeys(grams(fold(text)), level))
    return found


def compact(value: object) -> str:
    """Write JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
