"""材料没有写清在哪里

规则：每份材料要么有文件（`path`），要么有档案号（`archive_no`）和保管方（`held_by`），要么写明不公开的理由（`withheld`）。
为什么：说不清在哪里的材料，查的人找不到。
怎么改：补上 `path`、`archive_no`、`held_by` 或 `withheld`。
---
A document without a whereabouts

Rule: each document has a file (`path`), or an archive number (`archive_no`) with its keeper (`held_by`), or says why it is `withheld`.
Why: whoever wants to look a document up must know where it is.
Mend: add `path`, `archive_no`, `held_by` or `withheld`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.particulars import Attachment
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule(on="attachments")
def attachment_needs(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each document that cannot be looked up anywhere; an import states what its source does."""
    if record.source is not None:
        return
    for index, attachment in enumerate(record.attachments):
        lack = lacking(attachment)
        if lack:
            yield Problem(
                ("attachments", index),
                Words(f"这份材料没有写 {lack.zh}", f"this document has no {lack.en}"),
                Words(
                    "补上；确不公开的，写 `withheld:` 和理由",
                    "add it; where it is not published, say why under `withheld:`",
                ),
            )


def lacking(attachment: Attachment) -> Words | None:
    """Say what is missing to find the document."""
    if attachment.path is None and attachment.archive_no is None and attachment.withheld is None:
        return Words("`path` 或 `archive_no`", "`path` or `archive_no`")
    if attachment.archive_no is not None and attachment.held_by is None:
        return Words("`held_by`（保管方）", "`held_by`")
    return None
