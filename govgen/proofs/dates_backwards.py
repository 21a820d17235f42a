"""提交的日期倒退

规则：主线上每个提交的提交日期不早于前一个（两天以内的钟差不计）。

原因：把日期写早，可以让已过期、已泄露的钥匙看起来还有效。日期只能往前走，这个空子就钻不成。

怎么改：查明那次提交为什么倒填日期；如属误设时钟，在 policy.yml 的 `acknowledged` 里说明。
---
Dates run backwards

Rule: each commit of the chain bears a committer date no earlier than the one before (clocks may differ by two days).

Why: an early date can make a key that expired or leaked look good. Dates that only run forward leave no such gap.

How to mend: find out why that commit is dated back; where a clock was wrong, say so under `acknowledged` in policy.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from govgen.proof import Examined, Finding, proof
from govgen.words import Words

SLACK = timedelta(days=2)


@proof
def dates_backwards(examined: Examined) -> Iterator[Finding]:
    """Yield the commits of the chain that are dated before an earlier one."""
    latest = datetime.fromtimestamp(0, UTC)
    for landed in examined.receipts.history:
        time = landed.commit.committer.time
        if time < latest - SLACK:
            yield Finding(
                "dates-backwards",
                "violation",
                landed.id,
                "",
                Words(
                    f"提交日期是 {time:%Y-%m-%d}，早于之前的 {latest:%Y-%m-%d}",
                    f"dated {time:%Y-%m-%d}, before {latest:%Y-%m-%d} of an earlier commit",
                ),
            )
        latest = max(latest, time)
