"""活动还没举办就有了结果

规则：参加情况、志愿服务时长、培养的骨干和效果，活动举办以后才填写；取消的活动没有这些。
为什么：报名人数不是参加人数，计划的时长不是做过的时长；没有发生的事不能进统计。
怎么改：删去这一项；活动已经办完的，用 `govgen move` 登记 `held`。
---
Results of an activity that was not held

Rule: attendance, volunteers' hours, trained leaders and outcome are written once the activity was held; a cancelled one has none.
Why: those who signed up are not those who came, and planned hours are not hours given; what did not happen counts in no figure.
Mend: delete the entry; if the activity is over, record `held` with `govgen move`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.activity import Activity
from govgen.problem import Problem
from govgen.reached import first
from govgen.register import Register
from govgen.words import Words

RESULTS = ("attendance", "volunteer_hours", "trained", "outcome")


@rule(Activity)
def activity_early(activity: Activity, register: Register) -> Iterator[Problem]:
    """Yield each result of an activity that never was held."""
    if first(activity, register, "held"):
        return
    for field in RESULTS:
        if getattr(activity, field) not in (None, ()):
            yield Problem(
                (field,),
                Words(
                    f"活动还没有举办，已经写了 `{field}`",
                    f"the activity was not held, but `{field}` is written",
                ),
                Words("举办以后再填写", "write it once the activity was held"),
            )
