"""一次合并了好几条分支

规则：主线上的合并只有两个父提交；bors 一类的平台是三个。

原因：章鱼合并把几件事一起批了，看不出审批的是哪一件。

怎么改：以后一次合并一条分支；这一次在 policy.yml 的 `acknowledged` 里说明。
---
Several branches merged at once

Rule: a merge of the chain has two parents; on platforms such as bors three.

Why: an octopus merge approves several matters at one stroke, and nobody can tell which was meant.

How to mend: merge one branch at a time from now on; say under `acknowledged` in policy.yml what happened here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words

MOST = 3


@proof
def many_parents(examined: Examined) -> Iterator[Finding]:
    """Yield the merges with more parents than any host makes."""
    for setting in examined.receipts.settings:
        number = len(setting.landed.commit.parents)
        if number > MOST or (number == MOST and setting.host != "github"):
            yield Finding(
                "many-parents",
                "violation",
                setting.landed.id,
                "",
                Words(f"这次合并有 {number} 个父提交", f"this merge has {number} parents"),
            )
