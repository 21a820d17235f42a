"""Orders and what fits them, needs and offers, told to somebody at a terminal or to a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from govgen.demand import Need, demand, figure
from govgen.kinds.order import Order
from govgen.matching import Fit, best, fits, misses, unclaimed
from govgen.offer import Offer
from govgen.register import Register
from govgen.reviewed import printable
from govgen.steps import state_of
from govgen.wording import plain, upfirst
from govgen.words import Lang, Words

NEAREST = 10
"""Offers told of that do not fit one order."""


def shown(register: Register) -> tuple[tuple[Order, ...], int | None]:
    """Return the unclaimed orders that have a page, and how many are only counted; none where withheld."""
    waiting = unclaimed(register)
    found = tuple(order for order in waiting if order.visibility != "count")
    hidden = len(waiting) - len(found)
    return found, None if 0 < hidden < register.community.groups_min else hidden


def as_json(register: Register) -> str:
    """Write all unclaimed orders with their best fits, and all needs against offers, as data."""
    orders, counted = shown(register)
    told = {
        "as_of": str(register.as_of),
        "orders": [
            {**about(order), "fits": [fit(it) for it in best(order, register)]} for order in orders
        ],
        "counted_only": counted,
        "needs": [row(it) for it in demand(register)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def one_as_json(order: Order, register: Register) -> str:
    """Write one order with all that fits it and what nearly does, as data."""
    told = {
        "as_of": str(register.as_of),
        **about(order),
        "fits": [fit(it) for it in fits(order, register)],
        "misses": [
            {**named(it.offer), "faults": both(it.faults)}
            for it in islice(misses(order, register), NEAREST)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def about(order: Order) -> dict[str, Any]:
    """Return what says which order it is."""
    return {
        "order": order.id,
        "category": order.category.value,
        "state": order.state,
        "place": order.place,
    }


def fit(it: Fit) -> dict[str, Any]:
    """Return an offer that fits, with the reasons."""
    return {**named(it.offer), "reasons": both(it.reasons)}


def named(offer: Offer) -> dict[str, Any]:
    """Return the id and the kind of an offer."""
    return {"offer": offer.id, "kind": offer.KIND.name}


def both(told: Iterable[Words]) -> list[dict[str, str]]:
    """Return sentences in both languages."""
    return [{"zh": one.zh, "en": one.en} for one in told]


def row(it: Need) -> dict[str, Any]:
    """Return one need at one place; null is a number that is withheld, or all places."""
    return {
        "category": it.category.value,
        "place": it.place,
        "ordered": it.ordered,
        "unclaimed": it.unclaimed,
        "unmet": it.unmet,
        "declined": it.declined,
        "services": [one.id for one in it.services],
        "resources": [one.id for one in it.resources],
        "partly": [one.id for one in it.partly],
        "gap": it.gap.value,
    }


def text(register: Register, lang: Lang) -> str:
    """Tell all unclaimed orders with their best fits, then needs against offers."""
    orders, counted = shown(register)
    return "".join(
        f"{printable(line)}\n"
        for line in (
            *heads(len(orders), counted, lang),
            *(line for order in orders for line in (*brief(order, register, lang), "")),
            *needs(register, lang),
        )
    )


def heads(number: int, counted: int | None, lang: Lang) -> Iterator[str]:
    """Say how many orders wait for a unit."""
    yield Words(f"还没人领的单：{number} 件", f"Unclaimed orders: {number}")[lang]
    if counted != 0:
        found = figure(counted)
        yield Words(
            f"另有只计数、不逐件公开的：{found.zh}",
            f"Only counted, not told one by one: {found.en}",
        )[lang]
    yield ""


def brief(order: Order, register: Register, lang: Lang) -> Iterator[str]:
    """Tell one order and its best fits."""
    yield titled(order, lang)
    yield from ranked(best(order, register), lang)


def one(order: Order, register: Register, lang: Lang) -> str:
    """Tell one order, all that fits it, and what nearly does with the reason why not."""
    found = [titled(order, lang), *ranked(fits(order, register), lang)]
    near = misses(order, register)
    if near:
        found += ["", Words("同类但不合适的：", "For the same need, but not fitting:")[lang]]
        for it in near[:NEAREST]:
            found += [f"  - {name(it.offer, lang)}", f"    {joined(it.faults, lang)}"]
    return "".join(f"{printable(line)}\n" for line in found)


def titled(order: Order, lang: Lang) -> str:
    """Say which order it is, and where it stands; of one that is not public only the need."""
    state = state_of(order).words[lang]
    need = order.category.words[lang]
    if order.visibility != "full":
        return f"{order.id} {need}（{state}）" if lang == "zh" else f"{order.id} {need} ({state})"
    title = plain(order.title, lang)
    return (
        f"{order.id} {need}：{title}（{state}）"
        if lang == "zh"
        else f"{order.id} {need}: {title} ({state})"
    )


def ranked(found: Iterable[Fit], lang: Lang) -> Iterator[str]:
    """Tell offers by rank, each with its reasons."""
    number = 0
    for number, it in enumerate(found, 1):
        yield f"  {number}. {name(it.offer, lang)}"
        yield f"     {joined(it.reasons, lang)}"
    if not number:
        yield Words("  没有合适的服务和资源", "  no service and no resource fits")[lang]


def name(offer: Offer, lang: Lang) -> str:
    """Return an offer's id and title."""
    return f"{offer.id} {plain(offer.title, lang)}"


def joined(told: Iterable[Words], lang: Lang) -> str:
    """Put sentences into one line."""
    return ("；" if lang == "zh" else "; ").join(one[lang] for one in told)


def needs(register: Register, lang: Lang) -> Iterator[str]:
    """Tell needs against offers, the widest gap first, places below their need."""
    rows = demand(register)
    if rows:
        yield Words("需求与供给（近 12 个月）", "Needs and offers (12 months)")[lang]
    gap = None
    for it in rows:
        place = register.get(it.place)
        word = (
            Words("", "")
            if place and it.gap is gap
            else Words(f"{it.gap.words.zh}。", f"{it.gap.words.en}. ")
        )
        head = f"  {plain(place.title, lang)}" if place else upfirst(it.category.words[lang])
        yield f"{head}{'：' if lang == 'zh' else ': '}{word[lang]}{it.told()[lang]}"
        gap = gap if place else it.gap
