"""对象缺失或损坏

规则：仓库里从顶端提交能走到的每个对象都要在，内容与编号相符。

原因：Git 按内容给对象编号，对不上就是被改过或损坏了；缺一个对象，它后面的内容就无从证明。

怎么改：用 `git fsck --full --strict` 看是哪个对象，从另一份完整的克隆恢复，再核验一次。
---
Objects missing or damaged

Rule: every object that the tip reaches must be there, and its content must agree with its id.

Why: Git names objects by their content; where the two disagree something was altered or damaged, and what hangs on a missing object cannot be proved.

How to mend: see which object it is with `git fsck --full --strict`, restore it from another full clone, and verify again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof
from govgen.refs import Unreadable


@proof
def damaged_objects(examined: Examined) -> Iterator[Finding]:
    """Let Git look at every object that the tip reaches."""
    tip = examined.receipts.history.tip
    try:
        examined.objects.asked(
            "fsck", "--full", "--strict", "--no-dangling", "--no-reflogs", "--no-progress",
            "--end-of-options", tip,
        )  # fmt: skip
    except Unreadable as fault:
        yield Finding("damaged-objects", "unprovable", tip, "", fault.words)
