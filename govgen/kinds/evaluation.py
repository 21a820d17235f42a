"""Evaluations 评估: regular and ad hoc, by somebody else, with what has to be mended."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, ClassVar, Literal

from govgen.fields import Count, Day, Flag, Number, Refers, Text, said
from govgen.kind import Kind, State
from govgen.part import Part
from govgen.record import Cause, Planned, Record
from govgen.words import Choice, Lang, Words


class EvaluationType(Choice):
    """What an evaluation is."""

    EVALUATION = "evaluation", "评估", "evaluation"
    GUIDANCE = "guidance", "督导指导", "guidance"
    SPOT_CHECK = "spot_check", "抽查", "spot check"
    APPRAISAL = "appraisal", "民主评议", "appraisal by residents"


class Cycle(Choice):
    """Whether it comes round or was called for."""

    REGULAR = "regular", "定期", "regular"
    AD_HOC = "ad_hoc", "不定期", "ad hoc"


class Stage(Choice):
    """Which stage of a project is evaluated."""

    MIDTERM = "midterm", "中期", "midterm"
    FINAL = "final", "末期", "final"
    FOLLOW_UP = "follow_up", "跟踪", "follow-up"


class Grade(Choice):
    """The grade given."""

    EXCELLENT = "excellent", "优秀", "excellent"
    GOOD = "good", "良好", "good"
    PASS = "pass", "合格", "pass"
    FAIL = "fail", "不合格", "fail"


class SubjectKind(Choice):
    """What is evaluated where it is no single record."""

    COMMUNITY = "community", "社区", "the community"
    ORDERS = "orders", "一个时期的服务订单", "the orders of a period"


class Subject(Part):
    """What is evaluated: a record, the community, or a period's orders."""

    ref: (
        Annotated[str, Refers("project", "service", "organization", "activity", "fund", "round")]
        | None
    ) = said("评估对象：记录编号", "Subject: a record", None)
    kind: SubjectKind | None = said("评估对象类型", "Kind of subject", None)
    from_: Day | None = said("时期起", "From", None, alias="from")
    to: Day | None = said("时期止", "To", None)


class Indicator(Part):
    """One indicator: weight in hundredths of the whole, score from 0 to 100."""

    name: Text = said("指标", "Indicator")
    weight: Number = said("权重：合计 100", "Weight: all make 100")
    score: Number | None = said("得分：0 至 100", "Score: 0 to 100", None)
    note: Text | None = said("说明", "Note", None)


class Survey(Part):
    """Answers of a sample; the three senses are means from 0 to 100."""

    sample: Count = said("样本数", "Sample")
    answered: Count = said("有效回答", "Answered")
    satisfied: Count | None = said("满意人数", "Satisfied", None)
    security: Number | None = said("安全感", "Sense of security", None)
    gain: Number | None = said("获得感", "Sense of fulfilment", None)
    happiness: Number | None = said("幸福感", "Sense of happiness", None)


Mending = Literal["in_time", "late", "overdue", "pending"]


class Rectification(Part):
    """What has to be mended, by whom, by when."""

    no: Count = said("序号", "Number")
    what: Text = said("整改事项", "What")
    who: Annotated[str, Refers("organization", "person")] = said("整改责任方", "Who")
    due: Day = said("整改期限", "Due")
    done: Day | None = said("完成日期", "Done on", None)

    def mended(self, today: date) -> Mending:
        """Return whether it was mended by its day; what is open is not late before that day is over."""
        if self.done:
            return "in_time" if self.done <= self.due else "late"
        return "overdue" if self.due < today else "pending"


class Appeal(Part):
    """The evaluated asks for a second look."""

    by: Annotated[str, Refers("organization", "person")] = said("申请方", "By")
    on: Day = said("申请日期", "On")
    substance: Text = said("申请理由", "Substance")
    reply: Text | None = said("复核意见", "Reply", None)
    replied_on: Day | None = said("复核日期", "Replied on", None)


FILING: dict[Lang, str] = {"zh": "归档销号", "en": "file it and close it"}


