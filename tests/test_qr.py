"""QR codes: read back by a decoder of another make."""

import io
from base64 import b64decode

import pytest
import zxingcpp
from PIL import Image, ImageOps

from govgen import qr

PREFIX = "data:image/png;base64,"


def read(image: str) -> str:
    """Read a code as a telephone does: enlarged, with a light border."""
    dots = Image.open(io.BytesIO(b64decode(image.removeprefix(PREFIX)))).convert("L")
    found = zxingcpp.read_barcode(ImageOps.expand(dots.resize((dots.width * 4,) * 2, 0), 16, 255))
    assert found is not None
    return found.text


@pytest.mark.parametrize("size", qr.ROOMS)
def test_a_code_of_each_version_says_its_address(size):
    for length in (size, size - 3):
        text = f"https://q.cn/{'en/issues/ISS-2026-' * 12}"[:length]
        assert read(qr.image(text)) == text


def test_codes_of_many_records_each_say_their_own_address():
    for number in (1, 12, 998, 10_345):
        text = f"https://社区.example/en/decisions/DEC-2026-{number:04}/"
        assert read(qr.image(text)) == text


def test_an_address_too_long_to_be_scanned_has_no_code():
    assert qr.image("x" * (qr.ROOMS[-1] + 1)) == ""
