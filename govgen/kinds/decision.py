"""Decisions 决议: who decided what, by which route, with how many votes, and when it takes effect."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from govgen.fields import Count, Day, Instant, Line, Markdown, Money, Number, Refers, Text, said
from govgen.record import Cause, Kind, Part, Record, State, awaits
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


class StepName(Choice):
    """A step on the way to a decision."""

    PROPOSED = "proposed", "提议", "proposed"
    CONSULTED = "consulted", "商议", "talked over"
    REVIEWED = "reviewed", "审议", "reviewed"
    DECIDED = "decided", "决议", "decided"


class Purpose(Choice):
    """What a publicity window is for."""

    SCHEME = "scheme", "方案公示", "the scheme"
    DECISION = "decision", "决议公告", "the decision"
    AWARD = "award", "评审结果公示", "the award"
    BUDGET = "budget", "预算公示", "the budget"
    SHARES = "shares", "费用分摊公示", "the cost shares"
    RESULT = "result", "实施结果公开", "the result"
    DESIGN = "design", "设计图公示", "the drawings"


class DayUnit(Choice):
    """How a window's days are counted."""

    DAY = "day", "日", "days"
    WORKING_DAY = "working_day", "工作日", "working days"


class Submission(Choice):
    """How an objection came in."""

    SIGNED = "signed", "实名", "signed"
    ANONYMOUS = "anonymous", "匿名", "anonymous"


class ObjectionOutcome(Choice):
    """How an objection ended."""

    ADOPTED = "adopted", "采纳", "adopted"
    PARTLY = "partly", "部分采纳", "partly adopted"
    NOT_ADOPTED = "not_adopted", "未采纳", "not adopted"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    TO_MEDIATION = "to_mediation", "转调解", "taken to mediation"
    TO_PETITION_OR_COURT = "to_petition_or_court", "转信访或诉讼", "taken to petition or court"


class Method(Choice):
    """How owners voted."""

    MEETING = "meeting", "集体讨论", "at a meeting"
    PAPER = "paper", "书面征求意见", "in writing"
    ONLINE = "online", "线上表决", "online"


class Vote(Part):
    """Votes of one step; they add up to those present."""

    in_favour: Count = said("赞成", "For", alias="for")
    against: Count = said("反对", "Against")
    abstain: Count = said("弃权", "Abstained", 0)
    invalid: Count = said("无效票", "Invalid ballots", 0)

    @property
    def total(self) -> int:
        """All votes given, invalid ones included."""
        return self.in_favour + self.against + self.abstain + self.invalid


class MeetingItem(Part):
    """A meeting and the item of its agenda where this was on."""

    meeting: Annotated[str, Refers("meeting")] = said("会议", "Meeting")
    item: Count = said("议程序号", "Agenda item")


class Step(Part):
    """One step on the way: which body, in which meeting, how many, the vote."""

    step: StepName = said("步骤", "Step")
    body: Annotated[str, Refers("organization")] = said("机构", "Body")
    meetings: tuple[MeetingItem, ...] = said("会议和议程", "Meetings and agenda items", ())
    at: Instant = said("时间", "At")
    eligible: Count | None = said("应到人数：有表决权的", "Entitled to vote", None)
    present: Count | None = said("实到人数", "Present", None)
    vote: Vote | None = said("表决", "Vote", None)
    result: Text | None = said("结果", "Result", None)


class OwnersCount(Part):
    """Owners and the floor area they own."""

    owners: Count = said("户数（人数）", "Owners")
    area: Number = said("专有面积：平方米", "Area: square metres")


class NoReply(Part):
    """Owners who did not reply, and what the stated rule makes of it."""

    owners: Count = said("户数", "Owners")
    area: Number = said("面积", "Area")
    rule: Text | None = said(
        "视为规则：没有就不算同意", "Rule that counts them: without one they are no consent", None
    )


