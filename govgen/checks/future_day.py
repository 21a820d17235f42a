"""已发生的事写在了将来

规则：已经发生的日期（表决、张贴、收到异议、付款、退款、签约、采购、验收、结算、节点完成、台账收支）不晚于登记册的日期。
为什么：还没发生的事不能当作已经办了来公开。
怎么改：改正日期；只是计划的，写在计划日期里。
---
Something done in the future

Rule: days on which something happened (vote, posting, objection, payment, refund, contract, procurement, acceptance, settlement, milestone reached, ledger entry) are not after the register's day.
Why: what has not happened cannot be published as done.
Mend: correct the day; a plan goes into the planned day.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.fields import When
from govgen.kinds.decision import Decision
from govgen.kinds.ledger import Ledger
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
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
}
"""Days on which something happened, in the items of these lists."""
SINGLE = {"settlement": "on", "acceptance": "on", "handover": "on", "supervision_opinion": "on"}


@rule(Decision, Project, Ledger)
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
    fields_of = type(record).model_fields
    for name, fields in LISTED.items():
        if name not in fields_of:
            continue
        for index, item in enumerate(getattr(record, name)):
            for field in fields:
                at = getattr(item, field)
                if at is not None:
                    yield (name, index, field), at
    for name, field in SINGLE.items():
        part = getattr(record, name, None)
        at = getattr(part, field) if part is not None else None
        if at is not None:
            yield (name, field), at
