"""Issues 议题: what residents, units and organisations raise, and how it was answered."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from govgen.community import Community
from govgen.fields import Count, Day, Instant, Refers, Text, said
from govgen.kind import Kind
from govgen.part import Part
from govgen.record import Cause, Record
from govgen.states.issue import STATES
from govgen.words import Choice, Words


class Category(Choice):
    """What an issue is about."""

    ENVIRONMENT = "environment", "环境整治", "environment"
    RENOVATION = "renovation", "老旧院落改造", "renovation of old courtyards"
    FACILITIES = "facilities", "设施维修", "repairs"
    ELDERLY_CARE = "elderly_care", "长者服务", "care for older people"
    EMPLOYMENT = "employment", "就业", "employment"
    HEALTH = "health", "健康医疗", "health"
    DISABILITY = "disability", "助残服务", "help for people with disabilities"
    MINORS = "minors", "未成年人关爱", "care for minors"
    DAILY_LIFE = "daily_life", "便民生活", "daily life"
    DISPUTE = "dispute", "邻里调解", "neighbour disputes"
    UNIT_DEVELOPMENT = "unit_development", "单位发展", "development of local units"
    PUBLIC_SPACE = "public_space", "公共空间", "public space"
    PROPERTY = "property", "物业管理", "property management"
    PARKING = "parking", "停车", "parking"
    CULTURE = "culture", "文体教育", "culture, sport and learning"
    HARDSHIP = "hardship", "困难帮扶", "help in hardship"
    SAFETY = "safety", "安全", "safety"
    PARTY_BUILDING = "party_building", "党建", "Party building"
    OTHER = "other", "其他", "other"


class Raiser(Choice):
    """Who raised an issue; a group or a body, never a name."""

    RESIDENT = "resident", "居民", "residents"
    PARTY_MEMBER = "party_member", "党员", "Party members"
    PARTY_ORG = "party_org", "党组织", "a Party organisation"
    UNIT = "unit", "辖区单位", "a local unit"
    GRID = "grid", "网格员", "a grid worker"
    OWNERS = "owners", "业主", "owners"
    SOCIAL_ORG = "social_org", "社会组织", "a social organisation"
    HOTLINE = "hotline", "12345 热线", "the 12345 hotline"


class Path(Choice):
    """The way one part of an issue went."""

    HANDLED = "handled", "直接办理", "handled directly"
    DECIDED = "decided", "转决议", "put to a decision"
    REFERRED = "referred", "转办", "referred"


class Outcome(Choice):
    """How an issue ended for those who raised it."""

    SOLVED = "solved", "已解决", "solved"
    PARTLY = "partly", "部分解决", "partly solved"
    UNSOLVED = "unsolved", "未解决", "not solved"


class Channel(Choice):
    """How an answer reached those who raised the issue."""

    VISIT = "visit", "上门", "a visit"
    PHONE = "phone", "电话", "telephone"
    MEETING = "meeting", "会上答复", "at a meeting"
    NOTICE_BOARD = "notice_board", "公开栏", "the notice board"
    LETTER = "letter", "书面", "in writing"
    ONLINE = "online", "线上", "online"


class RaisedBy(Part):
    """Who raised it, without names."""

    kind: Raiser = said("提出方", "Raised by")
    households: Count | None = said("涉及户数", "Households concerned", None)
    org: Annotated[str, Refers("organization")] | None = said(
        "提出单位", "Organisation that raised it", None
    )


class IssuePart(Part):
    """One part of an issue and the way it went."""

    what: Text = said("事项", "What")
    path: Path = said("办理方式", "Way it went")
    ref: Annotated[str, Refers()] | None = said("对应记录", "Record it went to", None)
    org: Annotated[str, Refers("organization")] | None = said("承办方", "Handled by", None)
    done: Day | None = said("办结日期", "Done on", None)


class Feedback(Part):
    """The answer given to those who raised it."""

    at: Instant = said("反馈时间", "Given on")
    channel: Channel = said("反馈方式", "Channel")
    text: Text = said("反馈内容", "What was said")


class Issue(Record):
    """A matter that somebody raised."""

    category: Category = said("类别", "Category")
    raised_by: RaisedBy = said("提出方", "Raised by")
    parts: tuple[IssuePart, ...] = said("分项办理", "Parts", ())
    merged_into: Annotated[str, Refers("issue")] | None = said("并入议题", "Merged into", None)
    referred_to: Annotated[str, Refers("organization")] | None = said(
        "转办单位", "Referred to", None
    )
    review_on: Day | None = said("再议日期：暂缓办理的，何时再议", "Look at it again on", None)
    outcome: Outcome | None = said("办理结果", "Outcome", None)
    outcome_reason: Text | None = said("结果说明", "Why this outcome", None)
    feedback: Feedback | None = said("反馈", "Feedback", None)

    KIND: ClassVar[Kind] = Kind(
        name="issue",
        words=Words("议题", "issue"),
        plural=Words("议题", "Issues"),
        prefix="ISS",
        folder="issues",
        dated=True,
        states=STATES,
        moves={
            "": {
                "submitted": {
                    "accepted": (),
                    "declined": ("note",),
                    "merged": ("note", "merged_into"),
                    "referred": ("note", "referred_to"),
                },
                "accepted": {
                    "deliberating": (),
                    "handled": (),
                    "referred": ("note", "referred_to"),
                    "shelved": ("note", "review_on"),
                },
                "deliberating": {"concluded": ("note",), "shelved": ("note", "review_on")},
                "shelved": {"deliberating": ()},
                "concluded": {"decided": (), "handled": (), "referred": ("note", "referred_to")},
                "decided": {"closed": ("outcome", "feedback")},
                "handled": {"closed": ("outcome", "feedback")},
                "referred": {"closed": ("outcome", "feedback")},
                "declined": {"reopened": ("note",)},
                "closed": {"reopened": ("note",)},
                "reopened": {"accepted": ()},
            }
        },
        withdrawable=(
            "submitted",
            "accepted",
            "deliberating",
            "concluded",
            "shelved",
            "decided",
            "handled",
            "referred",
            "reopened",
        ),
        binding=("outcome", "outcome_reason", "feedback"),
        frozen_from="closed",
        disclosure=Words("居民议题及办理结果", "residents' issues and how they were settled"),
    )

    def causes(self) -> Iterator[Cause]:
        """An issue that was merged follows the one that took it in."""
        yield from super().causes()
        if self.merged_into:
            yield Cause(self.merged_into)

    def doer(self, _: Community) -> str | None:
        """Return the body an issue was referred to."""
        return self.referred_to if self.state == "referred" else None

    def due(self) -> Day | None:
        """A shelved issue is looked at again on its day."""
        return self.review_on if self.state == "shelved" else None
