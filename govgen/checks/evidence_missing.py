"""佐证指向不存在的材料

规则：`evidence` 等处引用的材料，是本记录附件的文件名或档案号，或一条记录的编号。
为什么：说有佐证而找不到佐证，比没有佐证更损害信任。
怎么改：在 `attachments` 里列出这份材料，或改正文件名、档案号、编号。
---
Evidence that is not there

Rule: what `evidence` and like fields name is a file or an archive number among the record's own attachments, or the id of a record.
Why: evidence that is claimed and cannot be found costs more trust than none.
Mend: list the document under `attachments`, or correct the file name, archive number or id.
"""

import difflib
from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.source import Route
from govgen.words import Words


@rule()
def evidence_missing(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each piece of evidence that names neither a document of the record nor a record."""
    claimed = list(claims(record, register))
    if not claimed:
        return
    papers = {paper for item in record.attachments for paper in (item.path, item.archive_no)}
    for route, name in claimed:
        if name not in papers and register.get(name) is None and name not in register.broken:
            yield Problem(
                route,
                Words(
                    f"`{name}` 不是本记录的材料，也不是记录编号",
                    f"`{name}` is neither a document of this record nor the id of one",
                ),
                hint(name, [paper for paper in papers if paper]),
            )


def claims(record: Record, register: Register) -> Iterator[tuple[Route, str]]:
    """Yield every place that names a document."""
    for link in register.links[record.id]:
        if "attachment" in link.kinds:
            yield link.route, link.target
    for index, event in enumerate(record.events):
        if event.signed_form:
            yield ("events", index, "signed_form", "attachment"), event.signed_form.attachment


def hint(name: str, papers: list[str]) -> Words:
    """Name the document that may be meant."""
    near = difflib.get_close_matches(name, papers, 1, 0.6)
    if near:
        return Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
    return Words(
        "在 `attachments` 里列出这份材料，写文件名或档案号",
        "list it under `attachments`, with its file name or archive number",
    )
