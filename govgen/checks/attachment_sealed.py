"""不该公开的材料附了文件

规则：签到表、表决票、名册、调解协议书、证件复印件不附文件，只登记保管方、档案号和摘要。
为什么：这些材料上有姓名、签名和证件号，进了仓库就收不回来。
怎么改：删去文件和 `path`，写 `held_by`、`archive_no`，需要时写 `sha256`；文件已经提交过的，从历史中清除。
---
A file of a kind that must not be there

Rule: sign-in sheets, ballots, rosters, mediation agreements and copies of identity documents never carry a file, only keeper, archive number and digest.
Why: they show names, signatures and numbers, and what entered the repository cannot be taken back.
Mend: delete the file and `path`; give `held_by`, `archive_no` and, where wanted, `sha256`; a file that was committed is removed from the history.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.particulars import SEALED
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule(on="attachments")
def attachment_sealed(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each attachment of a sealed kind that has a file."""
    for index, attachment in enumerate(record.attachments):
        if attachment.path is not None and attachment.kind.value in SEALED:
            kind = attachment.kind.words
            yield Problem(
                ("attachments", index, "path"),
                Words(
                    f"{kind.zh}不附文件", f"a document of the kind “{kind.en}” never carries a file"
                ),
                Words(
                    "删去文件和 `path`，写 `held_by` 和 `archive_no`",
                    "delete the file and `path`; give `held_by` and `archive_no`",
                ),
            )
