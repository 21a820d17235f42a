"""没有验收结算就付尾款

规则：工程项目的尾款在验收合格、结算审定之后付，质保金在质保期满之后付。
为什么：尾款和质保金是工程质量的最后一道保证。
怎么改：核对日期和款项；确实提前付的，在 irregularities 里登记。
---
Final payment before acceptance

Rule: on the works track the final payment follows acceptance and audited settlement, and retention money the end of the warranty.
Why: they are the last hold on the quality of the works.
Mend: check day and kind of the payment; where it was paid early, record it under irregularities.
"""

from collections.abc import Iterator
from datetime import date

from govgen import reached
from govgen.check import rule
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.works import Payment, PaymentKind


@rule(Project, on="payments", irregular=True)
def final_before_acceptance(project: Project, register: Register) -> Iterator[Problem]:
    """Yield each final payment, and each retention, that was paid too early."""
    if project.project_track != "works" or project.source:
        return
    for index, payment in enumerate(project.payments):
        if payment.kind is PaymentKind.FINAL:
            yield from final(index, payment, project, register)
        elif payment.kind is PaymentKind.RETENTION:
            yield from retention(index, payment, project)


def final(index: int, payment: Payment, project: Project, register: Register) -> Iterator[Problem]:
    """Compare a final payment with acceptance and settlement."""
    acceptance, settlement = project.acceptance, project.settlement
    accepted = acceptance.on if acceptance and acceptance.passed else None
    settled = (settlement.on if settlement else None) or reached.first(project, register, "settled")
    for name, day in (("验收", accepted), ("结算审定", settled)):
        if day is None or payment.at < day:
            yield early(index, payment, name, day)
            return


def retention(index: int, payment: Payment, project: Project) -> Iterator[Problem]:
    """Compare retention money with the end of the warranty."""
    ends = [
        contract.warranty_until
        for contract in project.contracts
        if contract.warranty_until and payment.contract in (None, contract.no)
    ]
    day = max(ends, default=None)
    if day is None or payment.at < day:
        yield early(index, payment, "质保期满", day)


AFTER = {
    "验收": "acceptance",
    "结算审定": "the audited settlement",
    "质保期满": "the end of the warranty",
}


def early(index: int, payment: Payment, what: str, day: date | None) -> Problem:
    """Say what the payment should have waited for."""
    kind = payment.kind.words
    return Problem(
        ("payments", index, "at"),
        Words(
            f"{kind.zh}在 {payment.at} 付，{what}{f'在 {day}' if day else '没有记载'}",
            f"the {kind.en} was paid on {payment.at}, but {AFTER[what]} {f'is on {day}' if day else 'is not recorded'}",
        ),
        Words("核对日期，或登记程序瑕疵", "check the day, or record the irregularity"),
    )
