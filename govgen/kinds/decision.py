"""Decisions 决议: who decided what, by which route, with how many votes, and when it takes effect."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from govgen.ballot import OwnersVote, Step
from govgen.fields import Day, Markdown, Money, Refers, Text, said
from govgen.kind import Kind
from govgen.part import Part
from govgen.publicity import Objection, Window
from govgen.record import Cause, Record
from govgen.states.decision import STATES
from govgen.words import Choice, Words


class DecisionType(Choice):
    """What a decision is."""

    ORDINARY = "ordinary", "一般决议", "decision"
    RULE = "rule", "规约", "residents' rules"
    RATIFICATION = "ratification", "追认", "ratification"
    AWARD = "award", "评审结果", "award"


class DecisionRoute(Choice):
    """Who decides."""

    FOUR_TWO = "four_two", "四议两公开", "four deliberations, two publications"
    ASSEMBLY = "assembly", "居民会议", "residents' assembly"
    DELEGATES = "delegates", "居民代表会议", "residents' delegates"
    GROUP = "group", "居民小组/楼栋会议", "residents' group or building meeting"
    COMMITTEE = "committee", "居委会会议", "residents' committee"
    SUBDISTRICT = "subdistrict", "街道会议", "sub-district office"
    FUND_COMMITTEE = "fund_committee", "基金管委会", "fund committee"
    JURY = "jury", "评审委员会", "jury"
    OWNERS = "owners", "业主共同决定", "owners together"
    OWNERS_COMMITTEE = "owners_committee", "业委会", "owners' committee"
    COUNCIL = "council", "居民议事会", "residents' council"
    BALLOT = "ballot", "居民投票", "residents' ballot"


class SupervisionOpinion(Part):
    """What the supervisory committee said."""

    by: Annotated[str, Refers("organization")] = said("监督方", "By")
    on: Day = said("日期", "On")
    text: Text = said("意见", "Opinion")


class Award(Part):
    """An amount granted to one project; it stands nowhere else."""

    project: Annotated[str, Refers("project")] = said("项目", "Project")
    amount: Money = said("资助金额", "Amount")


class Decision(Record):
    """A decision, a rule, a ratification or an award."""

    type: DecisionType = said("类型", "Type")
    route: DecisionRoute = said("决策程序", "Route")
    text: Markdown = said("决议内容：原文", "Text of the decision")
    authorised_by: Annotated[str, Refers("decision")] | None = said(
        "授权依据", "Authorised by", None
    )
    steps: tuple[Step, ...] = said("决策步骤", "Steps", ())
    owners: OwnersVote | None = said("业主表决", "Owners' vote", None)
    round: Annotated[str, Refers("round")] | None = said("轮次", "Round", None)
    fund: Annotated[str, Refers("fund")] | None = said("基金", "Fund", None)
    awards: tuple[Award, ...] = said("资助名单", "Awards", ())
    windows: tuple[Window, ...] = said("公示", "Publicity windows", ())
    objections: tuple[Objection, ...] = said("异议", "Objections", ())
    supervision_opinion: SupervisionOpinion | None = said("监督意见", "Supervision opinion", None)
    effective_from: Day | None = said("生效日期", "Effective from", None)
    effective_until: Day | None = said("有效期至", "Effective until", None)
    amends: Annotated[str, Refers("decision")] | None = said("修改", "Amends", None)
    supersedes: Annotated[str, Refers("decision")] | None = said("替代", "Supersedes", None)
    revokes: Annotated[str, Refers("decision")] | None = said("撤销", "Revokes", None)
    ratifies: Annotated[str, Refers("project", "decision")] | None = said(
        "追认对象", "Ratifies", None
    )
    legal_basis: Text | None = said("法律依据", "Legal basis", None)

    KIND: ClassVar[Kind] = Kind(
        name="decision",
        words=Words("决议", "decision"),
        plural=Words("决议", "Decisions"),
        prefix="DEC",
        folder="decisions",
        dated=True,
        track_field="route",
        states=STATES,
        moves={
            route.value: {
                "proposed": {"consulted": ()}
                if route is DecisionRoute.FOUR_TWO
                else {"consulted": (), "reviewed": (), "passed": (), "rejected": ("note",)},
                "consulted": {"reviewed": ()}
                if route is DecisionRoute.FOUR_TWO
                else {"reviewed": (), "passed": (), "rejected": ("note",)},
                "reviewed": {"passed": (), "rejected": ("note",)},
                "passed": {"publicised": ("windows",)},
                "publicised": {"effective": ("effective_from",), "contested": ("note",)},
                "contested": {"publicised": ("note",), "revised": ("note",), "revoked": ("note",)},
                "revised": {"consulted": (), "reviewed": (), "passed": ()},
                "effective": {
                    "implemented": (),
                    "revoked": ("note",),
                    "superseded": ("note",),
                    "lapsed": ("note",),
                },
                "implemented": {
                    "results_publicised": (),
                    "revoked": ("note",),
                    "superseded": ("note",),
                    "lapsed": ("note",),
                },
                "results_publicised": {
                    "revoked": ("note",),
                    "superseded": ("note",),
                    "lapsed": ("note",),
                },
            }
            for route in DecisionRoute
        },
        withdrawable=("proposed", "consulted", "reviewed", "revised"),
        binding=("text", "route", "steps", "owners", "awards"),
        frozen_from="passed",
        disclosure=Words("重大事项决策和实施结果", "major decisions and their results"),
    )

    def causes(self) -> Iterator[Cause]:
        """A decision descends from a meeting along its agenda item; an award from its round only by link."""
        yield from super().causes()
        for step in self.steps:
            for at in step.meetings:
                yield Cause(at.meeting, at.item)

    @property
    def hands_on(self) -> bool:
        """The projects of one award are links, not members of each other's matters."""
        return self.type is not DecisionType.AWARD

    @property
    def settled(self) -> bool:
        """Rules in force stay so; there is no day by which they must be carried out."""
        standing = self.type is DecisionType.RULE and self.state == "effective"
        return standing or super().settled

    def due(self) -> Day | None:
        """While publicised, the last day of the latest window."""
        return self.windows[-1].to if self.state == "publicised" and self.windows else None

    @property
    def decisive(self) -> Step | None:
        """The last step that has a vote."""
        return next((step for step in reversed(self.steps) if step.vote), None)

    @property
    def awarded(self) -> Decimal:
        """The sum of all awards, in yuan."""
        return sum((award.amount for award in self.awards), Decimal(0))
