"""Personal data is found however it is written, and what merely looks like it is left alone."""

import pytest
from overlay import RECIPES, TOKENS

from govgen.attachment import inspect
from govgen.personal import found_in, is_credit_code, suspicious

ID, MOBILE, CARD = TOKENS["@resident-id@"], TOKENS["@mobile@"], TOKENS["@bank-card@"]


def kinds(text: str, published: str = "") -> list[str]:
    """The kinds found in `text`; what is found must be suspicious at first sight too."""
    found = [hit.kind for hit in found_in(text, published)]
    assert suspicious(text.encode()) or not found
    return found


def spaced(number: str, *lengths: int) -> str:
    parts, start = [], 0
    for length in lengths:
        parts.append(number[start : start + length])
        start += length
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证{ID}", "resident-id"),
        (f"身份证 {spaced(ID, 6, 8, 4)}", "resident-id"),
        (f"身份证{TOKENS['@wide-resident-id@']}", "resident-id"),
        (f"电话{MOBILE}", "mobile"),
        (f"微信tel{MOBILE}", "mobile"),
        (f"{spaced(MOBILE, 3, 4, 4)}", "mobile"),
        (f"+86-{spaced(MOBILE, 3, 4, 4).replace(' ', '-')}", "mobile"),
        (TOKENS["@spaced-mobile@"], "mobile"),
        (f"卡号：{CARD}", "bank-card"),
        (f"退款到银行卡{spaced(CARD, 4, 4, 4, 4, 3)}", "bank-card"),
        (TOKENS["@e-mail@"], "e-mail"),
        (TOKENS["@e-mail@"].replace("@", "＠"), "e-mail"),
        ("住3单元502室", "door"),
        ("住5栋2单元502", "door"),
        ("住5号楼301室", "door"),
        ("三单元五零二室", "door"),
        ("住5-2-301", "door"),
    ],
)
def test_personal_data_is_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05T14:30+08:00",
        "办公电话 0990-5550123",
        "公示自2026-03-25起7天",
        "文号 QX-2026-014，凭证 PZ-20260318-0123",
        "合同 WTL-HT-2025-011，金额 508000.00 元",
        "5栋2026年换灯，3单元120户已通知",
        "2单元1200平方米",
        "党群服务中心二楼201室",
        "12栋楼道",
        "座谈会300人",
        f"编号{CARD}",
        "9" * 18,
        "0" * 64,
        "a" + MOBILE + "b" * 52,
        "git@git.example:register.git",
        "①②③",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize("prefix", ["91510MA", "N1510MA"])
def test_a_credit_code_is_no_mobile_number(prefix):
    codes = (f"{prefix}1{n}" for n in range(3_800_138_000, 3_800_139_000))
    code = next(code for code in codes if is_credit_code(code))
    assert kinds(f"信用代码 {code}") == []
    assert kinds(f"手机 {code.removeprefix(prefix)}") == ["mobile"]


def test_a_resident_id_with_a_wrong_digit_is_left_alone():
    wrong = ID[:-1] + ("1" if ID[-1] != "1" else "2")
    assert kinds(wrong) == []


def test_an_abolished_region_is_still_a_resident_id():
    numbers = (f"999999{day}00{n}" for day in (19491231, 19880708) for n in range(10))
    found = [kinds(number + digit) for number in numbers for digit in "0123456789X"]
    assert found.count(["resident-id"]) == 20


def test_published_contacts_are_left_alone_but_never_a_resident_id():
    published = f"{MOBILE}\n{ID}\n2栋1单元101室"
    assert kinds(f"值班{MOBILE}，在2栋1单元101室", published) == []
    assert kinds(ID, published) == ["resident-id"]


def test_a_report_does_not_repeat_the_number():
    hit = next(found_in(MOBILE))
    assert MOBILE not in hit.masked
    assert len(hit.masked.rstrip("*")) == 3


@pytest.mark.parametrize("recipe", ["pdf", "xlsx", "csv"])
def test_the_text_of_an_attachment_is_read(recipe):
    content = inspect(RECIPES[recipe](MOBILE))
    assert content.form == recipe
    assert kinds(content.text) == ["mobile"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
        b"RIFF\x00\x00\x00\x00WEBP",
        b"MZ\x90\x00\x03",
        b"GIF89a\x01\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_a_damaged_or_foreign_file_has_no_form(content):
    assert inspect(content).form == ("csv" if content == b"" else "")


def test_a_workbook_that_unpacks_without_end_is_not_read():
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/sharedStrings.xml", b" " * 70_000_000)
    assert len(out.getvalue()) < 100_000
    assert inspect(out.getvalue()).form == ""


def test_a_picture_tells_whether_it_says_where_it_was_taken():
    assert inspect(RECIPES["jpeg"]("here")).position
    assert not inspect(RECIPES["jpeg"]("")).position
    assert inspect(RECIPES["png"]("")).form == "png"
