"""One page a record, from the template beside its kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen import drawn, linked, matching
from govgen.kinds.fund import Fund
from govgen.kinds.meeting import Meeting
from govgen.kinds.organization import Organization
from govgen.kinds.place import Place
from govgen.kinds.resource import Resource
from govgen.kinds.round import Round
from govgen.kinds.service import Service
from govgen.record import Record
from govgen.steps import since
from govgen.view import Draft, Page, View
from govgen.wording import upfirst


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of each record that has one."""
    for record in view.register.records.values():
        if record.visibility != "count":
            found, facts = needs(record, view)
            last = view.commits.get(record.id)
            matter = view.matters.get(record.id)
            yield Draft(
                address(record),
                found,
                partial(page, record, view),
                f"{last} {facts}",
                matter.root if matter else "",
            )


def address(record: Record) -> str:
    """Return the address of a record's page."""
    return f"{record.KIND.folder}/{record.id}/"


def needs(record: Record, view: View) -> tuple[tuple[str, ...], str]:
    """Return the ids of what a record's page may show, and what it counts beside them."""
    register = view.register
    own = (record.id, *register.named[record.id])
    match record:
        case Place():
            shown, facts = drawn.place.shown(record, register)
            facts += f" {view.follow.calendar(address(record))}"
            own = (*own, *(body.id for body in register.back(record.id, Organization)))
        case Organization():
            shown, facts = drawn.organization.shown(record, register)
            facts += drawn.workload.facts(record.id, register)
        case Service():
            shown = tuple(connected(record, view))
            facts = drawn.workload.facts(record.id, register)
            facts += f" {matching.waiting(record, register)}"
        case Resource():
            shown = tuple(connected(record, view))
            facts = str(matching.waiting(record, register))
        case _:
            shown, facts = tuple(connected(record, view)), ""
    committee = register.community.committee
    return tuple(dict.fromkeys((*own, *shown, *((committee,) if committee else ())))), facts


def connected(record: Record, view: View) -> Iterator[str]:
    """Yield the ids of what names the record, of the matters that a meeting was about, of what a fund pays."""
    register = view.register
    yield from register.referrers.get(record.id, ())
    if isinstance(record, Meeting):
        topics = (register.get(item.record) for item in record.agenda)
        found = (view.matters.get(topic.id) for topic in topics if topic is not None)
        yield from (matter.root for matter in found if matter)
    if isinstance(record, Fund):
        yield from drawn.fund.shown(record, register)
    if isinstance(record, Round) and record.award and record.award in register.records:
        yield from register.named[record.award]


def page(record: Record, view: View) -> Page:
    """Write a record's page."""
    body = view.render(f"{record.KIND.name}.html.jinja", r=record)
    title = view.name(record)
    return Page(
        address(record),
        title,
        description(record, view),
        body,
        head(record, view),
        view.register.documents[record.id].path,
    )


def description(record: Record, view: View) -> str:
    """Say in plain words where the record stands and what comes next, as it is shown where a link is shared."""
    word, _ = view.chip(record)
    reached, step = since(record), view.next(record)
    on = view.dated(record, reached, "date") if reached else ""
    by = view.dated(record, step.due, "medium") if step and step.due else ""
    who = step.who if step and record.visibility == "full" else None
    doer = view.named(who).title.striptags() if who else ""
    kind = f"{upfirst(record.KIND.words[view.lang])} {record.id}"
    if view.lang == "zh":
        now = f"{kind}：{word}{f'（{on}）' if on else ''}。"
        ahead = (
            f"下一步：{f'{doer}，' if doer else ''}{step.what.zh}{f'，{by}前' if by else ''}。"
            if step
            else ""
        )
    else:
        now = f"{kind}: {word}{f' ({on})' if on else ''}."
        ahead = (
            f" Next: {f'{doer}: ' if doer else ''}{step.what.en}{f', by {by}' if by else ''}."
            if step
            else ""
        )
    return now + ahead


def head(record: Record, view: View) -> str:
    """Return the page's metadata: id, commit, schema.org."""
    commit = view.commits.get(record.id)
    last = f'<meta name="govgen:commit" content="{commit}">' if commit else ""
    own = f'<meta name="govgen:id" content="{record.id}">'
    return f"{own}{last}{linked.of_record(record, view)}"
