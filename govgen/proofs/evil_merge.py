"""合并里夹带了两边都没有的内容

规则：合并的结果就是 Git 自己合并两边会得到的内容；有冲突的地方，每一行都来自其中一边。

原因：合并提交里自己改的内容不在任何一个合并请求里，审阅的人看不到，却随着合并生效了。

怎么改：把夹带的改动撤回，另开一个合并请求。有冲突时先在分支上合并主线、解决好，再请人审阅、合并。
---
A merge that smuggles something in

Rule: a merge holds what Git itself makes of its parents; where they conflict, every line comes from one of them.

Why: what the merge commit changes by itself stands in no pull request; nobody reviewed it, and yet it takes effect with the merge.

How to mend: take the smuggled change back and open a pull request of its own. Solve conflicts on the branch first, by merging main into it, then have it reviewed and merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govgen.history import Landed
from govgen.objects import Change, Objects
from govgen.proof import Examined, Finding, proof
from govgen.words import Words

SOLVED = Words(
    "合并时解决了冲突，请对照两边的内容", "a conflict was solved here; compare both sides"
)
SMUGGLED = Words("合并里夹带了改动", "the merge changes this by itself")
Touched = Mapping[str, tuple[Change, ...]]
"""What each side commit changed against its first parent."""


@proof
def evil_merge(examined: Examined) -> Iterator[Finding]:
    """Yield the paths of merges that are neither a parent's own work nor what Git itself would merge."""
    objects = examined.objects
    below = f"{objects.prefix}records"
    merges = [it.landed for it in examined.receipts.settings if len(it.landed.commit.parents) > 1]
    combined = objects.combined([landed.id for landed in merges], below)
    side = ((it.id, "".join(it.parents[:1])) for landed in merges for it in landed.side)
    touched = objects.changes(side, below)
    for landed in merges:
        paths = (*combined.get(landed.id, ()), *untouched(landed, touched))
        if paths:
            yield from Merge(objects, landed, below).smuggled(tuple(dict.fromkeys(paths)))


def untouched(landed: Landed, touched: Touched) -> Iterator[str]:
    """Yield what a merge changed though no side commit did, or did from another state than the first parent's.

    A merge may take one parent's version of a path whole and still undo what the other did to it.
    """
    origins: dict[str, str] = {}
    for commit in landed.side:
        for change in touched.get(commit.id, ()):
            origins[change.path] = change.old
    for change in landed.changes:
        if origins.get(change.path, change.new) != change.old:
            yield change.path


@dataclass(frozen=True)
class Merge:
    """One merge, to be compared with what Git itself would make of its parents."""

    objects: Objects
    landed: Landed
    below: str

    def smuggled(self, paths: tuple[str, ...]) -> Iterator[Finding]:
        """Yield those of `paths` that Git would not have merged so."""
        own = self.objects.files(self.landed.id, self.below)
        ours, *others = self.landed.commit.parents
        made = [self.objects.merged(ours, theirs, self.below) for theirs in others]
        for path in paths:
            if any(own.get(path) == merged.get(path) for merged, _ in made):
                continue
            fought = any(path in conflicted for _, conflicted in made)
            solved = fought and self.lines(self.landed.id, path) <= self.known(path)
            if solved:
                yield Finding("evil-merge", "warning", self.landed.id, path, SOLVED)
            else:
                yield Finding("evil-merge", "violation", self.landed.id, path, SMUGGLED)

    def known(self, path: str) -> frozenset[bytes]:
        """Return every line that the parents have at `path`."""
        return frozenset().union(
            *(self.lines(parent, path) for parent in self.landed.commit.parents)
        )

    def lines(self, commit: str, path: str) -> frozenset[bytes]:
        """Return the lines of a file in a commit; none where there is no file."""
        found = self.objects.files(commit, path).get(path)
        content = dict(self.objects.blobs([found[1]])) if found else {}
        return frozenset(line for text in content.values() for line in text.splitlines())
