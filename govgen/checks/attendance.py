"""实到多于应到

规则：每个群体的实到人数不多于应到人数；一个群体只写一行。
为什么：到会人数是会议有效的根据。
怎么改：对照签到表改正；没有固定应到人数的群体不写 `due`。
---
More came than were due

Rule: of each group no more are present than were due, and each group has one line.
Why: a meeting counts because enough of the right people were there.
Mend: correct it from the sign-in sheet; leave `due` out for groups without a fixed number.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.meeting import Meeting
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Meeting, on="attendance")
def attendance(meeting: Meeting, _: Register) -> Iterator[Problem]:
    """Yield each group of which more came than were due, and each that is written twice."""
    seen = set()
    for index, group in enumerate(meeting.attendance):
        if group.due is not None and group.present > group.due:
            yield Problem(
                ("attendance", index, "present"),
                Words(
                    f"{group.group.words.zh}应到 {group.due} 人，实到 {group.present} 人",
                    f"{group.present} {group.group.words.en} came, but {group.due} were due",
                ),
                Words("对照签到表改正", "compare with the sign-in sheet"),
            )
        if group.group in seen:
            yield Problem(
                ("attendance", index, "group"),
                Words(
                    f"{group.group.words.zh}写了两行", f"{group.group.words.en} stand here twice"
                ),
                Words("合成一行", "put them on one line"),
            )
        seen.add(group.group)
