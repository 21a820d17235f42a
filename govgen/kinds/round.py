"""Rounds 轮次: a call, its applications, scores or votes, and the rule that picks the winners."""

from typing import Annotated, ClassVar

from govgen.fields import Count, Day, Flag, Line, Markdown, Money, Number, Refers, Text, said
from govgen.kind import Kind, State
from govgen.part import Part
from govgen.record import Record
from govgen.words import Choice, Words


class RoundType(Choice):
    """What a round is."""

    MICRO_FUND = "micro_fund", "微基金申报", "micro-fund call"
    VENTURE = "venture", "公益创投征集", "venture grant call"
    PARTICIPATORY_BUDGET = "participatory_budget", "参与式预算", "participatory budget"


class Rule(Choice):
    """How winners are picked."""

    JURY = (
        "jury",
        "评委评分，去掉最高分和最低分后平均",
        "mean of the jury's scores without the highest and the lowest",
    )
    GREEDY = (
        "greedy",
        "按得票从高到低依次入选，直到资金用完",
        "by votes from the top, each that still fits the budget",
    )


class Ballot(Choice):
    """How residents voted."""

    APPROVAL = "approval", "选择式：每人可选多个项目", "approval: each voter may choose several"
    CUMULATIVE = "cumulative", "分值式：每人分配分值", "cumulative: each voter spreads points"
    ORDINAL = "ordinal", "排序式：每人按先后排序", "ordinal: each voter ranks"
    SCORING = "scoring", "评分式：每人给项目打分", "scoring: each voter rates"
    CHOOSE_1 = "choose_1", "单选：每人选一个", "one choice each"


class Call(Part):
    """The call for applications."""

    from_: Day | None = said("开始日期", "From", None, alias="from")
    to: Day | None = said("截止日期", "To", None)
    text: Markdown | None = said("征集公告", "Text of the call", None)


class JuryScores(Part):
    """All jurors' scores of one application, 0 to 100, in the jurors' order."""

    project: Annotated[str, Refers("project")] = said("申报项目", "Application")
    scores: tuple[Number, ...] = said("评委评分", "Scores")


class Votes(Part):
    """What one application got from the voters."""

    project: Annotated[str, Refers("project")] = said("申报项目", "Application")
    votes: Count | None = said("得票数", "Votes", None)
    points: Number | None = said("得分", "Points", None)


class Poll(Part):
    """When residents voted and how many did."""

    from_: Day | None = said("投票开始", "From", None, alias="from")
    to: Day | None = said("投票截止", "To", None)
    ballot: Ballot | None = said("投票方式", "Ballot", None)
    voters: Count | None = said("投票人数", "Voters", None)
    eligible: Count | None = said("有权投票人数", "Entitled to vote", None)


class Round(Record):
    """One round of a fund or of a participatory budget."""

    type: RoundType = said("类型", "Type")
    fund: Annotated[str, Refers("fund")] = said("基金", "Fund")
    budget: Money = said("本轮资金", "Budget of the round")
    rule: Rule = said("评选规则", "Rule")
    call: Call | None = said("征集", "Call", None)
    applications: tuple[Annotated[str, Refers("project")], ...] = said(
        "申报项目", "Applications", ()
    )
    jury: tuple[JuryScores, ...] = said("评委评分", "Jury scores", ())
    drop_extremes: Flag = said("是否去掉最高分和最低分", "Highest and lowest dropped", True)
    threshold: Number | None = said("入选最低分", "Least score to be selected", None)
    poll: Poll | None = said("居民投票", "Residents' vote", None)
    votes: tuple[Votes, ...] = said("得票", "Votes", ())
    award: Annotated[str, Refers("decision")] | None = said("评审结果", "Award decision", None)
    edition: Line | None = said("届次", "Edition", None)
    note: Text | None = said("说明", "Note", None)

    KIND: ClassVar[Kind] = Kind(
        name="round",
        words=Words("征集评选", "round"),
        plural=Words("征集与评选", "Calls and rounds"),
        prefix="RND",
        folder="rounds",
        dated=True,
        states={
            "planned": State(
                "筹备",
                "Being prepared",
                "waiting",
                Words(
                    "这一轮正在准备，现在还不能申请。",
                    "This round is being prepared; nobody can apply yet.",
                ),
                Words("发布征集公告", "publish the call"),
            ),
            "called": State(
                "征集中",
                "Open for applications",
                "open",
                Words(
                    "现在可以申请，条件和截止日期写在页面上。",
                    "Applications are welcome; the page gives the conditions and the last day.",
                ),
                Words("截止后组织评选", "judge the applications once the call ends"),
            ),
            "judged": State(
                "评选",
                "Judged",
                "under_way",
                Words(
                    "申请的项目评过了，现在不能再申请。",
                    "The applications have been judged, and no more are taken.",
                ),
                Words("公布评选结果", "publish the result"),
                "round_result",
            ),
            "awarded": State(
                "结果公布",
                "Result published",
                "done",
                Words(
                    "哪些项目选上了，谁都可以看。", "Anybody may read which projects were chosen."
                ),
            ),
            "cancelled": State(
                "取消",
                "Cancelled",
                "ended",
                Words(
                    "这一轮不办了，原因写在页面上。",
                    "This round will not take place; the page says why.",
                ),
            ),
        },
        moves={
            "": {
                "planned": {"called": ("call",), "cancelled": ("note",)},
                "called": {"judged": ("applications",), "cancelled": ("note",)},
                "judged": {"awarded": ("award",), "cancelled": ("note",)},
            }
        },
        binding=("budget", "rule", "jury", "votes", "applications"),
        frozen_from="awarded",
        disclosure=Words("基金项目征集和评选结果", "calls for applications and their results"),
    )

    def due(self) -> Day | None:
        """While the call is open, its last day."""
        return self.call.to if self.state == "called" and self.call else None
