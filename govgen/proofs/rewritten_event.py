"""已记下的步骤被改动

规则：步骤（`events`）只增不改；记错了，另加一步用 `voids` 作废它。

原因：改掉已批准的步骤，等于改写事情的经过，看的人却不知道。

怎么改：把原来那一步恢复原样，追加一步 `voids: 第几步`，写明 `correction` 和理由。
---
A step that was written down was altered

Rule: `events` only grow; a wrong one is voided by another that names it in `voids`.

Why: to alter a step that was approved is to rewrite what happened without a reader knowing.

How to mend: restore the step as it was and append an event with `voids`, `correction` and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.receipts import Receipt, events
from govgen.words import Words


@proof
def rewritten_event(examined: Examined) -> Iterator[Finding]:
    """Yield the versions whose earlier events are not those that stood there."""
    for receipts in examined.receipts.by_record.values():
        for receipt in receipts:
            if rewritten(receipt):
                yield Finding(
                    "rewritten-event",
                    "violation",
                    receipt.version.commit,
                    receipt.version.path,
                    Words("改动了已记下的步骤", "an earlier event was altered or taken away"),
                )


def rewritten(receipt: Receipt) -> bool:
    """Whether what was told before is told otherwise now."""
    if receipt.before is None or receipt.after is None:
        return False
    old, new = events(receipt.before), events(receipt.after)
    return new[: len(old)] != old
