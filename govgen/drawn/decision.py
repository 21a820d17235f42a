"""A decision's way: the steps of its route, its windows and its effect, as points on a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govgen import reached
from govgen.ballot import Step, StepName
from govgen.kinds.decision import Decision, DecisionType
from govgen.publicity import Purpose, Window
from govgen.register import Register
from govgen.regulations import in_force
from govgen.scalars import When
from govgen.words import Words

OPEN = frozenset(("passed", "publicised", "contested"))
OVER = frozenset(("rejected", "withdrawn", "voided", "revoked", "superseded", "lapsed"))
"""States after which nothing is to come."""
AFTER = (
    ("effective", Words("生效", "In force")),
    ("implemented", Words("实施", "Carried out")),
    ("results_publicised", Words("结果公开", "Result published")),
)
POSTED = Words("公示", "Posted")
AGAIN = Words("再次表决", "Voted again")


@dataclass(frozen=True, slots=True)
class Point:
    """One point on the way: `status` is done, present, future or late; `body` an id, or none."""

    words: Words
    at: When | None
    status: str
    body: str | None = None


def carried_out(decision: Decision, as_of: date) -> bool:
    """Whether it is a rule that holds, though its state speaks of what was done for it."""
    rule = decision.type is DecisionType.RULE and decision.state != "effective"
    return rule and in_force(decision, as_of)


def points(decision: Decision, register: Register) -> tuple[Point, ...]:
    """Return the way of `decision` as far as its route and its record tell it."""
    windows = posted(decision, register.as_of)
    found = [*steps(decision), *to_come(decision), *windows, *after(decision, register)]
    if decision.state in OVER:
        found = [point for point in found if point.status == "done"]
    return tuple(sorted(found, key=lambda p: register.day(p.at) if p.at else date.max))


def steps(decision: Decision) -> Iterator[Point]:
    """Yield the steps taken; a second vote is called so."""
    seen: set[StepName] = set()
    for step in decision.steps:
        repeated = step.step in seen and step.step is StepName.DECIDED
        yield Point(AGAIN if repeated else step.step.words, step.at, "done", step.body)
        seen.add(step.step)


def to_come(decision: Decision) -> Iterator[Point]:
    """Yield the steps of the route that are still missing; the first is the present one."""
    taken = {step.step for step in decision.steps}
    wanted = tuple(StepName) if decision.route == "four_two" else (StepName.DECIDED,)
    status = "present"
    for name in wanted:
        if name not in taken and decision.state not in (
            "effective",
            "implemented",
            "results_publicised",
        ):
            yield Point(name.words, None, status)
            status = "future"


def posted(decision: Decision, as_of: date) -> Iterator[Point]:
    """Yield the publicity windows before the effect as one point each."""
    found = [window for window in decision.windows if window.purpose is not Purpose.RESULT]
    for window in found:
        status = "future" if as_of < window.from_ else "present" if as_of <= window.to else "done"
        purpose = window.purpose.words
        yield Point(Words(purpose.zh, f"Posted: {purpose.en}"), window.from_, status)
    if not found and decision.state in ("proposed", "consulted", "reviewed", "passed"):
        yield Point(POSTED, None, "present" if decision.state == "passed" else "future")


def after(decision: Decision, register: Register) -> Iterator[Point]:
    """Yield effect, execution and the publication of the result; a rule in force is not executed."""
    wanted = AFTER[:1] if decision.type == "rule" else AFTER
    for state, words in wanted:
        on = reached.last(decision, register, state)
        yield Point(words, on, "done" if on else "future")


def open_windows(decision: Decision, register: Register) -> tuple[Window, ...]:
    """Return the windows of `decision` in which residents may object on the register's day."""
    result = decision.state in ("implemented", "results_publicised")
    return tuple(
        window
        for window in decision.windows
        if window.from_ <= register.as_of <= window.to
        and (decision.state in OPEN or (result and window.purpose is Purpose.RESULT))
    )


def voted(decision: Decision) -> tuple[Step | None, tuple[Step, ...]]:
    """Return the last vote that decides, and the votes before it."""
    votes = [step for step in decision.steps if step.vote]
    last = next(
        (s for s in reversed(votes) if s.step is StepName.DECIDED), votes[-1] if votes else None
    )
    return last, tuple(step for step in votes if step is not last)
