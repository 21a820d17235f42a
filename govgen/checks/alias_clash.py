"""旧编号重复

规则：`aliases` 里的旧编号不与任何现有编号或别的旧编号相同。
为什么：同一个网址不能转到两条记录。
怎么改：核对旧编号属于哪条记录，从另一条上删去。
---
A former id that is taken

Rule: a former id in `aliases` is neither the id nor a former id of another record.
Why: one address cannot lead to two records.
Mend: see which record the former id belongs to and delete it from the other.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@whole_rule
def alias_clash(register: Register) -> Iterator[Problem]:
    """Yield each alias that something else is called by."""
    taken = {record_id: record_id for record_id in (*register.records, *register.broken)}
    for record in register.records.values():
        for index, alias in enumerate(record.aliases):
            holder = taken.setdefault(alias, record.id)
            if holder != record.id or alias == record.id or alias in record.aliases[:index]:
                yield Problem(
                    ("aliases", index),
                    Words(
                        f"`{alias}` 已经是 `{holder}` 的编号或旧编号",
                        f"`{alias}` is already an id or a former id of `{holder}`",
                    ),
                    Words("留在它所属的记录上，删去另一个", "keep it on the record it belongs to"),
                    record.id,
                )
