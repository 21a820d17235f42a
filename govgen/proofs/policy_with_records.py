"""规则和记录在同一次合并里改动

规则：修改 policy.yml 或 people.yml 的合并，不同时修改记录。

原因：规则和靠它批准的事放在一起，看的人分不清批的是哪一样；新规则要等下一次合并才生效。

怎么改：先合并规则的修改，再合并记录的修改。
---
Policy and records changed in one merge

Rule: a merge that changes policy.yml or people.yml changes no records.

Why: with a rule and what it would allow in one merge nobody can tell which was meant; a new rule is in force from the next merge on.

How to mend: merge the change of the rules first, then that of the records.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.history import versions
from govgen.policy import FILES
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def policy_with_records(examined: Examined) -> Iterator[Finding]:
    """Yield the merges that change rules and records together; the first entry of a register may."""
    prefix = examined.objects.prefix
    rules = {f"{prefix}records/{name}.yml" for name in ("policy", "people")}
    for setting in examined.receipts.settings:
        landed = setting.landed
        changed = [change.path for change in landed.changes if change.path in rules]
        ruled = setting.authority.broken or setting.authority.policy is not None
        ruled = ruled and setting.landing.kind != "root"
        if changed and ruled and any(record not in FILES for record, _ in versions(landed)):
            yield Finding(
                "policy-with-records",
                "violation",
                landed.id,
                changed[0],
                Words("规则和记录一起改了", "rules and records changed together"),
            )
