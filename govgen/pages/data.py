"""数据: what can be downloaded, in which form, under which licence, and how long it stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from govgen import linked
from govgen.editions import EDITIONS, FORMAT
from govgen.export import BASE
from govgen.kind import Kind
from govgen.licence import LICENCES
from govgen.particulars import Visibility
from govgen.record import Record, kinds
from govgen.view import Draft, Page, View
from govgen.words import Words

PATH = "data/"
TITLE = Words("数据", "Data")
ABOUT = Words(
    "网站上公开的内容都可以整份下载，拿去核对、统计、再用。",
    "Everything this site publishes can be downloaded whole, to be checked, counted and used again.",
)
GROWN, CARD = 3 / 2, 400
"""About how much longer JSON is than the files it is made from, and the bytes of a card: as in the sample."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is offered of one kind: how many records, and about how many kB."""

    kind: Kind
    count: int
    size: int


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of downloads."""
    tables = [table(model, view) for model in kinds().values()]
    facts = [(it.count, it.size) for it in tables]
    committee = view.register.community.committee
    yield Draft(PATH, (committee,) if committee else (), partial(page, view, tables), repr(facts))


def table(model: type[Record], view: View) -> Table:
    """Return what is offered of a kind; nobody counts bytes, so the size is an estimate."""
    shown = [it for it in view.register.of(model) if it.visibility is not Visibility.COUNT]
    full = [it.id for it in shown if it.visibility is Visibility.FULL]
    length = sum(len(view.register.documents[name].content) for name in full)
    size = (GROWN * length + CARD * (len(shown) - len(full))) / 1000
    return Table(
        model.KIND, len(shown), max(1, round(size) if size < 10 else round(size / 10) * 10)
    )


def page(view: View, tables: list[Table]) -> Page:
    """Write the page of downloads."""
    title = TITLE[view.lang]
    licence = view.register.community.licence
    body = view.render(
        "data.html.jinja",
        title=title,
        about=ABOUT[view.lang],
        tables=tables,
        licence=licence,
        known=LICENCES.get(licence),
        editions=EDITIONS[::-1],
    )
    return Page(PATH, title, title, body, linked.block(dataset(view, tables)))


def dataset(view: View, tables: list[Table]) -> linked.Json:
    """Say in schema.org's words what can be downloaded."""
    community, register = view.register.community, view.register
    address = community.site_url
    depth = 1 if view.lang == view.first else 2
    root = f"{address.rstrip('/')}/" if address else "../" * depth
    licence = LICENCES.get(community.licence)
    committee = register.get(community.committee)
    return {
        "@type": "Dataset",
        "name": f"{view.plain(community.name)} · {TITLE[view.lang]}",
        "description": ABOUT[view.lang],
        **({"url": f"{view.follow.root}{PATH}"} if view.follow.host else {}),
        "dateModified": register.as_of.isoformat(),
        "version": FORMAT,
        "inLanguage": list(community.languages),
        "isAccessibleForFree": True,
        "license": licence.deed if licence else community.licence,
        "creator": {
            "@type": "Organization",
            "name": view.name(committee) if committee else view.plain(community.name),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "name": it.kind.plural[view.lang],
                "encodingFormat": media,
                "contentUrl": f"{root}{BASE}/{it.kind.folder}.{ending}",
            }
            for it in tables
            for ending, media in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }
