"""Why an offer fits an order, or why it does not, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from govgen import wording
from govgen.closeness import SERVED, audience, distance, is_ordered, reach, ways
from govgen.kinds.activity import Activity
from govgen.kinds.order import Order
from govgen.kinds.place import Level, Place
from govgen.offer import Offer
from govgen.register import Register
from govgen.steps import since, written_words
from govgen.vacancy import vacancy
from govgen.words import Words


def faults(order: Order, offer: Offer, register: Register) -> list[Words]:
    """Say why an offer for the need of `order` does not fit it; nothing where it does."""
    found = []
    if not offer.open:
        found.append(ended(offer, register))
    if audience(order, offer) == len(SERVED[order.requester]):
        found.append(not_for(order, offer))
    if distance(order, offer, register) > len(ways(order, register)):
        found.append(elsewhere(order, offer, register))
    room = vacancy(order, offer, register)
    if room and not room.enough:
        found.append(room.words)
    return found


def ended(offer: Offer, register: Register) -> Words:
    """Say since when an offer is no longer to be had."""
    at = since(offer)
    zh, en = (wording.day(register.day(at), lang, "medium") if at else "" for lang in ("zh", "en"))
    return Words(f"{zh}已停止", f"ended on {en}")


def not_for(order: Order, offer: Offer) -> Words:
    """Say for whom an offer is, and for whom it is not."""
    zh = "、".join(one.words.zh for one in offer.audience)
    en = ", ".join(one.words.en for one in offer.audience)
    own = SERVED[order.requester][0].words
    return Words(f"面向{zh}，不面向{own.zh}", f"for {en}, not for {own.en}")


def elsewhere(order: Order, offer: Offer, register: Register) -> Words:
    """Say where an offer is, and that this is not where the order comes from."""
    there, here = titled(offer.place, register), titled(order.place, register)
    return Words(
        f"只在{there.zh}，到不了{here.zh}" if here.zh else f"只在{there.zh}，这单没有写地点",
        f"only at {there.en}, which does not cover {here.en}"
        if here.en
        else f"only at {there.en}, and the order names no place",
    )


def titled(place: str | None, register: Register) -> Words:
    """Return the name of a place; empty without one."""
    found = register.get(place)
    return written_words(found.title) if found else Words("", "")


def reasons(order: Order, offer: Offer, register: Register) -> Iterator[Words]:
    """Say why an offer fits `order`: need, place, audience, room, and when it takes place next."""
    if is_ordered(order, offer, register):
        yield Words("点的就是这项服务", "the very service that was ordered")
    else:
        need = order.category.words
        yield Words(f"同类需求：{need.zh}", f"same need: {need.en}")
    yield near(order, offer, register)
    own = SERVED[order.requester][audience(order, offer)].words
    yield Words(f"面向{own.zh}", f"for {own.en}")
    room = vacancy(order, offer, register)
    if room:
        yield room.words
    following = coming(register).get(offer.id)
    if following:
        zh, en = (wording.day(following, lang, "medium") for lang in ("zh", "en"))
        yield Words(f"下一场活动：{zh}", f"next session on {en}")


def near(order: Order, offer: Offer, register: Register) -> Words:
    """Say how near an offer is."""
    at = register.get(reach(offer, register))
    if not isinstance(at, Place):
        return Words("不限地点", "not tied to a place")
    level = at.level.words
    if distance(order, offer, register) == 0 and at.level is not Level.COMMUNITY:
        return Words(f"就在本{level.zh}", f"in this very {level.en}")
    return Words(f"本{level.zh}内都能用", f"for the whole {level.en}")


@lru_cache(maxsize=2)
def coming(register: Register) -> Mapping[str, date]:
    """Return, by service, the day of the next session that an activity of it announces."""
    found: dict[str, date] = {}
    for activity in register.of(Activity):
        service = register.get(activity.service)
        if service and activity.state == "announced" and activity.visibility == "full":
            days = [register.day(one.at) for one in activity.sessions]
            for day in (one for one in days if one >= register.as_of):
                found[service.id] = min(day, found.get(service.id, day))
    return found
