"""异议没有办结就生效

规则：生效之前收到的异议，在生效之前答复并写明处理结果；撤回的除外。
为什么：提了意见没有回音就生效，等于没有听。
怎么改：补上答复、答复日期和处理结果；确实没有答复就生效的，尽快答复并登记程序瑕疵。
---
In force with an objection open

Rule: an objection received before a decision takes effect is answered, with an outcome, before it does, unless it was withdrawn.
Why: to go ahead without an answer is not to have listened.
Mend: add reply, day and outcome; where it took effect unanswered, answer now and record the irregularity.
"""

from collections.abc import Iterator
from datetime import date

from govgen import reached
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.publicity import Objection
from govgen.register import Register
from govgen.words import Words


@rule(Decision, on="objections", irregular=True)
def open_objection(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each objection that was open when the decision took effect."""
    effect = reached.last(decision, register, "effective")
    if effect is None:
        return
    for index, objection in enumerate(decision.objections):
        if objection.received <= effect and pending(objection, effect):
            yield Problem(
                ("objections", index, "no"),
                Words(
                    f"{effect} 生效时，{objection.received} 收到的异议还没有办结",
                    f"it took effect on {effect} with the objection of {objection.received} open",
                ),
                Words(
                    "补上答复、日期和处理结果，或登记程序瑕疵",
                    "add reply, day and outcome, or record the irregularity",
                ),
            )


def pending(objection: Objection, effect: date) -> bool:
    """Whether the objection was unanswered on the day of effect."""
    return objection.open or (objection.replied_on is not None and objection.replied_on > effect)