class OwnersVote(Part):
    """An owners' vote under article 278 of the Civil Code, by heads and by area."""

    scope: Text = said("表决范围", "Scope")
    item: Line = said(
        "事项：民法典第二百七十八条第几项，如 278(6)", "Matter: item of article 278, like 278(6)"
    )
    total: OwnersCount = said("全体", "All")
    taking_part: OwnersCount = said("参与表决", "Taking part")
    in_favour: OwnersCount = said("同意", "For", alias="for")
    against: OwnersCount = said("反对", "Against")
    abstain: OwnersCount | None = said("弃权", "Abstained", None)
    no_reply: NoReply | None = said("未回复", "No reply", None)
    method: Method = said("表决方式", "Method")
    ballot_from: Day = said("表决开始", "Ballot from")
    ballot_to: Day = said("表决截止", "Ballot to")

    @property
    def number(self) -> int | None:
        """The item of article 278, from 1 to 9."""
        digits = "".join(sign for sign in self.item.removeprefix("278") if sign.isdigit())
        return int(digits) if digits and 1 <= int(digits) <= 9 else None


class Window(Part):
    """A publicity window: what counts is the posting in the community."""

    no: Count = said("序号", "Number")
    purpose: Purpose = said("公示内容", "What is published")
    from_: Day = said("开始日期", "From", alias="from")
    to: Day = said("截止日期", "To")
    days: Count = said("期限：几天", "Length")
    unit: DayUnit = said("日或工作日", "Days or working days", DayUnit.DAY)
    posted_at: Text | None = said("张贴地点", "Posted at", None)
    posted_on: Day | None = said("张贴日期", "Posted on", None)
    photo: Annotated[str, Refers("attachment")] | None = said(
        "张贴照片", "Photograph of the posting", None
    )
    contact: Line | None = said(
        "意见渠道：community.yml 里的联系方式名",
        "Where to object: a contact of community.yml",
        None,
    )


class Objection(Part):
    """An objection, its answer, its end."""

    no: Count = said("序号", "Number")
    received: Day = said("收到日期", "Received")
    form: Submission = said("形式", "Form")
    substance: Text = said("内容", "Substance")
    reply: Text | None = said("答复", "Reply", None)
    replied_on: Day | None = said("答复日期", "Replied on", None)
    outcome: ObjectionOutcome | None = said("处理结果", "Outcome", None)
    leads_to: Annotated[str, Refers()] | None = said("引起的记录", "Leads to", None)

    @property
    def open(self) -> bool:
        """Whether it still lacks a reply or an outcome."""
        return self.replied_on is None or self.outcome is None


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
        section="decide",
        track_field="route",
        states={
            "proposed": State(
                "提议",
                "Proposed",
                "waiting",
                awaits("两委商议", "have it talked over by both committees"),
                "decision_next",
            ),
            "consulted": State(
                "商议",
                "Talked over",
                "under_way",
                awaits("审议或表决", "have it reviewed or voted on"),
                "decision_next",
            ),
            "reviewed": State(
                "审议",
                "Reviewed",
                "under_way",
                awaits("提请表决", "put it to the vote"),
                "decision_next",
            ),
            "passed": State(
                "表决通过",
                "Passed",
                "under_way",
                awaits("张贴公示", "post it for public view"),
                "decision_publicise",
            ),
            "rejected": State("未通过", "Rejected", "ended"),
            "publicised": State(
                "公示中",
                "Open for comment",
                "open",
                awaits(
                    "公示期满、异议办结后生效",
                    "take effect once the window is over and objections are answered",
                ),
            ),
            "contested": State(
                "异议处理",
                "Objections being handled",
                "open",
                awaits("答复异议", "answer the objections"),
                "objection_reply",
            ),
            "revised": State(
                "修改方案",
                "Being revised",
                "under_way",
                awaits("修改后重新商议", "revise it and talk it over again"),
                "decision_next",
            ),
            "effective": State(
                "生效", "In force", "done", awaits("组织实施", "carry it out"), "decision_implement"
            ),
            "implemented": State(
                "已实施",
                "Carried out",
                "done",
                awaits("公开实施结果", "publish the result"),
                "decision_results",
            ),
            "results_publicised": State("实施结果公开", "Result published", "done"),
            "revoked": State("撤销", "Revoked", "ended"),
            "superseded": State("被替代", "Superseded", "ended"),
            "lapsed": State("失效", "Lapsed", "ended"),
        },
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
        return self.type is DecisionType.RULE and self.state == "effective"

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
