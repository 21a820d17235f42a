"""通过了却没有表决记录

规则：表决通过的决议要有 `decided` 步骤，写明应到、实到和票数；业主共同决定的写 `owners`，居民投票的写轮次，评委会和街道会议可以不写票数。
为什么：没有票数，居民无法核对这项决定是怎么作出的。
怎么改：从表决记录补上步骤和票数；没有表决过的，不能写 `passed`。
---
Passed without a recorded vote

Rule: a decision that passed has a `decided` step with those entitled, those present and the votes; owners have `owners`, a residents' ballot its round; a jury and the sub-district office may decide without a count.
Why: without the votes nobody can see how the decision came about.
Mend: add the step and its votes from the record; where nobody voted, `passed` cannot stand.
"""

from collections.abc import Iterator

from govgen import voting
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.kinds.round import Round
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

UNCOUNTED = frozenset(("subdistrict", "jury"))
"""Routes that may decide without counting hands."""
HINT = Words("从表决记录补上", "add it from the record of the vote")


@rule(Decision)
def vote_missing(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield what is missing from the vote of a passed decision."""
    passed = voting.passing(decision)
    if passed is None or decision.source:
        return
    route = ("events", passed, "to")
    if decision.route == "owners":
        if decision.owners is None:
            yield Problem(
                route,
                Words(
                    "已通过，却没有 `owners` 业主表决", "it passed, but there is no `owners` vote"
                ),
                HINT,
            )
    elif decision.route == "ballot":
        yield from unpolled(decision, register, route)
    else:
        yield from uncounted(decision, route)


def unpolled(
    decision: Decision, register: Register, route: tuple[str | int, ...]
) -> Iterator[Problem]:
    """A ballot's votes stand in its round, or in a step."""
    found = register.get(decision.round)
    if not (isinstance(found, Round) and found.votes) and voting.deciding(decision) is None:
        yield Problem(
            route,
            Words("居民投票通过，却没有得票记录", "a ballot passed it, but no votes are recorded"),
            Words("在 `round` 里写明轮次，得票记在轮次里", "name the `round` that holds the votes"),
        )


def uncounted(decision: Decision, route: tuple[str | int, ...]) -> Iterator[Problem]:
    """Other routes decide in a step, with numbers where hands are counted."""
    found = voting.deciding(decision)
    if found is None:
        yield Problem(
            route,
            Words("已通过，却没有 `decided` 步骤", "it passed, but there is no `decided` step"),
            HINT,
        )
        return
    index, step = found
    lacking = [n for n in ("eligible", "present", "vote") if getattr(step, n) is None]
    if lacking and decision.track not in UNCOUNTED:
        names = "、".join(f"`{name}`" for name in lacking)
        yield Problem(
            ("steps", index, "step"),
            Words(
                f"作出决议的一步没有写 {names}",
                f"the step that decided lacks {', '.join(f'`{name}`' for name in lacking)}",
            ),
            HINT,
        )
