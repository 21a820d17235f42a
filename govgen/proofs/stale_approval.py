"""批准的不是后来合并的内容

规则：批准要对着合并进来的那个内容：审阅以后分支又改过、审阅被撤销、签名证明说的是另一份内容，都不算数。一份证明只算一次合并：撤回以后又合并同样的内容，要重新批准。

原因：先批一份，再换一份合并，等于批准的人没看过。哪一次审阅看的是哪个提交，只有平台记着，靠签名证明带进来；提交信息里写的“已审阅”不知道看的是哪一版，证明力度只是“仅凭提交信息”。

怎么改：请审阅人对着合并的内容再看一遍，在 policy.yml 的 `acknowledged` 里说明，或撤回重做。人数本来就够的，只作提醒。
---
An approval was given for other content than was merged

Rule: an approval is of the content that was merged. It does not count where the branch changed after the review, where the review was dismissed, or where a signed statement speaks of other content. A statement counts for one merge: the same content that lands again after it was reverted takes another approval.

Why: to have one thing approved and merge another is to have it approved by nobody. Which commit a review was of is known to the host alone and comes by a signed statement; “reviewed” in the text of a commit does not say of which version, and is worth no more than that text.

How to mend: let the reviewer look at what was merged and say so under `acknowledged` in policy.yml, or revert and merge anew. Where enough others approved, it is only told.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.approvals import outdated
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def stale_approval(examined: Examined) -> Iterator[Finding]:
    """Yield each merge with approvals that were not counted, and not missed."""
    found = examined.receipts
    for setting in found.settings:
        number = len({person.id for person in outdated(setting)})
        merge = found.by_commit.get(setting.landed.id, ())
        if number and not any("stale-approval" in it.approval.faults for it in merge):
            yield Finding(
                "stale-approval",
                "warning",
                setting.landed.id,
                min((it.version.path for it in merge), default=""),
                Words(f"有 {number} 人的批准不算数", f"approvals that do not count: {number}"),
            )
