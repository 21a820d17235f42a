"""工程签约没有采购记录

规则：工程项目签订合同前有采购记录；采购日期不晚于合同签订日期。
为什么：施工单位怎么选出来的，是居民最要问的一件事。
怎么改：补登采购方式、报价和理由；没有经过采购的，在 irregularities 里登记。
---
Works contracted without procurement

Rule: on the works track a contract follows a procurement, whose day is not after the signing.
Why: how the contractor was chosen is what residents ask first.
Mend: add method, quotes and reason; where nothing was procured, record it under irregularities.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project, on="contracts", irregular=True)
def procurement_missing(project: Project, _: Register) -> Iterator[Problem]:
    """Yield contracts for works that no procurement came before."""
    if project.project_track != "works" or project.source:
        return
    if not project.procurement:
        yield Problem(
            ("contracts",),
            Words("签了合同，没有采购记录", "there is a contract, but no procurement"),
            Words(
                "补登 `procurement`，或登记程序瑕疵",
                "add `procurement`, or record the irregularity",
            ),
        )
        return
    begins = [item.on for item in project.procurement if item.on]
    for index, contract in enumerate(project.contracts):
        if len(begins) == len(project.procurement) and contract.signed < min(begins):
            yield Problem(
                ("contracts", index, "signed"),
                Words(
                    f"合同 {contract.signed} 签订，{min(begins)} 才采购",
                    f"the contract was signed on {contract.signed}, before the procurement on {min(begins)}",
                ),
                Words("核对日期，或登记程序瑕疵", "check the days, or record the irregularity"),
            )
