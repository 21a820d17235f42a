"""登记阶段颠倒

规则：登记阶段按培育、备案、登记、注销的先后，日期不早于前一阶段，不在将来。
为什么：组织的成长经历要能看得出先后。
怎么改：核对 `registration` 各行的阶段和日期。
---
Stages of registration out of order

Rule: the stages follow each other as fostered, filed, registered, cancelled, none dated before the one above it and none in the future.
Why: the page shows how an organisation grew.
Mend: check stage and day on each line of `registration`.
"""

from collections.abc import Iterator
from itertools import pairwise

from govgen.check import rule
from govgen.kinds.organization import Organization, RegistrationStage
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

RANK = {stage: rank for rank, stage in enumerate(RegistrationStage)}


@rule(Organization)
def registration_order(organization: Organization, register: Register) -> Iterator[Problem]:
    """Yield each stage that does not follow the one above, or lies in the future."""
    stages = organization.registration
    for index, (above, stage) in enumerate(pairwise(stages), 1):
        if RANK[stage.stage] <= RANK[above.stage] or stage.on < above.on:
            yield Problem(
                ("registration", index),
                Words(
                    f"“{stage.stage.words.zh}”（{stage.on}）不能接在“{above.stage.words.zh}”（{above.on}）之后",
                    f"{stage.stage.words.en} ({stage.on}) does not follow {above.stage.words.en} ({above.on})",
                ),
                Words("按先后排列，核对日期", "put them in order and check the days"),
            )
    for index, stage in enumerate(stages):
        if stage.on > register.as_of:
            yield Problem(
                ("registration", index, "on"),
                Words(f"{stage.on} 还没有到", f"{stage.on} has not come yet"),
                Words("核对日期；还没登记的不写", "check the day; write only what has happened"),
            )
