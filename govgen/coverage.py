"""How much of what changed was approved, area by area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govgen.receipts import Receipt, Receipts
from govgen.record import kind_of

AREAS = {
    "decisions": ("decision", "fund", "round", "ledger"),
    "projects": ("project", "evaluation"),
    "orders": ("order",),
}
"""What coverage is told of: decisions and money first."""
QUIET = frozenset(("root", "before-policy"))
"""Doubts that need no telling: history before there was anything to keep."""


@dataclass(frozen=True)
class Coverage:
    """Of so many changes, so many were approved; of the others so many by their own author, directly, or nobody knows."""

    changes: int
    approved: int
    self: int
    direct: int
    unknown: int


def by_area(found: Receipts) -> dict[str, Coverage]:
    """Count, by area, the changes since the policy and how they were approved."""
    every = [receipt for receipts in found.by_record.values() for receipt in receipts]
    since = [receipt for receipt in every if not QUIET & set(receipt.approval.doubts)]
    return {area: counted(r for r in since if area_of(r) == area) for area in AREAS}


def area_of(receipt: Receipt) -> str:
    """Return the area that a record belongs to; empty for none."""
    kind = kind_of(receipt.record)
    name = kind.KIND.name if kind else ""
    return next((area for area, kinds in AREAS.items() if name in kinds), "")


def counted(receipts: Iterable[Receipt]) -> Coverage:
    """Count changes by how they were approved."""
    judged_so = [receipt.approval for receipt in receipts]
    passed = sum(it.word != "unverified" for it in judged_so)
    alone = sum("self-approval" in it.faults for it in judged_so)
    direct = sum("direct-change" in it.faults for it in judged_so)
    return Coverage(
        len(judged_so), passed, alone, direct, max(len(judged_so) - passed - alone - direct, 0)
    )
