"""异议的日期或答复不完整

规则：答复不早于收到；有答复就有答复日期和处理结果；有处理结果（撤回除外）就有答复；收到不早于首次公示。
为什么：异议有没有认真办，看的就是收到、答复、结果这三样。
怎么改：对照异议登记表补全或改正。
---
An objection's dates or reply do not fit

Rule: a reply is not before the receipt; a reply has its day and an outcome; an outcome (withdrawn apart) has a reply; nothing is received before the first window.
Why: receipt, reply and outcome are what shows whether an objection was dealt with.
Mend: complete or correct it from the list of objections.
"""

from collections.abc import Iterator
from datetime import date

from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.publicity import Objection
from govgen.register import Register
from govgen.words import Words

HINT = Words("对照异议登记表改正", "correct it from the list of objections")


@rule(Decision, on="objections")
def objection_dates(decision: Decision, _: Register) -> Iterator[Problem]:
    """Yield what does not fit in each objection."""
    begin = min((window.from_ for window in decision.windows), default=None)
    for index, objection in enumerate(decision.objections):
        route = ("objections", index)
        yield from days(objection, route, begin)
        if not decision.source:
            yield from parts(objection, route)


def days(objection: Objection, route: tuple[str, int], begin: date | None) -> Iterator[Problem]:
    """Compare receipt, reply and window."""
    if objection.replied_on is not None and objection.replied_on < objection.received:
        yield Problem(
            (*route, "replied_on"),
            Words(
                f"{objection.replied_on} 答复，{objection.received} 才收到",
                f"the reply of {objection.replied_on} is before the receipt on {objection.received}",
            ),
            HINT,
        )
    if begin is not None and objection.received < begin:
        yield Problem(
            (*route, "received"),
            Words(
                f"{objection.received} 收到，公示 {begin} 才开始",
                f"it was received on {objection.received}, but the first window began on {begin}",
            ),
            HINT,
        )


def parts(objection: Objection, route: tuple[str, int]) -> Iterator[Problem]:
    """A reply, its day and an outcome belong together."""
    answered = objection.reply is not None
    lacking = [
        name
        for name, missing in (
            ("reply", objection.outcome not in (None, "withdrawn") and not answered),
            ("replied_on", answered and objection.replied_on is None),
            ("outcome", answered and objection.outcome is None),
        )
        if missing
    ]
    if lacking:
        yield Problem(
            (*route, "no"),
            Words(
                f"这件异议缺 {'、'.join(f'`{name}`' for name in lacking)}",
                f"this objection lacks {' and '.join(f'`{name}`' for name in lacking)}",
            ),
            Words("补上", "add it"),
        )
