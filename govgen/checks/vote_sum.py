"""表决票数对不上

规则：赞成、反对、弃权和无效票之和等于实到人数；实到不多于应到。
为什么：票数是决议的根据，对不上的数字谁也无法复核。
怎么改：对照表决记录改正票数或人数；原来公布过错误数字的，在 corrections 里写明。
---
The votes do not add up

Rule: votes for, against, abstentions and invalid ballots make the number present; nobody beyond those entitled is present.
Why: a decision rests on its votes; figures that do not add up cannot be recounted by anyone.
Mend: correct votes or attendance from the record of the vote; where a wrong figure was published, list it in corrections.
"""

from collections.abc import Iterator

from govgen.ballot import Step
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Decision, on="steps")
def vote_sum(decision: Decision, _: Register) -> Iterator[Problem]:
    """Yield each step whose votes and attendance disagree."""
    for index, step in enumerate(decision.steps):
        yield from uneven(step, ("steps", index))


def uneven(step: Step, route: tuple[str, int]) -> Iterator[Problem]:
    """Compare votes with those present, and those present with those entitled."""
    if step.vote and step.present is not None and step.vote.total != step.present:
        yield Problem(
            (*route, "vote"),
            Words(
                f"票数合计 {step.vote.total}，实到 {step.present} 人",
                f"the votes make {step.vote.total}, but {step.present} were present",
            ),
            Words(
                "赞成＋反对＋弃权＋无效票应等于实到人数",
                "for + against + abstained + invalid must make those present",
            ),
        )
    if step.present is not None and step.eligible is not None and step.present > step.eligible:
        yield Problem(
            (*route, "present"),
            Words(
                f"实到 {step.present} 人，多于应到 {step.eligible} 人",
                f"{step.present} were present, more than the {step.eligible} entitled",
            ),
            Words("核对签到", "compare with the sign-in sheet"),
        )