class Evaluation(Record):
    """An evaluation of a project, a service, an organisation, an activity, or the community."""

    type: EvaluationType = said("类型", "Type")
    cycle: Cycle = said("定期或不定期", "Regular or ad hoc")
    stage: Stage | None = said("评估阶段", "Stage", None)
    subject: Subject = said("评估对象", "Subject")
    evaluator: Annotated[str, Refers("organization", "person")] = said("评估方", "Evaluator")
    commissioned_by: Annotated[str, Refers("organization", "person")] | None = said(
        "委托方", "Commissioned by", None
    )
    indicators: tuple[Indicator, ...] = said("指标", "Indicators", ())
    score: Number | None = said(
        "总分：加权平均，保留两位小数", "Score: weighted mean to two decimals", None
    )
    survey: Survey | None = said("问卷", "Survey", None)
    grade: Grade | None = said("等次", "Grade", None)
    passed: Flag | None = said("是否通过", "Passed", None)
    findings: Text | None = said("发现的情况", "Findings", None)
    rectification: tuple[Rectification, ...] = said("整改", "Rectification", ())
    appeal: Appeal | None = said("复核申请", "Appeal", None)
    method: Text | None = said("评估方法", "Method", None)

    KIND: ClassVar[Kind] = Kind(
        name="evaluation",
        words=Words("评估", "evaluation"),
        plural=Words("评估", "Evaluations"),
        prefix="EVA",
        folder="evaluations",
        dated=True,
        states={
            "planned": State(
                "计划",
                "Planned",
                "waiting",
                Words(
                    "定了要评估，还没有评出结果。",
                    "It is settled that there will be an evaluation; there is no result yet.",
                ),
                Words("开展评估", "carry the evaluation out"),
                "evaluation_score",
            ),
            "self_assessed": State(
                "自评",
                "Self-assessed",
                "under_way",
                Words(
                    "被评的一方先给自己打了分，不算最后结果。",
                    "Those evaluated have scored themselves; that is not the result.",
                ),
                Words("评估方评分", "have the evaluator score it"),
                "evaluation_score",
            ),
            "scored": State(
                "评分",
                "Scored",
                "under_way",
                Words(
                    "分数打出来了，还不是正式的结果。",
                    "It has been scored, but that is not the official result yet.",
                ),
                Words("公布结果", "publish the result"),
                "evaluation_publish",
            ),
            "published": State(
                "已公布",
                "Published",
                "done",
                Words(
                    "结果谁都可以看；被评的一方不服，可以申请复核。",
                    "Anybody may read the result; those evaluated may ask for a review.",
                ),
                Words("整改或销号", "put right what was found, or close it"),
            ),
            "appealed": State(
                "申请复核",
                "Under review",
                "open",
                Words(
                    "有人不服评估结果，正在重新核对。",
                    "The result has been challenged and is being looked at again.",
                ),
                Words("答复复核申请", "answer the appeal"),
                "objection_reply",
            ),
            "revised": State(
                "复核修正",
                "Revised",
                "under_way",
                Words(
                    "重新核对以后，结果改了，原来的不算。",
                    "The review has changed the result, and the old one no longer counts.",
                ),
                Words("重新公布", "publish it again"),
                "evaluation_publish",
            ),
            "rectifying": State(
                "整改中",
                "Being put right",
                "under_way",
                Words(
                    "发现的问题正在改，谁改、哪天改完看页面。",
                    "What was found wanting is being mended; the page says by whom and by when.",
                ),
                Words("完成整改", "finish putting things right"),
            ),
            "rechecked": State(
                "整改复查",
                "Checked again",
                "under_way",
                Words(
                    "改完以后又查了一遍，看是不是真改好了。",
                    "What was mended has been checked once more.",
                ),
                Words("销号", "close it"),
            ),
            "closed": State(
                "销号",
                "Closed",
                "done",
                Words(
                    "没有要改的，或者都改好了，这次评估结束。",
                    "There is nothing to mend, or all has been mended; the evaluation is over.",
                ),
            ),
        },
        moves={
            "": {
                "planned": {"self_assessed": (), "scored": ()},
                "self_assessed": {"scored": ()},
                "scored": {"published": ()},
                "published": {
                    "rectifying": ("rectification",),
                    "appealed": ("appeal",),
                    "closed": (),
                },
                "appealed": {"published": ("note",), "revised": ("note",)},
                "revised": {"published": ()},
                "rectifying": {"rechecked": ()},
                "rechecked": {"closed": (), "rectifying": ("note",)},
            }
        },
        binding=("indicators", "score", "grade", "survey", "passed"),
        frozen_from="published",
        disclosure=Words("项目和服务的评估结果", "evaluations of projects and services"),
    )

    def causes(self) -> Iterator[Cause]:
        """The evaluation of a project belongs to the project's matter."""
        yield from super().causes()
        if self.subject.ref and self.subject.ref.startswith("PRJ-"):
            yield Cause(self.subject.ref)

    @property
    def convening(self) -> str | None:
        """The evaluator."""
        return self.evaluator

    def planned(self) -> Planned | None:
        """The first thing that is still to be mended; without any, only filing is left."""
        if self.state not in ("published", "rectifying"):
            return None
        open_tasks = [task for task in self.rectification if task.done is None]
        task = min(open_tasks, key=lambda task: task.due, default=None)
        if task:
            return Planned(task.who, task.what, task.due)
        filing = self.state == "published" and not self.rectification
        return Planned(None, FILING, None) if filing else None

    def due(self) -> Day | None:
        """The first rectification that is not done."""
        return min((task.due for task in self.rectification if task.done is None), default=None)

    @property
    def weighted(self) -> Decimal | None:
        """Σ weight × score / 100 over scored indicators, to two decimals; none without scores."""
        scored = [it.weight * it.score for it in self.indicators if it.score is not None]
        if not scored or len(scored) < len(self.indicators):
            return None
        return (sum(scored, Decimal(0)) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
