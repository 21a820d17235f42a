"""同一条批量规则一天合并了两批

规则：写了 `batch` 的规则，一天只合并一批（一次合并里有两条以上归这条规则管的记录）；单独补一条的合并不算一批。日子按合并提交在社区时区的日期算。

原因：日常单据一天一批，由一个人核对整批；拆成几批各自合并，就没有人对当天的全部负责，也容易重复登记。

怎么改：当天漏的并到下一天那一批，或者逐条合并；已经合并的，在 policy.yml 的 `acknowledged` 里说明。
---
Two batches under one batch rule on one day

Rule: under a rule with `batch` one batch a day is merged (two records or more of that rule in one merge); a merge that adds a single record is no batch. The day is that of the merge commit in the community's time zone.

Why: daily work comes in one list a day that one person looks through; in several lists nobody answers for the day as a whole, and entries slip in twice.

How to mend: put what was missed into the next day's batch, or merge it record by record; where it is merged already, say so under `acknowledged` in policy.yml.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.batching import repeated
from govgen.proof import Examined, Finding, proof
from govgen.receipts import Receipt
from govgen.words import Words


@proof
def batch_twice(examined: Examined) -> Iterator[Finding]:
    """Yield each batch after the first of its rule and day."""
    found = examined.receipts
    yield from map(again, repeated(found.by_commit.get(it, ()) for it in found.history.chain))


def again(receipt: Receipt) -> Finding:
    """Say that this came in a second batch."""
    day = receipt.setting.day
    return Finding(
        "batch-twice",
        "violation",
        receipt.version.commit,
        receipt.version.path,
        Words(f"{day} 已经合并过一批", f"a batch was merged on {day} already"),
    )
