"""Attachments: what a file is by its content, and the parts of its text that need a closer look.

Nothing is believed of the name. Reading a damaged or hostile file never fails: it has no form then.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from govgen.cache import Cache
from govgen.personal import normal, suspicious
from govgen.register import File
from govgen.tree import MAX_ATTACHMENT

MAX_PAGES = 300
MAX_UNPACKED = 60_000_000
POSITION = 0x8825
"""The part of a picture's EXIF data that says where it was taken."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file turned out to be: its form (empty: none that is allowed), its text, a position."""

    form: str = ""
    text: str = ""
    position: bool = False


def attached(root: Path, paths: Iterable[str], cache: Cache) -> dict[str, File]:
    """Return the attachments at `paths` below `root`; content that was looked at before comes from the cache."""
    known = cache.table("attachment")
    used: dict[str, str] = {}
    found = {}
    for path in paths:
        with (root / path).open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        size = (root / path).stat().st_size
        used[sha256] = known.get(sha256) or json.dumps(facts(root / path, size), ensure_ascii=False)
        form, position, passages = json.loads(used[sha256])
        found[path] = File(path, size, sha256, form, position, tuple(passages))
    cache.replace("attachment", used, known)
    return found


def facts(path: Path, size: int) -> tuple[str, bool, list[str]]:
    """Return form, position and suspicious lines of one file; one that is too large is not opened."""
    if size > MAX_ATTACHMENT:
        return "", False, []
    content = inspect(path.read_bytes())
    lines = dict.fromkeys(line for line in normal(content.text).splitlines() if line)
    passages = [line[:2000] for line in lines if suspicious(line.encode())]
    return content.form, content.position, passages


def inspect(content: bytes) -> Content:
    """Tell what `content` is by its first bytes and by reading it."""
    for marks, reader in READERS:
        if marks(content):
            return read(reader, content)
    return read(table, content)


def read(reader: Callable[[bytes], Content], content: bytes) -> Content:
    """Read `content`; what cannot be read has no form."""
    try:
        return reader(content)
    except Exception:  # noqa: BLE001  # libraries raise anything on hostile bytes
        return Content()


def document(content: bytes) -> Content:
    """Read the text of a PDF's pages."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a damaged file is our own finding
    reader = pypdf.PdfReader(io.BytesIO(content))
    pages = reader.pages[:MAX_PAGES]
    return Content("pdf", "\n".join(page.extract_text() for page in pages))


CELL_END = re.compile(r"</(?:si|c|row|comment)>")
TAG = re.compile(r"<[^>]*>")


def workbook(content: bytes) -> Content:
    """Read the text of a workbook's cells, comments and properties from its XML parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = {part.filename: part.file_size for part in book.infolist()}
        if "xl/workbook.xml" not in names or sum(names.values()) > MAX_UNPACKED:
            return Content()
        parts = [
            book.read(name).decode("utf-8")
            for name in names
            if name.endswith(".xml") and "styles" not in name and "theme" not in name
        ]
    texts = (unescape(TAG.sub("", CELL_END.sub("\n", part))) for part in parts)
    return Content("xlsx", "\n".join(texts))


def picture(content: bytes) -> Content:
    """Read a picture's kind and whether it says where it was taken."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        return Content((opened.format or "").lower(), "", bool(opened.getexif().get_ifd(POSITION)))


def table(content: bytes) -> Content:
    """Read a table of text: UTF-8, else GB 18030; control characters make it something else."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    binary = any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text)
    return Content() if binary or text.lstrip().startswith("<") else Content("csv", text)


READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Content]], ...] = (
    (lambda content: content.startswith(b"%PDF-"), document),
    (lambda content: content.startswith(b"PK\x03\x04"), workbook),
    (lambda content: content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")), picture),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", picture),
)
"""How a file of each form begins, and who reads it."""
