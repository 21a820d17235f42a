"""What of a record anybody may have: the same for exports, feeds and differences.

A record that is only counted is not there at all, and no other record names it. Of one whose
progress alone is shown there are id, category, states and days, and as long as it is open weeks. Of
what fewer than five people said only the words stay, and of owners' votes with a cell under three
only percentages. What a kind tells in sums only (who was served, how one order was rated) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel

from govgen.ballot import OwnersVote
from govgen.importing import paths
from govgen.particulars import Visibility
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.source import Route
from govgen.steps import pending

FEW_VOICES = 5
FEW_OWNERS = 3
CELLS = ("taking_part", "for", "against", "abstain", "no_reply")
Json = dict[str, Any]
SAME = frozenset((str, int, bool))
"""Types whose values JSON has as they are."""
Plain = str | int | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Public:
    """A record as data, and the JSON Pointers of what was withheld."""

    data: Json
    withheld: tuple[str, ...]


@lru_cache(maxsize=4)
def counted(register: Register) -> frozenset[str]:
    """Return the ids (and former ids) of records that are only counted."""
    hidden = [
        record for record in register.records.values() if record.visibility is Visibility.COUNT
    ]
    return frozenset(name for record in hidden for name in (record.id, *record.aliases))


class Whole(dict[str, "Public"]):
    """What of each record that is shown in full anybody may have, by its id; made when it is first asked for."""

    def __init__(self, register: Register) -> None:
        """Tell of the records of `register`."""
        super().__init__()
        self.register = register

    def __missing__(self, name: str) -> Public:
        """Make what is public of one record."""
        self[name] = full(self.register.records[name], self.register)
        return self[name]


@lru_cache(maxsize=1)
def whole(register: Register) -> Whole:
    """Return what is public of the register's records, made once for exports and search."""
    return Whole(register)


def full(record: Record, register: Register) -> Public:
    """Return a record that is shown in full, as its file says it."""
    data = form(record)
    withheld = [*few_voices(data), *few_owners(record, data), *kept_back(record, data)]
    hidden = counted(register)
    links = [link for link in register.links[record.id] if link.target in hidden] if hidden else ()
    # From the last to the first, so that no index moves, and a part once that holds two of them.
    routes = sorted({around(record, link.route) for link in links}, reverse=True)
    withheld += [drop(data, route) for route in routes]
    return Public(data, tuple(sorted(withheld)))


@cache
def keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form, each with the key it has in a file."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


def form(part: BaseModel) -> Json:
    """Return what a form says: the fields that were filled in, by their keys."""
    filled = part.model_fields_set
    values = part.__dict__
    return {
        key: value if (kind := type(value := values[name])) in SAME else PLAIN[kind](value)
        for name, key in keys(type(part))
        if name in filled
    }


def items(found: Iterable[object]) -> list[Plain]:
    """Return a list's items as JSON has them."""
    return [it if (kind := type(it)) in SAME else PLAIN[kind](it) for it in found]  # type: ignore[misc]


def by_key(found: Mapping[str, object]) -> Json:
    """Return values by key, as texts stand by language, as JSON has them."""
    return dict(zip(found, items(found.values()), strict=True))


def moment(at: datetime) -> str:
    """Return an instant, with seconds only where there are some."""
    return at.isoformat(timespec="seconds" if at.second else "minutes")


class Writers(dict[type, Callable[[Any], Plain]]):
    """How JSON has the values of each type: forms by their keys, all others as text."""

    def __missing__(self, kind: type) -> Callable[[Any], Plain]:
        """Tell it of a type that was not met before."""
        self[kind] = form if issubclass(kind, BaseModel) else str
        return self[kind]


PLAIN = Writers({tuple: items, list: items, dict: by_key, datetime: moment})


def card(record: Record) -> Json:
    """Return what is shown of a record whose progress alone is public."""
    category = getattr(record, "category", None)
    return {
        "id": record.id,
        **({"category": category.value} if category is not None else {}),
        "events": [
            {"to": event.to, "at": day(record, event.at)} for event in record.events if event.to
        ],
    }


def day(record: Record, at: When) -> str:
    """Return the day of an event, without its hour; of an open card its week alone, as 2026-W24."""
    if record.visibility is Visibility.FULL or not pending(record):
        return at.isoformat()[:10]
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02d}"


def few_voices(data: Json) -> Iterator[str]:
    """Drop stance and number of what fewer than five people said."""
    for number, item in enumerate(data.get("agenda", ())):
        for index, opinion in enumerate(item.get("opinions", ())):
            if opinion["count"] < FEW_VOICES:
                for key in ("stance", "count"):
                    del opinion[key]
                    yield f"/agenda/{number}/opinions/{index}/{key}"


def kept_back(record: Record, data: Json) -> Iterator[str]:
    """Drop what is told in sums only."""
    for field in record.KIND.withheld:
        *steps, last = field.split(".")
        holder = data
        for step in steps:
            holder = holder.get(step) or {}
        if last in holder:
            del holder[last]
            yield f"/{field.replace('.', '/')}"


def few_owners(record: Record, data: Json) -> Iterator[str]:
    """Put percentages to 0.1 in the place of an owners' vote that has a cell under three."""
    vote: OwnersVote | None = getattr(record, "owners", None)
    if vote is None:
        return
    cells = {key: data["owners"][key] for key in CELLS if key in data["owners"]}
    if all(int(cell["owners"]) >= FEW_OWNERS for cell in cells.values()):
        return
    total = vote.total
    for key in ("total", *cells):
        del data["owners"][key]
        yield f"/owners/{key}"
    data["owners"]["percent"] = {
        key: {
            "owners": percent(Decimal(cell["owners"]), Decimal(total.owners)),
            "area": percent(Decimal(cell["area"]), total.area),
        }
        for key, cell in cells.items()
    }


def percent(part: Decimal, whole: Decimal) -> str:
    """Return 100 × part / whole to 0.1; of nothing it is 0.0."""
    share = 100 * part / whole if whole else Decimal(0)
    return str(share.quantize(Decimal("0.1"), ROUND_HALF_UP))


def around(record: Record, route: Route) -> Route:
    """Return the route of a reference, or of the nearest part around it that may be left out."""
    while needed(record, route):
        route = route[:-1]
    return route


def drop(data: Json, route: Route) -> str:
    """Remove what stands at `route` and return its JSON Pointer."""
    holder: Any = data
    for step in route[:-1]:
        holder = holder[step]
    del holder[route[-1]]
    return "/" + "/".join(str(step) for step in route)


def needed(record: Record, route: Route) -> bool:
    """Say whether the value at `route` cannot be left out of what holds it."""
    if isinstance(route[-1], int) or len(route) == 1:
        return False
    return paths.fields(type(record), ".".join(str(step) for step in route))[-1].is_required()
