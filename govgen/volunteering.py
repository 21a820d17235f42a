"""志愿服务评估: how often each volunteer service was evaluated, by whom, and whether it was mended in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govgen.kinds.activity import Activity, ActivityType
from govgen.kinds.evaluation import Cycle, Evaluation, Mending, Rectification
from govgen.kinds.organization import Organization, OrganizationType
from govgen.kinds.service import Service
from govgen.particulars import Role
from govgen.reached import first
from govgen.record import Record
from govgen.register import Register


@dataclass(frozen=True)
class Judged:
    """A volunteer service, a team or an activity; its published evaluations, the latest first, and those not yet published."""

    record: Record
    published: tuple[tuple[date, Evaluation], ...]
    coming: tuple[Evaluation, ...]

    def times(self, cycle: Cycle) -> int:
        """Return how often it was evaluated regularly, or ad hoc."""
        return sum(it.cycle is cycle for _, it in self.published)


@dataclass(frozen=True)
class Volunteering:
    """All volunteer services: those evaluated, the latest first; those that never were; all mending by its state."""

    judged: tuple[Judged, ...]
    unjudged: tuple[Judged, ...]
    mending: Counter[Mending]

    @property
    def services(self) -> tuple[int, int]:
        """Return how many services were evaluated, of how many."""
        counts = [
            sum(isinstance(it.record, Service) for it in group)
            for group in (self.judged, self.unjudged)
        ]
        return counts[0], sum(counts)

    def times(self, cycle: Cycle) -> int:
        """Return how often anything was evaluated regularly, or ad hoc."""
        return sum(it.times(cycle) for it in self.judged)

    @property
    def mended(self) -> tuple[int, int]:
        """Return in time / (done + open and overdue): leaving a thing open cannot improve the share."""
        found = self.mending
        return found["in_time"], found["in_time"] + found["late"] + found["overdue"]


@lru_cache(maxsize=2)
def volunteering(register: Register) -> Volunteering:
    """Gather what volunteers do and how it was evaluated."""
    everything = [judged(record, register) for record in voluntary(register)]
    done = [it for it in everything if it.published]
    done.sort(key=lambda it: (it.published[0][0], it.record.id), reverse=True)
    rest = [it for it in everything if not it.published and offered(it)]
    tasks = (task for it in done for _, found in it.published for task in found.rectification)
    return Volunteering(tuple(done), tuple(rest), mending(tasks, register.as_of))


def voluntary(register: Register) -> Iterator[Record]:
    """Yield the services that volunteers give or help with, the teams, and volunteering activities."""
    for service in register.of(Service):
        if service.visibility == "full" and given(service, register):
            yield service
    for team in register.of(Organization):
        if team.visibility == "full" and team.type is OrganizationType.VOLUNTEERS:
            yield team
    for activity in register.of(Activity):
        if activity.visibility == "full" and activity.type is ActivityType.VOLUNTEERING:
            yield activity


def given(service: Service, register: Register) -> bool:
    """Whether volunteers provide a service, or have a stated part in it."""
    provider = register.get(service.provider)
    team = isinstance(provider, Organization) and provider.type is OrganizationType.VOLUNTEERS
    return team or any(part.role is Role.VOLUNTEERS for part in service.organizations)


def judged(record: Record, register: Register) -> Judged:
    """Return a record with its evaluations."""
    found = [
        (first(it, register, "published"), it)
        for it in register.back(record.id, Evaluation)
        if it.visibility == "full" and register.get(it.subject.ref) is record
    ]
    published = [(day, it) for day, it in found if day]
    published.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    coming = tuple(it for day, it in found if day is None and it.state != "voided")
    return Judged(record, tuple(published), coming)


def offered(it: Judged) -> bool:
    """Whether something goes on, so that an evaluation can be expected; single activities pass."""
    return it.record.state == "active" or bool(it.coming)


def mending(tasks: Iterable[Rectification], today: date) -> Counter[Mending]:
    """Count what had to be mended: in time, late, open and overdue, open and not yet due."""
    return Counter(task.mended(today) for task in tasks)
