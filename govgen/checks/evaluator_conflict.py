"""自己评估自己

规则：评估方不是被评估的单位，也不是主办、协办、承办该项目或服务的单位及其人员，不是项目的签约方。
为什么：自己给自己打的分没有公信力，也不能作为付款依据。
怎么改：换由无关的一方评估；已经这样做了的，登记为程序瑕疵，并说明如何补救。
---
The evaluator is the evaluated

Rule: the evaluator is neither the body that is evaluated nor one that leads, shares in, serves or is contracted for the project or service, nor a person of such a body.
Why: marks that somebody gives to himself convince nobody and are no ground for payment.
Mend: have somebody else evaluate; where it was done so, record the irregularity and its remedy.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.organization import Organization
from govgen.kinds.project import Project
from govgen.kinds.service import Service
from govgen.money import named
from govgen.particulars import Role
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words

DOERS = frozenset((Role.LEAD, Role.PARTNER, Role.UNIT, Role.SOCIAL_ORG, Role.SOCIAL_WORK))


@rule(Evaluation, irregular=True)
def evaluator_conflict(evaluation: Evaluation, register: Register) -> Iterator[Problem]:
    """Compare the evaluator's organisation with those that did what is evaluated."""
    subject = register.get(evaluation.subject.ref)
    if subject is None:
        return
    person = register.people.get(evaluation.evaluator)
    evaluator = named(person.org if person else evaluation.evaluator, register)
    if evaluator in {named(doer, register) for doer in doers(subject)}:
        yield Problem(
            ("evaluator",),
            Words(
                f"`{evaluator}` 是被评估的 `{subject.id}` 的一方",
                f"`{evaluator}` has a part in `{subject.id}`, which is evaluated",
            ),
            Words(
                "换由无关的一方评估，或登记为程序瑕疵",
                "have somebody else evaluate, or record the irregularity",
            ),
        )


def doers(subject: Record) -> set[str]:
    """Return the organisations whose work is judged when `subject` is."""
    found = {involved.org for involved in subject.organizations if involved.role in DOERS}
    if isinstance(subject, Organization):
        found.add(subject.id)
    if isinstance(subject, Project):
        found.update(contract.with_ for contract in subject.contracts)
    if isinstance(subject, Service):
        found.add(subject.provider)
    return found
