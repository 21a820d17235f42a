"""公示中: what is open for comment, with days left and how to object; and whom to ring."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.community import Contact
from govgen.kinds.round import Round
from govgen.oversight import Posted, closed_windows, open_calls, open_windows
from govgen.view import Draft, Page, View
from govgen.words import Words

NOTICES = Words("公示中", "Open for comment")
CONTACT = Words("打电话/反映问题", "Call or report")
LATELY = 60
"""Days for which a window that closed is still named."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of open windows and the page of contacts."""
    found = open_windows(view.register)
    closed = closed_windows(view.register, LATELY)
    calls = open_calls(view.register)
    needs = dict.fromkeys(
        [*(decision.id for decision, _ in (*found, *closed)), *(r.id for r in calls)]
    )
    yield Draft("notices/", tuple(needs), partial(notices, view, found, calls, closed))
    yield Draft("contact/", (), partial(contact, view))


def notices(view: View, windows: Posted, calls: tuple[Round, ...], closed: Posted) -> Page:
    """Write what residents may still object to, calls that take applications, and what closed lately."""
    title = NOTICES[view.lang]
    body = view.render(
        "notices.html.jinja", title=title, windows=windows, calls=calls, closed=closed
    )
    return Page("notices/", title, title, body)


def contact(view: View) -> Page:
    """Write whom to ring, about what, when."""
    title = CONTACT[view.lang]
    groups: dict[str, list[Contact]] = {}
    for found in view.register.community.contacts:
        groups.setdefault(found.purpose.value, []).append(found)
    return Page(
        "contact/", title, title, view.render("contact.html.jinja", title=title, groups=groups)
    )
