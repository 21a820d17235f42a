"""What holds of every order and every stock of offers, held against the rules written out plainly."""

from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from market import VENUE, put, resource, service
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.kinds.order import Order
from govgen.load import load
from govgen.matching import fits, misses, rank
from govgen.offer import Offer
from govgen.register import Register

PARENTS = {
    "PLC-yard-building-1": "PLC-yard",
    "PLC-yard": "PLC-grid-1",
    "PLC-grid-1": "PLC-qingxi",
    "PLC-center": "PLC-qingxi",
    "PLC-qingxi": None,
}
AUDIENCES = ("residents", "party_members", "party_orgs, units", "residents, units")
FOR = {
    "resident": {"residents"},
    "party_member": {"party_members", "residents"},
    "party_org": {"party_orgs"},
    "unit": {"units"},
}
CAPACITIES = ("", "{number: 3, unit: 户, per: time}", "{number: 2, unit: 户, per: month}")
ENDED = "  - {to: ended, at: 2026-09-01, note: 停办}\n"
PLACES = (*PARENTS, None)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Offers at every place, for every audience, some ended, some full, some not published."""
    root: Path = register_of(None, tmp_path_factory.mktemp("rank"))
    put(root, "places/PLC-center.yml", VENUE)
    for number, (place, audience) in enumerate(product(PLACES, AUDIENCES)):
        at = {"place": place} if place else {}
        held = CAPACITIES[number % 3]
        full = {**at, "capacity": held} if held else at
        service(root, f"SVC-a-{number}", audience=audience, **full)
        resource(root, f"RES-a-{number}", needs="facilities, safety", audience=audience, **full)
        service(root, f"SVC-b-{number}", category="safety", audience=audience, **at)
    for number in range(0, 24, 5):
        with (root / f"records/services/SVC-a-{number}.yml").open("a", encoding="utf-8") as file:
            file.write(ENDED)
    resource(root, "RES-kept", visibility="card")
    found = load(root, AS_OF, Cache(root / "cache")).register
    assert found is not None
    assert not found.broken
    return found


def orders() -> st.SearchStrategy[Order]:
    """Return unclaimed orders of every kind."""
    named = st.sampled_from(
        [None, *(f"SVC-{kind}-{number}" for kind in "ab" for number in (0, 7, 9))]
    )
    return st.builds(
        lambda category, requester, place, asked, quantity: Order.model_validate(
            {
                "id": "ORD-202611-0001", "title": "单", "category": category,
                "requester": requester, "place": place, "service": asked, "quantity": quantity,
                "events": [{"to": "requested", "at": "2026-11-10T09:00+08:00"}],
            }
        ),
        st.sampled_from(("facilities", "safety", "culture")),
        st.sampled_from(tuple(FOR)),
        st.sampled_from(PLACES),
        named,
        st.sampled_from((None, 1, 2, 3, 4)),
    )  # fmt: skip


def outwards(place: str | None) -> list[str]:
    found = []
    while place:
        found.append(place)
        place = PARENTS[place]
    return found


def steps(order: Order, offer: Offer) -> int | None:
    """Return how far an offer is: a venue stands for the place around it; none where it does not reach."""
    way = outwards(order.place or "PLC-qingxi")
    at = "PLC-qingxi" if offer.place == "PLC-center" else offer.place
    if at is None:
        return len(way)
    return way.index(at) if at in way else None


def suits(order: Order, offer: Offer) -> bool:
    """Say plainly whether an offer fits an order."""
    needs = getattr(offer, "needs", ()) or (getattr(offer, "category", None),)
    room = offer.capacity.number if offer.capacity else 99
    if offer.capacity and offer.capacity.per == "month" and offer.id.startswith("RES"):
        room = 99
    return (
        (order.category in needs or order.service == offer.id)
        and offer.state == "active"
        and offer.visibility == "full"
        and bool(FOR[order.requester] & set(offer.audience))
        and steps(order, offer) is not None
        and (order.quantity or 1) <= room
    )


def every(register: Register) -> list[Offer]:
    return [one for one in register.records.values() if isinstance(one, Offer)]


@settings(max_examples=200, deadline=None)
@given(order=orders())
def test_all_that_fits_is_found_and_nothing_else(register, order):
    found = [fit.offer.id for fit in fits(order, register)]
    assert sorted(found) == sorted(one.id for one in every(register) if suits(order, one))


@settings(max_examples=200, deadline=None)
@given(order=orders())
def test_the_rank_is_a_total_order_and_the_best_come_first(register, order):
    ranks = [rank(order, fit.offer, register) for fit in fits(order, register)]
    assert all(one < other for one, other in pairwise(ranks))
    assert len({rank(order, one, register) for one in every(register)}) == len(every(register))


@settings(max_examples=200, deadline=None)
@given(order=orders())
def test_the_nearer_come_before_the_farther_of_their_kind(register, order):
    for kind in ("service", "resource"):
        found = [
            steps(order, fit.offer)
            for fit in fits(order, register)
            if fit.offer.KIND.name == kind and fit.offer.id != order.service
        ]
        assert found == sorted(found)


@settings(max_examples=200, deadline=None)
@given(order=orders())
def test_nothing_closed_or_hidden_is_offered_and_each_fit_has_reasons(register, order):
    for fit in fits(order, register):
        assert (fit.offer.state, fit.offer.visibility) == ("active", "full")
        assert len(fit.reasons) >= 3
        assert all(reason.zh and reason.en for reason in fit.reasons)


@settings(max_examples=200, deadline=None)
@given(order=orders())
def test_an_offer_for_the_need_either_fits_or_says_why_not(register, order):
    found = {fit.offer.id for fit in fits(order, register)}
    missed = {miss.offer.id: miss.faults for miss in misses(order, register)}
    assert found.isdisjoint(missed)
    assert all(missed.values())
    needed = {
        one.id
        for one in every(register)
        if one.visibility == "full"
        and (
            order.service == one.id
            or order.category in (getattr(one, "needs", ()) or (getattr(one, "category", None),))
        )
    }
    assert found | missed.keys() == needed
