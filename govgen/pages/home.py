"""The home page: five large buttons, what is open, what comes soon, what changed, the year in figures."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from govgen import spending
from govgen.kinds.decision import Decision
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.issue import Issue
from govgen.kinds.meeting import Meeting
from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.neighbourhood import yards
from govgen.oversight import open_windows, seen
from govgen.record import Record, State, standing
from govgen.steps import pending
from govgen.view import Draft, Page, View
from govgen.wording import Written
from govgen.words import Words

LATELY = 8
"""Changes on the home page, one a record."""
SOON = 6
AHEAD = timedelta(days=120)
RAISED = Words("居民提出的事", "matters raised")
CLOSED = Words("已经办结", "matters closed")
HELD = Words("坐下来商量", "meetings held")
EFFECTIVE = Words("决议生效", "decisions in force")
RUNNING = Words("项目在办", "projects going on")
ACCEPTED = Words("项目验收或结项", "projects finished")
EVALUATED = Words("评估公布", "evaluations published")
STANDING = frozenset(("organization", "place", "ledger", "fund"))


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


def drafts(view: View) -> Iterator[Draft]:
    """Yield the home page."""
    yield Draft("", None, partial(home, view))


def home(view: View) -> Page:
    """Write the home page."""
    register = view.register
    name = view.plain(register.community.name)
    body = view.render(
        "home.html.jinja",
        windows=open_windows(register),
        calls=[r for r in register.of(Round) if r.state == "called"],
        money=Purse.of(view),
        places=[yard for top in yards(register) for yard in top.walk()],
        coming=coming(view),
        lately=lately(view),
        figures=list(figures(view)),
    )
    about = register.community.about
    return Page("", name, view.plain(about) if about else name, body)


@dataclass(frozen=True, slots=True)
class Purse:
    """What projects paid out in the register's year, and what the funds hold, in the community's currency."""

    paid: Decimal
    held: Decimal | None

    @classmethod
    def of(cls, view: View) -> Purse:
        """Add up payments and balances."""
        register = view.register
        ours = (None, register.community.currency)
        balances = [
            account.balance
            for account in spending.accounts(register)
            if account.balance is not None and account.fund.currency in ours
        ]
        paid = spending.total(spending.payments(register).get(register.as_of.year, ()))
        return cls(paid, sum(balances, Decimal(0)) if balances else None)


def coming(view: View) -> list[Coming]:
    """Return what is planned for the weeks ahead, the earliest first."""
    start, end = view.register.as_of, view.register.as_of + AHEAD
    found = [it for it in planned(view) if start <= it.day <= end]
    return sorted(found, key=lambda it: (it.day, it.record.id))[:SOON]


def planned(view: View) -> Iterator[Coming]:
    """Yield meetings that were announced, ends of windows and calls, milestones not yet reached."""
    register = view.register
    for meeting in register.of(Meeting):
        if meeting.visibility == "full" and meeting.held_at and meeting.due():
            yield Coming(register.day(meeting.held_at), meeting, Words("召开", "to be held"))
    for decision, window in open_windows(register):
        yield Coming(window.to, decision, Words("公示截止", "last day for comments"))
    for call in register.of(Round):
        if call.state == "called" and call.call and call.call.to:
            yield Coming(call.call.to, call, Words("申报截止", "last day to apply"))
    for project in register.of(Project):
        if project.live and project.visibility == "full":
            yield from (Coming(m.planned, project, m.what) for m in project.milestones if m.actual is None)


def lately(view: View) -> list[tuple[date, Record, State]]:
    """Return the latest step of the records that moved last."""
    register = view.register
    steps = (
        (register.day(event.at), record.id, event.to or "")
        for record in seen(register)
        if record.KIND.name not in STANDING
        for _, event in list(standing(record.events))[-1:]
    )
    latest = heapq.nlargest(LATELY, steps)
    return [(day, register.records[name], view.state(register.records[name])) for day, name, _ in latest]


def reached(view: View, kind: type[Record], *states: str) -> int:
    """Count the records of `kind` that reached one of `states` in the register's year."""
    register = view.register
    return sum(
        any(
            event.to in states and register.day(event.at).year == register.as_of.year
            for _, event in standing(record.events)
        )
        for record in register.of(kind)
    )


def figures(view: View) -> Iterator[Figure]:
    """Yield the year's figures that are not nothing."""
    matters, times, items, works = (Words(unit, "") for unit in "件次项个")
    done = ("accepted", "settled", "results_publicised")
    found = (
        Figure(reached(view, Issue, "submitted"), matters, RAISED, "issues"),
        Figure(reached(view, Issue, "closed"), matters, CLOSED, "issues"),
        Figure(reached(view, Meeting, "held"), times, HELD, "meetings"),
        Figure(reached(view, Decision, "effective"), items, EFFECTIVE, "decisions"),
        Figure(running(view), works, RUNNING, "projects"),
        Figure(reached(view, Project, *done), works, ACCEPTED, "projects"),
        Figure(reached(view, Evaluation, "published"), times, EVALUATED, "evaluations"),
    )
    yield from (figure for figure in found if figure.number)


def running(view: View) -> int:
    """Count the projects that go on."""
    return sum(pending(project) for project in view.register.of(Project))
