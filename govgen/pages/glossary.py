"""词语解释: what every state of every kind means and awaits, and the terms of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from govgen.defaults import LIMITS
from govgen.kind import Kind, State
from govgen.record import kinds
from govgen.terms import COLOURS, TERMS
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("词语解释", "Glossary")


@dataclass(frozen=True, slots=True)
class Limited:
    """How long a state may last: days, and whether the community set that itself."""

    days: int
    working: bool
    own: bool


def drafts(view: View) -> Iterator[Draft]:
    """Yield the glossary; it depends on no record."""
    yield Draft("glossary/", (), partial(page, view))


def page(view: View) -> Page:
    """Write the glossary."""
    title = TITLE[view.lang]
    body = view.render(
        "glossary.html.jinja",
        title=title,
        colours=COLOURS,
        terms=TERMS,
        kinds=[(model.KIND, list(states(model.KIND, view))) for model in kinds().values()],
    )
    return Page("glossary/", title, title, body)


def states(kind: Kind, view: View) -> Iterator[tuple[str, State, Limited | None]]:
    """Yield a kind's states, each with its key and its limit."""
    for key, state in kind.all_states.items():
        yield key, state, limit(state, view) if state.limit else None


def limit(state: State, view: View) -> Limited:
    """Return how long `state` may last, as the community set it or by default."""
    own = view.register.community.limits.get(state.limit)
    if own:
        return Limited(own.days, own.unit == "working_day", own=True)
    return Limited(LIMITS[state.limit], working=False, own=False)
