"""已知的提交不在这段历史里

规则：从外面得知的提交（公告栏上印的、以往 `provenance.json` 里的）必须在第一父提交的链上。

原因：历史整段改写，或快进推送换掉了主线，主线上就不再有当时公布过的提交；这正是要发现的。

怎么改：与保存旧提交的人核对，从完整的旧克隆恢复主线；为去掉个人信息而改写的，要有签名的说明，用 `--rewrite` 给出（`govgen explain redaction`）。
---
A known commit is not in this history

Rule: a commit known from outside (printed on a notice, told by an earlier `provenance.json`) must stand on the first-parent chain.

Why: where a history was rewritten, or a fast-forward push put another line in the place of main, the commit that was published is no longer on it; that is what is looked for.

How to mend: compare with whoever holds the old commit and restore main from a full old clone; a rewrite to take personal data out has a signed statement, given with `--rewrite` (`govgen explain redaction`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def anchor_missing(examined: Examined) -> Iterator[Finding]:
    """Yield the anchor where the chain does not hold it."""
    anchor = examined.anchor
    if anchor and anchor not in examined.receipts.history.chain:
        yield Finding(
            "anchor-missing",
            "violation",
            anchor,
            "",
            Words("已知的提交不在主线上", "the known commit is not on the first-parent chain"),
        )
