"""文件夹里有没列出的文件

规则：附件文件夹里的每个文件都列在该记录的 `attachments` 里，并且记录存在。
为什么：没列出的文件不在页面上，却随仓库公开了，谁也没有检查过它。
怎么改：列进 `attachments`，或删去文件。
---
A file that no record lists

Rule: each file in a folder of attachments is listed under `attachments` of its record, and the record exists.
Why: an unlisted file is on no page and yet public with the repository, checked by nobody.
Mend: list it under `attachments`, or delete it.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@whole_rule
def attachment_unlisted(register: Register) -> Iterator[Problem]:
    """Yield each file that its record does not list."""
    for path in register.files:
        _, holder, name = path.rsplit("/", 2)
        if holder in register.broken:
            continue
        record = register.records.get(holder)
        if record is None:
            yield unlisted(path, f"没有记录 `{holder}`", f"there is no record `{holder}`")
        elif all(attachment.path != name for attachment in record.attachments):
            yield unlisted(
                path, f"`{holder}` 没有列出这个文件", f"`{holder}` does not list this file"
            )


def unlisted(path: str, zh: str, en: str) -> Problem:
    """Say that nobody lists the file at `path`."""
    return Problem(
        (),
        Words(zh, en),
        Words("列进记录的 `attachments`，或删去", "list it under `attachments`, or delete it"),
        path,
    )
