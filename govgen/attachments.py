"""Attachments that the site shows: files of records seen in full, pictures without what they tell beside.

A picture is copied part by part, never drawn again: it stays as sharp, and the bytes are the same anywhere.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from govgen.particulars import SEALED, Attachment
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
    """Return a picture without what says who, where and when it was taken; any other file as it is."""
    content = path.read_bytes()
    for begins, write in CLEANERS:
        if begins(content):
            return write(content, turned(content))
    return content


def turned(content: bytes) -> bytes:
    """Return EXIF data that says only how a picture is to be turned; empty where it stands upright."""
    from PIL import Image  # read only where there is a picture

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            way = image.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001  # libraries raise anything on hostile bytes
        return b""
    return TURNED % bytes([way]) if way in range(2, 9) else b""


ORIENTATION = 0x0112
TURNED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%b\0\0\0\0\0\0"
"""A TIFF directory of one entry: the orientation, a short."""


def photograph(content: bytes, turn: bytes) -> bytes:
    """Copy a JPEG's segments but for comments and the data of applications."""
    made = content[:2]
    if turn:
        made += b"\xff\xe1" + struct.pack(">H", len(turn) + 8) + b"Exif\0\0" + turn
    at = 2
    while at + 4 <= len(content) and content[at : at + 2] != b"\xff\xd9":
        end = segment_end(content, at)
        if shows(content[at:end]):
            made += content[at:end]
        at = end
    return made + b"\xff\xd9"


def segment_end(content: bytes, at: int) -> int:
    """Return where the segment at `at` ends; that of a scan, after the picture's own data."""
    if content[at] != 0xFF or content[at + 1] == 0xFF:
        return at + 1
    end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    if content[at + 1] != 0xDA:
        return end
    found = AFTER_SCAN.search(content, end)
    return found.start() if found else len(content)


AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def shows(segment: bytes) -> bool:
    """Whether a JPEG segment is needed to show the picture: its data, its density, its colours."""
    if len(segment) < 4:
        return False
    kind = segment[1]
    if kind == 0xFE or 0xE0 <= kind <= 0xEF:
        return segment[4:].startswith(APPLICATIONS.get(kind, ()))
    return True


APPLICATIONS = {0xE0: (b"JFIF\0",), 0xE2: (b"ICC_PROFILE\0",), 0xEE: (b"Adobe",)}


def drawing(content: bytes, turn: bytes) -> bytes:
    """Copy a PNG's chunks but for texts, times and what is nobody's standard."""
    made, at = content[:8], 8
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if name == b"IDAT" and turn:
            made += chunk(b"eXIf", turn)
            turn = b""
        if name in DRAWN:
            made += content[at:end]
        at = len(content) if name == b"IEND" else end
    return made


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a PNG chunk."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


DRAWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)


def web_picture(content: bytes, turn: bytes) -> bytes:
    """Copy a WebP's chunks but for texts and what is nobody's standard."""
    made, at = b"", 12
    while at + 8 < len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        name, end = content[at : at + 4], at + 8 + size + size % 2
        if name == b"VP8X":
            flags = content[at + 8] & ~0x0C | (0x08 if turn else 0)
            made += content[at : at + 8] + bytes([flags]) + content[at + 9 : end]
        elif name in WEB_DRAWN:
            made += content[at:end]
        at = end
    if turn:
        made += b"EXIF" + struct.pack("<I", len(turn)) + turn
    return b"RIFF" + struct.pack("<I", len(made) + 4) + b"WEBP" + made


WEB_DRAWN = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
CLEANERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, bytes], bytes]], ...] = (
    (lambda content: content.startswith(b"\xff\xd8\xff"), photograph),
    (lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), drawing),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", web_picture),
)
"""How a picture of each form begins, and who copies it."""
