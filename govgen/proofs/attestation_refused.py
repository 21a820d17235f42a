"""签名证明没有采信

规则：签名证明要由合并之前 policy.yml 的 `attestors` 列明的岗位，用当时登记、没有泄露的钥匙签名，说的是这个仓库当时用的平台；`refs/notes/govgen` 里的每条附注都是完整的证明和签名。

原因：谁都能写一份证明、推一条附注，只有当时有权的人签了名才算数。不算数的不计入审批，但要说出来：可能有人在冒充。

怎么改：请有权的人重新导入（`govgen attest import`）；来历不明的，从附注里删掉（`git notes --ref=govgen remove 提交号`）或从文件夹里拿走，再查是谁放的。审批本来就够的，不影响结论。
---
A signed statement was not believed

Rule: a statement is signed by somebody whom the policy before the merge lists under `attestors`, with a key that was listed and valid then and never leaked, and speaks of the host that the repository had; every note in `refs/notes/govgen` holds whole statements with their signatures.

Why: anybody can write a statement or push a note; only the signature of who then could attest makes it count. What does not count approves nothing, but it is told, for somebody may be pretending.

How to mend: let an attestor import it anew (`govgen attest import`); take one whose origin nobody knows out of the notes (`git notes --ref=govgen remove COMMIT`) or the folder, and find out who put it there. Where the approvals suffice without it the verdict stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.witness import landings
from govgen.words import Words


@proof
def attestation_refused(examined: Examined) -> Iterator[Finding]:
    """Yield the statements on what landed that nobody entitled signed, and the notes that are none."""
    found = examined.receipts
    told = found.beside.testimony
    heard = {one for setting in found.settings for one in setting.heard}
    known = landings(found.settings, found.former) if told.signed else {}
    for one in told.signed:
        commit = known.get(one.statement.changes)
        if commit and one not in heard:
            words = Words(
                "不是当时有权的人签名的，或说的是别的平台",
                "not signed by anybody who then could attest, or about another host",
            )
            yield Finding("attestation-refused", "warning", commit, one.place, words)
    for commit in told.damaged:
        words = Words("附注不是完整的签名证明", "the note is no whole signed statement")
        yield Finding("attestation-refused", "warning", commit, "", words)
