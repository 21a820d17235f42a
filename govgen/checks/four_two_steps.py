"""“四议”步骤不全

规则：走四议两公开的决议，通过前依次经党组织提议、两委会商议、党员大会审议、居民（代表）会议决议，机构与步骤相符，审议写明会议的须是党员大会。
为什么：四议缺一步，或者次序颠倒，程序就不完整。
怎么改：补上漏记的步骤；确实没有走的，重新履行或在 irregularities 里登记。
---
The four deliberations are incomplete

Rule: on the route `four_two` a Party organisation proposes, both committees talk it over, the Party members' meeting reviews and residents or delegates decide, in this order and each by the right body; where the review names its meeting, it is one of all Party members.
Why: with a step left out or out of turn the procedure is not complete.
Mend: add a step that was left out of the record; where it did not happen, run it again or record it under irregularities.
"""

from collections.abc import Iterator

from govgen import voting
from govgen.ballot import Step, StepName
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.kinds.meeting import Form, Meeting
from govgen.kinds.organization import Organization
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

ORDER = (StepName.PROPOSED, StepName.CONSULTED, StepName.REVIEWED, StepName.DECIDED)


@rule(Decision, irregular=True)
def four_two_steps(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each of the four steps that a passed decision lacks, has late, or has by the wrong body."""
    passed = voting.passing(decision)
    if decision.route != "four_two" or passed is None or decision.source:
        return
    names = [step.step for step in decision.steps]
    for name in ORDER:
        if name not in names:
            yield Problem(
                ("steps",) if decision.steps else ("events", passed, "to"),
                Words(f"没有“{name.words.zh}”这一步", f"the step `{name.value}` is missing"),
                Words("补上这一步，或登记程序瑕疵", "add the step, or record the irregularity"),
            )
    yield from disordered(decision)
    yield from foreign(decision, register)
    yield from unreviewed(decision, register)


def disordered(decision: Decision) -> Iterator[Problem]:
    """The steps first come in the order of the four deliberations."""
    seen = list(dict.fromkeys(step.step for step in decision.steps))
    if seen != sorted(seen, key=ORDER.index):
        index = next(i for i, s in enumerate(seen) if s is not sorted(seen, key=ORDER.index)[i])
        at = [step.step for step in decision.steps].index(seen[index])
        yield Problem(
            ("steps", at, "step"),
            Words(
                f"“{seen[index].words.zh}”的次序不对", f"`{seen[index].value}` comes out of order"
            ),
            Words(
                "依次是提议、商议、审议、决议",
                "the order is proposed, consulted, reviewed, decided",
            ),
        )


def foreign(decision: Decision, register: Register) -> Iterator[Problem]:
    """The Party proposes and reviews; both committees talk it over."""
    talked = {type_of(s, register) for s in decision.steps if s.step is StepName.CONSULTED}
    for index, step in enumerate(decision.steps):
        if step.step in (StepName.PROPOSED, StepName.REVIEWED):
            if type_of(step, register) not in (None, "party_org"):
                yield wrong(index, Words("应由党组织办理", "belongs to a Party organisation"), step)
        elif step.step is StepName.CONSULTED and not both(step, talked, register):
            yield wrong(
                index, Words("应由两委会共同商议", "belongs to both committees together"), step
            )


def unreviewed(decision: Decision, register: Register) -> Iterator[Problem]:
    """All Party members review, not a Party organisation's committee."""
    for index, step in enumerate(decision.steps):
        found = [register.get(at.meeting) for at in step.meetings]
        held = [meeting for meeting in found if isinstance(meeting, Meeting)]
        if step.step is not StepName.REVIEWED or not held:
            continue
        if all(meeting.form is not Form.PARTY_MEMBERS for meeting in held):
            last = held[-1]
            yield Problem(
                ("steps", index, "meetings", found.index(last), "meeting"),
                Words(
                    f"“审议”应由党员大会进行，`{last.id}` 是{last.form.words.zh}",
                    f"the review belongs to a meeting of all Party members, but `{last.id}` is of the form `{last.form.value}`",
                ),
                Words(
                    "改正会议，或登记程序瑕疵", "correct the meeting, or record the irregularity"
                ),
            )


def both(step: Step, talked: set[str | None], register: Register) -> bool:
    """Whether both committees took part: each in a step of its own, or in a joint meeting."""
    if None in talked or {"party_org", "committee"} <= talked:
        return True
    joint = (register.get(at.meeting) for at in step.meetings)
    return any(isinstance(m, Meeting) and m.form == "both_committees" for m in joint)


def type_of(step: Step, register: Register) -> str | None:
    """Return the type of a step's body; none where the register does not have it."""
    body = register.get(step.body)
    return body.type.value if isinstance(body, Organization) else None


def wrong(index: int, whose: Words, step: Step) -> Problem:
    """Say whose step this is."""
    return Problem(
        ("steps", index, "body"),
        Words(
            f"“{step.step.words.zh}”{whose.zh}，写的是 `{step.body}`",
            f"`{step.step.value}` {whose.en}, but `{step.body}` did it",
        ),
        Words(
            "核对机构和会议，或登记程序瑕疵", "correct body and meeting, or record the irregularity"
        ),
    )
