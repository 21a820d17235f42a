"""审批规则里的名称不存在

规则：policy.yml 里的类型、步骤、岗位、平台都要是有的：类型和步骤是登记册里的，岗位在 people.yml 里有人担任，平台是认识的。
为什么：写错一个字，这条规则就谁也管不到，该批的事没有人能批。
怎么改：照提示改正；岗位还没有人的，先在 people.yml 里登记任职人。
---
The policy names something that does not exist

Rule: kinds, steps, offices and hosts in policy.yml exist: kinds and steps are the register's, offices are held by somebody in people.yml, hosts are known.
Why: with one letter wrong a rule governs nobody, and what should be approved cannot be.
Mend: correct it as the hint says; where nobody holds the office yet, enter the holder in people.yml first.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.host import hosts
from govgen.misnamed import misnamed
from govgen.policy import ANY, FILES, Rule
from govgen.problem import Problem
from govgen.record import kinds
from govgen.register import Register
from govgen.words import Words

FILE = "policy.yml"


@whole_rule
def policy_names(register: Register) -> Iterator[Problem]:
    """Yield each name of the policy that stands for nothing."""
    policy = register.policy
    if policy is None:
        return
    held = {role for person in register.people.values() for role in person.roles}
    for index, rule in enumerate(policy.rules):
        route = ("rules", index)
        yield from misnamed(FILE, (*route, "kinds"), rule.kinds, (*kinds(), *FILES, ANY))
        yield from misnamed(FILE, (*route, "to"), rule.to, (*states(rule), ANY))
        yield from misnamed(FILE, (*route, "offices"), rule.offices, held)
        if not rule.offices:
            yield Problem(
                (*route, "means"),
                Words("这条规则没有写岗位", "this rule names no office"),
                Words(
                    "补上 `offices`，写可以审批的岗位", "add `offices` with those who may approve"
                ),
                FILE,
            )
    for index, span in enumerate(policy.hosts):
        yield from misnamed(FILE, ("hosts", index, "host"), (span.host,), hosts())
    for index, person in enumerate(policy.attestors):
        yield from misnamed(FILE, ("attestors", index), (person,), register.people)


def states(rule: Rule) -> frozenset[str]:
    """Return the states that records under a rule may reach."""
    found = (it.KIND for name, it in kinds().items() if {name, ANY} & set(rule.kinds))
    return frozenset(state for kind in found for state in kind.all_states)
