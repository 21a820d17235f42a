"""Contents with personal data that slipped in: shown nowhere from the moment that policy.yml lists them.

A content is known by the id that Git gives it, so that it is hidden wherever it stands: in a record
or beside it, now or in any older version. Today's list counts, however old the commit looked at.
Git itself keeps the content until the history is rewritten (`govgen explain redaction`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from govgen.git import blob_id
from govgen.objects import Objects
from govgen.record import Record
from govgen.register import Register
from govgen.source import read
from govgen.tree import TOP, attachment_folder
from govgen.words import Words

HIDDEN = Words("因个人信息已遮蔽", "redacted for personal data")
POLICY = TOP[2]
Blobs = frozenset[str]


def listed(root: Path, objects: Objects | None = None) -> Blobs:
    """Return what the policy in the work tree lists, else that at HEAD; also one with a fault elsewhere."""
    path = root / POLICY
    if path.is_file():
        return entries(path.read_bytes())
    return entries(committed(objects)) if objects else frozenset()


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


def over(register: Register, root: Path, hidden: Blobs) -> Register:
    """Return a register as it may be shown: hidden records left out, hidden attachments withheld."""
    if not hidden:
        return register
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
