"""被替代或撤销的决议还在生效

规则：决议生效后，它替代的决议进入 `superseded`，它撤销的决议进入 `revoked`，日期不早于本决议生效。
为什么：两份互相抵触的规定同时有效，居民不知道该听哪一份。
怎么改：在被替代（撤销）的决议上补一步，写明理由和本决议的编号。
---
A decision that was replaced is still in force

Rule: once a decision is in force, the one it supersedes is `superseded` and the one it revokes is `revoked`, not before that day.
Why: with two rules in force at once nobody knows which holds.
Mend: add the step to the older decision, with the reason and the id of this one.
"""

from collections.abc import Iterator

from govgen import reached
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.voting import IN_FORCE
from govgen.words import Words

ENDS = {"supersedes": "superseded", "revokes": "revoked"}
GONE = frozenset(("superseded", "revoked", "lapsed", "voided"))


@rule(Decision)
def supersession_state(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each older decision that stands on beside this one, or fell before it."""
    effect = reached.first(decision, register, *IN_FORCE)
    if effect is None or decision.state not in IN_FORCE:
        return
    for field, state in ENDS.items():
        older = register.get(getattr(decision, field))
        if not isinstance(older, Decision):
            continue
        fallen = reached.last(older, register, state)
        if fallen is None and older.state not in GONE:
            yield standing(field, state, older)
        elif fallen is not None and fallen < effect:
            yield Problem(
                (field,),
                Words(
                    f"`{older.id}` 在 {fallen} 就已失去效力，本决议 {effect} 才生效",
                    f"`{older.id}` fell on {fallen}, before this decision took effect on {effect}",
                ),
                Words("改正其中一个日期", "correct one of the days"),
            )


def standing(field: str, state: str, older: Decision) -> Problem:
    """Say that the older decision is not `state`."""
    return Problem(
        (field,),
        Words(
            f"`{older.id}` 的状态还是 `{older.state}`，应为 `{state}`",
            f"`{older.id}` is still `{older.state}`, not `{state}`",
        ),
        Words(f"给 `{older.id}` 补一步 `{state}`", f"add a step to `{state}` to `{older.id}`"),
    )
