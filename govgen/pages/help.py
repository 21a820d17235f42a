"""帮助: how to read, object, order and check; how to keep the register; how to add to govgen.

A community leaves the section out with `help: false`, or puts a page of its own in the place of one
(`site_src/zh/help/order.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.chapters import AUDIENCES, chapter
from govgen.community import Contact
from govgen.record import kinds
from govgen.rulebook import grouped, heading
from govgen.sheet import COMMON
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("帮助", "Help")
ASK = {"read": "office", "object": "objection", "order": "service", "check": "supervision"}
"""By chapter, what the office to ring is for."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the index and every chapter."""
    if not view.register.community.help:
        return
    yield Draft("help/", (), partial(index, view), lasting=True)
    for audience in AUDIENCES:
        for name in audience.chapters:
            contact = view.contact_for(ASK[name]) if name in ASK else None
            write = partial(page, view, name, contact)
            yield Draft(f"help/{name}/", (), write, repr(contact), lasting=True)


def index(view: View) -> Page:
    """Write the index."""
    title = TITLE[view.lang]
    body = view.render(
        "help.html.jinja",
        title=title,
        audiences=[
            (audience, [chapter(name, view.lang) for name in audience.chapters])
            for audience in AUDIENCES
        ],
        forms=[
            (COMMON[view.lang], "~/help/kinds/"),
            *(
                (it.KIND.words[view.lang], f"~/help/kinds/{it.KIND.name}/")
                for it in kinds().values()
            ),
        ],
        rules=[(heading(it, view.lang), f"~/help/rules/{it}/") for it in grouped()],
    )
    return Page("help/", title, title, body)


def page(view: View, name: str, contact: Contact | None) -> Page:
    """Write one chapter."""
    found = chapter(name, view.lang)
    body = view.render("chapter.html.jinja", chapter=found, contact=contact)
    return Page(f"help/{name}/", found.title, found.lead, body)
