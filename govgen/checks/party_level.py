"""党组织层级缺漏

规则：党组织写明层级 `level`，其他组织不写。
为什么：党建引领的页面按街道党工委、社区党委、网格党支部、楼栋党小组的层级画出来。
怎么改：补上 `level`，或改正 `type`。
---
The level of a Party organisation

Rule: a Party organisation states its `level`; others have none.
Why: the page on Party-led governance is drawn by level, from the sub-district down to the building.
Mend: add `level`, or correct `type`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.organization import Organization, OrganizationType
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Organization)
def party_level(organization: Organization, _: Register) -> Iterator[Problem]:
    """Compare type and level; an imported record may lack the level."""
    party = organization.type is OrganizationType.PARTY_ORG
    if party and organization.level is None and organization.source is None:
        yield Problem(
            ("type",),
            Words("党组织没有写层级 `level`", "a Party organisation without `level`"),
            Words("补上 `level:`", "add `level:`"),
        )
    if not party and organization.level is not None:
        yield Problem(
            ("level",),
            Words("不是党组织，却写了层级", "a level, but this is no Party organisation"),
            Words("删去 `level`，或改正 `type`", "delete `level`, or correct `type`"),
        )
