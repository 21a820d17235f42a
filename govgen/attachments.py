"""Attachments that the site shows: files of records seen in full, images without their EXIF data."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from govgen.record import SEALED, Attachment
from govgen.register import Register
from govgen.tree import attachment_folder


def publishable(register: Register, root: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield each attachment to publish, as (file of the site, file on disk, its digest)."""
    for record in register.records.values():
        if record.visibility != "full":
            continue
        for attachment in record.attachments:
            path = f"{attachment_folder(record.id)}/{attachment.path}"
            if shown(attachment) and path in register.files:
                target = f"{record.KIND.folder}/{record.id}/{attachment.path}"
                yield target, root / path, register.files[path].sha256


def shown(attachment: Attachment) -> bool:
    """Whether the public may open the file."""
    return bool(attachment.path) and not attachment.withheld and attachment.kind not in SEALED


def cleaned(path: Path) -> bytes:
    """Return a photograph without EXIF data; any other file as it is."""
    content = path.read_bytes()
    if not content.startswith(b"\xff\xd8\xff"):
        return content
    from PIL import Image  # read only where there is a photograph

    with Image.open(io.BytesIO(content)) as image:
        if not image.getexif():
            return content
        made = io.BytesIO()
        image.save(made, "JPEG", quality=90, exif=b"")
    return made.getvalue()
