"""Pictures go onto the site without what they tell beside, and otherwise as they are."""

import io
import zipfile

import overlay
import pytest
from PIL import Image, PngImagePlugin

from govgen.attachment import inspect
from govgen.attachments import cleaned

SECRET = "Clerk Wang, yard 3"
FORMS = ("JPEG", "PNG", "WEBP")


def picture(form: str, turn: int = 1) -> bytes:
    """A picture with a comment or text, EXIF data, and what may follow its end."""
    exif = Image.Exif()
    exif.update({0x010E: SECRET, 0x0112: turn})
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 40.0, 0.0)})
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET)
    text.add_itxt("XML:com.adobe.xmp", SECRET)
    options = {"PNG": {"pnginfo": text}, "JPEG": {"comment": SECRET, "progressive": True}}
    made = io.BytesIO()
    image = Image.linear_gradient("L").resize((40, 30)).convert("RGB")
    image.save(made, form, exif=exif, xmp=SECRET.encode(), **options.get(form, {}))
    return made.getvalue() + (b"" if form == "WEBP" else SECRET.encode())


def pixels(content: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(content)) as image:
        return image.size, image.tobytes()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("turn", [1, 6])
def test_only_the_picture_and_its_turn_are_published(form, turn, tmp_path):
    content = picture(form, turn)
    assert SECRET.encode() in content
    (tmp_path / "picture").write_bytes(content)
    made = cleaned(tmp_path / "picture")
    assert SECRET.encode() not in made
    assert pixels(made) == pixels(content)
    with Image.open(io.BytesIO(made)) as image:
        assert dict(image.getexif()) == ({0x0112: turn} if turn > 1 else {})
        assert not {"comment", "xmp", "Author"} & image.info.keys()


@pytest.mark.parametrize("form", FORMS)
def test_what_is_clean_stays_as_it_is(form, tmp_path):
    made = io.BytesIO()
    Image.linear_gradient("L").save(made, form)
    (tmp_path / "picture").write_bytes(made.getvalue())
    assert cleaned(tmp_path / "picture") == made.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_half_a_picture_is_copied_without_a_fault(form, tmp_path):
    content = picture(form)
    for end in range(12, len(content), 7):
        (tmp_path / "picture").write_bytes(content[:end])
        cleaned(tmp_path / "picture")


def test_a_number_in_a_workbook_is_read_however_its_signs_are_written():
    number = overlay.TOKENS["@mobile@"]
    signs = "".join(f"&#{ord(sign)};" for sign in number)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/sharedStrings.xml", f"<sst><si><t>{signs}</t></si></sst>")
    assert number in inspect(made.getvalue()).text


def test_a_part_without_its_data_is_no_fault(tmp_path):
    (tmp_path / "picture").write_bytes(picture("WEBP") + b"VP8X\x0a\0\0\0")
    assert SECRET.encode() not in cleaned(tmp_path / "picture")
