"""The search finds what a plain look through the exports finds, and nothing else."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import sample
from looks import context, faults, otherwise, too_wide
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
QUERIES = (
    *("车位", "停车", "议事会", "加装电梯", "居民点单", "晾晒场", "错时", "亮化", "院落", "号院"),
    *("理发", "助浴", "充电", "消防通道", "公约", "微基金", "公益创投", "代表会议", "表决", "异议"),
    *("物业", "锅炉房", "楼道", "老人", "独居", "志愿", "党员", "两委", "整改", "满意"),
    *(
        "电",
        "灯",
        "钱",
        "停",
        "3号院落",
        "24盏",
        "（未通过）",
        "３号院落",
        "ＩＳＳ－２０２５",
        "院落　灯",
    ),
    *("居委会", "铁路新村", "银杏长者", "PRJ-2025-0002", "iss-2025-00", "0053", "车位 公约"),
)
DONE = re.compile(r"^找到 \d+ 件。$|没有找到")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.built(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the built sample is served."""
    with sample.serving(site) as found:
        yield found


@pytest.fixture
def walk(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page on a desk; what it complains about fails the test."""
    context = browser.new_context(viewport=DESK, base_url=address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield page
    context.close()
    assert complaints == []


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def chinese(value: Any) -> Iterator[str]:
    """Yield every text of a value, of several languages the Chinese."""
    if isinstance(value, dict):
        if value and value.keys() <= {"zh", "en"}:
            yield value.get("zh") or value["en"]
        else:
            for inner in value.values():
                yield from chinese(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from chinese(inner)
    elif isinstance(value, str):
        yield value


@pytest.fixture(scope="module")
def haystacks(site: Path) -> dict[str, str]:
    """What the exports say of each record, with the names of its places and of all organisations it names."""
    told = [json.loads(path.read_text("utf-8")) for path in (site / "data/v1").glob("*.json")]
    kinds = [it for it in told if "records" in it and "cards" in it]
    known = {record["id"]: record for it in kinds for record in it["records"]}
    found = {
        name: "\n".join([own(record), *around(record, known)]) for name, record in known.items()
    }
    cards = [card for it in kinds for card in it["cards"]]
    return {name: folded(text) for name, text in found.items()} | {
        card["id"]: folded(card["id"]) for card in cards
    }


def own(record: dict[str, Any]) -> str:
    """Return what a record says itself; words that only programs read hold no Chinese."""
    texts = [it for it in chinese(record) if re.search("[^\x00-\x7f]", it)]
    ids = [record["id"], *record.get("aliases", ()), record.get("doc_no", "")]
    return "\n".join([*texts, *ids])


def around(record: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the organisations a record names, and of the places it lies in."""
    for name in set(chinese(record)) & known.keys():
        if name.startswith("ORG-") and name != record["id"]:
            yield from chinese(known[name]["title"])
    place = known.get(record.get("parent" if record["id"].startswith("PLC-") else "place", ""))
    while place:
        yield from chinese(place["title"])
        place = known.get(place.get("parent", ""))


def listed(page: Page, query: str) -> list[str]:
    """Return the ids that the page of results lists for a query, to the last."""
    page.goto(f"/search/?{urlencode({'q': query})}")
    expect(page.locator(".gg-search__told")).to_have_text(DONE)
    results = page.locator(".gg-results > li")
    while page.locator(".gg-search__more").is_visible():
        before = results.count()
        page.locator(".gg-search__more").click()
        expect(results).not_to_have_count(before)
    return page.locator(".gg-results .gg-number").all_inner_texts()


def test_what_is_listed_is_what_a_plain_look_through_the_exports_finds(walk, haystacks):
    found, wanted = {}, {}
    for query in QUERIES:
        ids = listed(walk, query)
        assert len(ids) == len(set(ids))
        found[query] = sorted(ids)
        terms = folded(query).split()
        wanted[query] = sorted(n for n, it in haystacks.items() if all(t in it for t in terms))
    assert found == wanted
    assert sum(map(bool, wanted.values())) > 40


def test_a_title_weighs_more_than_a_text_and_the_newest_may_stand_first(walk):
    walk.goto("/search/?q=车位")
    expect(walk.locator(".gg-results > li")).not_to_have_count(0)
    titles = walk.locator(".gg-results h2").all_inner_texts()
    assert ["车位" in it for it in titles] == sorted(("车位" in it for it in titles), reverse=True)
    walk.locator("select[name=sort]").select_option("newest")
    expect(walk).to_have_url(re.compile("sort=newest"))
    assert walk.locator(".gg-results h2").all_inner_texts() != titles
    marks = walk.locator(".gg-results mark").all_inner_texts()
    assert set(marks) == {"车位"}


def test_a_shared_address_opens_the_same_results_in_either_language(walk):
    walk.goto("/search/?q=停车")
    walk.locator("select[name=kind]").select_option("decision")
    expect(walk).to_have_url(re.compile("kind=decision"))
    numbers = walk.locator(".gg-results .gg-number")
    expect(numbers.first).to_have_text(re.compile("^DEC-"))
    ids = numbers.all_inner_texts()
    assert {it[:4] for it in ids} == {"DEC-"}
    walk.goto(walk.url)
    expect(numbers).to_have_text(ids)
    walk.get_by_role("link", name="English").first.click()
    expect(walk).to_have_url(re.compile(r"/en/search/\?q=.*kind=decision"))
    walk.goto("/en/search/?q=LIFT&place=PLC-tielu-yard-3")
    expect(walk.locator(".gg-search__told")).to_have_text(re.compile("found|Nothing"))


def test_the_box_of_the_header_is_worked_by_keyboard(walk, address):
    walk.goto("/glossary/")
    walk.keyboard.press("/")
    walk.keyboard.type("停车")
    options = walk.get_by_role("option")
    expect(options).to_have_count(7)
    walk.keyboard.press("ArrowDown")
    chosen = walk.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert chosen.get_attribute("id") == walk.locator("[role=combobox]").get_attribute(
        "aria-activedescendant"
    )
    walk.keyboard.press("Escape")
    expect(options).to_have_count(0)
    walk.keyboard.press("Enter")
    expect(walk).to_have_url(f"{address}/search/?q=%E5%81%9C%E8%BD%A6")
    walk.goto("/glossary/")
    walk.keyboard.press("s")
    walk.keyboard.type("ISS-2025-0053")
    expect(options).to_have_count(2)
    walk.keyboard.press("ArrowDown")
    walk.keyboard.press("Enter")
    expect(walk).to_have_url(f"{address}/issues/ISS-2025-0053/")


@pytest.mark.parametrize("path", ["search/?q=车位", "en/search/?q=lift&kind=meeting"])
def test_results_are_for_everybody(path, browser, address):
    made = context(browser, viewport=DESK)
    page = made.new_page()
    page.goto(f"{address}/{path}")
    expect(page.locator(".gg-results > li").first).to_be_visible()
    assert too_wide(page) == []
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    assert too_wide(page) == []
    assert otherwise(page) == []
    made.close()


def test_without_scripts_the_page_leads_to_the_lists(browser, address):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/search/")
    expect(page.locator(".gg-search")).to_be_hidden()
    page.locator("main").get_by_role("link", name="议题").click()
    expect(page).to_have_url(f"{address}/issues/")
    context.close()


def test_of_a_card_only_kind_and_id_are_found_and_of_a_counted_record_nothing(site):
    texts = "".join(path.read_text("utf-8") for path in (site / "search/index").glob("t*.json"))
    documents = [
        one
        for path in (site / "search/index").glob("t*.json")
        for one in json.loads(path.read_text("utf-8"))
    ]
    orders = json.loads((site / "data/v1/orders.json").read_text("utf-8"))
    cards = {it["id"] for it in orders["cards"]}
    assert cards
    told = {one[5]: one for one in documents if one[5] in cards}
    assert told.keys() == cards
    assert {(one[2], one[3], one[4]) for one in told.values()} == {("", "", "")}
    assert all(one[6].endswith("（仅公开进度）") for one in told.values())
    hidden = sorted(
        path.stem
        for path in (sample.REPOSITORY / "records").rglob("*.yml")
        if re.search("^visibility: count", path.read_text("utf-8"), re.MULTILINE)
    )
    assert hidden
    assert [name for name in hidden if name in texts] == []


def test_no_word_that_only_programs_read_is_found(site):
    documents = [
        one
        for path in (site / "en/search/index").glob("t*.json")
        for one in json.loads(path.read_text("utf-8"))
    ]
    lines = {line for one in documents for line in one[2].split("\n")}
    assert lines & {"minuted", "publicised", "under_way", "CNY", "no-quorum"} == set()


def test_a_site_without_search_has_neither_index_nor_page_nor_box(tmp_path):
    root = sample.base(tmp_path / "register")
    site = sample.build(root, tmp_path / "site", "--no-search")
    assert not (site / "search").exists()
    assert not (site / "en/search").exists()
    assert "gg-find" not in (site / "index.html").read_text("utf-8")
    assert "search/" not in (site / "404.html").read_text("utf-8")
    done = sample.govgen(root, "verify", "--site", str(site))
    assert done.returncode == 0, done.stdout
