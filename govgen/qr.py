"""The QR code of an address, as an image small enough to stand in the page itself.

A build draws a code for every page of a record, and segno takes most of a millisecond for each. But
codes of one version and mask are sums without carry (ISO/IEC 18004: error correction is linear, and
the mask is the same for all): the code of an address is that of its beginning and as many zeros, and for
each of its last bytes what that byte changes. Segno is asked for those parts, each once.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from functools import lru_cache, reduce
from operator import xor
from struct import pack

import segno

ROOMS = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)
"""Bytes that fit into the versions 1 to 10 at level M; larger ones are hard to read from a notice board."""

OWN = 4
"""Bytes at an address's end that are its own; those before it are many addresses'."""


def image(text: str) -> str:
    """Return the QR code of `text` (level M) as the `data:` address of a PNG, a dot a module, without its light border.

    Empty for a text of more than 213 bytes in UTF-8.
    """
    data = text.encode()
    room = next((room for room in ROOMS if len(data) <= room), None)
    if room is None:
        return ""
    cut = max(len(data) - OWN, 0)
    # What many addresses begin with is drawn once, with zeros behind.
    side, dots = drawn(data[:cut] + bytes(len(data) - cut))
    changes = [change(room, at, byte) for at, byte in enumerate(data[cut:], cut)]
    return f"data:image/png;base64,{b64encode(png(side, reduce(xor, changes, dots))).decode()}"


def png(side: int, dots: int) -> bytes:
    """Return a square of black and white dots as a PNG, stored: so few bytes are not worth packing."""
    lines = dots.to_bytes(side * stride(side), "big")
    head = pack(">2I5B", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", stored(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def stored(data: bytes) -> bytes:
    """Return a zlib stream (RFC 1950) of one stored block, which holds up to 65,535 bytes."""
    head = b"\x78\x01\x01" + pack("<2H", len(data), 0xFFFF - len(data))
    return head + data + pack(">I", zlib.adler32(data))


def stride(side: int) -> int:
    """Return the bytes of a scan line: that of its filter, none, and eight dots in each."""
    return 1 + (side + 7) // 8


@lru_cache(maxsize=8192)
def change(room: int, at: int, byte: int) -> int:
    """Return the dots that `byte` at the place `at` changes in a code of zeros with room for `room` bytes."""
    text = bytearray(room)
    text[at] = byte
    return drawn(bytes(text))[1] ^ drawn(bytes(room))[1]


@lru_cache(maxsize=512)
def drawn(data: bytes) -> tuple[int, int]:
    """Return the side of a code and its dots as one number: PNG's scan lines, 1 where it is light."""
    code = segno.make_qr(data, error="m", mode="byte", mask=0, boost_error=False)
    width = 8 * stride(len(code.matrix))
    rows = ("".join("01"[not dark] for dark in row).rjust(8 + len(row), "0") for row in code.matrix)
    return len(code.matrix), int("".join(row.ljust(width, "0") for row in rows), 2)
