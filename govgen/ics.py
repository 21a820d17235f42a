"""Appointments as an iCalendar file (RFC 5545), byte for byte the same for the same appointments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo

from govgen.appointments import Appointment
from govgen.scalars import When

WIDTH = 75
"""Octets of a line before it is folded."""


def calendar(title: str, found: Iterable[Appointment], site: str, root: str, zone: tzinfo) -> str:
    """Return a calendar called `title`; UIDs end in `site`, addresses begin with `root`.

    Hours are written in UTC; a stamp of a day is its midnight in `zone`.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//govgen//govgen//ZH",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for one in found:
        lines += event(one, site, root, zone)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def event(one: Appointment, site: str, root: str, zone: tzinfo) -> Iterator[str]:
    """Yield the lines of one appointment."""
    address = f"{root}{one.record.KIND.folder}/{one.record.id}/"
    yield "BEGIN:VEVENT"
    yield f"UID:{one.name}@{site}"
    yield f"SEQUENCE:{one.sequence}"
    yield f"DTSTAMP:{utc(one.stamp, zone)}"
    yield from span(one)
    yield f"SUMMARY:{escaped(one.title)}"
    yield f"DESCRIPTION:{escaped(chr(10).join((*one.lines, address)))}"
    if one.place:
        yield f"LOCATION:{escaped(one.place)}"
    yield f"URL:{address}"
    yield f"STATUS:{one.status}"
    if not isinstance(one.at, datetime):
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def span(one: Appointment) -> Iterator[str]:
    """Yield beginning and end; the end of whole days is the day after the last."""
    if isinstance(one.at, datetime):
        yield f"DTSTART:{utc(one.at, UTC)}"
        if isinstance(one.last, datetime) and one.last > one.at:
            yield f"DTEND:{utc(one.last, UTC)}"
        return
    last = one.last.date() if isinstance(one.last, datetime) else one.last
    yield f"DTSTART;VALUE=DATE:{one.at:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{max(last, one.at) + timedelta(days=1):%Y%m%d}"


def utc(at: When, zone: tzinfo) -> str:
    """Write an instant, or the midnight of a day in `zone`."""
    found = at if isinstance(at, datetime) else datetime.combine(at, time(), zone)
    return f"{found.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Write a text value: backslash, semicolon, comma and new lines escaped."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def folded(line: str) -> str:
    """Fold a line so that none is over 75 octets and no character is split."""
    parts, width = [""], 0
    for sign in line:
        size = len(sign.encode())
        if width + size > WIDTH:
            parts.append("")
            width = 1
        parts[-1] += sign
        width += size
    return "\r\n ".join(parts)
