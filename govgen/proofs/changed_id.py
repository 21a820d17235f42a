"""记录的编号变了

规则：文件名就是编号，里面写的 `id` 与它一致，从头到尾不变。

原因：编号变了，以前的链接、公告和账目就指向别处，前后两件事接不起来。

怎么改：把 `id` 改回与文件名一致；要换地址，写在 `aliases` 里。
---
A record's id changed

Rule: the file's name is the id; the `id` in it agrees with it and never changes.

Why: with another id former links, notices and accounts point elsewhere, and the two halves of the matter no longer join.

How to mend: set `id` back to the file's name; former addresses belong in `aliases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.policy import FILES
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def changed_id(examined: Examined) -> Iterator[Finding]:
    """Yield the versions whose `id` is not the name of their file."""
    for record, receipts in examined.receipts.by_record.items():
        for receipt in receipts:
            written = receipt.after.get("id") if receipt.after else record
            if record not in FILES and written != record:
                yield Finding(
                    "changed-id",
                    "violation",
                    receipt.version.commit,
                    receipt.version.path,
                    Words(
                        f"文件名是 `{record}`，`id` 写的却不是它",
                        f"the file is named `{record}`, but `id` says otherwise",
                    ),
                )
