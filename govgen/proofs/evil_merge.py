"""合并里夹带了两边都没有的内容

规则：合并的结果来自它的父提交；双方都改的地方，除了解决冲突，不加别的东西。

原因：合并提交里自己改的内容不在任何一个合并请求里，审阅的人看不到，却随着合并生效了。

怎么改：把夹带的改动撤回，另开一个合并请求。
---
A merge that smuggles something in

Rule: what a merge holds comes from its parents; where both changed, nothing is added but what solves the conflict.

Why: what the merge commit changes by itself stands in no pull request; nobody reviewed it, and yet it takes effect with the merge.

How to mend: take the smuggled change back and open a pull request of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def evil_merge(examined: Examined) -> Iterator[Finding]:
    """Yield the paths of merges that equal no parent and are not what Git itself would merge."""
    objects = examined.objects
    merges = [it.landed for it in examined.receipts.settings if len(it.landed.commit.parents) > 1]
    suspected = objects.combined([landed.id for landed in merges], f"{objects.prefix}records")
    for landed in merges:
        paths = suspected.get(landed.id)
        if not paths:
            continue
        below = f"{objects.prefix}records"
        own = objects.files(landed.id, below)
        merged, conflicted = objects.merged(
            landed.commit.parents[0], landed.commit.parents[1], below
        )
        for path in paths:
            if own.get(path) == merged.get(path):
                continue
            solved = path in conflicted
            yield Finding(
                "evil-merge",
                "warning" if solved else "violation",
                landed.id,
                path,
                Words(
                    "合并时解决了冲突，请对照两边的内容",
                    "a conflict was solved here; compare both sides",
                )
                if solved
                else Words("合并里夹带了改动", "the merge changes this by itself"),
            )
