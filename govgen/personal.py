"""Personal data in text: resident ids, mobile numbers, bank cards, e-mail addresses, doors of flats.

Two stages. `suspicious` looks once, fast, at the bytes of a whole document; only where it finds
something does `found_in` look closely at one text. Numbers of nobody are left alone: unified social
credit codes, digests, and whatever the register publishes on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govgen.words import Words

KINDS = {
    "resident-id": Words("公民身份号码", "a resident identity number"),
    "mobile": Words("手机号码", "a mobile number"),
    "bank-card": Words("银行卡号", "a bank card number"),
    "e-mail": Words("电子邮箱", "an e-mail address"),
    "door": Words("到户的门牌号", "the door number of a flat"),
}

ZEROS = bytes(b"0"[0] if b"0"[0] <= byte <= b"9"[0] else byte for byte in range(256))
ASCII = bytes(range(128))
ELEVEN = b"0" * 11
LONG = re.compile(rb"1[3-9][0-9](?:[ -]?[0-9]){8}|[0-9](?:[ -]?[0-9]){15}")
RUN = re.compile(rb"0[0 -]{10,}")
"""Where eleven digits or more may stand, and gaps between them, when every digit is written as a zero."""
FULL_WIDTH = re.compile(rb"\xef\xbc[\x90-\x99\xa0]")
DISGUISED = (b"\xf0\x9d\x9f", b"\xe2\x91", b"\xe2\x82")
"""Beginnings of digits that are set in bold, in circles, or below the line."""
DOOR_MARKS = tuple(mark.encode() for mark in ("单元", "栋", "幢", "号楼", "座"))
DOOR_NUMBER = re.compile(
    "(?:单元|栋|幢|号楼|座)(?:[0-9一二三四五六七八九十]{1,3}(?:楼|层|单元))?[0-9〇零一二三四五六七八九十]{3}"
)
DOOR_CODES = (b"0-0-000", b"0-00-000")


@dataclass(frozen=True, slots=True)
class Hit:
    """One piece of personal data: its kind, and the text as it was normalised."""

    kind: str
    text: str

    @property
    def masked(self) -> str:
        """The first signs, the rest as stars, so that no report repeats it."""
        shown = self.text[: min(3, len(self.text) // 3)]
        return shown + "*" * 4


def suspicious(content: bytes) -> bool:
    """Whether personal data may stand in `content` (UTF-8)."""
    zeros = content.translate(ZEROS)
    return (
        b"@" in content
        or (ELEVEN in zeros.translate(None, b" -") and has_long(content, zeros))
        or holds(zeros, DOOR_CODES)
        or (not content.isascii() and disguised(content))
    )


def disguised(content: bytes) -> bool:
    """Whether digits in other dress, or the door of a flat, may stand in `content`."""
    beyond = content.translate(None, ASCII)
    return (
        FULL_WIDTH.search(beyond) is not None
        or holds(beyond, DISGUISED)
        or (
            holds(beyond, DOOR_MARKS)
            and DOOR_NUMBER.search(content.decode("utf-8", "replace")) is not None
        )
    )


def has_long(content: bytes, zeros: bytes) -> bool:
    """Whether a long number that may be somebody's stands in one of the runs of digits."""
    runs = RUN.finditer(zeros)
    return any(LONG.search(content, run.start(), run.end()) for run in runs)


def holds(content: bytes, parts: tuple[bytes, ...]) -> bool:
    """Whether one of `parts` stands in `content`; a plain loop, for it runs over every document."""
    for part in parts:  # noqa: SIM110
        if part in content:
            return True
    return False


