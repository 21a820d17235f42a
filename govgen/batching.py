"""Daily work that comes in one merge: many records under a `batch` rule, approved by one person.

Whoever merges a batch answers for the list as a whole; of each step the owner is the event's `by`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govgen.receipts import Receipt


def batches(merge: Iterable[Receipt]) -> dict[str, tuple[Receipt, ...]]:
    """Return what one merge landed as a batch: two records or more, by what the rule that lets them governs.

    A rule that asks for something else from noon on is the same rule still.
    """
    found: dict[str, dict[str, Receipt]] = {}
    for receipt in merge:
        for rule, _ in receipt.governed:
            if rule and rule.batch:
                name = repr((sorted(rule.kinds), sorted(rule.to), rule.edit))
                found.setdefault(name, {})[receipt.record] = receipt
    return {rule: tuple(it.values()) for rule, it in found.items() if len(it) > 1}


def ownerless(receipt: Receipt) -> bool:
    """Whether a step under a batch rule does not say whose it is."""
    return any(rule and rule.batch and step and not str(step.get("by", "")).strip()
               for rule, step in receipt.governed)  # fmt: skip


def repeated(merges: Iterable[tuple[Receipt, ...]]) -> Iterator[Receipt]:
    """Yield, of every batch after the first of its rule and day, the first record; merges oldest first."""
    seen: set[tuple[str, str]] = set()
    for merge in merges:
        for rule, batch in batches(merge).items():
            key = batch[0].setting.day.isoformat(), rule
            if key in seen:
                yield min(batch, key=lambda it: it.version.path)
            seen.add(key)
