"""Publicity: what is posted for how long, and the objections that come in."""

from typing import Annotated

from govgen.fields import Count, Day, Line, Refers, Text, said
from govgen.part import Part
from govgen.words import Choice


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
        """Whether it still lacks an outcome or a reply; one that was withdrawn needs none."""
        if self.outcome is ObjectionOutcome.WITHDRAWN:
            return False
        return self.replied_on is None or self.outcome is None
