"""Meetings 会议: where matters are talked over, who came, what was said, what follows."""

from typing import Annotated, ClassVar

from govgen.fields import Count, Day, Flag, Instant, Markdown, Refers, Text, said
from govgen.kind import Kind, State
from govgen.part import Part
from govgen.record import Record
from govgen.words import Choice, Words


class Form(Choice):
    """The form of a meeting."""

    COUNCIL = "council", "居民议事会", "residents' council"
    HEARING = "hearing", "听证会", "hearing"
    TALK = "talk", "恳谈会", "open talk"
    COORDINATION = "coordination", "协调会", "coordination meeting"
    GROUP = "group", "楼栋/居民小组会", "building or residents' group meeting"
    DELEGATES = "delegates", "居民代表会议", "meeting of residents' delegates"
    ASSEMBLY = "assembly", "居民会议", "residents' assembly"
    PARTY_ORG = "party_org", "党组织会议", "meeting of a Party organisation"
    BOTH_COMMITTEES = "both_committees", "两委联席会议", "joint meeting of both committees"
    PARTY_MEMBERS = "party_members", "党员大会", "meeting of all Party members"
    COMMITTEE = "committee", "居委会会议", "residents' committee meeting"
    PARTY_JOINT = "party_joint", "党建联席会议", "joint Party-building meeting"
    OWNERS = "owners", "业主大会", "owners' assembly"
    OWNERS_COMMITTEE = "owners_committee", "业委会会议", "owners' committee meeting"
    FUND_COMMITTEE = "fund_committee", "基金管委会会议", "fund committee meeting"
    APPRAISAL = "appraisal", "民主评议会", "appraisal meeting"
    CONSULTATION = "consultation", "意见征集/入户征询", "consultation or door-to-door survey"
    SUBDISTRICT = "subdistrict", "街道会议", "sub-district meeting"
    MEDIATION = "mediation", "调解会", "mediation meeting"


class Party(Choice):
    """A group of people at a meeting."""

    RESIDENTS = "residents", "居民", "residents"
    DELEGATES = "delegates", "居民代表", "residents' delegates"
    COUNCILLORS = "councillors", "议事会成员", "council members"
    COMMITTEE = "committee", "两委成员", "committee members"
    PARTY_MEMBERS = "party_members", "党员", "Party members"
    OWNERS = "owners", "业主", "owners"
    UNITS = "units", "辖区单位", "local units"
    PROPERTY = "property", "物业", "property company"
    SOCIAL_ORGS = "social_orgs", "社会组织", "social organisations"
    SOCIAL_WORKERS = "social_workers", "专业社工", "social workers"
    OFFICIALS = "officials", "街道和部门", "sub-district and departments"
    EXPERTS = "experts", "专业人员", "specialists"
    FUND_COMMITTEE = "fund_committee", "基金管委会成员", "fund committee members"


class Stance(Choice):
    """Where an opinion stands."""

    SUPPORT = "support", "赞成", "for"
    OPPOSE = "oppose", "反对", "against"
    CONDITIONAL = "conditional", "有条件赞成", "for, on a condition"
    SUGGESTION = "suggestion", "建议", "suggestion"
    QUESTION = "question", "疑问", "question"


class ItemOutcome(Choice):
    """How an agenda item ended."""

    CONSENSUS = "consensus", "形成共识", "agreed"
    CONTINUE = "continue", "继续协商", "to be talked over again"
    TO_VOTE = "to_vote", "提请表决", "put to a vote"
    REFERRED = "referred", "转办", "referred"
    SHELVED = "shelved", "搁置", "set aside"
    DECIDED = "decided", "已表决", "decided by vote"
    HEARD = "heard", "听取通报", "heard"


class Voting(Choice):
    """How hands are counted."""

    SHOW_OF_HANDS = "show_of_hands", "举手表决", "show of hands"
    SECRET = "secret", "无记名投票", "secret ballot"
    OPEN_BALLOT = "open_ballot", "记名投票", "signed ballot"
    PAPER = "paper", "书面征求意见", "in writing"
    ONLINE = "online", "线上表决", "online"
    NONE = "none", "不表决", "no vote"


class Attendance(Part):
    """Who was due and who came, of one group."""

    group: Party = said("群体", "Group")
    due: Count | None = said("应到", "Due", None)
    present: Count = said("实到", "Present")


class Recusal(Part):
    """Somebody who stepped back from an item."""

    who: Annotated[str, Refers("person", "organization")] = said("回避人", "Who")
    item: Count | None = said("议程序号", "Agenda item", None)
    reason: Text = said("回避理由", "Reason")


class Opinion(Part):
    """What some of those present said; counted, never named."""

    stance: Stance = said("态度", "Stance")
    count: Count = said("人数", "How many")
    text: Text = said("意见", "Opinion")


