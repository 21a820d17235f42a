"""分摊合计与业主分摊不符

规则：`shares` 里户数乘以每户金额的合计，等于资金来源里业主分摊的批准金额。
为什么：每户该出多少要加得起来，居民才信得过。
怎么改：核对每一档的户数和金额。
---
The shares do not make the owners' part

Rule: households times what each pays, over all `shares`, make what is approved from the source `owners`.
Why: residents trust shares that add up.
Mend: compare households and amount of each share.
"""

from collections.abc import Iterator
from decimal import Decimal

from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.works import FundingSource


@rule(Project, on="shares")
def shares_sum(project: Project, register: Register) -> Iterator[Problem]:
    """Yield shares that make another sum than the owners' funding."""
    borne = sum((share.households * share.each for share in project.shares), Decimal(0))
    funding = [item.approved for item in project.funding if item.source is FundingSource.OWNERS]
    wanted = sum((amount for amount in funding if amount is not None), Decimal(0))
    if funding and None not in funding and borne != wanted:
        coin = unit(project, register)
        yield Problem(
            ("shares",),
            Words(
                f"分摊合计 {borne} {coin.zh}，业主分摊批准 {wanted} {coin.zh}",
                f"the shares make {borne} {coin.en}, but {wanted} are approved from `owners`",
            ),
            Words("核对户数和每户金额", "compare households and amounts"),
        )
