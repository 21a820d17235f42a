"""决策步骤的时间倒了

规则：步骤按先后排列，后一步不早于前一步；“表决通过”不早于作出决议的那一步，也不早于业主表决截止。
为什么：先通过后表决是不可能的，时间倒置说明有一处记错了。
怎么改：对照会议记录改正时间，或调整步骤的次序。
---
A decision's steps run backwards

Rule: steps stand in the order they happened, none before the one above it; `passed` is neither before the step that decided nor before the owners' ballot ended.
Why: nothing is passed before the vote; times that run backwards mean that one of them is wrong.
Mend: correct the time from the minutes, or put the steps in order.
"""

from collections.abc import Iterator
from datetime import date

from govgen import reached, voting
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

HINT = Words("对照会议记录改正时间", "correct the time from the minutes")


@rule(Decision)
def step_order(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each step before its predecessor, and a passing before its vote."""
    days = [register.day(step.at) for step in decision.steps]
    for index in range(1, len(days)):
        if days[index] < days[index - 1]:
            yield Problem(
                ("steps", index, "at"),
                Words(
                    f"这一步在 {days[index]}，早于前一步 {days[index - 1]}",
                    f"this step is on {days[index]}, before the one above it on {days[index - 1]}",
                ),
                HINT,
            )
    yield from premature(decision, register)


def premature(decision: Decision, register: Register) -> Iterator[Problem]:
    """Compare the passing with the step that decided."""
    passed = reached.index(decision, "passed")
    voted = last_vote(decision, register)
    if voted is None or passed is None or voting.passing(decision) is None:
        return
    day = register.day(decision.events[passed].at)
    if day < voted:
        yield Problem(
            ("events", passed, "at"),
            Words(
                f"{day} 通过，表决却在 {voted}", f"it passed on {day}, but the vote was on {voted}"
            ),
            HINT,
        )


def last_vote(decision: Decision, register: Register) -> date | None:
    """Return the day of the step that decided, or the last of the owners' ballot, whichever is later."""
    decided = voting.deciding(decision)
    days = [register.day(decided[1].at)] if decided else []
    return max([*days, decision.owners.ballot_to] if decision.owners else days, default=None)
