"""公示没有期满就生效

规则：决议在所有公示期（`result` 实施结果公开除外）期满之后生效；截止日当天还不能生效。
为什么：公示期里居民还可以提异议，先生效等于没有公示。
怎么改：改正生效日期；确实提前生效的，补走程序并在 irregularities 里登记。
---
In force before the window ended

Rule: a decision takes effect after the last day of each of its windows (those for the `result` apart), not on that day.
Why: while the window is open residents may still object; effect before its end makes it idle.
Mend: correct the day of effect; where it did take effect early, have that ratified and record it under irregularities.
"""

from collections.abc import Iterator
from datetime import date

from govgen import reached
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.source import Route
from govgen.words import Words


@rule(Decision, on="windows", irregular=True)
def effect_before_window_end(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield the day of effect where a window was still open."""
    windows = [window for window in decision.windows if window.purpose != "result"]
    last = max(windows, key=lambda window: window.to, default=None)
    if last is None:
        return
    for route, day in effects(decision, register):
        if day <= last.to:
            yield Problem(
                route,
                Words(
                    f"{day} 生效，第 {last.no} 项公示到 {last.to} 才满",
                    f"it takes effect on {day}, but window {last.no} runs until {last.to}",
                ),
                Words(
                    "改到期满次日以后，或登记程序瑕疵",
                    "let it take effect after that day, or record the irregularity",
                ),
            )
            return


def effects(decision: Decision, register: Register) -> Iterator[tuple[Route, date]]:
    """Yield the days of effect: stated, and reached."""
    if decision.effective_from is not None:
        yield ("effective_from",), decision.effective_from
    effective = reached.index(decision, "effective")
    if effective is not None:
        yield ("events", effective, "at"), register.day(decision.events[effective].at)
