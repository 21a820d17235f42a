"""序号重复

规则：带 `no` 的列表（议程、公示、异议、付款、台账、合同等）里，每个序号只用一次。
为什么：别的记录按序号引用，例如“第2项议程”“冲销第12笔”，重复了就不知道指哪一个。
怎么改：改成没有用过的序号；已经公布的序号不动，改后来的那个。
---
A number used twice

Rule: in lists whose items have a `no` (agenda, windows, objections, payments, ledger entries, contracts) each is used once.
Why: other records refer by number, as in “agenda item 2” or “reverses entry 12”, and would not know which is meant.
Mend: give the later item a number that is free; leave the published one as it is.
"""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from govgen.check import rule
from govgen.form import bare
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def duplicate_number(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each item whose number an earlier one of its list has."""
    for name, key in numbered(type(record)):
        items = getattr(record, name)
        if len({item.no for item in items}) == len(items):
            continue
        seen = set()
        for index, item in enumerate(items):
            if item.no in seen:
                yield Problem(
                    (key, index, "no"),
                    Words(f"序号 `{item.no}` 用了两次", f"the number `{item.no}` is used twice"),
                    Words("改成没有用过的序号", "take a number that is free"),
                )
            seen.add(item.no)


@cache
def numbered(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return name and key of the lists of `kind` whose items carry a number."""
    return tuple(
        (name, info.alias or name)
        for name, info in kind.model_fields.items()
        for inner in bare(info.annotation)
        if isinstance(inner, type)
        and issubclass(inner, BaseModel)
        and "no" in inner.model_fields
        and "tuple" in str(info.annotation)
    )
