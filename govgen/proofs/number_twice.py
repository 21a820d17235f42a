"""合并请求的编号出现了两次

规则：同一个平台上，一个合并请求的编号在主线上只出现一次。

原因：编号写在提交信息里，谁都能写；同一编号出现两次，往往有一次是冒写的，也可能是撤销后重做。

怎么改：到平台上核对这个编号对应哪一次合并。
---
A pull request's number seen twice

Rule: on one host the number of a pull request stands on the chain once.

Why: the number is part of a message, which anybody can write; where it stands twice one is often forged, unless a merge was reverted and made again.

How to mend: look on the host which merge the number belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def number_twice(examined: Examined) -> Iterator[Finding]:
    """Yield the merges that bear the number of an earlier one."""
    seen: set[tuple[str, str]] = set()
    for setting in examined.receipts.settings:
        name = setting.host, setting.landing.number
        if name[1] and name in seen:
            yield Finding(
                "number-twice",
                "warning",
                setting.landed.id,
                "",
                Words(f"编号 {name[1]} 已出现过", f"the number {name[1]} was seen before"),
            )
        seen.add(name)
