"""异议处理却没有登记异议

规则：状态到过 `contested` 的决议，`objections` 里至少登记一件异议，收到日期不晚于进入异议处理的那一天。
为什么：没有登记的异议，居民看不到提了什么、怎么答复的。
怎么改：把异议逐件登记，只写内容，不写姓名。
---
Contested without an objection

Rule: a decision that was `contested` lists at least one objection, received by the day it became so.
Why: an objection that is not listed leaves residents without what was said and what was answered.
Mend: list each objection by its substance, without names.
"""

from collections.abc import Iterator

from govgen import reached
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Decision)
def objection_missing(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield the step into `contested` that no objection explains."""
    index = reached.index(decision, "contested")
    if index is None or decision.source:
        return
    day = register.day(decision.events[index].at)
    if not any(objection.received <= day for objection in decision.objections):
        yield Problem(
            ("events", index, "to"),
            Words(
                f"{day} 进入异议处理，此前没有登记异议",
                f"it was contested on {day}, but no objection is listed before that",
            ),
            Words("在 `objections` 里登记", "list it under `objections`"),
        )
