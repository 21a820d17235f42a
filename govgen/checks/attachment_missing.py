"""附件文件不在

规则：`attachments` 里写了 `path` 的文件，放在与记录同名的文件夹里。
为什么：列了材料却打不开，等于没有公开。
怎么改：把文件放进文件夹，或改正文件名；原件只存档的，写 `held_by` 和 `archive_no`，不写 `path`。
---
An attachment that is not there

Rule: a file named by `path` under `attachments` lies in the folder named like the record.
Why: a document that is listed and cannot be opened was not published.
Mend: put the file into the folder or correct its name; where only the paper exists give `held_by` and `archive_no` and no `path`.
"""

import difflib
from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.tree import attachment_folder
from govgen.words import Words


@rule(on="attachments")
def attachment_missing(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each attachment whose file is not in the record's folder."""
    for index, attachment in enumerate(record.attachments):
        if attachment.path is None:
            continue
        folder = attachment_folder(record.id)
        if f"{folder}/{attachment.path}" not in register.files:
            yield Problem(
                ("attachments", index, "path"),
                Words(
                    f"`{folder}/` 里没有 `{attachment.path}`",
                    f"there is no `{attachment.path}` in `{folder}/`",
                ),
                hint(attachment.path, folder, register),
            )


def hint(name: str, folder: str, register: Register) -> Words:
    """Name the file that may be meant."""
    there = [path[len(folder) + 1 :] for path in register.files if path.startswith(f"{folder}/")]
    near = difflib.get_close_matches(name, there, 1, 0.6)
    if near:
        return Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
    return Words(
        "放入文件；只有原件的，写 `held_by` 和 `archive_no`",
        "put the file there; if only the paper exists, give `held_by` and `archive_no`",
    )
