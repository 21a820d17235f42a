"""基金答应的钱多于账上的钱

规则：基金余额减去已通过而未拨付的资助，任何一天都不小于零；办完的项目拨过尾款（`tranche` 是 `final` 或 `whole`）的，没拨的不再算；预算资金没有台账的，各项目批准金额合计不超过资金总额。
为什么：同一块钱不能答应给两个项目。
怎么改：核对资助和台账；钱没有到账之前，不要通过新的资助。
---
A fund has promised more than it has

Rule: on no day is a fund's balance less what it awarded and did not yet pay below nothing; what is left of an award counts until the project ended badly, or is done and had its last tranche (`tranche` is `final` or `whole`); of a budget without a ledger the projects' approved sums are no more than its amount.
Why: one yuan cannot be promised to two projects.
Mend: compare awards and ledger; pass no award before the money is there.
"""

from collections.abc import Iterator

from govgen import commitment, money
from govgen.check import rule
from govgen.commitment import Standing
from govgen.currency import unit
from govgen.kinds.fund import Fund
from govgen.kinds.project import Project
from govgen.money import Awarded
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

UNUSED = frozenset(("rejected", "withdrawn", "voided"))


@rule(Fund)
def ledger_commitment(fund: Fund, register: Register) -> Iterator[Problem]:
    """Yield what overdrew a fund on the first day its promises were not covered."""
    if not money.ledgers(fund, register):
        yield from budgeted(fund, register)
        return
    short = next((day for day in commitment.standing(fund, register) if day.free < 0), None)
    if short is not None and short.balance >= 0:
        yield cause(fund, short, register)


def cause(fund: Fund, short: Standing, register: Register) -> Problem:
    """Say it at the award of that day that went beyond the money, else at the day's last payment."""
    coin = unit(fund, register)
    message = Words(
        f"{short.day} 余额 {short.balance} {coin.zh}，已答应未拨付 {short.committed} {coin.zh}，差 {-short.free} {coin.zh}",
        f"on {short.day} the balance is {short.balance} {coin.en} and {short.committed} are promised, {-short.free} more than there is",
    )
    hint = Words("核对资助和台账", "compare awards and ledger")
    award = exceeding(fund, short, register)
    if award is not None:
        route = ("awards", award.index, "amount")
        return Problem(route, message, hint, record=award.decision.id)
    for ledger in money.ledgers(fund, register):
        found = [i for i, entry in enumerate(ledger.entries) if entry.at == short.day]
        if found:
            last = max(found, key=lambda index: (ledger.entries[index].signed < 0, index))
            return Problem(("entries", last, "amount"), message, hint, record=ledger.id)
    return Problem(("id",), message, hint)


def exceeding(fund: Fund, short: Standing, register: Register) -> Awarded | None:
    """Return the award of the day with which the promises went beyond what was left of the fund."""
    awards = [
        award
        for awards in money.books(register).awards.values()
        for award in awards
        if award.fund == fund.id and award.passed == short.day
    ]
    left = short.free + sum((award.amount for award in awards), money.ZERO)
    for award in sorted(awards, key=lambda award: (award.decision.id, award.index)):
        left -= award.amount
        if left < 0:
            return award
    return None


def budgeted(fund: Fund, register: Register) -> Iterator[Problem]:
    """Compare a budget that has no ledger with what projects were approved from it."""
    if fund.amount is None:
        return
    total = money.ZERO
    for project in register.back(fund.id, Project):
        if project.state not in UNUSED:
            lines = money.lines(project, register)
            total += sum(
                (line.approved or money.ZERO for line in lines if line.fund == fund.id), money.ZERO
            )
    if total > fund.amount:
        coin = unit(fund, register)
        yield Problem(
            ("amount",),
            Words(
                f"资金总额 {fund.amount} {coin.zh}，各项目共批准 {total} {coin.zh}",
                f"the budget has {fund.amount} {coin.en}, but projects were approved {total}",
            ),
            Words("核对各项目的批准金额", "compare what the projects were approved"),
        )
