"""党建引领: Party organisations and their network, what they lead, and the joint meeting's three lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govgen.gathering import party_life
from govgen.kinds.activity import Activity
from govgen.kinds.meeting import Form, Meeting, Task
from govgen.kinds.order import Order
from govgen.kinds.organization import Organization, OrganizationType, PartyLevel
from govgen.kinds.project import Project
from govgen.particulars import Role
from govgen.record import Record
from govgen.register import Register
from govgen.steps import going_on
from govgen.wording import Written


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing an organisation needs, or has to offer."""

    organization: Organization
    what: Written


@dataclass(frozen=True, slots=True)
class Errand:
    """One task of a joint meeting."""

    meeting: Meeting
    task: Task


@dataclass(frozen=True, slots=True)
class Whistle:
    """The departments called to an order: when and by whom, and when who had come; none while they have not."""

    order: Order
    called: date
    by: tuple[str, ...]
    came: date | None
    who: tuple[str, ...]


@dataclass(frozen=True)
class Leadership:
    """What Party organisations do: each list is whole; records are the latest first."""

    network: dict[PartyLevel | None, tuple[Organization, ...]]
    led: tuple[Record, ...]
    needs: tuple[Wish, ...]
    offers: tuple[Wish, ...]
    projects: tuple[Project, ...]
    meetings: tuple[Meeting, ...]
    errands: tuple[Errand, ...]
    life: tuple[tuple[date, Activity], ...]
    whistles: tuple[Whistle, ...]


@lru_cache(maxsize=2)
def leadership(register: Register) -> Leadership:
    """Gather what Party organisations lead, need, offer and have agreed on."""
    led = tuple(sorted(all_led(register), key=begun, reverse=True))
    joint = [
        m for m in register.of(Meeting) if m.form is Form.PARTY_JOINT and m.visibility == "full"
    ]
    meetings = tuple(sorted(joint, key=begun, reverse=True))
    going = going_on(register)
    bodies = [o for o in register.of(Organization) if o.state != "ended"]
    return Leadership(
        network=network(register),
        led=led,
        needs=tuple(Wish(o, what) for o in bodies for what in o.needs),
        offers=tuple(Wish(o, what) for o in bodies for what in o.offers),
        projects=tuple(r for r in led if isinstance(r, Project) and r.id in going),
        meetings=meetings,
        errands=tuple(errands(meetings)),
        life=party_life(register),
        whistles=tuple(
            sorted(whistles(register), key=lambda it: (it.called, it.order.id), reverse=True)
        ),
    )


def all_led(register: Register) -> Iterator[Record]:
    """Yield the records that a Party organisation leads."""
    for record in register.records.values():
        if record.visibility == "full" and any(i.role is Role.LED_BY for i in record.organizations):
            yield record


def begun(record: Record) -> tuple[str, str]:
    """Return the day a record's story began and its id, for sorting."""
    return str(record.events[0].at)[:10], record.id


def network(register: Register) -> dict[PartyLevel | None, tuple[Organization, ...]]:
    """Return the Party organisations by level, from the sub-district down; none is a level not recorded."""
    bodies = [
        o
        for o in register.of(Organization)
        if o.type is OrganizationType.PARTY_ORG and o.state == "active"
    ]
    levels = (*PartyLevel, None)
    found = {level: tuple(o for o in bodies if o.level is level) for level in levels}
    return {level: members for level, members in found.items() if members}


def errands(meetings: tuple[Meeting, ...]) -> Iterator[Errand]:
    """Yield the tasks of joint meetings: those to be done first by their day, then those done, the latest first."""
    found = [Errand(meeting, task) for meeting in meetings for task in meeting.tasks]
    due = [errand for errand in found if errand.task.done is None]
    done = [(errand.task.done, errand) for errand in found if errand.task.done is not None]
    yield from sorted(due, key=lambda errand: errand.task.due)
    yield from (errand for _, errand in sorted(done, key=lambda pair: pair[0], reverse=True))


def whistles(register: Register) -> Iterator[Whistle]:
    """Yield each call for departments of the orders that are published in full."""
    for order in register.of(Order):
        if order.visibility != "full" or all(event.to != "whistled" for event in order.events):
            continue
        events = [event for _, event in order.standing]
        for number, event in enumerate(events):
            if event.to == "whistled":
                answer = next((it for it in events[number:] if it.to == "reported"), None)
                came = register.day(answer.at) if answer else None
                who = answer.by if answer else ()
                yield Whistle(order, register.day(event.at), event.by, came, who)
