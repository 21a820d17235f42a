"""付款与合同不符

规则：付款写的合同号在 `contracts` 里，收款单位就是签约方。
为什么：钱付给了合同以外的单位，居民无法核对。
怎么改：改正合同号或收款单位；委托他人收款的，另立合同或写明变更。
---
A payment does not fit its contract

Rule: the contract a payment names is among `contracts`, and the payee is the party to it.
Why: residents cannot follow money that went to somebody outside the contract.
Mend: correct the contract's number or the payee; where somebody else was to be paid, add that contract.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.project import Project
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project, on="payments")
def payment_contract(project: Project, register: Register) -> Iterator[Problem]:
    """Yield each payment under an unknown contract, or to somebody else than its party."""
    contracts = {contract.no: contract for contract in project.contracts}
    for index, payment in enumerate(project.payments):
        if payment.contract is None:
            continue
        contract = contracts.get(payment.contract)
        if contract is None:
            yield Problem(
                ("payments", index, "contract"),
                Words(
                    f"没有合同 `{payment.contract}`", f"there is no contract `{payment.contract}`"
                ),
                Words("改正合同号，或补登合同", "correct the number, or add the contract"),
            )
        elif named(contract.with_, register) != named(payment.payee, register):
            yield Problem(
                ("payments", index, "payee"),
                Words(
                    f"付给 `{payment.payee}`，合同的签约方是 `{contract.with_}`",
                    f"`{payment.payee}` was paid, but the contract is with `{contract.with_}`",
                ),
                Words("改正收款单位或合同号", "correct the payee or the contract"),
            )
