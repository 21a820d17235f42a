"""Notices for the board: of whatever is open, in force or coming up, and of nothing that is hidden or over."""

from datetime import date
from pathlib import Path

import pytest
from overlay import AS_OF, register_of
from test_pages_records import OPEN_WINDOW, Parsed
from test_qr import PREFIX, read

from govgen import poster
from govgen.cache import Cache
from govgen.load import load
from govgen.pages import posters
from govgen.register import Register
from govgen.site import site_of
from govgen.view import View
from govgen.words import Lang

ADDRESS = "https://qingxi.example/register"
BASE = ["ACT-2026-0002", "DEC-2026-0001", "DEC-2026-0002"]


def register(root: Path, text: str = OPEN_WINDOW, on: date = AS_OF) -> Register:
    """The base register with an address and one more decision."""
    register_of(None, root)
    community = root / "records/community.yml"
    community.write_text(f"{community.read_text('utf-8')}site_url: {ADDRESS}\n", "utf-8")
    path = root / "records/decisions/2026/DEC-2026-0090.yml"
    path.write_text(f"id: DEC-2026-0090\n{text}", "utf-8")
    found = load(root, on, Cache(root / "cache"))
    assert found.register, found.diagnostics
    return found.register


def printed(found: Register, lang: Lang = "zh") -> dict[str, str]:
    """Each poster's HTML by its record's id."""
    drafts = [d for d in posters.drafts(View(found, lang)) if d.path != "posters/"]
    return {draft.path.split("/")[1]: draft.write().body for draft in drafts}


def test_a_notice_says_what_until_when_how_and_by_whom(tmp_path):
    found = register(tmp_path)
    body = printed(found)["DEC-2026-0090"]
    text = Parsed(body).text
    for words in (
        "公示 垃圾分类点改造方案 各位居民：",
        "2026年11月10日，清溪社区居民代表会议表决通过（33 票赞成、2 票反对、1 票弃权）。现予公示，听取大家的意见。 分类点移到东门。",
        "2026年11月16日至2026年11月26日，10 天 提意见的最后一天 2026年11月26日（周四） 怎么提意见",
        "DEC-2026-0090 特此公示。 清溪社区居委会 2026年11月16日",
    ):
        assert words in text
    image = body.partition(PREFIX)[2].partition('"')[0]
    assert read(PREFIX + image) == f"{ADDRESS}/decisions/DEC-2026-0090/"
    english = Parsed(printed(found, "en")["DEC-2026-0090"]).text
    assert "Public notice Scheme for the recycling point To all residents" in english
    assert "Last day to comment Thursday 26 November 2026 How to comment" in english


def test_a_notice_is_not_silent_about_a_recorded_irregularity(tmp_path):
    broken = "{rule: quorum, note: 到会不足, found_by: ORG-qingxi-party, found_on: 2026-11-17, remedy: rerun}"
    found = register(tmp_path, f"{OPEN_WINDOW}\nirregularities:\n  - {broken}\n")
    body, english = (Parsed(printed(found, lang)["DEC-2026-0090"]).text for lang in ("zh", "en"))
    assert "程序瑕疵 到会人数不够，重新履行程序" in body
    assert "Irregularity Too few were present, procedure run again" in english


@pytest.mark.parametrize(
    ("on", "hidden"),
    [(date(2026, 11, 27), ""), (AS_OF, "visibility: card\n"), (AS_OF, "visibility: count\n")],
    ids=["over", "card", "count"],
)
def test_nothing_is_posted_that_is_over_or_hidden(on, hidden, tmp_path):
    found = register(tmp_path, hidden + OPEN_WINDOW, on)
    assert sorted(printed(found)) == BASE
    led = [path for path, _ in poster.forwards(found, site_of(found))]
    own = ["posters/DEC-2026-0090/index.html", "en/posters/DEC-2026-0090/index.html"]
    assert [path for path in led if "DEC-2026-0090" in path] == ([] if hidden else own)


@pytest.mark.parametrize(
    ("on", "kind", "posted"),
    [
        (date(2027, 4, 3), "type: ordinary", True),
        (date(2027, 4, 4), "type: ordinary", False),
        (date(2027, 4, 4), "type: rule", True),
    ],
    ids=["a year", "no longer", "a rule"],
)
def test_a_decision_is_posted_for_a_year_and_a_rule_as_long_as_it_holds(on, kind, posted, tmp_path):
    register_of(None, tmp_path)
    path = tmp_path / "records/decisions/2026/DEC-2026-0001.yml"
    text = path.read_text("utf-8").replace("type: ordinary", kind)
    path.write_text(text, "utf-8")
    found = load(tmp_path, on, Cache(tmp_path / "cache")).register
    assert found is not None
    assert kind in text
    assert ("DEC-2026-0001" in printed(found)) is posted


def test_a_window_can_be_printed_before_it_opens(tmp_path):
    assert "DEC-2026-0090" in printed(register(tmp_path, on=date(2026, 11, 15)))


def test_a_poster_holds_as_much_of_a_text_as_it_has_room_for():
    text = "\n\n".join(f"第{n}条 {'字' * 50}" for n in range(9))
    kept, whole, size = poster.fitting(text, "标题" * 10, ["现予公示。"], ["梧桐里"])
    assert (kept, whole, size) == ("\n\n".join(text.split("\n\n")[:4]), False, "")
    assert poster.fitting("一句话。", "标题", [], ["梧桐里"]) == ("一句话。", True, "large")
    assert poster.fitting("一句话。", "长标题" * 20, [], ["梧桐里"]) == ("一句话。", True, "long")
