"""签名证明说的内容，主线上没有

规则：签名证明绑定的是合并进来的内容：哪些路径、由哪个旧内容变成哪个新内容。主线上要有一次修改正好是这些。

原因：批准的是一份内容，合并的是另一份，这份证明就不能算；挂在某个提交的附注里也不行，认内容，不认位置。

怎么改：核对是不是改过内容以后没有重新导入，或证明放错了仓库；重新导入（`govgen attest import`），把旧的拿走。比核验的提交更晚的合并，不在此列。
---
A signed statement speaks of content that main does not have

Rule: a statement is bound to what landed, as the paths with their old and their new contents; one change of main is just that.

Why: where one thing was approved and another was merged the statement approves nothing. To hang it on a commit as a note does not help: the content counts, not the place.

How to mend: see whether the content changed after the import, or the statement belongs to another repository; import anew (`govgen attest import`) and take the old one away. Merges later than the commit that is verified are not meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from govgen.approvals import outdated
from govgen.proof import Examined, Finding, proof
from govgen.statement import Signed
from govgen.witness import landings
from govgen.words import Words


@proof
def attestation_unbound(examined: Examined) -> Iterator[Finding]:
    """Yield the statements on other content, but those of later merges, and those that are told of as stale."""
    found = examined.receipts
    told = found.beside.testimony.signed
    if not told:
        return
    known = landings(found.settings, found.former)
    stale = {it for setting in found.settings if any(outdated(setting)) for it in setting.heard}
    until = found.settings[-1].landed.commit.committer.time
    for one in told:
        here = one.place in found.places
        if one.statement.changes in known or one in stale or (later(one, until) and not here):
            continue
        words = Words(
            f"#{one.statement.number} 的签名证明说的内容，主线上没有",
            f"main has not the content that the statement on #{one.statement.number} speaks of",
        )
        commit, path = (one.place, "") if here else ("", one.place)
        yield Finding("attestation-unbound", "warning", commit, path, words)


def later(one: Signed, until: datetime) -> bool:
    """Whether a statement says that it is of a merge after `until`."""
    try:
        merged = datetime.fromisoformat(one.statement.merged_at)
    except ValueError:
        return False
    return merged.tzinfo is not None and merged > until
