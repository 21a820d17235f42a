"""The currency of a record's amounts, and how a message calls it."""

from __future__ import annotations

from govgen import wording
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


def currency(record: Record, register: Register) -> str:
    """Return a record's currency, the community's where it names none."""
    return record.currency or register.community.currency


def unit(record: Record, register: Register) -> Words:
    """Return what a record's amounts are counted in: 元, yuan; of another currency its Chinese name, and its code."""
    code = currency(record, register)
    return Words(wording.unit(code), "yuan" if code == "CNY" else code)
