"""Activities 活动: announced, held, reported; with sessions, attendance and volunteers' hours."""

from typing import Annotated, ClassVar

from govgen.fields import Count, Instant, Number, Refers, Text, said
from govgen.kind import Kind, State
from govgen.offer import Booking
from govgen.part import Part
from govgen.record import Record
from govgen.scalars import When
from govgen.words import Choice, Words


class ActivityType(Choice):
    """What an activity is."""

    EDUCATION = "education", "教育培训", "education"
    PARTY_DAY = "party_day", "主题党日", "themed Party day"
    PARTY_EDUCATION = "party_education", "党性教育", "Party education"
    VOLUNTEERING = "volunteering", "志愿服务", "volunteering"
    SERVICE = "service", "便民服务", "service"
    LEADER_TRAINING = "leader_training", "骨干培训", "leader training"
    FESTIVAL = "festival", "邻里节庆", "festival"


class Session(Part):
    """One time that people meet."""

    at: Instant = said("开始时间", "Begins")
    until: Instant | None = said("结束时间", "Ends", None)
    what: Text | None = said("内容", "What", None)
    venue: Text | None = said("地点", "Where", None)


class Turnout(Part):
    """How many came, counted by session; never who."""

    people: Count = said("参加人次", "Attendances")
    party_members: Count | None = said("其中党员", "Party members among them", None)
    volunteers: Count | None = said("其中志愿者", "Volunteers among them", None)


class Activity(Record):
    """An activity from its announcement to its report."""

    type: ActivityType = said("类型", "Type")
    service: Annotated[str, Refers("service")] | None = said("属于哪项服务", "Service", None)
    sessions: tuple[Session, ...] = said("场次", "Sessions", ())
    places: Count | None = said("名额", "Places", None)
    booking: Booking | None = said("怎么报名", "How to join", None)
    resources: tuple[Annotated[str, Refers("resource")], ...] = said(
        "用到的资源", "Resources used", ()
    )
    attendance: Turnout | None = said("参加情况", "Attendance", None)
    volunteer_hours: Number | None = said("志愿服务时长：小时", "Volunteers' hours", None)
    trained: tuple[Annotated[str, Refers("person")], ...] = said(
        "培养的骨干：people.yml 里的编号", "Leaders trained: ids in people.yml", ()
    )
    outcome: Text | None = said("效果", "What came of it", None)

    KIND: ClassVar[Kind] = Kind(
        name="activity",
        words=Words("活动", "activity"),
        plural=Words("活动日历", "Activities"),
        prefix="ACT",
        folder="activities",
        dated=True,
        states={
            "announced": State(
                "预告",
                "Announced",
                "open",
                Words(
                    "这个活动要办，时间和内容写在页面上。",
                    "It is going to take place; the page says what and when.",
                ),
                Words("按时举办", "to be held as announced"),
            ),
            "held": State(
                "已举办",
                "Held",
                "under_way",
                Words(
                    "活动已经办过，不能再报名了。",
                    "It has taken place, and nobody can sign up any more.",
                ),
                Words("公布参加情况和效果", "publish attendance and outcome"),
            ),
            "reported": State(
                "已公开",
                "Reported",
                "done",
                Words(
                    "来了多少人、效果怎么样，谁都可以看。",
                    "Anybody may read how many came and what it achieved.",
                ),
            ),
            "cancelled": State(
                "取消",
                "Cancelled",
                "ended",
                Words(
                    "活动不办了，不用来了；原因写在页面上。",
                    "It will not take place, so do not come; the page says why.",
                ),
            ),
        },
        moves={
            "": {
                "announced": {"held": ("sessions",), "cancelled": ("note",)},
                "held": {"reported": ("attendance", "outcome")},
            }
        },
        binding=("sessions", "attendance", "volunteer_hours", "trained"),
        frozen_from="reported",
        disclosure=Words("社区活动", "community activities"),
    )

    def due(self) -> When | None:
        """While it is announced, when its last session begins."""
        return self.sessions[-1].at if self.state == "announced" and self.sessions else None
