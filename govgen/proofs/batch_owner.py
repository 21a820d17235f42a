"""批量登记的一步没有写办理方

规则：归 `batch` 规则管的每一步，事件里都写明 `by`（办理的单位或岗位）。

原因：批量合并的人只核对整批，不替每一步负责；哪一步是谁办的，只有事件自己写着。没写就没有人负责。

怎么改：补一个更正事件写上 `by`；已经合并的，在 policy.yml 的 `acknowledged` 里说明。
---
A step in a batch does not say whose it is

Rule: every step that a rule with `batch` governs names in its event `by` whom it was done by, an organisation or an office.

Why: whoever merges a batch looks through the list and does not answer for each step; whose step it was stands in the event alone. Without it nobody answers.

How to mend: add a correcting event with `by`; where it is merged already, say so under `acknowledged` in policy.yml.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.batching import ownerless
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def batch_owner(examined: Examined) -> Iterator[Finding]:
    """Yield each record with a step under a batch rule that names nobody."""
    for receipts in examined.receipts.by_record.values():
        for receipt in filter(ownerless, receipts):
            yield Finding(
                "batch-owner",
                "violation",
                receipt.version.commit,
                receipt.version.path,
                Words("这一步没有写办理方 `by`", "the step names nobody under `by`"),
            )
