"""付款超过合同价或审定价

规则：一份合同的付款合计不超过合同价加变更；审定以后，扣除退款的付款合计不超过审定金额。
为什么：超付的钱很难要回来。
怎么改：核对付款；确有增项的，在 `variations` 里登记依据；多付的追回并记 `refunds`。
---
More was paid than the contract or the audit allows

Rule: under a contract no more is paid than its price and the variations; once audited, payments less refunds are no more than the audited sum.
Why: what is overpaid is hard to get back.
Mend: compare the payments; list more work with its ground under `variations`; get back what was overpaid and note it under `refunds`.
"""

from collections.abc import Iterator
from decimal import Decimal

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.works import Contract

ZERO = Decimal(0)
HINT = Words("核对付款，或登记变更的依据", "compare the payments, or list the variation")


@rule(Project, on="payments")
def payment_over_contract(project: Project, register: Register) -> Iterator[Problem]:
    """Yield the payment at which a contract is exceeded, and an audited sum that was."""
    coin = unit(project, register)
    for contract in project.contracts:
        yield from priced(contract, project, coin)
    yield from audited(project, coin)


def priced(contract: Contract, project: Project, coin: Words) -> Iterator[Problem]:
    """Compare the payments under one contract with its price; with several, a cut may be another's."""
    changes = [v.amount * (-1 if v.decrease else 1) for v in project.variations]
    if len(project.contracts) > 1:
        changes = [change for change in changes if change > 0]
    limit, total = contract.amount + sum(changes, ZERO), ZERO
    for index, payment in enumerate(project.payments):
        total += payment.amount if payment.contract == contract.no else 0
        if total > limit:
            yield Problem(
                ("payments", index, "amount"),
                Words(
                    f"合同 `{contract.no}` 付到这一笔共 {total} {coin.zh}，合同价加变更为 {limit} {coin.zh}",
                    f"with this payment {total} {coin.en} are paid under `{contract.no}`, but price and variations make {limit}",
                ),
                HINT,
            )
            return


def audited(project: Project, coin: Words) -> Iterator[Problem]:
    """Compare what contracts cost in the end with what was audited, where one contract is audited."""
    if project.settlement is None or len(project.contracts) != 1:
        return
    paid = sum((p.amount for p in project.payments if p.contract), ZERO)
    back = sum((refund.amount for refund in project.refunds), ZERO)
    if paid - back > project.settlement.audited:
        yield Problem(
            ("settlement", "audited"),
            Words(
                f"合同已付 {paid} {coin.zh}，退回 {back} {coin.zh}，仍多于审定的 {project.settlement.audited} {coin.zh}",
                f"{paid} {coin.en} were paid under the contract and {back} went back, still more than the {project.settlement.audited} audited",
            ),
            Words(
                "核对付款，或追回多付的部分", "compare the payments, or get back what was overpaid"
            ),
        )
