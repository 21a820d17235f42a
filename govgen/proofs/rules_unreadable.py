"""审批规则没有了，或读不成

规则：policy.yml 一经生效，它和 people.yml 就一直要在，并且读得成。

原因：规则没有了，谁都可以说自己有权；所以规则读不成的时候，谁的审批都不算数。

怎么改：从历史里把最后一份读得成的文件取回来，合并后在 policy.yml 的 `acknowledged` 里说明这中间的每次合并。
---
The rules are gone, or cannot be read

Rule: once policy.yml is in force, it and people.yml are there and can be read.

Why: without rules everybody could claim the right; so while they cannot be read nobody's approval counts.

How to mend: fetch the last version that can be read back from history, merge it, and say under `acknowledged` in policy.yml what became of each merge in between.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.history import versions
from govgen.policy import RULES
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def rules_unreadable(examined: Examined) -> Iterator[Finding]:
    """Yield the changes that left rules which cannot be read."""
    receipts = examined.receipts
    for landed in receipts.history if receipts.powers else ():
        changed = [version.path for record, version in versions(landed) if record in RULES]
        if changed and receipts.after(landed.id).broken:
            yield Finding(
                "rules-unreadable",
                "violation",
                landed.id,
                changed[0],
                Words("这以后没有读得成的审批规则", "no rules that can be read stand from here on"),
            )
