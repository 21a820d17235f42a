"""我家院子: every place from the community down to the stairwell, each with what goes on there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from govgen.neighbourhood import Yard, yards
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("我家院子", "My courtyard")
BASE = "places/"


def drafts(view: View) -> Iterator[Draft]:
    """Yield the tree of places, in pages where there are many."""
    rows = [yard for top in yards(view.register) for yard in top.walk()]
    for part in slices(rows, BASE):
        trees = tuple(kept(yards(view.register), {yard.place.id for yard in part.items}))
        shown = [yard for top in trees for yard in top.walk()]
        facts = repr([(yard.here, yard.below) for yard in shown]) + str(part.whole)
        yield Draft(part.path, ids(shown), partial(page, view, trees, part), facts)


def ids(shown: Sequence[Yard]) -> tuple[str, ...]:
    """Return the ids of the places shown."""
    return tuple(yard.place.id for yard in shown)


def kept(found: Iterable[Yard], wanted: set[str]) -> Iterator[Yard]:
    """Yield the trees cut down to the places `wanted` and those they lie in."""
    for yard in found:
        within = tuple(kept(yard.within, wanted))
        if within or yard.place.id in wanted:
            yield replace(yard, within=within)


def page(view: View, trees: Sequence[Yard], part: Slice[Yard]) -> Page:
    """Write one page of places."""
    title = TITLE[view.lang]
    return Page(
        part.path,
        title,
        title,
        view.render("places.html.jinja", trees=trees, part=part, title=title),
    )
