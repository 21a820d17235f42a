"""更正没有落到实处

规则：`voids` 指向前面的、还没有作废的一步，并写明更正类型 `correction` 和理由 `note`；序号从 1 数起。
为什么：更正要让人看清改的是哪一步、为什么改，原来的内容仍然可见。
怎么改：核对序号，补上 `correction`（typo 笔误、wrong_data 数据更正、omission 补录）和 `note`。
---
A correction that corrects nothing

Rule: `voids` names an earlier step that still stands, by its number from 1, with the kind of `correction` and the reason as `note`.
Why: people must see which step was put right and why; what stood there before stays visible.
Mend: check the number; add `correction` (typo, wrong_data, omission) and `note`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.event import Event
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def voids_nothing(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each correction that names no earlier step, or does not say why."""
    done: set[int] = set()
    for number, event in enumerate(record.events, 1):
        if event.voids is None:
            continue
        route = ("events", number - 1, "voids")
        if not 1 <= event.voids < number:
            yield Problem(route, *out_of_range(event.voids, number))
        elif event.voids in done:
            yield Problem(
                route,
                Words(f"第 {event.voids} 步已经作废", f"step {event.voids} was voided before"),
                Words("核对要更正的是第几步", "check which step is to be put right"),
            )
        elif missing := unsaid(event):
            yield Problem(
                route,
                Words(f"更正没有写 `{missing}`", f"the correction has no `{missing}`"),
                Words(f"补上 `{missing}:`", f"add `{missing}:`"),
            )
        done.add(event.voids)


def out_of_range(voids: int, number: int) -> tuple[Words, Words]:
    """Say that no earlier step has this number."""
    return (
        Words(
            f"`voids` 是 {voids}，但这是第 {number} 步，只能更正前面的步骤",
            f"`voids` is {voids}, but this is step {number} and only earlier ones can be voided",
        ),
        Words(
            "序号从 1 数起，写前面某一步的序号", "steps count from 1; write an earlier one's number"
        ),
    )


def unsaid(event: Event) -> str:
    """Return what the correction does not say."""
    if event.correction is None:
        return "correction"
    return "" if event.note else "note"
