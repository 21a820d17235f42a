"""供需对接: needs against offers, the widest gap first; then the orders that no unit has, with what fits them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from govgen.demand import GAPS, TONES, Gap, Need, a_year_before, demand, figure
from govgen.kinds.issue import Category
from govgen.kinds.order import Order
from govgen.matching import Fit, paired
from govgen.register import Register
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View
from govgen.words import Words

BASE = "matching/"
TITLE = Words("供需对接", "Needs and offers")
LACKING = frozenset(GAPS[: GAPS.index(Gap.WAITING)])
"""Gaps that only something new to offer would close."""
Pair = tuple[Order, tuple[Fit, ...]]


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page; where many orders wait, they go on in pages of their own."""
    needs = demand(view.register)
    for part in slices(paired(view.register), BASE):
        shown = needs if part.number == 1 else ()
        facts = repr(([one.facts for one in shown], [told(pair) for pair in part.items]))
        names = tuple(dict.fromkeys(named(shown, part)))
        yield Draft(part.path, names, partial(page, view, shown, part), f"{part.whole} {facts}")


def told(pair: Pair) -> tuple[object, ...]:
    """Return an order and its fits as plain values."""
    return pair[0].id, [(fit.offer.id, fit.reasons) for fit in pair[1]]


def named(needs: tuple[Need, ...], part: Slice[Pair]) -> Iterator[str]:
    """Yield the ids of all records that the page names."""
    for need in needs:
        offers = (*need.services, *need.resources, *need.partly)
        yield from (name for name in (need.place, *(one.id for one in offers)) if name)
    for order, found in part.items:
        yield from (name for name in (order.id, order.place) if name)
        yield from (fit.offer.id for fit in found)


def page(view: View, needs: tuple[Need, ...], part: Slice[Pair]) -> Page:
    """Write the page, or one that goes on with the orders."""
    whole = [one for one in needs if one.place is None]
    body = view.render(
        "matching.html.jinja",
        title=TITLE[view.lang],
        lacking=[one for one in whole if one.gap in LACKING],
        offered=[one for one in whole if one.gap not in LACKING],
        places=by_category(needs),
        most=max((one.ordered or 0 for one in whole), default=0),
        tones=TONES,
        figure=figure,
        begin=a_year_before(view.register.as_of),
        hidden=hidden(whole, view.register),
        part=part,
    )
    return Page(part.path, TITLE[view.lang], TITLE[view.lang], body)


def by_category(needs: tuple[Need, ...]) -> dict[Category, list[Need]]:
    """Return the rows of places by need."""
    found: dict[Category, list[Need]] = {}
    for one in needs:
        if one.place is not None:
            found.setdefault(one.category, []).append(one)
    return found


def hidden(whole: list[Need], register: Register) -> dict[Category, int | None]:
    """Return how many unclaimed orders of each need are not told one by one; none where withheld."""
    shown = Counter(order.category for order, _ in paired(register))
    found = {
        one.category: None if one.unclaimed is None else one.unclaimed - shown[one.category]
        for one in whole
    }
    return {category: number for category, number in found.items() if number != 0}
