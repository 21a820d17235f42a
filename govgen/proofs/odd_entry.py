"""登记册里有不该有的文件形态

规则：`records/` 下只有普通文件（模式 100644），没有符号链接、子模块、可执行文件。

原因：符号链接和子模块会让同一个路径在不同机器上是不同的内容，核验就失去意义。

怎么改：换成普通文件再合并。
---
An entry of a kind that must not be there

Rule: `records/` holds plain files alone (mode 100644): no symbolic links, submodules or executables.

Why: with links and submodules one path is different content on different machines, and verifying means nothing.

How to mend: put a plain file in its place and merge.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words

PLAIN = frozenset(("100644", "000000"))


@proof
def odd_entry(examined: Examined) -> Iterator[Finding]:
    """Yield the entries that landed and are no plain files."""
    for landed in examined.receipts.history:
        for change in landed.changes:
            if change.mode not in PLAIN:
                yield Finding(
                    "odd-entry",
                    "violation",
                    landed.id,
                    change.path,
                    Words(f"模式是 {change.mode}", f"its mode is {change.mode}"),
                )
