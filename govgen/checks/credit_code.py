"""未登记的组织写了信用代码

规则：只有最近一个登记阶段是“登记”的组织才写统一社会信用代码。
为什么：培育中和仅备案的组织没有法人资格，写上代码会让人误以为它能独立签约、收款。
怎么改：删去 `credit_code`，或补上登记阶段。
---
A credit code without registration

Rule: only an organisation whose latest stage is `registered` has a unified social credit code.
Why: one that is fostered or merely filed is no legal person; with a code people would think it could sign and take money.
Mend: delete `credit_code`, or add the stage of registration.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.organization import Organization, RegistrationStage
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Organization)
def credit_code(organization: Organization, _: Register) -> Iterator[Problem]:
    """Compare the code with the latest stage of registration."""
    if organization.credit_code is None:
        return
    stages = organization.registration
    if not stages or stages[-1].stage is not RegistrationStage.REGISTERED:
        now = stages[-1].stage.words if stages else Words("没有写", "not stated")
        yield Problem(
            ("credit_code",),
            Words(
                f"有统一社会信用代码，登记阶段却是：{now.zh}",
                f"there is a credit code, but the stage of registration is: {now.en}",
            ),
            Words("删去代码，或补上登记阶段", "delete the code, or add the stage of registration"),
        )
