"""记录被删除

规则：记录不能删除；录错的、作废的，写明 `voided 作废` 和理由，留在原处。

原因：删掉一条记录，居民就看不到曾经有过这件事，审计也对不上号。

怎么改：把文件从历史里取回来，追加一步 `to: voided`，写明理由，再合并。
---
A record was deleted

Rule: records are never deleted; one that was entered wrongly reaches `voided` with a reason and stays where it is.

Why: once a record is gone residents cannot see that there was such a matter, and nothing adds up for the auditor.

How to mend: fetch the file back from history, append an event `to: voided` with the reason, and merge.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def deleted_record(examined: Examined) -> Iterator[Finding]:
    """Yield the changes that took a record away."""
    for record, receipts in examined.receipts.by_record.items():
        for receipt in receipts:
            if not receipt.version.new:
                yield Finding(
                    "deleted-record",
                    "violation",
                    receipt.version.commit,
                    receipt.version.path,
                    Words(f"删除了 {record}", f"{record} was deleted"),
                )
