"""活动日历: what is to come, the next first; then what took place, month by month, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from govgen.gathering import begins
from govgen.kinds.activity import Activity
from govgen.pages.lists import Shelf, shelved
from govgen.view import Draft, Page, View

BASE = "activities/"
LATEST = 60
"""Past activities on the calendar; all stand in their years."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the calendar; `govgen.pages.lists` yields the years."""
    shelf = shelved(view, Activity.KIND)
    register = view.register
    shown = [one for one in register.of(Activity) if one.visibility == "full"]
    ranked = sorted(shown, key=lambda one: (begins(one, register), one.id))
    coming = [one for one in ranked if one.state == "announced"]
    past = [one for one in reversed(ranked) if one.state != "announced"]
    needs = (name for one in (*coming, *past[:LATEST]) for name in (one.id, one.place) if name)
    yield Draft(
        BASE,
        tuple(dict.fromkeys(needs)),
        partial(page, view, shelf, coming, past[:LATEST]),
        shelf.facts,
    )


def page(view: View, shelf: Shelf, coming: Sequence[Activity], past: Sequence[Activity]) -> Page:
    """Write the calendar."""
    months: dict[tuple[int, int], list[tuple[date, Activity]]] = {}
    for one in past:
        day = begins(one, view.register)
        months.setdefault((day.year, day.month), []).append((day, one))
    title = Activity.KIND.plural[view.lang]
    body = view.render(
        "activities.html.jinja",
        title=title,
        shelf=shelf,
        coming=[(begins(one, view.register), one) for one in coming],
        months=months,
    )
    return Page(BASE, title, title, body)
