"""Approval coverage: how much of what changed in the register was approved by the rules of its day, in three figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from govgen.accounts import AREAS
from govgen.coverage import QUIET, area_of, counted
from govgen.measure import Beside, Definition, Figure, Measure
from govgen.particulars import Visibility
from govgen.receipts import Receipt
from govgen.register import Register
from govgen.trail import Trail
from govgen.words import Words
from govgen.yearbook import Basis, Family

FAMILY = Family(80, "coverage", Words("审批留痕", "Approvals"), from_git=True)
FORMULA = Words(
    "按当时的规则由有权的人合并的修改 ÷ 当年入库的全部修改，从有审批规则那天起算。",
    "Changes merged by somebody with the right to, under the rules of the day ÷ all changes recorded in the year, since there was a policy.",
)
WHOLE = Words("经过审批的修改", "Changes that were approved")
CHANGES = Words("次", "changes")
SELF = Words("起草人自己批的", "approved by their own author")
DIRECT = Words("没有经过合并", "made without a merge")
UNKNOWN = Words("查不到审批人或不合规则", "nobody knows who approved, or against the rules")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the coverage of each area that changed; without a history one measure says why there is none."""
    if basis.trail.receipts is None:
        trouble = basis.trail.trouble
        note = Words("；".join(it.zh for it in trouble), "; ".join(it.en for it in trouble))
        yield Measure(Definition("approved", WHOLE, FORMULA, "share", CHANGES), None, note=note)
        return
    found = changes(basis.trail, basis.register)
    for area, words in AREAS.items():
        definition = Definition(f"approved-{area}", words, FORMULA, "share", CHANGES)
        yield covered(definition, found.get((area, year), ()), basis.register)


@lru_cache(maxsize=2)
def changes(trail: Trail, register: Register) -> Mapping[tuple[str, int], tuple[Receipt, ...]]:
    """Return the changes made since there was a policy, by area and by the year in which they landed."""
    found: dict[tuple[str, int], list[Receipt]] = {}
    every = trail.receipts.by_record.values() if trail.receipts else ()
    for it in chain.from_iterable(every):
        if QUIET.isdisjoint(it.approval.doubts):
            key = area_of(it), register.day(it.time).year
            found.setdefault(key, []).append(it)
    return {key: tuple(receipts) for key, receipts in found.items()}


def covered(definition: Definition, found: tuple[Receipt, ...], register: Register) -> Measure:
    """Count the changes and those approved; `counted` are the records all of whose changes were."""
    it = counted(found)
    names = dict.fromkeys(receipt.record for receipt in found)
    lacking = {receipt.record for receipt in found if receipt.approval.word == "unverified"}
    records = [name for name in names if shown(register, name)]
    figure = Figure(
        it.approved,
        it.changes,
        tuple(records),
        tuple(name for name in records if name not in lacking),
        len(names) - len(records),
    )
    beside = ((SELF, it.self), (DIRECT, it.direct), (UNKNOWN, it.unknown))
    return Measure(definition, figure, beside=tuple(Beside(w, n) for w, n in beside if n))


def shown(register: Register, name: str) -> bool:
    """Whether a record has a page of its own that tells all."""
    record = register.get(name)
    return record is not None and record.visibility is Visibility.FULL
