"""公示没有张贴记录

规则：公示期开始后，`posted_at` 和 `posted_on` 写明张贴地点和日期；张贴不晚于公示期第一天。
为什么：算数的是社区里的张贴，不是网页；没有张贴，公示期就没有开始。
怎么改：补上张贴地点和日期；贴晚了的，从张贴日重新算公示期或登记程序瑕疵。
---
A window without a posting

Rule: once a window has begun, `posted_at` and `posted_on` say where and when the notice went up, and it went up by the first day.
Why: what counts is the notice in the community, not the web page; without it the window has not begun.
Mend: add place and day; where it went up late, count the window from that day or record the irregularity.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.publicity import Window
from govgen.register import Register
from govgen.words import Words


@rule(Decision, on="windows", irregular=True)
def window_posting(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each window that began without a posting, or before it."""
    if decision.source:
        return
    for index, window in enumerate(decision.windows):
        if window.from_ <= register.as_of:
            yield from posting(window, ("windows", index))


def posting(window: Window, route: tuple[str, int]) -> Iterator[Problem]:
    """Look at one window's posting."""
    lacking = [name for name in ("posted_at", "posted_on") if getattr(window, name) is None]
    if lacking:
        names = "、".join(f"`{name}`" for name in lacking)
        yield Problem(
            (*route, "from"),
            Words(
                f"公示已于 {window.from_} 开始，没有写 {names}",
                f"the window began on {window.from_}, but {' and '.join(f'`{name}`' for name in lacking)} is not given",
            ),
            Words("补上张贴的地点和日期", "add where and when the notice went up"),
        )
    if window.posted_on is not None and window.posted_on > window.from_:
        yield Problem(
            (*route, "posted_on"),
            Words(
                f"{window.posted_on} 才张贴，公示期却从 {window.from_} 算起",
                f"the notice went up on {window.posted_on}, after the window's first day {window.from_}",
            ),
            Words(
                "从张贴日起算公示期，或登记程序瑕疵",
                "count the window from the posting, or record the irregularity",
            ),
        )
