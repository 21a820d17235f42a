"""The home page: five large buttons, what is open, what comes soon, what changed, the year in figures."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, partial

from govgen import spending
from govgen.kind import State
from govgen.kinds.activity import Activity
from govgen.kinds.decision import Decision
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.issue import Issue
from govgen.kinds.meeting import Meeting
from govgen.kinds.order import Order
from govgen.kinds.project import Project
from govgen.kinds.service import Service
from govgen.neighbourhood import yards
from govgen.oversight import open_calls, open_windows, seen
from govgen.record import Record
from govgen.register import Register
from govgen.sections import DOORS
from govgen.steps import going_on, moved, state_of
from govgen.view import Draft, Page, View
from govgen.wording import Written
from govgen.words import Words

LATELY = 8
"""Changes on the home page, one a record."""
SOON = 6
AHEAD = timedelta(days=120)
RAISED = Words("大家提出的事", "matters raised")
CLOSED = Words("已经办结", "matters closed")
HELD = Words("坐下来商量", "meetings held")
EFFECTIVE = Words("决议生效", "decisions in force")
RUNNING = Words("项目在办", "projects going on")
ACCEPTED = Words("项目验收或结项", "projects finished")
ORDERED = Words("居民点单", "orders")
GATHERED = Words("活动举办", "activities held")
EVALUATED = Words("评估公布", "evaluations published")
UNTOLD = frozenset(("organization", "place", "ledger", "fund", "order"))
"""Kinds whose records are no news: what stands, and what comes by the dozen each day."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something a record has planned for a day: `what` is empty where the title says it."""

    day: date
    record: Record
    what: Written | Words | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the year's figures: how many, counted in what, of what, and the list they stand in."""

    number: int
    unit: Words
    words: Words
    folder: str


@dataclass(frozen=True, slots=True)
class Purse:
    """What was spent in the register's year, and what the funds hold, in the community's currency."""

    paid: Decimal
    held: Decimal | None


def drafts(view: View) -> Iterator[Draft]:
    """Yield the home page."""
    yield Draft("", None, partial(home, view))


def home(view: View) -> Page:
    """Write the home page."""
    register = view.register
    name = view.plain(register.community.name)
    body = view.render(
        "home.html.jinja",
        doors=DOORS,
        windows=open_windows(register),
        calls=open_calls(register),
        purse=purse(register),
        places=[yard for top in yards(register) for yard in top.walk()],
        coming=coming(register),
        services=sum(one.seen for one in register.of(Service)),
        lately=lately(register),
        figures=figures(register),
        coverage=view.approvals.trail.coverage,
    )
    about = register.community.about
    return Page("", name, view.plain(about) if about else name, body)


@lru_cache(maxsize=2)
def purse(register: Register) -> Purse:
    """Add up payments and balances."""
    ours = (None, register.community.currency)
    balances = [
        account.balance
        for account in spending.accounts(register)
        if account.balance is not None and account.fund.currency in ours
    ]
    paid = spending.total(spending.payments(register).get(register.as_of.year, ()))
    return Purse(paid, sum(balances, Decimal(0)) if balances else None)


@lru_cache(maxsize=2)
def coming(register: Register) -> tuple[Coming, ...]:
    """Return what is planned for the weeks ahead, the earliest first."""
    start, end = register.as_of, register.as_of + AHEAD
    found = [it for it in planned(register) if start <= it.day <= end]
    return tuple(sorted(found, key=lambda it: (it.day, it.record.id))[:SOON])


def planned(register: Register) -> Iterator[Coming]:
    """Yield meetings and activities that were announced, ends of windows and calls, milestones not yet reached."""
    for meeting in register.of(Meeting):
        if meeting.visibility == "full" and meeting.held_at and meeting.due():
            yield Coming(register.day(meeting.held_at), meeting, Words("召开", "to be held"))
    for activity in register.of(Activity):
        at = activity.due()
        if activity.visibility == "full" and at:
            yield Coming(register.day(at), activity, Words("举办", "to be held"))
    for decision, window in open_windows(register):
        yield Coming(window.to, decision, Words("公示截止", "last day for comments"))
    for call in open_calls(register):
        if call.call and call.call.to:
            yield Coming(call.call.to, call, Words("申报截止", "last day to apply"))
    for project in register.of(Project):
        if project.live and project.visibility == "full":
            yield from (
                Coming(m.planned, project, m.what) for m in project.milestones if m.actual is None
            )


@lru_cache(maxsize=2)
def lately(register: Register) -> tuple[tuple[date, Record, State], ...]:
    """Return the records that moved last, each with the day and its state."""
    days = moved(register)
    ranked = (
        (days[record.id], record.id)
        for record in seen(register)
        if record.KIND.name not in UNTOLD and record.state is not None
    )
    latest = heapq.nlargest(LATELY, ranked)
    return tuple((day, found := register.records[name], state_of(found)) for day, name in latest)


def reached(register: Register, kind: type[Record], *states: str) -> int:
    """Count the records of `kind` that reached one of `states` in the register's year."""
    return sum(
        any(
            event.to in states and register.day(event.at).year == register.as_of.year
            for _, event in record.standing
        )
        for record in register.of(kind)
    )


@lru_cache(maxsize=2)
def figures(register: Register) -> tuple[Figure, ...]:
    """Return the year's figures that are not nothing."""
    matters, times, items, works = (Words(unit, "") for unit in "件次项个")
    done = ("accepted", "settled", "results_publicised")
    found = (
        Figure(reached(register, Issue, "submitted"), matters, RAISED, "issues"),
        Figure(reached(register, Issue, "closed"), matters, CLOSED, "issues"),
        Figure(reached(register, Meeting, "held"), times, HELD, "meetings"),
        Figure(reached(register, Decision, "effective"), items, EFFECTIVE, "decisions"),
        Figure(running(register), works, RUNNING, "projects"),
        Figure(reached(register, Project, *done), works, ACCEPTED, "projects"),
        Figure(ordered(register), matters, ORDERED, "orders"),
        Figure(reached(register, Activity, "held"), times, GATHERED, "activities"),
        Figure(reached(register, Evaluation, "published"), times, EVALUATED, "evaluations"),
    )
    return tuple(figure for figure in found if figure.number)


def ordered(register: Register) -> int:
    """Count the orders that came in the register's year."""
    firsts = (order.events[0].at for order in register.of(Order))
    return sum(register.day(at).year == register.as_of.year for at in firsts)


def running(register: Register) -> int:
    """Count the projects that go on."""
    return sum(project.id in going_on(register) for project in register.of(Project))
