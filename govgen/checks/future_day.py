"""已发生的事写在了将来

规则：已经发生的日期（表决、张贴、收到异议、付款、退款、签约、采购、验收、结算、节点完成、台账收支、应急决定、复核申请、协议、书面同意、更正、发现瑕疵）不晚于登记册的日期。
为什么：还没发生的事不能当作已经办了来公开。
怎么改：改正日期；只是计划的，写在计划日期里。
---
Something done in the future

Rule: days on which something happened (vote, posting, objection, payment, refund, contract, procurement, acceptance, settlement, milestone reached, ledger entry, urgent order, appeal, agreement, written consent, correction, finding of an irregularity) are not after the register's day.
Why: what has not happened cannot be published as done.
Mend: correct the day; a plan goes into the planned day.
"""

from collections.abc import Iterator
from functools import cache

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.scalars import When
from govgen.source import Route
from govgen.words import Words

LISTED = {
    "steps": ("at",),
    "windows": ("posted_on",),
    "objections": ("received", "replied_on"),
    "payments": ("at",),
    "refunds": ("at",),
    "contracts": ("signed",),
    "procurement": ("on",),
    "permits": ("on",),
    "variations": ("on",),
    "milestones": ("actual",),
    "entries": ("at",),
    "corrections": ("on",),
    "irregularities": ("found_on",),
}
"""Days on which something happened, in the items of these lists."""
SINGLE = {
    "settlement": ("on",),
    "acceptance": ("on",),
    "handover": ("on",),
    "supervision_opinion": ("on",),
    "urgent": ("at",),
    "appeal": ("on", "replied_on"),
    "agreement": ("signed",),
    "public_consent": ("on",),
}
"""Days on which something happened, in these parts."""


@rule()
def future_day(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each day after the register's on which something is said to have happened."""
    for route, at in stated(record):
        day = register.day(at)
        if day > register.as_of:
            yield Problem(
                route,
                Words(f"{day} 还没有到", f"{day} has not come yet"),
                Words("改正日期", "correct the day"),
            )


def stated(record: Record) -> Iterator[tuple[Route, When]]:
    """Yield the days of `record` on which something happened."""
    lists, parts = dated(type(record))
    for name in lists:
        for index, item in enumerate(getattr(record, name)):
            for field in LISTED[name]:
                at = getattr(item, field)
                if at is not None:
                    yield (name, index, field), at
    for name in parts:
        part = getattr(record, name)
        for field in SINGLE[name] if part is not None else ():
            at = getattr(part, field)
            if at is not None:
                yield (name, field), at


@cache
def dated(kind: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lists and the parts that `kind` has of those above."""
    has = kind.model_fields
    return tuple(name for name in LISTED if name in has), tuple(n for n in SINGLE if n in has)
