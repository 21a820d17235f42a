"""What a page tells machines: schema.org as JSON-LD, in a data block that no browser runs.

Only what the page itself shows is there: of a card its kind and id. Addresses are absolute where the
register knows its site, else relative to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from govgen.kinds.activity import Activity
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.ledger import Ledger
from govgen.kinds.meeting import Meeting
from govgen.kinds.organization import Organization
from govgen.kinds.place import Place
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.particulars import Visibility
from govgen.record import Record
from govgen.scalars import When
from govgen.words import Words

if TYPE_CHECKING:
    from govgen.view import View

Json = dict[str, Any]
HOME = Words("首页", "Home")
TYPES = {
    "activity": "Event",
    "evaluation": "Report",
    "fund": "FundingScheme",
    "ledger": "Report",
    "meeting": "Event",
    "organization": "Organization",
    "place": "Place",
    "project": "Project",
    "round": "FundingScheme",
    "service": "Service",
}
"""The type of each kind; the others are a CreativeWork."""
BODIES = {
    "subdistrict": "GovernmentOrganization",
    "department": "GovernmentOrganization",
    "social_org": "NGO",
    "charity": "NGO",
}
OFFERED = {
    "talent": "Service",
    "technology": "Service",
    "venue": "Place",
    "equipment": "Product",
    "money": "Grant",
}
STATUS = {"cancelled": "EventCancelled", "voided": "EventCancelled", "postponed": "EventPostponed"}


def block(*told: Json) -> str:
    """Return a data block for the page's head."""
    text = to_json({"@context": "https://schema.org", "@graph": told}).decode()
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>'


def of_record(record: Record, view: View) -> str:
    """Return the data block of a record's page: what it is, and the way to it."""
    kind = record.KIND
    way = ((HOME[view.lang], ""), (kind.plural[view.lang], f"{kind.folder}/"))
    return block(about(record, view), breadcrumbs(way, view, "../../"))


def about(record: Record, view: View) -> Json:
    """Say what a record is."""
    told: Json = {"@type": type_of(record), "identifier": record.id, "name": view.name(record)}
    if view.follow.host:
        told["url"] = f"{view.follow.root}{record.KIND.folder}/{record.id}/"
    if told["@type"] in ("CreativeWork", "Event", "Report"):
        told["inLanguage"] = view.lang
    if record.visibility is Visibility.FULL:
        told |= dict(more(record, view))
    return told


def type_of(record: Record) -> str:
    """Return the type of a record; of a card it is that of its kind."""
    if record.visibility is not Visibility.FULL:
        return TYPES.get(record.KIND.name, "CreativeWork")
    match record:
        case Organization():
            return BODIES.get(record.type.value, "Organization")
        case Resource():
            return OFFERED[record.type.value]
    return TYPES.get(record.KIND.name, "CreativeWork")


def more(record: Record, view: View) -> Iterator[tuple[str, object]]:
    """Yield what else a record shown in full tells, as its type has it."""
    match record:
        case Meeting():
            times = [record.held_at] if record.held_at else []
            where = view.plain(record.venue) if record.venue else None
            yield from event(record, view, times, where, record.convenor)
        case Activity():
            times = [it for one in record.sessions for it in (one.at, one.until) if it]
            where = next((view.plain(it.venue) for it in record.sessions if it.venue), None)
            lead = next((it.org for it in record.organizations if it.role.value == "lead"), None)
            yield from event(record, view, times, where, lead)
        case Service():
            yield from named("provider", record.provider, view)
            yield from named("areaServed", record.place, view)
            yield "serviceType", record.category.words[view.lang]
        case Organization():
            yield from named("parentOrganization", record.parent, view)
        case Place():
            yield from named("containedInPlace", record.parent, view)
            if record.address:
                yield "address", view.plain(record.address)
        case Evaluation():
            yield from named("author", record.evaluator, view)
            yield "dateModified", day(record.events[-1].at)
        case Ledger() if record.entries:
            yield "dateModified", max(day(entry.at) for entry in record.entries)
        case _ if type_of(record) in ("CreativeWork", "Report"):
            yield "dateModified", day(record.events[-1].at)
            yield from named("spatialCoverage", record.place, view)


def event(
    record: Record, view: View, times: Iterable[When], where: str | None, by: str | None
) -> Iterator[tuple[str, object]]:
    """Yield when and where something takes place, who calls it, and whether it does."""
    moments = sorted(it.isoformat() for it in times)
    if moments:
        yield "startDate", moments[0]
    if len(moments) > 1:
        yield "endDate", moments[-1]
    if where:
        yield "location", {"@type": "Place", "name": where}
    else:
        yield from named("location", record.place, view)
    yield from named("organizer", by, view)
    yield "eventStatus", f"https://schema.org/{STATUS.get(record.state or '', 'EventScheduled')}"


def day(at: When) -> str:
    """Return the day of an event."""
    return at.isoformat()[:10]


def named(key: str, record_id: str | None, view: View) -> Iterator[tuple[str, Json]]:
    """Yield an organisation or a place by name, where it is a record that is shown in full."""
    found = view.register.get(record_id)
    if found is not None and found.visibility is Visibility.FULL:
        yield key, {"@type": type_of(found), "name": view.name(found)}


def breadcrumbs(way: Iterable[tuple[str, str]], view: View, up: str) -> Json:
    """Return the way to a page: names and addresses below the language's root, to which `up` leads."""
    root = view.follow.root if view.follow.host else up
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{root}{path}"}
        for number, (name, path) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
