"""资助对象不是本轮申报项目

规则：写了轮次的资助，只给该轮申报的项目；有 `awards` 的决议类型是 `award`，同一项目只列一次；轮次的 `award` 指向的决议也写明该轮次。
为什么：没有申报、没有参评的项目得到资助，对其他申报者不公平。
怎么改：改正项目编号，或把申报补进轮次的 `applications`。
---
An award outside its round

Rule: a decision with a `round` awards only what applied there, each project once; one with `awards` is of the type `award`; the decision a round names as its `award` names the round.
Why: money for a project that never applied wrongs those who did.
Mend: correct the project's id, or add the application to the round.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.kinds.round import Round
from govgen.money import named
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule(Decision, Round)
def award_outside(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each award that does not belong where it stands."""
    if isinstance(record, Decision) and record.awards:
        yield from of_decision(record, register)
    elif isinstance(record, Round):
        yield from of_round(record, register)


def of_decision(decision: Decision, register: Register) -> Iterator[Problem]:
    """Look at the type of a decision and at each of its awards."""
    if decision.type != "award":
        yield Problem(
            ("type",),
            Words(
                f"列有资助，类型却是 `{decision.type.value}`",
                f"it makes awards, but its type is `{decision.type.value}`",
            ),
            Words("类型改成 `award`", "let the type be `award`"),
        )
    found = register.get(decision.round)
    applied = (
        {named(id_, register) for id_ in found.applications} if isinstance(found, Round) else None
    )
    seen: set[str] = set()
    for index, award in enumerate(decision.awards):
        project = named(award.project, register)
        if applied is not None and project not in applied:
            yield Problem(
                ("awards", index, "project"),
                Words(
                    f"`{project}` 没有申报 `{decision.round}`",
                    f"`{project}` did not apply in `{decision.round}`",
                ),
                Words(
                    "改正编号，或补进 `applications`", "correct the id, or add it to `applications`"
                ),
            )
        if project in seen:
            yield Problem(
                ("awards", index, "project"),
                Words(f"`{project}` 列了两次", f"`{project}` is listed twice"),
                Words("合并成一项", "make it one"),
            )
        seen.add(project)


def of_round(found: Round, register: Register) -> Iterator[Problem]:
    """The decision a round names as its award is one, of this round."""
    decision = register.get(found.award)
    if not isinstance(decision, Decision):
        return
    if decision.type != "award" or register.get(decision.round) is not found:
        yield Problem(
            ("award",),
            Words(
                f"`{decision.id}` 不是本轮的评审结果", f"`{decision.id}` is no award of this round"
            ),
            Words("改成本轮的评审结果", "name the decision that awards in this round"),
        )
