"""合并了不允许的步骤

规则：每次合并新增的步骤，都要是当时状态可以走的下一步。

原因：跳过的步骤（审核、公示、验收）正是居民应当看到的；跳着走等于没走。

怎么改：补记跳过的步骤；确实没有做过的，登记程序瑕疵，并在 policy.yml 的 `acknowledged` 里说明。
---
A step was merged that was not allowed

Rule: each event that lands is one that may follow the state the record was in.

Why: the steps that were skipped (review, publicity, acceptance) are those that residents should see; to skip them is not to take them.

How to mend: enter the steps that were skipped; where they were never taken, record the irregularity and say so under `acknowledged` in policy.yml.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.checks.illegal_move import Move, moves
from govgen.form import fill
from govgen.proof import Examined, Finding, proof
from govgen.receipts import Receipt, events
from govgen.record import kind_of
from govgen.words import Words


@proof
def illegal_step(examined: Examined) -> Iterator[Finding]:
    """Yield the events that landed though they may not follow the state before them."""
    for receipts in examined.receipts.by_record.values():
        for receipt in receipts:
            for move in illegal(receipt):
                yield Finding(
                    "illegal-step",
                    "violation",
                    receipt.version.commit,
                    receipt.version.path,
                    Words(
                        f"从 `{move.state}` 不能到 `{move.event.to}`",
                        f"`{move.event.to}` may not follow `{move.state}`",
                    ),
                )


def illegal(receipt: Receipt) -> Iterator[Move]:
    """Yield the moves that landed and were not allowed, unless the record itself says that they were irregular.

    A version that no longer fills today's form is left to the rules of its own time.
    """
    model = kind_of(receipt.record)
    record = fill(model, dict(receipt.after)) if model and receipt.after else ()
    if isinstance(record, tuple) or any(it.rule == "illegal-move" for it in record.irregularities):
        return
    known = len(events(receipt.before))
    for move in moves(record):
        if move.index >= known and move.allowed is not None and move.event.to not in move.allowed:
            yield move
