"""办这一步的不是该办的一方

规则：分单、社区直办由社区（居委会、社区和网格党组织、楼院小组、社工）办，派单由街道办，领单、退单的是被派到的单位；回访和评单不由承办单位办，社区直办的不由直办的那一方办；延期不由承办单位自己批。
为什么：居民点单、社区分单、街道派单、单位领单、居民评单，一环一个责任；自己派自己、自己评自己，链条就断了。
怎么改：核对 `by` 和 `tasks`；现实中确实由别的一方办的，登记为程序瑕疵。
---
A step taken by the wrong party

Rule: orders are sorted, or handled directly, by the community (its committee, the Party organisations of the community and its grids, courtyard groups, social workers) and dispatched by the sub-district; the unit that claims or returns is one it was dispatched to; no unit calls back about its own work, rates it, or grants itself an extension, nor does whoever handled it directly.
Why: the resident orders, the community sorts, the sub-district dispatches, a unit claims, the resident rates: each link answers for one step, and the chain breaks where somebody dispatches or rates himself.
Mend: check `by` and `tasks`; where another party really did it, record the irregularity.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.event import Event
from govgen.kinds.order import Order
from govgen.kinds.organization import Organization, OrganizationType, PartyLevel
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

COMMUNITY = frozenset(
    (
        OrganizationType.COMMITTEE,
        OrganizationType.RESIDENTS_GROUP,
        OrganizationType.MICRO_COMMUNITY,
        OrganizationType.SOCIAL_WORK,
        PartyLevel.COMMUNITY,
        PartyLevel.GRID,
        PartyLevel.BUILDING,
    )
)
SUBDISTRICT = frozenset((OrganizationType.SUBDISTRICT, PartyLevel.SUBDISTRICT))
OWNERS = {
    "triaged": (COMMUNITY, Words("社区", "the community")),
    "self_served": (COMMUNITY, Words("社区", "the community")),
    "dispatched": (SUBDISTRICT, Words("街道", "the sub-district")),
}
"""Who takes a step, by type of organisation, a Party organisation by its level."""
OF_THE_UNIT = frozenset(("claimed", "returned"))
NOT_OF_THE_UNIT = frozenset(("rated", "extended"))


@rule(Order, irregular=True)
def order_party(order: Order, register: Register) -> Iterator[Problem]:
    """Yield each step that somebody took whose step it is not."""
    units = {body_of(task.unit, register) for task in order.tasks}
    own = units | {
        body_of(one, register)
        for _, event in order.standing
        if event.to == "self_served"
        for one in event.by
    }
    for number, event in order.standing:
        if number <= order.imported:
            continue
        bodies = [body for one in event.by if (body := organization(one, register))]
        yield from misplaced(number - 1, event, bodies, units, own)
    if order.followup:
        caller = organization(order.followup.by, register)
        if caller and caller.id in own:
            yield own_work(("followup", "by"), caller)


def body_of(name: str, register: Register) -> str:
    """Return the present id of an organisation, or of that of a person's office, else what was written."""
    found = organization(name, register)
    return found.id if found else name


def organization(name: str, register: Register) -> Organization | None:
    """Return an organisation, or that of a person's office."""
    person = register.people.get(name)
    found = register.get(person.org if person else name)
    return found if isinstance(found, Organization) else None


def misplaced(
    index: int, event: Event, bodies: list[Organization], units: set[str], own: set[str]
) -> Iterator[Problem]:
    """Yield the parties of one event that it does not belong to; `own` are those who did the work."""
    route = ("events", index, "by")
    owners = OWNERS.get(event.to or "")
    for body in bodies:
        if owners and not {body.type, body.level} & owners[0]:
            yield Problem(
                route,
                Words(
                    f"这一步由{owners[1].zh}办，`{body.id}` 是{body.type.words.zh}",
                    f"this step belongs to {owners[1].en}; `{body.id}` is a {body.type.words.en}",
                ),
                HINT,
            )
        if event.to in OF_THE_UNIT and units and body.id not in units:
            yield Problem(
                route,
                Words(
                    f"`{body.id}` 不在 `tasks` 的承办单位里",
                    f"`{body.id}` is none of the units under `tasks`",
                ),
                Words(
                    "在 `tasks` 里写上被派到的单位，或核对 `by`",
                    "name the unit it was dispatched to under `tasks`, or check `by`",
                ),
            )
        if event.to in NOT_OF_THE_UNIT and body.id in own:
            yield own_work(route, body)


HINT = Words("核对 `by`，或登记为程序瑕疵", "check `by`, or record the irregularity")


def own_work(route: tuple[str | int, ...], body: Organization) -> Problem:
    """Say that a unit judged its own work."""
    return Problem(
        route,
        Words(
            f"`{body.id}` 是承办单位，不能办自己的这一步",
            f"`{body.id}` did the work and cannot take this step about it",
        ),
        HINT,
    )
