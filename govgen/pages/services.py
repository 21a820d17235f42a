"""服务菜单: what is offered, by need, what is open first; then the same by whom it is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from govgen.kinds.issue import Category
from govgen.kinds.service import Service
from govgen.offer import Audience
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View

BASE = "services/"
NEEDS = tuple(Category)


def drafts(view: View) -> Iterator[Draft]:
    """Yield the menu, in pages where it is long."""
    shown = [one for one in view.register.of(Service) if one.visibility == "full"]
    ranked = sorted(shown, key=lambda one: (not one.open, NEEDS.index(one.category), one.id))
    for part in slices(ranked, BASE):
        needs = (name for one in part.items for name in (one.id, one.provider))
        yield Draft(
            part.path, tuple(dict.fromkeys(needs)), partial(page, view, part), str(part.whole)
        )


def page(view: View, part: Slice[Service]) -> Page:
    """Write one page of the menu."""
    title = Service.KIND.plural[view.lang]
    running = [one for one in part.items if one.open]
    body = view.render(
        "services.html.jinja",
        title=title,
        needs=by_need(running),
        audiences=by_audience(running),
        ended=[one for one in part.items if not one.open],
        part=part,
    )
    return Page(part.path, title, title, body)


def by_need(services: Sequence[Service]) -> dict[Category, list[Service]]:
    """Sort services by need; they come in the order of needs."""
    found: dict[Category, list[Service]] = {}
    for one in services:
        found.setdefault(one.category, []).append(one)
    return found


def by_audience(services: Sequence[Service]) -> dict[Audience, list[Service]]:
    """Sort services by whom they are for; one may be for several."""
    found = {who: [one for one in services if who in one.audience] for who in Audience}
    return {who: offers for who, offers in found.items() if offers}
