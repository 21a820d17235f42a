"""台账说明写到了个人

规则：台账的说明只写群体和事项，不写某一户、某个人或某种病情；给个人的帮助只记户数和总额。
为什么：社区里的人一看就知道是谁家，而台账是长期公开的。
怎么改：改写成“困难家庭临时帮扶3户”这样的群体和合计；个案材料由保管方存档。
---
A ledger note that names a person

Rule: the notes of a ledger name groups and causes, not one household, one person or an illness; help to persons appears as a count and a sum.
Why: in a neighbourhood everybody would know who is meant, and the ledger is public for good.
Mend: write of the group and the total, as in “short-term help to 3 households”; the single case stays in the archive.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.checks.fund_purpose import PERSONAL, written
from govgen.kinds.ledger import Ledger
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Ledger)
def aggregate_help(ledger: Ledger, _: Register) -> Iterator[Problem]:
    """Yield each note that points at a person or an illness."""
    for index, entry in enumerate(ledger.entries):
        found = PERSONAL.search(written(entry.note)) if entry.note is not None else None
        if found:
            yield Problem(
                ("entries", index, "note"),
                Words(f"说明里写了“{found[0]}”", f"the note says “{found[0]}”"),
                Words("只写群体、户数和总额", "name the group, the count and the sum"),
            )
