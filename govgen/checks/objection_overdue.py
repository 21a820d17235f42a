"""异议逾期没有答复

规则：异议在 community.yml 规定的期限（`objection_reply`，没有规定按默认值）内答复并写明结果；到期还没有办结的提醒，办结以后不再提醒，撤回的不用答复。
为什么：居民实名提了意见，到期没有回音，下次就不会再提。
怎么改：尽快答复，写上答复、日期和处理结果；需要更多时间的，先告知提出人。
---
An objection unanswered past its time

Rule: an objection is answered, with an outcome, within the limit of community.yml (`objection_reply`, else the default); while it is open past that day the check warns, and once it is settled no longer; one that was withdrawn needs no answer.
Why: whoever objects and hears nothing will not speak up again.
Mend: answer now and add reply, day and outcome; if it takes longer, tell whoever objected.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.defaults import LIMITS
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.workdays import last_day


@rule(Decision, on="objections", severity="warning")
def objection_overdue(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each objection that is open and past its limit."""
    for index, objection in enumerate(decision.objections):
        if not objection.open:
            continue
        limit = register.community.limits.get("objection_reply")
        days, unit = (limit.days, limit.unit) if limit else (LIMITS["objection_reply"], "day")
        due, _ = last_day(objection.received, days, unit)
        if due < register.as_of:
            yield Problem(
                ("objections", index, "received"),
                Words(
                    f"{objection.received} 收到的异议最迟应在 {due} 答复，至今没有办结",
                    f"the objection of {objection.received} was to be answered by {due} and is still open",
                ),
                Words("写上答复、答复日期和处理结果", "add reply, day and outcome"),
            )
