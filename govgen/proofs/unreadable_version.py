"""合并进来的文件读不成记录

规则：合并到主线的每个版本都要能读：UTF-8 的 YAML，没有锚点、标签、重复的键。

原因：读不成的版本等于空白，合并它就是批了一样谁也看不懂的东西。

怎么改：运行 `govgen check` 找到那一行，改好再合并；这一次在 policy.yml 的 `acknowledged` 里说明。
---
A file that landed cannot be read

Rule: every version that lands on the chain can be read: YAML in UTF-8, without anchors, tags or repeated keys.

Why: a version that cannot be read is a blank; to merge it is to approve what nobody can understand.

How to mend: find the line with `govgen check`, mend it and merge; say under `acknowledged` in policy.yml what happened here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def unreadable_version(examined: Examined) -> Iterator[Finding]:
    """Yield the versions that the guard refuses."""
    for receipts in examined.receipts.by_record.values():
        for receipt in receipts:
            if receipt.version.new and receipt.after is None:
                yield Finding(
                    "unreadable-version",
                    "violation",
                    receipt.version.commit,
                    receipt.version.path,
                    Words("这个版本读不成记录", "this version cannot be read as a record"),
                )
