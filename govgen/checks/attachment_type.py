"""附件的类型不对

规则：附件按内容是 PDF、JPEG、PNG、WebP、XLSX 或 CSV，扩展名与内容一致，不超过 5 MB，照片不带拍摄位置。
为什么：扩展名可以随手改，内容改不了；别的格式可能带宏、带修订痕迹或打不开；拍摄位置会指到某一户。
怎么改：另存为 PDF 等格式，改正扩展名；大文件压缩或拆分；照片去掉位置信息后重新导出。
---
An attachment of the wrong type

Rule: by its content an attachment is PDF, JPEG, PNG, WebP, XLSX or CSV, its extension agrees, it has at most 5 MB, and a picture does not say where it was taken.
Why: a name is easily changed, content is not; other formats carry macros or tracked changes or cannot be opened; a position can point to one home.
Mend: save it as PDF or another of these, correct the extension, shrink or split what is too large, export pictures without position.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import File, Register
from govgen.tree import MAX_ATTACHMENT, attachment_folder
from govgen.words import Words

EXTENSIONS = {
    "pdf": ("pdf",),
    "jpeg": ("jpg", "jpeg"),
    "png": ("png",),
    "webp": ("webp",),
    "xlsx": ("xlsx",),
    "csv": ("csv",),
}
ALLOWED = Words(
    "用 PDF、JPEG、PNG、WebP、XLSX 或 CSV，另存后再放入",
    "save it as PDF, JPEG, PNG, WebP, XLSX or CSV",
)


@rule(on="attachments")
def attachment_type(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each attachment whose content, name, size or position is not allowed."""
    for index, attachment in enumerate(record.attachments):
        if attachment.path is None:
            continue
        file = register.files.get(f"{attachment_folder(record.id)}/{attachment.path}")
        fault = judged(file) if file else None
        if fault:
            yield Problem(("attachments", index, "path"), *fault)


def judged(file: File) -> tuple[Words, Words] | None:
    """Say what is wrong with a file, and what to do."""
    extension = file.path.rpartition(".")[2].lower()
    if file.size > MAX_ATTACHMENT:
        return (
            Words(
                f"文件 {file.size / 1e6:.1f} MB，超过 5 MB",
                f"the file has {file.size / 1e6:.1f} MB, more than 5 MB",
            ),
            Words("压缩或拆分", "shrink or split it"),
        )
    if not file.form:
        return Words(
            "内容不是允许的格式，或者读不出来",
            "its content is of no allowed type, or cannot be read",
        ), ALLOWED
    if extension not in EXTENSIONS[file.form]:
        wanted = EXTENSIONS[file.form][0]
        return (
            Words(
                f"扩展名是 `.{extension}`，内容却是 {file.form.upper()}",
                f"the extension is `.{extension}`, but the content is {file.form.upper()}",
            ),
            Words(
                f"改名为 `.{wanted}`，或放入对的文件",
                f"rename it to `.{wanted}`, or put the right file there",
            ),
        )
    if file.position:
        return (
            Words("照片带有拍摄位置", "the picture says where it was taken"),
            Words("去掉位置信息后重新导出", "export it again without position"),
        )
    return None
