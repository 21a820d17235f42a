"""机构与决策程序不符

规则：作出决议的机构和会议与 `route` 相符；居民议事会只有经 `authorised_by` 授权才能决定。
为什么：谁有权决定，由程序规定；换了机构，决议就没有效力。
怎么改：改正 `body`、会议或 `route`；确实由别的机构决定的，在 irregularities 里登记。
---
The body does not fit the route

Rule: body and meeting that decide fit the `route`; the residents' council decides only where `authorised_by` names its mandate.
Why: the procedure says who may decide; another body's decision has no force.
Mend: correct `body`, meeting or `route`; where another body did decide, record it under irregularities.
"""

from collections.abc import Iterator

from govgen import voting
from govgen.ballot import Step
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.kinds.meeting import Meeting
from govgen.kinds.organization import Organization
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

RESIDENTS = frozenset(("residents_group", "micro_community"))
BODIES = {
    "four_two": RESIDENTS,
    "assembly": RESIDENTS,
    "delegates": RESIDENTS,
    "group": RESIDENTS,
    "council": RESIDENTS,
    "committee": frozenset(("committee",)),
    "subdistrict": frozenset(("subdistrict", "party_org")),
    "fund_committee": frozenset(("fund_committee",)),
    "jury": frozenset(("jury",)),
    "owners": frozenset(("owners_committee", "micro_community", "residents_group")),
    "owners_committee": frozenset(("owners_committee",)),
}
"""Types of organisation that decide on each route."""
FORMS = {
    "four_two": frozenset(("delegates", "assembly")),
    "assembly": frozenset(("assembly",)),
    "delegates": frozenset(("delegates",)),
    "group": frozenset(("group",)),
    "council": frozenset(("council",)),
    "committee": frozenset(("committee", "both_committees")),
    "subdistrict": frozenset(("subdistrict",)),
    "fund_committee": frozenset(("fund_committee",)),
    "owners_committee": frozenset(("owners_committee",)),
}
"""Forms of meeting in which each route decides."""


@rule(Decision, irregular=True)
def route_body(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield a body or a meeting that cannot decide on the route, and a council without mandate."""
    found = voting.deciding(decision)
    if found is None:
        return
    index, step = found
    yield from bodies(index, step, decision, register)
    yield from meetings(index, step, decision, register)
    if decision.route == "council" and voting.passing(decision) is not None:
        yield from unauthorised(decision)


def unauthorised(decision: Decision) -> Iterator[Problem]:
    """A council gives opinions; it decides only with a mandate."""
    if decision.authorised_by is None:
        yield Problem(
            ("route",),
            Words(
                "居民议事会作了决定，却没有写授权依据",
                "the residents' council decided, but nothing says who authorised it",
            ),
            Words("在 `authorised_by` 写明授权的决议", "name the decision under `authorised_by`"),
        )


def bodies(index: int, step: Step, decision: Decision, register: Register) -> Iterator[Problem]:
    """Compare the body's type with the route."""
    body = register.get(step.body)
    fitting = BODIES.get(decision.track)
    if isinstance(body, Organization) and fitting and body.type.value not in fitting:
        yield Problem(
            ("steps", index, "body"),
            Words(
                f"`{step.body}` 是{body.type.words.zh}，不能按“{decision.route.words.zh}”程序作决定",
                f"`{step.body}` is of the type `{body.type.value}`, which does not decide on the route `{decision.track}`",
            ),
            Words("改正机构，或改正 `route`", "correct the body, or the `route`"),
        )


def meetings(index: int, step: Step, decision: Decision, register: Register) -> Iterator[Problem]:
    """One of the meetings named has a form in which the route decides."""
    fitting = FORMS.get(decision.track)
    found = [register.get(at.meeting) for at in step.meetings]
    held = [meeting for meeting in found if isinstance(meeting, Meeting)]
    if not held or not fitting or any(meeting.form.value in fitting for meeting in held):
        return
    last = held[-1]
    yield Problem(
        ("steps", index, "meetings", found.index(last), "meeting"),
        Words(
            f"`{last.id}` 是{last.form.words.zh}，不能按“{decision.route.words.zh}”程序作决定",
            f"`{last.id}` is a meeting of the form `{last.form.value}`, which does not decide on the route `{decision.track}`",
        ),
        Words("改正会议，或改正 `route`", "correct the meeting, or the `route`"),
    )
