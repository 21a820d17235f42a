"""附件与登记的摘要不符

规则：写了 `sha256` 的附件，内容与摘要一致。
为什么：摘要用来证明公布后的材料没有被换过。
怎么改：换回原来的文件；确实要更换材料的，改摘要并在 `corrections` 里写明原因。
---
An attachment that is not the one recorded

Rule: where an attachment has a `sha256` the file has that digest.
Why: the digest shows that a published document was not exchanged.
Mend: put the original file back; if it really has to be replaced, change the digest and say why under `corrections`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.tree import attachment_folder
from govgen.words import Words


@rule(on="attachments")
def attachment_altered(record: Record, register: Register) -> Iterator[Problem]:
    """Compare the digest of each attachment with the file's."""
    for index, attachment in enumerate(record.attachments):
        if attachment.path is None or attachment.sha256 is None:
            continue
        file = register.files.get(f"{attachment_folder(record.id)}/{attachment.path}")
        if file is not None and file.sha256 != attachment.sha256:
            yield Problem(
                ("attachments", index, "sha256"),
                Words(
                    f"`{attachment.path}` 的摘要是 {file.sha256[:12]}…，与登记的不同",
                    f"the digest of `{attachment.path}` is {file.sha256[:12]}…, not the one recorded",
                ),
                Words(
                    f"换回原文件；有意更换的，写 `{file.sha256}` 并登记更正",
                    f"put the original back; if replaced on purpose, write `{file.sha256}` and list the correction",
                ),
            )
