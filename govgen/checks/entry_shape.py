"""台账的一笔缺少要素

规则：捐赠写明来自哪里（`from` 或 `from_org`），资助写明项目、批次和收款单位，退回写明项目，拨入写明来源单位，管理支出写明收款单位或说明。
为什么：每一笔都要答得出：谁给的、给了谁、为什么。
怎么改：补上缺的要素；不愿署名的捐赠人写“爱心居民”。
---
A ledger entry without its parts

Rule: a donation says from whom (`from` or `from_org`), a grant its project, tranche and payee, a return its project, an allocation its source, an expense its payee or a note.
Why: each entry answers who gave, who got, and what for.
Mend: add what is missing; a donor who wants no name is 爱心居民.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.ledger import EntryType, Ledger
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

PARTS: dict[EntryType, tuple[tuple[str, ...], ...]] = {
    EntryType.DONATION: (("from", "from_org"),),
    EntryType.ALLOCATION: (("from_org", "from"),),
    EntryType.GRANT: (("project",), ("tranche",), ("to",)),
    EntryType.RETURN: (("project",),),
    EntryType.EXPENSE: (("to", "note"),),
}
"""What each type of entry needs: one field of each group."""


@rule(Ledger)
def entry_shape(ledger: Ledger, _: Register) -> Iterator[Problem]:
    """Yield each entry that lacks a part its type needs."""
    if ledger.source:
        return
    for index, entry in enumerate(ledger.entries):
        for group in PARTS.get(entry.type, ()) if entry.reverses is None else ():
            names = [{"from": "from_"}.get(name, name) for name in group]
            if all(getattr(entry, name) is None for name in names):
                wanted = [f"`{name}`" for name in group]
                yield Problem(
                    ("entries", index, "type"),
                    Words(
                        f"{entry.type.words.zh}缺 {' 或 '.join(wanted)}",
                        f"a `{entry.type.value}` lacks {' or '.join(wanted)}",
                    ),
                    Words(f"补上 {wanted[0]}", f"add {wanted[0]}"),
                )
