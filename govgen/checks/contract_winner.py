"""签约方不是中选单位

规则：合同的签约方是某项采购的中选单位；合同价不高于它的报价。
为什么：中选的是一家，签约的是另一家，采购就白做了。
怎么改：核对签约方和中选单位；中选单位放弃的，补登重新采购。
---
The contract is not with the winner

Rule: a contract is with the winner of a procurement, at no more than its quote.
Why: if one wins and another signs, the procurement was for nothing.
Mend: compare both; where the winner withdrew, add the procurement that followed.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.project import Project
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.works import Contract


@rule(Project, on="procurement", irregular=True)
def contract_winner(project: Project, register: Register) -> Iterator[Problem]:
    """Yield each contract with somebody who won nothing, or above the quote that won."""
    winners = {named(item.winner, register) for item in project.procurement if item.winner}
    if not winners:
        return
    for index, contract in enumerate(project.contracts):
        if named(contract.with_, register) not in winners:
            yield Problem(
                ("contracts", index, "with"),
                Words(
                    f"与 `{contract.with_}` 签约，中选的是 {'、'.join(f'`{w}`' for w in sorted(winners))}",
                    f"it is with `{contract.with_}`, but the winner is {' and '.join(f'`{w}`' for w in sorted(winners))}",
                ),
                Words(
                    "核对签约方，或登记程序瑕疵", "correct the party, or record the irregularity"
                ),
            )
            continue
        yield from dearer(index, contract, project, unit(project, register))


def dearer(index: int, contract: Contract, project: Project, coin: Words) -> Iterator[Problem]:
    """Compare the price with the highest of the winner's winning quotes."""
    quoted = [
        quote.amount
        for item in project.procurement
        for quote in item.quotes
        if item.winner == quote.by == contract.with_
    ]
    if quoted and contract.amount > max(quoted):
        yield Problem(
            ("contracts", index, "amount"),
            Words(
                f"合同价 {contract.amount} {coin.zh}，高于中选报价 {max(quoted)} {coin.zh}",
                f"the contract is for {contract.amount} {coin.en}, more than the quote of {max(quoted)} that won",
            ),
            Words("核对合同价，或登记程序瑕疵", "correct the price, or record the irregularity"),
        )
