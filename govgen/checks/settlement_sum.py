"""送审、核减、审定对不上

规则：送审金额减核减金额等于审定金额。
为什么：核减多少是审计的结果，要让居民看得出省了多少。
怎么改：对照审定书改正。
---
The settlement does not add up

Rule: submitted less cut makes audited.
Why: what was cut is what the audit found; residents should see what it saved.
Mend: correct the figures from the audit report.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project)
def settlement_sum(project: Project, _: Register) -> Iterator[Problem]:
    """Yield a settlement that does not come out."""
    found = project.settlement
    if found is not None and found.submitted - found.cut != found.audited:
        yield Problem(
            ("settlement", "audited"),
            Words(
                f"送审 {found.submitted} 减核减 {found.cut} 是 {found.submitted - found.cut}，审定写的是 {found.audited}",
                f"submitted {found.submitted} less cut {found.cut} is {found.submitted - found.cut}, but audited is {found.audited}",
            ),
            Words("对照审定书改正", "correct it from the audit report"),
        )
