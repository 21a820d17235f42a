"""The disclosure catalogue 公开目录: what must be published, and when something of it last was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from govgen.community import CatalogueItem
from govgen.record import Record
from govgen.register import Register
from govgen.steps import moved

PERIODS = {"month": 31, "quarter": 92, "half_year": 184, "year": 366}
"""Days within which an item comes round, by how often it must be published."""
Status = Literal["current", "overdue", "never", "as_needed"]


@dataclass(frozen=True, slots=True)
class Published:
    """One item: the record in which something of it last happened and when, when the next is due.

    due = last + the item's period + the days within which it must be published; items published as
    they arise have no due day, and items never published here are said to be so.
    """

    item: CatalogueItem
    record: Record | None
    last: date | None
    due: date | None
    status: Status
    count: int


@lru_cache(maxsize=2)
def catalogue(register: Register) -> tuple[Published, ...]:
    """Return every item of the catalogue with what was published of it."""
    return tuple(published(item, register) for item in register.community.disclosure)


def published(item: CatalogueItem, register: Register) -> Published:
    """Look up what was published of one item."""
    records = belonging(item, register)
    dated = [(latest(record, register), record) for record in records]
    last, record = max(dated, key=lambda pair: (pair[0], pair[1].id), default=(None, None))
    due = due_after(item, last) if last else None
    return Published(item, record, last, due, status(last, due, register.as_of), len(records))


def belonging(item: CatalogueItem, register: Register) -> list[Record]:
    """Return the records of the item's kinds and types; of an item without kinds, those that name it."""
    if item.kinds:
        found = (r for kind in item.kinds for r in register.by_kind.get(kind, ()) if public(r))
        return [r for r in found if not item.types or getattr(r, "type", None) in item.types]
    return [r for r in register.records.values() if names(r, item)]


def public(record: Record) -> bool:
    """Whether a record has a page."""
    return record.visibility != "count"


def names(record: Record, item: CatalogueItem) -> bool:
    """Whether a record says that it falls under `item`."""
    return public(record) and record.disclosure is not None and record.disclosure.item == item.item


def latest(record: Record, register: Register) -> date:
    """Return when something last happened to a record; a ledger's entries count."""
    days: Iterable[date] = (entry.at for entry in getattr(record, "entries", ()))
    return max([moved(register)[record.id], *days])


def due_after(item: CatalogueItem, last: date) -> date | None:
    """Return the day by which something of the item must be published again."""
    period = PERIODS.get(item.every)
    return last + timedelta(days=period + item.within) if period else None


def status(last: date | None, due: date | None, as_of: date) -> Status:
    """Say how an item stands."""
    if last is None:
        return "never"
    if due is None:
        return "as_needed"
    return "overdue" if due < as_of else "current"
