"""订单进展: how many orders wait at each link of the chain; what is overdue first, then what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from heapq import nlargest

from govgen.clock import AWAITED
from govgen.kinds.order import Order
from govgen.pages.lists import LATEST, Shelf, needs, shelved
from govgen.register import Register
from govgen.steps import moved, next_step
from govgen.view import Draft, Page, View
from govgen.words import Words

BASE = "orders/"
TITLE = Words("订单进展", "Orders under way")
SHOWN = 60
"""Orders that each list of the board shows; all stand in their months."""
LINKS = {
    "requested": ("requested",),
    "triaged": ("triaged", "returned", "reassigned"),
    "dispatched": ("dispatched",),
    "in_progress": (
        "claimed", "self_served", "in_progress", "whistled", "reported", "partly_completed",
        "reopened",
    ),
    "completed": ("completed",),
}  # fmt: skip
"""The links of the chain, each by the state that names it, with the states that wait at it."""


@dataclass(frozen=True)
class Board:
    """What the board shows: the whole lists, and how many wait at each link."""

    late: tuple[Order, ...]
    going: tuple[Order, ...]
    ended: tuple[Order, ...]
    waiting: dict[str, int]


def drafts(view: View) -> Iterator[Draft]:
    """Yield the board; `govgen.pages.lists` yields the months."""
    shelf, board = shelved(view, Order.KIND), laid(view.register)
    shown = (*board.late[:SHOWN], *board.going[:SHOWN], *board.ended)
    numbers = f"{len(board.late)} {len(board.going)} {board.waiting}"
    yield Draft(BASE, needs(shown), partial(page, view, shelf, board), f"{shelf.facts} {numbers}")


@lru_cache(maxsize=2)
def laid(register: Register) -> Board:
    """Sort the orders that have a page: overdue by how long, the others by when they are due."""
    orders = [order for order in register.of(Order) if order.visibility != "count"]
    going = [(due(order, register), order.id, order) for order in orders if order.state in AWAITED]
    ranked = [(day, order) for day, _, order in sorted(going, key=lambda item: item[:2])]
    days = moved(register)
    over = [order for order in orders if order.state not in AWAITED]
    return Board(
        late=tuple(order for day, order in ranked if day < register.as_of),
        going=tuple(order for day, order in ranked if day >= register.as_of),
        ended=tuple(nlargest(LATEST, over, key=lambda order: (days[order.id], order.id))),
        waiting={
            name: sum(order.state in states for order in orders) for name, states in LINKS.items()
        },
    )


def due(order: Order, register: Register) -> date:
    """Return the day the next step of an order is due; what has none comes last."""
    step = next_step(order, register)
    return step.due if step and step.due else date.max


def page(view: View, shelf: Shelf, board: Board) -> Page:
    """Write the board."""
    states = Order.KIND.states
    links = [(states[name].words[view.lang], count) for name, count in board.waiting.items()]
    title = TITLE[view.lang]
    body = view.render(
        "orders.html.jinja", title=title, shelf=shelf, board=board, links=links, most=SHOWN
    )
    return Page(BASE, title, title, body)
