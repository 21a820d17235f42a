"""公示期算得不对

规则：公示期从开始次日起算，截止日落在节假日的顺延到下一个工作日；天数不少于 community.yml 对该内容规定的最短期限。
为什么：少公示一天，居民就少一天提意见的机会。
怎么改：按 `from`、`days`、`unit` 改正 `to`；已经提前结束的，重新公示或登记程序瑕疵。
---
A window of the wrong length

Rule: a window's days are counted from the day after it begins, and a last day on a holiday moves to the next working day; it is at least as long as community.yml demands for its purpose.
Why: a day less on the board is a day less for residents to object.
Mend: set `to` by `from`, `days` and `unit`; where the notice came down early, post it again or record the irregularity.
"""

from collections.abc import Iterator

from govgen import voting
from govgen.check import rule
from govgen.community import Community, WindowRule
from govgen.defaults import WINDOWS
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.publicity import Window
from govgen.register import Register
from govgen.words import Words
from govgen.workdays import last_day

UNITS = {"day": Words("日", "days"), "working_day": Words("个工作日", "working days")}
DEFAULTS = {
    purpose: WindowRule.model_construct(days=days, unit="day", legal_basis=None)
    for purpose, days in WINDOWS.items()
}


@rule(Decision, on="windows", irregular=True)
def window_length(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each window that ends on another day than it should, or too soon."""
    for index, window in enumerate(decision.windows):
        route = ("windows", index, "to")
        ends, exact = last_day(window.from_, window.days, window.unit.value)
        if window.to != ends:
            yield Problem(
                route,
                Words(
                    f"从 {window.from_} 起 {window.days} {window.unit.words.zh}应到 {ends} 止，写的是 {window.to}{doubt(exact=exact).zh}",
                    f"{window.days} {window.unit.words.en} from {window.from_} end on {ends}, not on {window.to}{doubt(exact=exact).en}",
                ),
                Words(f"改成 `{ends}`，或改正天数", f"write `{ends}`, or correct the days"),
            )
        yield from short(window, route, register.community)


def short(window: Window, route: tuple[str | int, ...], community: Community) -> Iterator[Problem]:
    """Compare a window with the least its purpose needs."""
    least, own = minimum(window, community)
    needed, _ = last_day(window.from_, least.days, least.unit)
    if window.to < needed:
        basis = voting.grounds(least, own=own)
        unit = UNITS[least.unit]
        yield Problem(
            route,
            Words(
                f"{window.purpose.words.zh}至少 {least.days} {unit.zh}，须到 {needed} 止（{basis.zh}）",
                f"{window.purpose.words.en} needs at least {least.days} {unit.en}, to {needed} ({basis.en})",
            ),
            Words("延长公示，或登记程序瑕疵", "keep it posted longer, or record the irregularity"),
        )


def minimum(window: Window, community: Community) -> tuple[WindowRule, bool]:
    """Return the least length of a window, and whether the community set it."""
    own = community.windows.get(window.purpose.value)
    return (own, True) if own is not None else (DEFAULTS[window.purpose.value], False)


def doubt(*, exact: bool) -> Words:
    """Say where a year's holidays were not known."""
    if exact:
        return Words("", "")
    return Words(
        "（当年节假日安排未知，按周一至周五算）",
        " (that year's holidays are not known: Monday to Friday)",
    )
