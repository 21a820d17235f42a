"""Votes: of those present, and of owners by heads and by area."""

from typing import Annotated

from govgen.fields import Count, Day, Instant, Line, Number, Refers, Text, said
from govgen.part import Part
from govgen.words import Choice


class StepName(Choice):
    """A step on the way to a decision."""

    PROPOSED = "proposed", "提议", "proposed"
    CONSULTED = "consulted", "商议", "talked over"
    REVIEWED = "reviewed", "审议", "reviewed"
    DECIDED = "decided", "决议", "decided"


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
        digits = "".join(sign for sign in self.item.removeprefix("278") if sign.isdecimal())
        return int(digits) if digits and 1 <= int(digits) <= 9 else None
