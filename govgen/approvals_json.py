"""The approvals of all records as data: what `govgen history` tells of each, as far as anybody may have it.

The same is left out as on pages: records that are only counted, all but the progress of cards, small
groups, personal data; and of people everything but office and title.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pydantic_core import to_json

from govgen import daybook
from govgen.approvals import Approver
from govgen.cache import code_digest
from govgen.difference import Change, changes
from govgen.editions import FORMAT
from govgen.particulars import Visibility
from govgen.people import Person
from govgen.receipts import Receipt
from govgen.record import kind_of
from govgen.register import Register
from govgen.trail import Archive
from govgen.veil import carded, openness, veil

PATH = "data/v1/approvals.json"
Json = dict[str, Any]


def part(register: Register, archive: Archive | None) -> tuple[str, str, Any]:
    """Return the file as (path, what it is made from, how)."""
    state = archive.state if archive else ""
    shape = repr(daybook.shape(register, archive))
    told = "\n".join((code_digest(), state, daybook.stand(register), shape))
    key = hashlib.sha256(told.encode()).hexdigest()
    return PATH, key, partial(content, register, archive)


def content(register: Register, archive: Archive | None) -> bytes:
    """Write the file; without a history that can be read, `records` is empty and `trouble` says why."""
    trail = archive.trail if archive else None
    known = trail.receipts.by_record if trail and trail.receipts else {}
    found = ((record, versions(register, receipts)) for record, receipts in sorted(known.items()))
    records = [
        {"id": record, "kind": kind.KIND.name if kind else "", "versions": told}
        for record, told in found
        for kind in (kind_of(record),)
        if told
    ]
    return (
        to_json(
            {
                "format": FORMAT,
                "commit": archive.tip if archive else None,
                "trouble": [{"zh": it.zh, "en": it.en} for it in trail.trouble] if trail else [],
                "records": records,
            },
            indent=1,
        )
        + b"\n"
    )


def versions(register: Register, receipts: tuple[Receipt, ...]) -> list[Json]:
    """Return the versions of one record, the oldest first."""
    return [version(register, it) for it in receipts if daybook.seen(register, it)]


def version(register: Register, receipt: Receipt) -> Json:
    """Return one version."""
    told = receipt.approval
    whole = openness(register, receipt.before, receipt.after) is Visibility.FULL
    changed = [*seen(register, receipt)]
    people = receipt.setting.authority.by_id
    return {
        "commit": receipt.version.commit,
        "time": moment(receipt.time.isoformat(), whole=whole),
        "recorded": moment(receipt.recorded.isoformat(), whole=whole),
        "class": told.kind,
        "integrity": told.integrity,
        "redacted": receipt.redacted,
        "events": [it["after"] for it in changed if added(it)],
        "changes": changed,
        "approval": {
            "word": told.word,
            "meaning": told.meaning,
            "approvers": [approver(one, people) for one in told.approvers],
            "authors": [one or None for one in told.authors],
            "reasons": [*told.faults, *told.doubts],
        },
    }


def moment(at: str, *, whole: bool) -> str:
    """Return an instant; of a card only its day."""
    return at if whole else at[:10]


def added(change: Json) -> bool:
    """Whether a change is an event that was added."""
    route = str(change["route"])
    return route.startswith("/events/") and route.count("/") == 2 and change["before"] is None


def seen(register: Register, receipt: Receipt) -> Iterator[Json]:
    """Yield what changed, as far as it may be told; of a whole record only that it came or went."""
    if kind_of(receipt.record) is None or receipt.redacted:
        return
    card = openness(register, receipt.before, receipt.after) is Visibility.CARD
    drawn = veil(register)
    for change in changes(receipt.before, receipt.after):
        bare = carded(change) if card else change
        found = drawn.over(bare) if bare else None
        if found:
            yield told(found)


def told(change: Change) -> Json:
    """Return one change."""
    if not change.way:
        came = change.before is None
        return {"route": "", "before": None if came else {}, "after": {} if came else None}
    found = change.difference
    return {"route": found.route, "before": found.before, "after": found.after}


def approver(one: Approver, people: Mapping[str, Person]) -> Json:
    """Return an approver by office and title; of an account nobody knows, only that there is one."""
    person = people.get(one.id)
    return {
        "id": person.id if person else None,
        "title": person.title if person else None,
        "evidence": one.evidence,
        "source": one.source,
    }
