"""对象借自别处

规则：核验用的仓库应当自己有全部对象，`.git/objects/info/alternates` 不应存在。

原因：对象借自另一个文件夹时，那边一动，这边的历史就变了样；核验的结果保不住。

怎么改：运行 `git repack -a -d`，再删去 `.git/objects/info/alternates`；或重新完整克隆一份。
---
Objects borrowed from elsewhere

Rule: the repository to be verified should hold all its objects; there should be no `.git/objects/info/alternates`.

Why: where objects are borrowed from another folder, a change there changes this history; what was verified would not last.

How to mend: run `git repack -a -d` and remove `.git/objects/info/alternates`, or clone again in full.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.objects import Objects
from govgen.proof import Finding, ground
from govgen.refs import content_of
from govgen.words import Words


@ground
def borrowed_objects(objects: Objects) -> Iterator[Finding]:
    """Yield the file that borrows objects from another folder."""
    if content_of(objects.folder.common / "objects" / "info" / "alternates").strip():
        yield Finding(
            "borrowed-objects",
            "unprovable",
            "",
            ".git/objects/info/alternates",
            Words("对象借自别的文件夹", "objects are borrowed from another folder"),
        )
