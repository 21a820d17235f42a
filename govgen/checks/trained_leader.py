"""培养的不是社区骨干

规则：`trained` 里的人是 people.yml 里的社区骨干（`standing: leader`），发现的日期不晚于活动举办的那天。
为什么：骨干从发现、培养到任职，每一步都要对得上。
怎么改：核对编号；工作人员参加培训只计入参加人次。
---
Somebody trained who is no community leader

Rule: those under `trained` are community leaders in people.yml (`standing: leader`), and were found no later than the day the activity was held.
Why: a leader's way from found to trained to serving must hold together.
Mend: check the id; staff who took part are only counted in the attendance.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.activity import Activity
from govgen.leaders import found_on
from govgen.people import Standing
from govgen.problem import Problem
from govgen.reached import last
from govgen.register import Register
from govgen.words import Words


@rule(Activity)
def trained_leader(activity: Activity, register: Register) -> Iterator[Problem]:
    """Yield each person who was trained without being a leader, or before being found."""
    held = last(activity, register, "held")
    for index, name in enumerate(activity.trained):
        person = register.people.get(name)
        if person is None:
            continue
        if person.standing is not Standing.LEADER:
            yield wrong(index, Words(f"`{name}` 不是社区骨干", f"`{name}` is no community leader"))
        elif held and (found := found_on(person)) and found > held:
            yield wrong(
                index,
                Words(
                    f"`{name}` 在 {found} 才发现，活动在 {held} 已经办完",
                    f"`{name}` was found on {found}, but the activity was over on {held}",
                ),
            )


def wrong(index: int, fact: Words) -> Problem:
    """Say what is wrong with one entry."""
    return Problem(
        ("trained", index), fact, Words("核对 people.yml 里的编号", "check the id in people.yml")
    )
