"""社区骨干: how each was found, trained and came to serve; named only while their consent holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govgen.kinds.activity import Activity, ActivityType
from govgen.people import Admissions, Person, Stage, Standing
from govgen.reached import last
from govgen.register import Register
from govgen.wording import Written
from govgen.words import Words


@dataclass(frozen=True, slots=True)
class Stride:
    """One step of a leader's way: on which day, in which activity, what is told of it."""

    stage: Stage
    on: date
    activity: Activity | None = None
    note: Written | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """A community leader: `name` is empty without consent in force; `way` goes from the first step."""

    person: Person
    name: str
    way: tuple[Stride, ...]

    @property
    def stage(self) -> Stage:
        """The stage reached; who is in the register without a way serves."""
        return max((it.stage for it in self.way), key=STAGES.index, default=Stage.SERVING)


STAGES = tuple(Stage)


@dataclass(frozen=True)
class Leaders:
    """All leaders by the stage they reached, the furthest first; those who served before; training, the latest first."""

    stages: dict[Stage, tuple[Leader, ...]]
    former: tuple[Leader, ...]
    training: tuple[tuple[date, Activity], ...]
    admissions: tuple[Admissions, ...]


@lru_cache(maxsize=2)
def leaders(register: Register) -> Leaders:
    """Gather the community's leaders and how they were trained."""
    found = [
        Leader(person, named(person, register.as_of), tuple(way(person, register)))
        for person in register.people_form.people
        if person.standing is Standing.LEADER and person.from_ <= register.as_of
    ]
    now = [it for it in found if it.person.until is None or it.person.until >= register.as_of]
    by_stage = {stage: tuple(it for it in now if it.stage is stage) for stage in reversed(STAGES)}
    years = sorted(register.people_form.admissions, key=lambda it: it.year, reverse=True)
    return Leaders(
        stages={stage: members for stage, members in by_stage.items() if members},
        former=tuple(it for it in found if it not in now),
        training=tuple(training(register)),
        admissions=tuple(years),
    )


def named(person: Person, day: date) -> str:
    """Return a leader's name where consent holds on `day`, else nothing."""
    return "" if lacking(person, day) else person.name or ""


def lacking(person: Person, day: date) -> Words | None:
    """Say why a leader's consent to be named does not hold on `day`."""
    consent = person.consent
    if consent is None or consent.on > day:
        return Words("骨干署了名，没有本人同意", "a leader is named without consent")
    if consent.withdrawn and consent.withdrawn <= day:
        return Words(
            f"本人已在 {consent.withdrawn} 撤回同意",
            f"consent was withdrawn on {consent.withdrawn}",
        )
    if consent.until and consent.until < day:
        return Words(f"同意已在 {consent.until} 到期", f"consent ran out on {consent.until}")
    return None


def found_on(person: Person) -> date | None:
    """Return the day a leader was found; none where it is not told."""
    return min((it.on for it in person.growth if it.stage is Stage.FOUND), default=None)


def way(person: Person, register: Register) -> Iterator[Stride]:
    """Yield what people.yml tells of a leader's way and the training that activities tell of, by day."""
    told = [
        Stride(it.stage, it.on, published(it.activity, register), it.note) for it in person.growth
    ]
    known = {it.activity for it in person.growth}
    trained = [
        Stride(Stage.TRAINED, day, activity)
        for activity in register.of(Activity)
        if person.id in activity.trained and activity.id not in known
        if activity.visibility == "full" and (day := last(activity, register, "held"))
    ]
    yield from sorted((*told, *trained), key=lambda it: (it.on, STAGES.index(it.stage)))


def published(name: str | None, register: Register) -> Activity | None:
    """Return an activity that has a page."""
    found = register.get(name)
    return found if isinstance(found, Activity) and found.visibility == "full" else None


def training(register: Register) -> Iterator[tuple[date, Activity]]:
    """Yield the training of leaders that took place, with its last day, the latest first."""
    held = [
        (day, it)
        for it in register.of(Activity)
        if it.type is ActivityType.LEADER_TRAINING and it.visibility == "full"
        if (day := last(it, register, "held"))
    ]
    yield from sorted(held, key=lambda pair: (pair[0], pair[1].id), reverse=True)
