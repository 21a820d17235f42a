"""What can be posted on a notice board today: windows to object in, decisions in force, meetings, activities, calls.

A record has one poster at most. Once there is nothing to post any more, its address leads on to the
record for a year after the last step, so that a register of many years is not doubled by them; the code
on the paper leads to the record for good. Only what is shown in full is posted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from unicodedata import east_asian_width

from govgen.aliases import page
from govgen.drawn.decision import OPEN
from govgen.kinds.activity import Activity, Session
from govgen.kinds.decision import Decision, DecisionType
from govgen.kinds.meeting import Meeting
from govgen.kinds.project import Project
from govgen.kinds.round import Round
from govgen.particulars import Role
from govgen.publicity import Purpose, Window
from govgen.record import Record
from govgen.register import Register
from govgen.sections import Site
from govgen.steps import moved
from govgen.words import Words

NOTICE = Words("公示", "Public notice")
RULING = Words("公告", "Decision in force")
MEETING = Words("会议通知", "Notice of meeting")
ACTIVITY = Words("活动通知", "Coming up")
CALL = Words("征集公告", "Call for applications")
GENRES = (NOTICE, MEETING, ACTIVITY, CALL, RULING)
"""In the order in which they press."""
IN_FORCE = ("effective", "implemented")
KEPT = timedelta(days=366)
"""How long a decision that took effect can be posted (rules as long as they are in force), and an address leads on."""
LINE, FACT, TITLE, LONG = 60, 40, 20, 28
"""Latin letters in a line of a poster's text, of a fact, of its title, of one that is long; half as many Chinese characters."""
ROOM = 15
"""Lines of text on a poster without a title; each line of that takes two."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What is posted of a record: in which form, by whom (an id, or none), dated when, good until when.

    `windows` are those open or to come, `sessions` those to come.
    """

    record: Record
    genre: Words
    issuer: str | None
    on: date
    until: date | None
    windows: tuple[Window, ...] = ()
    sessions: tuple[Session, ...] = ()


@lru_cache(maxsize=2)
def posters(register: Register) -> tuple[Poster, ...]:
    """Return all that can be posted on the register's day: form by form, the first to end first, rulings the latest first."""
    found = [it for record in candidates(register) if (it := poster(record, register))]
    return tuple(sorted(found, key=urgency))


def urgency(it: Poster) -> tuple[int, int, str]:
    """Rank a poster among the others."""
    until = it.until if it.genre is not RULING else None
    day = until.toordinal() if until else -it.on.toordinal()
    return GENRES.index(it.genre), day, it.record.id


def candidates(register: Register) -> Iterator[Record]:
    """Yield the records that are, or once were, something to post."""
    for kind in (Decision, Meeting, Activity, Round):
        for record in register.of(kind):
            if record.visibility == "full" and postable(record):
                yield record


def postable(record: Record) -> bool:
    """Whether a record has what a poster must tell: a window or a day."""
    match record:
        case Decision():
            return bool(record.windows or record.effective_from)
        case Meeting():
            return record.held_at is not None
        case Activity():
            return bool(record.sessions)
        case Round():
            return bool(record.call and record.call.to)
    return False


def poster(record: Record, register: Register) -> Poster | None:
    """Return what can be posted of `record` on the register's day."""
    if record.visibility != "full" or not postable(record):
        return None
    today = register.as_of
    since = register.day(record.course[-1][1].at) if record.course else today
    lead = next((it.org for it in record.organizations if it.role is Role.LEAD), None)
    issuer = lead or register.community.committee
    match record:
        case Decision():
            found = windows(record, today)
            if found:
                on = min(it.posted_on or it.from_ for it in found)
                return Poster(record, NOTICE, issuer, on, max(it.to for it in found), found)
            on = record.effective_from or since
            recent = record.type is DecisionType.RULE or today - on <= KEPT
            if recent and record.state in IN_FORCE and (record.effective_until or today) >= today:
                return Poster(record, RULING, issuer, on, record.effective_until)
        case Meeting() if record.due() and record.held_at:
            day = register.day(record.held_at)
            on = record.notice.on if record.notice else since
            return Poster(record, MEETING, record.convenor, on, day) if day >= today else None
        case Activity() if record.state == "announced":
            left = tuple(it for it in record.sessions if register.day(it.at) >= today)
            last = register.day(left[-1].at) if left else None
            return Poster(record, ACTIVITY, issuer, since, last, sessions=left) if left else None
        case Round() if record.state == "called" and record.call and record.call.to:
            on = record.call.from_ or since
            return (
                Poster(record, CALL, issuer, on, record.call.to)
                if record.call.to >= today
                else None
            )
    return None


def windows(decision: Decision, today: date) -> tuple[Window, ...]:
    """Return the windows in which residents may object, today or later."""
    result = decision.state in ("implemented", "results_publicised")
    return tuple(
        it
        for it in decision.windows
        if it.to >= today and (decision.state in OPEN or (result and it.purpose is Purpose.RESULT))
    )


def amount(decision: Decision, register: Register) -> Decimal | None:
    """Return the money a decision disposes of in its currency: its awards, else what projects say it approved."""
    if decision.awards:
        return decision.awarded
    approved = [
        it.approved
        for project in register.back(decision.id, Project)
        if project.visibility == "full" and project.currency == decision.currency
        for it in project.funding
        if it.decision == decision.id and it.approved is not None
    ]
    return sum(approved, Decimal(0)) if approved else None


def lines(text: str, length: int = LINE) -> int:
    """Return how many lines of `length` Latin letters a text takes; a Chinese character counts two."""
    wide = (
        sum(2 if east_asian_width(it) in "WF" else 1 for it in row) for row in text.splitlines()
    )
    return sum(-(-one // length) for one in wide)


def fitting(
    text: str, title: str, beside: Iterable[str], facts: Iterable[str]
) -> tuple[str, bool, str]:
    """Return as much of a Markdown text as a poster has room for, whether it is all, and its size: large, long or none.

    `beside` are the other texts under the title; large type takes twice the room, and that there is
    more to read takes a line. A title of more than five lines is long: its type is smaller.
    """
    size = "long" if lines(title, TITLE) > 5 else ""
    room = ROOM - (3 * lines(title, LONG) // 2 if size else 2 * lines(title, TITLE))
    taken = sum(map(lines, beside)) + sum(lines(fact, FACT) for fact in facts)
    if taken + lines(text) <= room:
        fits = 2 * (taken + lines(text)) + 2 <= room
        return text, True, size or ("large" if fits else "")
    kept: list[str] = []
    for row in text.splitlines():
        if taken + lines("\n".join((*kept, row))) >= room:
            break
        kept.append(row)
    return "\n".join(kept).strip(), False, size


def forwards(register: Register, site: Site) -> Iterator[tuple[str, str]]:
    """Yield a page that leads on to the record, as (file of the site, HTML), where a poster has lately had its day."""
    last = moved(register)
    for record in candidates(register):
        if register.as_of - last[record.id] <= KEPT and not poster(record, register):
            html = page(record.KIND.folder, record.id)
            for lang in site.languages:
                yield f"{site.prefix(lang)}posters/{record.id}/index.html", html
