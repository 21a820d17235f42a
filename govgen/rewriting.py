"""Making the statement on a rewrite, from the old clone and the new one; what it may not say is refused at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govgen.objects import Objects
from govgen.powers import standing
from govgen.problem import GovgenError
from govgen.rewrite import FOLDER, Mismatch, Rewrite, entries, paired, proved

Pair = tuple[str, str]
"""An old and a new id."""


def stated(old: Objects, new: Objects, anchors: Pair, reason: str) -> Rewrite:
    """State that the history up to the old anchor became that up to the new one; GovgenError where it did not.

    `old` is a clone from before, `new` the rewritten one.
    """
    kept = new.graph(anchors[1])
    gone = [it for it in old.graph(anchors[0]) if it not in kept]
    commits = tuple(content for _, content in old.batch(gone, b"commit"))
    bare = Rewrite(*anchors, reason, (), commits)
    try:
        found = paired(new, bare)
        now = {it.id: it.tree for it in new.commits(found)}
        trees = {(was.tree, now[commit]) for commit, was in found.items()}
        made = replace(bare, blobs=tuple(sorted(replaced(old, new, trees))))
        proved(new, made, standing(new, anchors[1]))
    except Mismatch as fault:
        raise GovgenError(
            f"{fault.words.zh}；步骤见 govgen explain redaction",
            f"{fault.words.en}; the steps stand in govgen explain redaction",
        ) from fault
    return made


def replaced(old: Objects, new: Objects, pairs: Iterable[Pair]) -> set[Pair]:
    """Return which content became which in all pairs of trees; Mismatch where more than contents changed."""
    found: set[Pair] = set()
    level = {pair for pair in pairs if pair[0] != pair[1]}
    seen: set[Pair] = set()
    while level:
        seen |= level
        before = dict(old.batch(sorted({it for it, _ in level}), b"tree"))
        after = dict(new.batch(sorted({it for _, it in level}), b"tree"))
        below: set[Pair] = set()
        for was, now in level:
            olds, news = [*entries(before[was], was)], [*entries(after[now], now)]
            if [it[:2] for it in olds] != [it[:2] for it in news]:
                raise Mismatch(
                    "改写时有文件增减或改名", "files came, went or were renamed in the rewrite"
                )
            for (mode, _, one), (_, _, other) in zip(olds, news, strict=True):
                if one != other:
                    (below if mode == FOLDER else found).add((one, other))
        level = below - seen
    return found