class AgendaItem(Part):
    """One item: the record it is about, opinions, outcome."""

    no: Count = said("序号", "Number")
    record: Annotated[str, Refers()] | None = said("议的是哪条记录", "Record it is about", None)
    topic: Text = said("议题", "Topic")
    opinions: tuple[Opinion, ...] = said("意见", "Opinions", ())
    outcome: ItemOutcome | None = said("结果", "Outcome", None)
    result: Text | None = said("结果说明", "What came of it", None)


class Task(Part):
    """What somebody is to do after the meeting."""

    what: Text = said("任务", "Task")
    who: Annotated[str, Refers("organization", "person")] = said("负责方", "Who")
    due: Day = said("期限", "Due")
    done: Day | None = said("完成日期", "Done on", None)


class Notice(Part):
    """The notice of a meeting."""

    on: Day = said("通知日期", "Noticed on")
    channel: Text | None = said("通知方式", "How", None)


class Meeting(Record):
    """A meeting, or a consultation from door to door."""

    form: Form = said("形式", "Form")
    held_at: Instant | None = said("召开时间", "Held at", None)
    venue: Text | None = said("地点", "Venue", None)
    notice: Notice | None = said("会议通知", "Notice", None)
    convenor: Annotated[str, Refers("organization", "person")] = said("召集方", "Convenor")
    chair: Annotated[str, Refers("person", "organization")] | None = said("主持", "Chair", None)
    attendance: tuple[Attendance, ...] = said("到会情况", "Attendance", ())
    observers: tuple[Annotated[str, Refers("organization", "person")], ...] = said(
        "列席监督", "Observers", ()
    )
    recusals: tuple[Recusal, ...] = said("回避", "Recusals", ())
    voting: Voting | None = said("表决方式", "Way of voting", None)
    agenda: tuple[AgendaItem, ...] = said("议程", "Agenda", ())
    tasks: tuple[Task, ...] = said("会后任务", "Tasks that follow", ())
    minutes: Markdown | None = said("纪要", "Minutes", None)
    recorded: Flag = said("录音录像：是否留存", "Audio or video kept", False)

    KIND: ClassVar[Kind] = Kind(
        name="meeting",
        words=Words("会议", "meeting"),
        plural=Words("会议", "Meetings"),
        prefix="MTG",
        folder="meetings",
        dated=True,
        states={
            "planned": State(
                "计划",
                "Planned",
                "waiting",
                Words(
                    "打算开这个会，时间、地点还没有正式通知。",
                    "A meeting is intended; no time or place has been announced.",
                ),
                Words("发出会议通知", "send the notice"),
            ),
            "noticed": State(
                "已通知",
                "Announced",
                "waiting",
                Words(
                    "时间、地点已经通知，该到会的人可以准备。",
                    "Time and place have been announced, and those who are to come can prepare.",
                ),
                Words("按时召开", "hold the meeting"),
            ),
            "held": State(
                "已召开",
                "Held",
                "under_way",
                Words(
                    "会已经开过了，会上说的正在整理。",
                    "The meeting is over, and what was said is being written up.",
                ),
                Words("公开会议纪要", "publish the minutes"),
                "meeting_minutes",
            ),
            "minuted": State(
                "纪要已公开",
                "Minutes published",
                "done",
                Words(
                    "会上怎么说的、怎么定的，现在可以看了。",
                    "What was said and settled can now be read.",
                ),
            ),
            "postponed": State(
                "延期",
                "Postponed",
                "waiting",
                Words(
                    "原定的时间不开了，先不用来。",
                    "It is not held at the time announced; do not come then.",
                ),
                Words("重新通知时间", "announce a new time"),
            ),
            "cancelled": State(
                "取消",
                "Cancelled",
                "ended",
                Words(
                    "这个会不开了，不用来了；原因写在页面上。",
                    "It will not be held, so do not come; the page says why.",
                ),
            ),
        },
        moves={
            "": {
                "planned": {"noticed": ("notice",), "postponed": ("note",), "cancelled": ("note",)},
                "noticed": {
                    "held": ("held_at", "attendance"),
                    "postponed": ("note",),
                    "cancelled": ("note",),
                },
                "postponed": {"noticed": ("notice",), "cancelled": ("note",)},
                "held": {"minuted": ("minutes",)},
            }
        },
        binding=("attendance", "agenda", "minutes", "recusals"),
        frozen_from="minuted",
        disclosure=Words("会议通知和纪要", "notices and minutes of meetings"),
    )

    @property
    def convening(self) -> str | None:
        """The convenor."""
        return self.convenor

    def due(self) -> Day | None:
        """A meeting that was announced is due at its time."""
        return self.held_at if self.state in ("planned", "noticed") else None

    def item(self, number: int) -> AgendaItem | None:
        """Return the agenda item `number`."""
        return next((item for item in self.agenda if item.no == number), None)
