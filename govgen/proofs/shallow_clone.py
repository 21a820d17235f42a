"""仓库只克隆了一段

规则：核验要有从第一个提交起的全部历史。

原因：`.git/shallow` 里有内容，说明更早的提交没有取来；缺了一段，谁批过、改过什么都无从证明。

怎么改：运行 `git fetch --unshallow`，在流水线里把 `fetch-depth` 设为 0，再核验一次。
---
The repository was cloned in part

Rule: verifying takes the whole history from the first commit on.

Why: `.git/shallow` is not empty, so earlier commits were not fetched; with a part missing nobody can prove who approved or changed what.

How to mend: run `git fetch --unshallow`, set `fetch-depth` to 0 in a workflow, and verify again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.objects import Objects
from govgen.proof import Finding, ground
from govgen.refs import content_of
from govgen.words import Words


@ground
def shallow_clone(objects: Objects) -> Iterator[Finding]:
    """Yield the mark of a clone that was cut off."""
    if content_of(objects.folder.common / "shallow").strip():
        yield Finding(
            "shallow-clone",
            "unprovable",
            "",
            ".git/shallow",
            Words("只克隆了一段历史", "only a part of the history was cloned"),
        )
