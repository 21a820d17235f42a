"""反馈日期不合情理

规则：反馈不早于议题提出，不晚于（最近一次）办结，不在将来。
为什么：办结的前提是已经答复提出的人；先办结后答复，等于没有答复。
怎么改：核对 `feedback` 的 `at`。
---
An answer given at an impossible time

Rule: the answer is not given before the issue was raised, nor after it was (last) closed, nor in the future.
Why: an issue is closed because those who raised it were answered.
Mend: check `at` of `feedback`.
"""

from collections.abc import Iterator

from govgen import reached
from govgen.check import rule
from govgen.kinds.issue import Issue
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Issue)
def feedback_date(issue: Issue, register: Register) -> Iterator[Problem]:
    """Compare the day of the answer with the issue's own days."""
    if issue.feedback is None:
        return
    day = register.day(issue.feedback.at)
    raised = reached.first(issue, register, "submitted")
    closed = reached.last(issue, register, "closed") if issue.state == "closed" else None
    if raised is not None and day < raised:
        message = Words(
            f"{day} 反馈，而议题 {raised} 才提出",
            f"answered on {day}, but raised on {raised} only",
        )
    elif day > register.as_of:
        message = Words(f"{day} 还没有到", f"{day} has not come yet")
    elif closed is not None and day > closed:
        message = Words(f"{closed} 已办结，{day} 才反馈", f"closed on {closed}, answered on {day}")
    else:
        return
    yield Problem(("feedback", "at"), message, Words("核对反馈日期", "check the day of the answer"))
