"""When activities take place, and which of them are Party life: themed Party days, Party education, Party members' volunteering."""

from __future__ import annotations

from datetime import date

from govgen.kinds.activity import Activity, ActivityType
from govgen.particulars import Role
from govgen.register import Register

PARTY = frozenset((ActivityType.PARTY_DAY, ActivityType.PARTY_EDUCATION))


def begins(activity: Activity, register: Register) -> date:
    """Return the day of the first session, or of the last event where none is planned."""
    first = activity.sessions[0].at if activity.sessions else activity.events[-1].at
    return register.day(first)


def party_life(register: Register) -> tuple[tuple[date, Activity], ...]:
    """Return the published activities of Party life with the day they begin, the latest first."""
    found = [
        (begins(it, register), it)
        for it in register.of(Activity)
        if it.visibility == "full" and lived(it)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].id), reverse=True))


def lived(activity: Activity) -> bool:
    """Whether an activity is one of Party life."""
    led = any(part.role is Role.LED_BY for part in activity.organizations)
    return activity.type in PARTY or (activity.type is ActivityType.VOLUNTEERING and led)
