"""What comes next in a record: who, what, by which day, and whom to ring about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from govgen.community import Community, Contact
from govgen.defaults import LIMITS
from govgen.event import Event
from govgen.kind import State
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.wording import Written, plain
from govgen.words import Words
from govgen.workdays import last_day

DETOURS = frozenset(("voided", "withdrawn", "suspended", "terminated"))
UNKNOWN = Words("登记簿里没有这个状态。", "The register knows no such state.")


class Next(NamedTuple):
    """The next step: who (an id) does what, by which day; `default` where the limit is a starting point."""

    who: str | None
    what: Words
    due: date | None
    default: bool = False


def state_of(record: Record) -> State:
    """Return the state now; an unknown one is shown by its key (the check refuses it)."""
    name = record.state or next(iter(record.KIND.states))
    return record.KIND.all_states.get(name) or State(name, name, "waiting", UNKNOWN)


def pending(record: Record) -> bool:
    """Whether the record's track leads on from here, as far as was recorded."""
    if record.settled:
        return False
    following = record.KIND.next_states(record.track, record.state)
    return state_of(record).awaits is not None and bool(following.keys() - DETOURS)


@lru_cache(maxsize=2)
def going_on(register: Register) -> frozenset[str]:
    """Return the ids of the records that lead on."""
    return frozenset(record.id for record in register.records.values() if pending(record))


@lru_cache(maxsize=2)
def moved(register: Register) -> Mapping[str, date]:
    """Return the day on which something last happened to each record, by id."""
    return {r.id: register.day(r.events[-1].at) for r in register.records.values()}


def responsible(record: Record, community: Community) -> str | None:
    """Return the id of who acts next: whom the kind names, the lead, or who acted last."""
    doer = record.doer(community)
    if doer:
        return doer
    for role in ("lead", "led_by"):
        for involved in record.organizations:
            if involved.role == role:
                return involved.org
    if record.state in record.KIND.first_states(record.track):
        return record.convening
    return record.convening or next(
        (event.by[0] for event in reversed(record.events) if event.by), None
    )


def next_step(record: Record, register: Register) -> Next | None:
    """Return what comes next, or none where the record has come to its end."""
    awaited = state_of(record).awaits
    if awaited is None or not pending(record):
        return None
    who = responsible(record, register.community) or register.community.committee
    planned = record.planned()
    if planned is not None and record.visibility == "full":
        days = (planned.due, extension(record, last_event(record)))
        due = max((day for day in days if day), default=None)
        return Next(planned.who or who, written_words(planned.what), due)
    due, default = due_day(record, register)
    return Next(who, awaited, due, default)


def written_words(text: Written) -> Words:
    """Return a text of a record as words; a missing language falls back."""
    return Words(plain(text, "zh"), plain(text, "en"))


def due_day(record: Record, register: Register) -> tuple[date | None, bool]:
    """Return the day the next step is due: extended, planned, or by the state's limit."""
    reached = last_event(record)
    extended = extension(record, reached)
    if extended:
        return extended, False
    planned = record.deadline(register.community)
    if planned is not None:
        return register.day(planned.at), planned.default
    name = state_of(record).limit
    if not name or reached is None:
        return None, False
    limit = register.community.limits.get(name)
    days, unit = (limit.days, limit.unit) if limit else (LIMITS[name], "day")
    return last_day(register.day(reached.at), days, unit)[0], limit is None


def extension(record: Record, reached: Event | None) -> date | None:
    """Return the day until which the present state was extended."""
    found, since = None, reached is None
    for event in record.events:
        since = since or event is reached
        if since and event.until:
            found = event.until
    return found


def last_event(record: Record) -> Event | None:
    """Return the event that made the present state."""
    return record.course[-1][1] if record.course else None


def since(record: Record) -> When | None:
    """Return when the present state was reached."""
    found = last_event(record)
    return found.at if found else None


def contact_of(who: str | None, register: Register) -> Contact | None:
    """Return whom to ring: a contact of `who` or their organisation, else the community's office."""
    own = own_contacts(who, register)
    offered = (*own, *register.community.contacts)
    by_phone = [contact for contact in offered if contact.phone]
    return next(
        (c for c in by_phone if c in own or c.purpose == "office"),
        by_phone[0] if by_phone else None,
    )


def answers(who: str | None, register: Register) -> bool:
    """Whether `who`, or the organisation of their office, has a published telephone of its own."""
    return any(contact.phone for contact in own_contacts(who, register))


def own_contacts(who: str | None, register: Register) -> tuple[Contact, ...]:
    """Return the published contacts of `who`, or of the organisation of their office."""
    person = register.people.get(who or "")
    body = register.get(person.org if person else who)
    return tuple(getattr(body, "contacts", ()))
