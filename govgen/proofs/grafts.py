"""历史被嫁接过

规则：`.git/info/grafts` 应当不存在或为空。

原因：嫁接文件给提交换上别的父提交，别的工具看到的历史就不是提交里写明的历史。

怎么改：查明来历后删去 `.git/info/grafts`，再核验一次。
---
A history with grafts

Rule: `.git/info/grafts` should not exist, or be empty.

Why: the file gives commits other parents, so that other tools see a history that the commits do not tell.

How to mend: find out where it comes from, remove `.git/info/grafts`, and verify again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.objects import Objects
from govgen.proof import Finding, ground
from govgen.refs import content_of
from govgen.words import Words


@ground
def grafts(objects: Objects) -> Iterator[Finding]:
    """Yield the file that gives commits other parents."""
    if content_of(objects.folder.common / "info" / "grafts").strip():
        yield Finding(
            "grafts",
            "unprovable",
            "",
            ".git/info/grafts",
            Words("有嫁接文件，会给提交换父提交", "a file of grafts gives commits other parents"),
        )
