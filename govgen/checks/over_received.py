"""付出的钱多于到位的钱

规则：每个资金来源，付款合计不超过到位金额；退回合计也不超过到位金额。基金拨付的到位金额以台账为准。
为什么：没有到账的钱付不出去，多出来的一定是记错了来源或金额。
怎么改：核对付款的来源和金额，或补登到位金额。
---
More was paid than was received

Rule: of each source no more is paid than was received, and no more given back; of a fund the ledger says what was received.
Why: money that did not arrive cannot be spent; the excess is a wrong source or a wrong amount.
Mend: compare source and amount of the payments, or add what was received.
"""

from collections.abc import Iterator

from govgen import money
from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

HINT = Words(
    "核对付款的来源和金额，或补登到位金额", "compare source and amount, or add what was received"
)


@rule(Project)
def over_received(project: Project, register: Register) -> Iterator[Problem]:
    """Yield the payment of each source at which its money runs out."""
    if not project.payments and not project.refunds:
        return
    for line in money.lines(project, register):
        received = line.received
        if received is None and (project.source or not line.items):
            continue
        if line.paid > (received or money.ZERO):
            yield spent(line, project, register)
        if received is not None and line.refunded > received:
            coin = unit(project, register)
            yield Problem(
                ("funding", line.items[0]),
                Words(
                    f"{line.source.words.zh}退回 {line.refunded} {coin.zh}，多于到位 {received} {coin.zh}",
                    f"{line.refunded} {coin.en} of `{line.source.value}` went back, more than the {received} received",
                ),
                HINT,
            )


def spent(line: money.Line, project: Project, register: Register) -> Problem:
    """Say at which payment the source was overdrawn."""
    received = line.received or money.ZERO
    total, crossing = money.ZERO, 0
    for index, payment in enumerate(project.payments):
        if money.key_of(payment, project, register) == (line.source, line.fund):
            total, crossing = total + payment.amount, index
            if total > received:
                break
    coin = unit(project, register)
    return Problem(
        ("payments", crossing, "amount"),
        Words(
            f"{line.source.words.zh}付到这一笔共 {total} {coin.zh}，到位 {received} {coin.zh}",
            f"with this payment {total} {coin.en} of `{line.source.value}` are spent, but {received} were received",
        ),
        HINT,
    )
