"""Contents with personal data that slipped in: shown nowhere from the moment that policy.yml lists them.

A content is known by the id that Git gives it, so that it is hidden wherever it stands: in a record
or beside it, now or in any older version. Today's list counts, however old the commit looked at.
Git itself keeps the content until the history is rewritten (`govgen explain redaction`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from govgen.git import blob_id, head
from govgen.objects import Objects, reading
from govgen.problem import Diagnostic, GovgenError
from govgen.record import Record
from govgen.register import Register
from govgen.source import Document, read
from govgen.tree import TOP, attachment_folder
from govgen.words import Words

HIDDEN = Words("因个人信息已遮蔽", "redacted for personal data")
HUSHED = Words("这份文件有错，内容" + HIDDEN.zh, f"faulty; its content is {HIDDEN.en}")
MEND = Words(
    "govgen explain 加上规则名，看这条规则怎么改",
    "see how to mend it with govgen explain and the rule's name",
)
POLICY = TOP[2]
Blobs = frozenset[str]


def listed(root: Path, objects: Objects | None = None) -> Blobs:
    """Return what the policy in the work tree lists; where none is there that can be read, that at HEAD.

    One with a fault elsewhere counts. GovgenError where that at HEAD cannot be read either.
    """
    path = root / POLICY
    content = path.read_bytes() if path.is_file() else b""
    if content and read(POLICY, content).data:
        return entries(content)
    if objects:
        content = committed(objects)
    elif head(root):
        with reading(root) as found:
            content = committed(found)
    if content and not read(POLICY, content).data:
        raise GovgenError(
            f"{POLICY} 读不成，不知道哪些内容不能显示；先用 govgen check 找到那一行，改好再来",
            f"{POLICY} cannot be read, so nobody knows what must not be shown; find the line with govgen check",
        )
    return entries(content)


def committed(objects: Objects) -> bytes:
    """Return policy.yml at HEAD; empty where there is none."""
    head = objects.folder.named("HEAD")
    path = f"{objects.prefix}{POLICY}"
    _, blob = objects.files(head, path).get(path, ("", "")) if head else ("", "")
    return next((content for _, content in objects.blobs([blob])), b"") if blob else b""


def entries(policy: bytes) -> Blobs:
    """Return the contents that a policy lists."""
    found = read(POLICY, policy).data.get("redacted") if policy else None
    told = (
        [it.get("blob") for it in found if isinstance(it, dict)] if isinstance(found, list) else []
    )
    return frozenset(it for it in told if isinstance(it, str))


def holds(content: bytes, hidden: Blobs) -> bool:
    """Whether `content` is one of `hidden`, also where the work tree has lines that end in CR LF."""
    likes = {len(it): it for it in hidden}.values()
    texts = {content, content.replace(b"\r\n", b"\n")}
    return any(blob_id(text, like) in hidden for like in likes for text in texts)


def hushed(
    found: Iterable[Diagnostic], sources: Mapping[str, Document], hidden: Blobs
) -> tuple[list[Diagnostic], dict[str, Document]]:
    """Return what is wrong, and the files to quote: of hidden files only where and by which rule."""
    told = list(found)
    named = {it.file for it in told} & sources.keys() if hidden else set()
    gone = {name for name in named if holds(sources[name].content, hidden)}
    return (
        [replace(it, message=HUSHED, hint=MEND) if it.file in gone else it for it in told],
        {name: it for name, it in sources.items() if name not in gone},
    )


def over(register: Register, root: Path, hidden: Blobs) -> Register:
    """Return a register as it may be shown: hidden records left out, hidden attachments withheld.

    GovgenError where a hidden file is one that every page is made from: no page can do without it.
    """
    if not hidden:
        return register
    for path in (
        *(root / name for name in TOP),
        root / "mkdocs.yml",
        *(root / "site_src").rglob("*"),
    ):
        if path.is_file() and holds(path.read_bytes(), hidden):
            name = path.relative_to(root).as_posix()
            raise GovgenError(
                f"{name} {HIDDEN.zh}，所有页面都用到它，没有发布；改好它再来",
                f"{name} is {HIDDEN.en}, and every page is made from it, so nothing was published; mend it first",
            )
    gone = {name for name, it in register.documents.items() if holds(it.content, hidden)}
    files = {path for path in register.files if holds((root / path).read_bytes(), hidden)}
    blobs = {name: blob for name, blob in register.blobs.items() if name not in gone}
    records = {}
    for name, record in register.records.items():
        if name not in gone:
            records[name] = withheld(record, files)
            blobs[name] += " redacted" if records[name] is not record else ""
    return replace(
        register,
        records=records,
        documents={name: it for name, it in register.documents.items() if name not in gone},
        files={
            path: replace(it, passages=()) if path in files else it
            for path, it in register.files.items()
        },
        broken=register.broken | gone,
        blobs=blobs,
    )


def withheld(record: Record, files: set[str]) -> Record:
    """Return a record whose attachments among `files` are withheld."""
    below = attachment_folder(record.id)
    if not any(f"{below}/{it.path}" in files for it in record.attachments):
        return record
    why = {"withheld": {"zh": HIDDEN.zh, "en": HIDDEN.en}}
    shown = tuple(
        it.model_copy(update=why) if f"{below}/{it.path}" in files else it
        for it in record.attachments
    )
    return record.model_copy(update={"attachments": shown})
