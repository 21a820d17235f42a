"""活动参加人数对不上

规则：党员、志愿者都不多于参加人次；有志愿服务时长就要有志愿者。
为什么：参与率和志愿服务时长由这几个数算出来。
怎么改：对照签到表改正。
---
The attendance of an activity does not add up

Rule: Party members and volunteers are no more than all who came; where volunteers' hours stand there were volunteers.
Why: participation and hours of service are reckoned from these numbers.
Mend: correct them from the sign-in sheet.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.activity import Activity
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

PARTS = {
    "party_members": Words("党员", "Party members"),
    "volunteers": Words("志愿者", "volunteers"),
}


@rule(Activity)
def turnout_sum(activity: Activity, _: Register) -> Iterator[Problem]:
    """Yield each part of the attendance above the whole, and hours that nobody gave."""
    came = activity.attendance
    for field, words in PARTS.items():
        part: int | None = getattr(came, field, None)
        if came is not None and part is not None and part > came.people:
            yield Problem(
                ("attendance", field),
                Words(
                    f"{words.zh} {part} 人次，多于参加的 {came.people} 人次",
                    f"{part} {words.en}, but {came.people} came",
                ),
                Words("对照签到表改正", "compare with the sign-in sheet"),
            )
    if activity.volunteer_hours and not (came and came.volunteers):
        yield Problem(
            ("volunteer_hours",),
            Words(
                f"有 {activity.volunteer_hours} 小时志愿服务，没有写志愿者人次",
                f"{activity.volunteer_hours} hours were given, but no volunteers are counted",
            ),
            Words("填写 `attendance.volunteers`", "write `attendance.volunteers`"),
        )
