"""Participation: who came to meetings and activities, and the hours that volunteers gave."""

from __future__ import annotations

from collections.abc import Iterator

from govgen.kinds.activity import Activity
from govgen.kinds.meeting import Meeting
from govgen.measure import Definition, Measure
from govgen.tally import Case, split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, arrived

FAMILY = Family(50, "participation", Words("参与和志愿服务", "Taking part and volunteering"))
TURNOUT = Definition(
    "meeting-turnout",
    Words("会议到会率", "Turnout at meetings"),
    Words(
        "Σ 实到人数 ÷ Σ 应到人数，当年召开的会议；没有登记应到人数的不算，人数列在旁边。",
        "Σ present ÷ Σ due, over the meetings held in the year; where nobody recorded how many were due, those present stand beside it.",
    ),
    "share",
    Words("人次", "attendances"),
)
ATTENDED = Definition(
    "activity-attendance",
    Words("活动参加人次", "Attendances at activities"),
    Words(
        "Σ 当年举办的活动登记的参加人次；同一个人参加几次算几次。",
        "Σ attendances recorded for the activities held in the year; somebody who came three times counts three times.",
    ),
    "number",
    Words("人次", "attendances"),
)
HOURS = Definition(
    "volunteer-hours",
    Words("志愿服务时长", "Volunteers' hours"),
    Words(
        "Σ 当年举办的活动登记的志愿服务小时数。",
        "Σ volunteers' hours recorded for the activities held in the year.",
    ),
    "number",
    Words("小时", "hours"),
)
FORM, PARTY = Words("按会议形式", "by form of meeting"), Words("按参会群体", "by who was there")
TYPE, SERVED = Words("按活动类型", "by type of activity"), Words("按服务人群", "by whom it is for")
UNKNOWN_DUE = Words("没有登记应到的实到人次", "present where nobody recorded how many were due")
MEMBERS = Words("其中党员", "Party members among them")
HELPERS = Words("其中志愿者", "volunteers among them")
UNCOUNTED = Words("没有登记人次的活动", "activities without a count")
UNTIMED = Words("没有登记时长的活动", "activities without hours recorded")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield turnout, attendances and hours."""
    yield turnout(basis, arrived(basis.register, Meeting, "held", year))
    held = arrived(basis.register, Activity, "held", year)
    yield attended(basis, held)
    yield hours(basis, held)


def turnout(basis: Basis, held: tuple[Meeting, ...]) -> Measure:
    """Add up those who were due and those who came."""
    known = [
        (meeting, row.group, Case(meeting, row.present, row.due, row.due))
        for meeting in held
        for row in meeting.attendance
        if row.due is not None
    ]
    others = [
        Case(meeting, row.present)
        for meeting in held
        for row in meeting.attendance
        if row.due is None
    ]
    splits = (
        split(FORM, [(meeting.form, case) for meeting, _, case in known]),
        split(PARTY, [(group, case) for _, group, case in known]),
    )
    cases = [case for _, _, case in known]
    return taken(TURNOUT, cases, basis.least, splits, ((UNKNOWN_DUE, others),))


def attended(basis: Basis, held: tuple[Activity, ...]) -> Measure:
    """Add up who came, by type of activity and by whom it is for."""
    counted = [(it, it.attendance) for it in held if it.attendance]
    cases = [Case(it, came.people, 1, came.people) for it, came in counted]
    served = [(group, case) for case in cases for group in case.record.beneficiaries or (None,)]
    beside = (
        (MEMBERS, [Case(it, came.party_members or 0) for it, came in counted]),
        (HELPERS, [Case(it, came.volunteers or 0) for it, came in counted]),
        (UNCOUNTED, [Case(it) for it in held if not it.attendance]),
    )
    types = [(it.type, case) for (it, _), case in zip(counted, cases, strict=True)]
    return taken(ATTENDED, cases, basis.least, (split(TYPE, types), split(SERVED, served)), beside)


def hours(basis: Basis, held: tuple[Activity, ...]) -> Measure:
    """Add up volunteers' hours, by type of activity."""
    given = [(it.type, Case(it, it.volunteer_hours)) for it in held if it.volunteer_hours]
    untimed = [Case(it) for it in held if it.volunteer_hours is None]
    cases = [case for _, case in given]
    return taken(HOURS, cases, basis.least, (split(TYPE, given),), ((UNTIMED, untimed),))
