"""Small registers for tests: the base register, with a case's files laid over it.

What must not be stored in a repository is made when a test runs: a token such as `@mobile@` in a
YAML file, and a file `NAME.recipe` that says in one line how the bytes of `NAME` come about.
"""

import hashlib
import io
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
from PIL import Image
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from govgen.cache import Cache
from govgen.check import check
from govgen.load import load
from govgen.problem import Diagnostic
from govgen.source import Document

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
AS_OF = date(2026, 11, 20)

Judged = tuple[tuple[Diagnostic, ...], dict[str, Document]]
Mark = tuple[str, int, str]


def resident_id() -> str:
    """A number with a right date and check digit."""
    body = "110101" + "19491231" + "001"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def bank_card() -> str:
    body = "622202" + "0" * 12
    doubled = [int(digit) * 2 for digit in body[::-1][::2]]
    plain = [int(digit) for digit in body[::-1][1::2]]
    total = sum(sum(divmod(digit, 10)) for digit in doubled) + sum(plain)
    return body + str(-total % 10)


def wide(text: str) -> str:
    """The same digits in full width."""
    return text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


TOKENS = {
    "@resident-id@": resident_id(),
    "@wide-resident-id@": wide(resident_id()),
    "@mobile@": "138" + "0013" + "8000",
    "@spaced-mobile@": "+86 138" + " 0013 " + "8000",
    "@bank-card@": bank_card(),
    "@e-mail@": "zhang.san" + "@" + "mail.example.com",
}


def pdf(text: str) -> bytes:
    """A page with one line of Latin text."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 200)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawn = DecodedStreamObject()
    drawn.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(drawn)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def xlsx(text: str) -> bytes:
    """A workbook with `text` in its second row."""
    book = openpyxl.Workbook()
    book.active.append(["项目", "联系"])
    book.active.append(["路灯", text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(text: str) -> bytes:
    return f"项目,联系\n路灯,{text}\n".encode()


def jpeg(position: str) -> bytes:
    """A grey picture, with a position where `position` is not empty."""
    exif = Image.Exif()
    if position:
        exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 40.0, 0.0), 3: "E", 4: (104.0, 4.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(_: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, "PNG")
    return out.getvalue()


def large(size: str) -> bytes:
    """A table of `size` bytes."""
    return b"1,2,3,4\n" * (int(size) // 8)


def text_of(text: str) -> bytes:
    return text.encode()


RECIPES: dict[str, Callable[[str], bytes]] = {
    "pdf": pdf,
    "xlsx": xlsx,
    "csv": csv,
    "jpeg": jpeg,
    "png": png,
    "large": large,
    "text": text_of,
}


def register_of(folder: Path | None, target: Path) -> Path:
    """Write the base register and the overlay of `folder` into `target`."""
    shutil.copytree(BASE / "records", target / "records")
    if folder is None:
        return target
    removed = folder / "removed.txt"
    for path in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (target / path).unlink()
    digests: dict[str, str] = {}
    over = sorted(path for path in (folder / "records").rglob("*") if path.is_file())
    for path in sorted(over, key=lambda path: path.suffix != ".recipe"):
        lay(path, target / path.relative_to(folder), digests)
    return target


def lay(path: Path, goal: Path, digests: dict[str, str]) -> None:
    """Copy one file, or make it; tokens of YAML become what they stand for."""
    goal.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".recipe":
        goal = goal.with_suffix("")
        name, _, text = filled(path.read_text(encoding="utf-8").strip(), {}).partition(":")
        content = RECIPES[name](text.strip())
        digests[f"@sha256:{goal.name}@"] = hashlib.sha256(content).hexdigest()
        goal.write_bytes(content)
    elif path.suffix == ".yml":
        content = path.read_bytes()
        goal.write_bytes(filled(content.decode(), digests).encode() if b"@" in content else content)
    else:
        shutil.copyfile(path, goal)


def filled(text: str, digests: dict[str, str]) -> str:
    for token, value in {**TOKENS, **digests}.items():
        text = text.replace(token, value)
    return text


def judge(root: Path) -> Judged:
    """Everything that is wrong with the register at `root`, and its files."""
    loaded = load(root, AS_OF, Cache(root / "cache"))
    found = check(loaded.register) if loaded.register else ()
    return tuple(sorted((*loaded.diagnostics, *found), key=lambda one: one.order)), loaded.sources


MARKER = re.compile(rb"# ! ([a-z-]+(?:, [a-z-]+)*)\s*$")


def marked(folder: Path, root: Path) -> set[Mark]:
    """The marked lines: by a comment in a YAML file of `root`, or listed in `marks.txt`."""
    found = {
        (path.relative_to(root).as_posix(), number, code)
        for path in root.rglob("*.y*ml")
        if path.is_file()
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if (marker := MARKER.search(line))
        for code in marker[1].decode().split(", ")
    }
    listed = folder / "marks.txt"
    for line in listed.read_text(encoding="utf-8").splitlines() if listed.exists() else ():
        place, code = line.rsplit(" ", 1)
        path, number = place.rsplit(":", 1)
        found.add((path, int(number), code))
    return found
