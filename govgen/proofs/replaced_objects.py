"""有替换对象的引用

规则：仓库里不应有 `refs/replace/`。

原因：替换引用会让别的工具把一个提交看成另一个提交。核验从不理会它们，但别人看到的历史可能不是这里核验的历史。

怎么改：用 `git replace -l` 看有哪些，查明是谁加的，用 `git replace -d` 删去。
---
References that replace objects

Rule: a repository should hold no `refs/replace/`.

Why: such references make other tools read one commit as another. Verifying never heeds them, but the history that others see may not be the one that is verified here.

How to mend: list them with `git replace -l`, find out who made them, and delete them with `git replace -d`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.objects import Objects
from govgen.proof import Finding, ground
from govgen.words import Words


@ground
def replaced_objects(objects: Objects) -> Iterator[Finding]:
    """Yield each reference that replaces an object."""
    for name in sorted(objects.folder.references):
        if name.startswith("refs/replace/"):
            yield Finding(
                "replaced-objects",
                "unprovable",
                "",
                name,
                Words("有一个替换对象的引用", "a reference replaces an object"),
            )
