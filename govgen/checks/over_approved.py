"""到位的钱多于批准的钱

规则：每个资金来源，到位金额不超过批准金额；基金资助的批准金额以评审结果为准；台账拨付多于资助的，报在台账上。
为什么：多到账的部分没有人批准过。
怎么改：核对批准和到位金额；确有追加的，写明追加的决议并改批准金额。
---
More was received than was approved

Rule: of each source no more is received than was approved; of a fund the award says what was approved, and grants above it are told at the ledger.
Why: nobody consented to the excess.
Mend: compare both figures; where more was granted later, name that decision and raise what was approved.
"""

from collections.abc import Iterator

from govgen import money
from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project, on="funding")
def over_approved(project: Project, register: Register) -> Iterator[Problem]:
    """Yield each source of which more came than was approved."""
    for line in money.lines(project, register):
        if line.approved is None or line.received is None or line.received <= line.approved:
            continue
        if line.fund and told_by_the_ledger(line.fund, project, register):
            continue
        index, coin = line.items[-1], unit(project, register)
        stated = project.funding[index].received is not None
        yield Problem(
            ("funding", index, "received") if stated else ("funding", index),
            Words(
                f"{line.source.words.zh}到位 {line.received} {coin.zh}，多于批准 {line.approved} {coin.zh}",
                f"{line.received} {coin.en} of `{line.source.value}` were received, more than the {line.approved} approved",
            ),
            Words(
                "核对两个金额，或写明追加的决议",
                "compare both figures, or name the decision that raised it",
            ),
        )


def told_by_the_ledger(fund: str, project: Project, register: Register) -> bool:
    """Whether award and ledger say both figures: then `grant-over-award` compares them."""
    awarded = money.awarded(project, register, fund)
    return awarded is not None and money.granted(project, register, fund) is not None
