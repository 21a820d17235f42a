"""仓库没有取全对象

规则：核验要有全部文件内容，不能是按需取用的克隆。

原因：用 `--filter` 克隆的仓库缺少部分内容，核验不联网补取，缺的部分无从证明。

怎么改：重新完整克隆一份（不加 `--filter`），再核验一次。
---
The repository lacks objects by design

Rule: verifying takes all contents; a clone that fetches them on demand will not do.

Why: a repository cloned with `--filter` lacks contents; verifying never goes to the network for them, so they cannot be proved.

How to mend: clone again in full, without `--filter`, and verify again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.objects import Objects
from govgen.proof import Finding, ground
from govgen.words import Words


@ground
def partial_clone(objects: Objects) -> Iterator[Finding]:
    """Yield the mark of a clone that left objects out."""
    if any((objects.folder.common / "objects" / "pack").glob("*.promisor")):
        yield Finding(
            "partial-clone",
            "unprovable",
            "",
            ".git/objects/pack",
            Words("这份克隆没有取全内容", "this clone left contents out"),
        )
