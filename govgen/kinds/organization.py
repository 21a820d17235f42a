"""Organisations 组织: those who lead, take part, give, serve and are evaluated."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from govgen.community import Contact
from govgen.fields import Count, Day, Refers, Text, said
from govgen.kind import Kind, State
from govgen.part import Part
from govgen.record import Record
from govgen.words import Choice, Words


class OrganizationType(Choice):
    """What an organisation is."""

    PARTY_ORG = "party_org", "党组织", "Party organisation"
    COMMITTEE = "committee", "社区居委会", "residents' committee"
    SUPERVISION = "supervision", "居务监督委员会", "supervisory committee"
    SUBDISTRICT = "subdistrict", "街道办事处", "sub-district office"
    DEPARTMENT = "department", "职能部门", "government department"
    UNIT = "unit", "辖区单位", "local unit"
    SOCIAL_ORG = "social_org", "社会组织", "social organisation"
    SOCIAL_WORK = "social_work", "社工机构", "social-work agency"
    CHARITY = "charity", "慈善组织", "charity"
    ENTERPRISE = "enterprise", "企业", "company"
    PROPERTY = "property", "物业服务企业", "property company"
    OWNERS_COMMITTEE = "owners_committee", "业主委员会", "owners' committee"
    VOLUNTEERS = "volunteers", "志愿服务队", "volunteer team"
    RESIDENTS_GROUP = "residents_group", "居民小组", "residents' group"
    MICRO_COMMUNITY = "micro_community", "楼栋/院落自治小组", "building or courtyard group"
    JURY = "jury", "评审委员会", "jury"
    FUND_COMMITTEE = "fund_committee", "基金管委会", "fund committee"


class PartyLevel(Choice):
    """The level of a Party organisation."""

    SUBDISTRICT = "subdistrict", "街道党工委", "sub-district Party working committee"
    COMMUNITY = "community", "社区党委", "community Party committee"
    GRID = "grid", "网格党支部", "grid Party branch"
    BUILDING = "building", "楼栋党小组", "building Party group"
    UNIT = "unit", "辖区单位党组织", "Party organisation of a local unit"
    NEW = "new", "两新党组织", "Party organisation of a private company or social organisation"


class RegistrationStage(Choice):
    """How far an organisation's registration has come."""

    INCUBATING = "incubating", "培育", "being fostered"
    FILED = "filed", "备案", "filed with the sub-district"
    REGISTERED = "registered", "登记", "registered"
    CANCELLED = "cancelled", "注销", "cancelled"


class Registration(Part):
    """A stage of registration and its day."""

    stage: RegistrationStage = said("登记阶段", "Stage")
    on: Day = said("日期", "On")


class Organization(Record):
    """A body that takes part."""

    type: OrganizationType = said("类型", "Type")
    level: PartyLevel | None = said("党组织层级", "Level of a Party organisation", None)
    registration: tuple[Registration, ...] = said("登记情况", "Registration", ())
    credit_code: Annotated[str, StringConstraints(pattern="^[0-9A-Z]{18}$")] | None = said(
        "统一社会信用代码：仅已登记的", "Unified social credit code: only if registered", None
    )
    parent: Annotated[str, Refers("organization")] | None = said("上级", "Parent", None)
    service_area: tuple[Annotated[str, Refers("place")], ...] = said("服务范围", "Service area", ())
    members: Count | None = said("成员数", "Members", None)
    contacts: tuple[Contact, ...] = said("公开联系方式", "Published contacts", ())
    duties: Text | None = said("职责", "Duties", None)
    needs: tuple[Text, ...] = said("需求清单", "Needs", ())
    offers: tuple[Text, ...] = said("资源清单", "Resources offered", ())

    KIND: ClassVar[Kind] = Kind(
        name="organization",
        words=Words("组织", "organisation"),
        plural=Words("组织", "Organisations"),
        prefix="ORG",
        folder="organizations",
        dated=False,
        states={
            "active": State(
                "在册",
                "Active",
                "done",
                Words(
                    "这个组织现在在运转，有事可以找它。",
                    "The body is at work and can be turned to.",
                ),
            ),
            "ended": State(
                "已撤销",
                "Ended",
                "ended",
                Words(
                    "这个组织不再办事了；过去的记录留着。",
                    "The body no longer acts; the records of its past stay.",
                ),
            ),
        },
        moves={"": {"active": {"ended": ("note",)}, "ended": {"active": ("note",)}}},
        disclosure=Words("社区组织名录", "register of organisations"),
    )
