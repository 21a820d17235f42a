"""The clock of an order: when it began, by when it must be dispatched and answered, and what stopped it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from govgen.community import Community, OrderLimit
from govgen.defaults import ORDER_LIMITS
from govgen.derived import derived
from govgen.event import Event, Numbered
from govgen.length import Length, later
from govgen.record import Due, Record
from govgen.scalars import When
from govgen.words import Choice


class Urgency(Choice):
    """How soon an order must be answered; each has its limits."""

    URGENT = "urgent", "紧急", "urgent"
    UTILITIES = "utilities", "水电气暖", "utilities"
    GENERAL = "general", "一般", "general"
    COMPLEX = "complex", "复杂", "complex"
    APPOINTMENT = "appointment", "预约", "by appointment"


AWAITED = (
    "requested",
    "triaged",
    "self_served",
    "dispatched",
    "returned",
    "claimed",
    "reassigned",
    "in_progress",
    "whistled",
    "reported",
    "partly_completed",
    "reopened",
)
"""States in which the resident waits for a result."""
ANSWERS = frozenset(("completed", "declined", "became_issue"))
"""States that stop the clock: the resident has an answer."""
APART = frozenset(("merged", "withdrawn", "voided"))
"""States of orders that are neither in time nor late."""


class Timed(Record):
    """A record under the limits of its urgency; when it is asked for starts the clock."""

    if TYPE_CHECKING:
        urgency: Urgency
        promised: When | None

    @derived
    def asked(self) -> When | None:
        """When the clock began: at the request, for the hotline's at the dispatch; none where that was not recorded."""
        first = self.course[0][1] if self.course else None
        starts = self.KIND.first_states(self.track)
        return first.at if first and first.to in (*starts, "requested") else None

    @derived
    def answer(self) -> Event | None:
        """The step that stopped the clock: the first result; later returns do not start it again."""
        return next((event for _, event in self.course if event.to in ANSWERS), None)

    def reached(self, state: str) -> When | None:
        """Return when `state` was first reached."""
        return next((event.at for _, event in self.course if event.to == state), None)

    def limits(self, community: Community) -> tuple[OrderLimit, bool]:
        """Return the limits of its urgency, and whether they are mere starting points."""
        own = getattr(community.order_limits, self.urgency.value)
        return own or ORDER_LIMITS[self.urgency.value], own is None

    def dispatch_due(self, community: Community) -> Due | None:
        """Return when it has to be dispatched; none where its beginning was not recorded."""
        limit, default = self.limits(community)
        return self.counted(limit.dispatch, community, default=default)

    def feedback_due(self, community: Community) -> Due | None:
        """Return when the resident has to have the result: as agreed, else by the limit; extensions aside.

        Only an appointment, and what a source says of an imported order, may lie beyond the limit.
        """
        limit, default = self.limits(community)
        if self.promised is not None and (self.imported or self.urgency is Urgency.APPOINTMENT):
            return Due(self.promised)
        due = self.counted(limit.feedback, community, default=default)
        if self.promised is None or (due and later(self.promised, due.at, community.zone)):
            return due
        return Due(self.promised)

    @property
    def extended(self) -> date | None:
        """The day to which it was extended last."""
        return last_extension(self.standing)

    @property
    def extended_before(self) -> date | None:
        """The day to which it was extended last before its first result."""
        return last_extension(takewhile(lambda one: one[1].to not in ANSWERS, self.standing))

    def backdated(self, community: Community) -> bool:
        """Whether the agreed time lies before the request, as some sources have it."""
        return (
            self.promised is not None
            and self.asked is not None
            and later(self.asked, self.promised, community.zone)
        )

    def extended_due(self, community: Community) -> Due | None:
        """Return when the result is due after the last extension."""
        return Due(self.extended) if self.extended else self.feedback_due(community)

    def counted(self, length: Length, community: Community, *, default: bool) -> Due | None:
        """Return when a length of time that began with the request is over."""
        if self.asked is None:
            return None
        at, exact = length.after(self.asked, community.zone)
        return Due(at, default, exact)

    def deadline(self, community: Community) -> Due | None:
        """Return when the next step is due: the dispatch until it was dispatched, then the result."""
        if self.state in ("requested", "triaged"):
            return self.dispatch_due(community)
        return self.extended_due(community) if self.state in AWAITED else None


def last_extension(events: Iterable[Numbered]) -> date | None:
    """Return the day that the last extension among `events` names."""
    days = [event.until for _, event in events if event.to == "extended"]
    return days[-1] if days else None