HEX = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z])")
CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])")
RESIDENT_ID = re.compile(
    r"(?<![0-9])[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{3}[0-9Xx](?![0-9])"
)
MOBILE = re.compile(r"(?<![0-9])(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?![0-9])")
CARD = re.compile(r"(?<![0-9])[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9])")
CARD_WORDS = re.compile(
    r"卡|账号|帐号|账户|帐户|开户|银行|汇款|转账|card|account|bank|IBAN", re.IGNORECASE
)
E_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
NUMERAL = "0-9〇零一二三四五六七八九"
DOOR = re.compile(
    rf"(?:[0-9一二三四五六七八九十]{{1,3}}(?:栋|幢|号楼|座))?[0-9一二三四五六七八九十]{{1,3}}单元(?:[0-9一二三四五六七八九十]{{1,2}}(?:楼|层))?[{NUMERAL}]{{3,4}}(?:室|号房?|房)"
    rf"|[0-9一二三四五六七八九十]{{1,3}}单元[{NUMERAL}]{{3,4}}(?![0-9.年月日户人元个平米盏层万千百组%])"
    rf"|[0-9一二三四五六七八九十]{{1,3}}(?:栋|幢|号楼|座)(?:[0-9一二三四五六七八九十]{{1,2}}(?:楼|层))?[{NUMERAL}]{{3,4}}(?:室|号房)"
    r"|(?<![0-9A-Za-z_-])\d{1,2}-\d{1,2}-\d{3,4}(?![0-9A-Za-z_-])"
)
NEAR = 16
ALWAYS = frozenset(("resident-id", "bank-card"))
"""What nobody may publish, not even on purpose."""


def normal(text: str) -> str:
    """Return `text` with full-width and other disguised signs as plain ones."""
    return unicodedata.normalize("NFKC", text)


def found_in(text: str, published: str = "") -> Iterator[Hit]:
    """Yield the personal data in `text`, but for what `published` (normal, without gaps) has too."""
    plain = HEX.sub(lambda match: "#" * len(match[0]), normal(text))
    plain = CREDIT_CODE.sub(without_code, plain)
    for hit in hits(plain):
        if hit.kind in ALWAYS or digits(hit.text) not in published:
            yield hit


def hits(plain: str) -> Iterator[Hit]:
    """Yield everything that has the form and the check digits of personal data."""
    for match in RESIDENT_ID.finditer(plain):
        if is_resident_id(digits(match[0])):
            yield Hit("resident-id", match[0])
    for match in MOBILE.finditer(plain):
        if is_mobile(match[0]):
            yield Hit("mobile", match[0])
    for match in CARD.finditer(plain):
        around = plain[max(0, match.start() - NEAR) : match.end() + NEAR]
        if CARD_WORDS.search(around) and is_card(digits(match[0])):
            yield Hit("bank-card", match[0])
    for match in E_MAIL.finditer(plain):
        if not match[0].startswith("git@"):
            yield Hit("e-mail", match[0])
    for match in DOOR.finditer(plain):
        yield Hit("door", match[0])


def digits(text: str) -> str:
    """Return `text` without what people put between digits."""
    return text.replace(" ", "").replace("-", "").upper()


def without_code(match: re.Match[str]) -> str:
    """Blank a credit code out; a resident id has the same length and stays."""
    code = match[0]
    return code if is_resident_id(code) or not is_credit_code(code) else "#" * len(code)


def is_resident_id(number: str) -> bool:
    """Whether 18 signs hold a date and the right check digit; abolished regions count too."""
    from stdnum.cn import ric

    if not (number[:17].isdigit() and number[17:] in "0123456789X"):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= 1900 and number[17] == ric.calc_check_digit(number)


def is_credit_code(code: str) -> bool:
    """Whether 18 signs have the check digit of a unified social credit code, prefix N included."""
    from stdnum.cn import uscc

    try:
        return code[17] == uscc.calc_check_digit(code[:17])
    except ValueError:
        return False


def is_mobile(number: str) -> bool:
    """Whether a number is one that Chinese mobile carriers give out."""
    import phonenumbers

    plain = digits(number).removeprefix("+").removeprefix("00")
    plain = plain.removeprefix("86") if len(plain) > 11 else plain
    try:
        parsed = phonenumbers.parse(plain, "CN")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE


def is_card(number: str) -> bool:
    """Whether 16 to 19 digits pass the check that bank cards have."""
    from stdnum import luhn

    return 16 <= len(number) <= 19 and luhn.is_valid(number)
