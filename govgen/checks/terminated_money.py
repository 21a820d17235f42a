"""项目终止，余款没有退回

规则：终止的项目，到位而没有用掉的钱退回原来源，写在 `refunds` 或基金台账的退回里。
为什么：事情不办了，钱要回到居民看得见的地方。
怎么改：追回余款，登记退款日期、金额和凭证。
---
Ended with money not given back

Rule: what a terminated project received and did not spend goes back to its source, under `refunds` or as a return in the fund's ledger.
Why: when nothing more is done, the money returns to where residents can see it.
Mend: get the rest back and note day, amount and voucher.
"""

from collections.abc import Iterator

from govgen import money
from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.reached import index
from govgen.register import Register
from govgen.words import Words
from govgen.works import FundingSource


@rule(Project, severity="warning")
def terminated_money(project: Project, register: Register) -> Iterator[Problem]:
    """Yield each source of a terminated project that still has money."""
    end = index(project, "terminated") if project.state == "terminated" else None
    if end is None:
        return
    for line in money.lines(project, register):
        if line.received is None or line.source is FundingSource.IN_KIND:
            continue
        rest = line.received - line.paid - line.refunded
        if rest > 0:
            coin = unit(project, register)
            yield Problem(
                ("events", end, "to"),
                Words(
                    f"{line.source.words.zh}到位 {line.received} {coin.zh}，已付 {line.paid} {coin.zh}，退回 {line.refunded} {coin.zh}，还有 {rest} {coin.zh}没有着落",
                    f"of {line.received} {coin.en} of `{line.source.value}` {line.paid} were paid and {line.refunded} given back; {rest} are left",
                ),
                Words("追回余款并登记 `refunds`", "get the rest back and note it under `refunds`"),
            )
