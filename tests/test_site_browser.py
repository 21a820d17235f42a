"""The built sample in a real browser: every type of page, in both languages, on a phone and on a desk."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pypdf
import pytest
import sample
from looks import context, faults, otherwise, too_wide
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
LANGUAGES = {"zh": "", "en": "en/"}

LISTS = (
    "issues",
    "meetings",
    "decisions",
    "projects",
    "evaluations",
    "funds",
    "rounds",
    "ledgers",
    "organizations",
    "places",
    "services",
    "resources",
    "activities",
    "orders",
)
YEARS = (
    "issues/2025",
    "meetings/2025",
    "decisions/2025",
    "projects/2025",
    "evaluations/2025",
    "activities/2025",
    "orders/2026-10",
)
RECORDS = (
    "issues/ISS-2025-0001",
    "issues/ISS-2024-0050",
    "meetings/MTG-2025-0003",
    "meetings/MTG-2025-0007",
    "decisions/DEC-2025-0002",
    "decisions/DEC-2025-0003",
    "decisions/DEC-2025-0102",
    "projects/PRJ-2025-0002",
    "projects/PRJ-2025-0104",
    "projects/PRJ-2025-0108",
    "evaluations/EVA-2026-0001",
    "evaluations/EVA-2025-0102",
    "funds/FND-wutongli-micro",
    "rounds/RND-2025-0101",
    "rounds/RND-2026-0102",
    "ledgers/LED-FND-wutongli-micro-2025",
    "organizations/ORG-wutongli-party",
    "organizations/ORG-green",
    "places/PLC-tielu-yard-3",
    "places/PLC-wutongli",
    "services/SVC-home-haircut",
    "services/SVC-bath",
    "resources/RES-council-room",
    "activities/ACT-2025-0002",
    "activities/ACT-2026-0007",
    "orders/ORD-202604-0004",
    "orders/ORD-202608-0001",
    "orders/ORD-202610-0007",
)
OTHERS = (
    "notices",
    "contact",
    "posters",
    "posters/DEC-2026-0003",
    "rules",
    "party",
    "leaders",
    "volunteering",
    "matching",
    "programmes",
    "open",
    "supervision",
    "measures",
    "measures/2025",
    "approvals",
    "approvals/2026-11",
    "approvals/unverified",
    "verify",
    "data",
    "glossary",
    "about",
    "help/add-check",
    "help/kinds/project",
    "search",
)
PATHS = ("", *(f"{path}/" for path in (*LISTS, *YEARS, *RECORDS, *OTHERS)))


A4 = (595, 842)
PAPER = {"width": 680, "height": 1000}
"""The room between the margins, in CSS pixels."""
CLIPPED = "all => all.filter(it => it.scrollHeight > it.clientHeight).map(it => it.className)"


@dataclass
class Desk:
    """One page of the browser, the site's address, and what the page complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def open(self, path: str, size: dict[str, int]) -> None:
        """Go to `path` and forget what was before."""
        self.complaints.clear()
        self.requests.clear()
        self.page.set_viewport_size(size)
        self.page.goto(f"{self.address}/{path}", wait_until="load")

    @property
    def strangers(self) -> set[str]:
        """Hosts that were asked for something and are not ours."""
        own = urlsplit(self.address).netloc
        found = (urlsplit(url) for url in self.requests)
        return {url.netloc for url in found if url.scheme != "data" and url.netloc != own}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the built sample is served."""
    with sample.serving(sample.built(tmp_path_factory.getbasetemp())) as found:
        yield found


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[Desk]:
    """One page for all tests of this process."""
    made = context(browser, viewport=DESK)
    found = Desk(made.new_page(), address)
    found.page.on("console", found.heard)
    found.page.on("pageerror", lambda fault: found.complaints.append(f"fault: {fault}"))
    found.page.on("request", found.asked)
    yield found
    made.close()


@pytest.fixture
def walk(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page on a desk."""
    made = context(browser, viewport=DESK, base_url=address)
    yield made.new_page()
    made.close()


def sights() -> Iterator[object]:
    """Yield every type of page in both languages, and whether it is another of a type that was seen."""
    seen: set[str] = set()
    for path in PATHS:
        kind = path.partition("/")[0] if path.strip("/") in (*RECORDS, *YEARS) else path
        again = kind in seen
        seen.add(kind)
        for lang in LANGUAGES:
            yield pytest.param(path, lang, again, id=f"{path.rstrip('/') or 'home'}-{lang}")


@pytest.mark.parametrize(("path", "lang", "again"), list(sights()))
def test_a_page_is_clean(path, lang, again, desk):
    first, second = (PHONE, DESK) if lang == "zh" else (DESK, PHONE)
    desk.open(f"{LANGUAGES[lang]}{path}", first)
    assert desk.complaints == []
    assert desk.strangers == set()
    assert desk.page.locator("html").get_attribute("lang") == lang
    assert desk.page.locator("h1").count() == 1
    other = "en" if lang == "zh" else "zh"
    switch = desk.page.locator(f"a[hreflang={other}]").first
    assert switch.evaluate("link => link.href") == f"{desk.address}/{LANGUAGES[other]}{path}"
    assert too_wide(desk.page) == []
    assert faults(desk.page) == []
    desk.page.set_viewport_size(second)
    assert too_wide(desk.page) == []
    if not again:
        desk.page.set_viewport_size(PHONE)
        assert otherwise(desk.page) == []


@pytest.mark.parametrize(
    "name", ["DEC-2025-0101", "DEC-2026-0003", "MTG-2026-0062", "ACT-2026-0008"]
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_notice_fills_one_sheet_of_a4(lang, name, desk):
    desk.open(f"{LANGUAGES[lang]}posters/{name}/", DESK)
    printed = pypdf.PdfReader(io.BytesIO(desk.page.pdf(prefer_css_page_size=True)))
    assert [(round(it.mediabox.width), round(it.mediabox.height)) for it in printed.pages] == [A4]
    desk.page.set_viewport_size(PAPER)
    desk.page.emulate_media(media="print")
    clipped = desk.page.locator(".gg-poster, .gg-poster__text").evaluate_all(CLIPPED)
    sizes = desk.page.locator(".gg-poster h1").evaluate("it => getComputedStyle(it).fontSize")
    desk.page.emulate_media(media="null")
    assert (clipped, sizes) == ([], "53.3333px")


def test_the_page_for_a_wrong_address_is_clean(desk):
    desk.open("404.html", DESK)
    assert desk.complaints == []
    assert desk.strangers == set()
    assert too_wide(desk.page) == []
    assert faults(desk.page) == []
    desk.page.set_viewport_size(PHONE)
    assert too_wide(desk.page) == []
    assert otherwise(desk.page) == []


def test_a_wrong_address_at_any_depth_leads_home_by_large_buttons_and_by_the_search(walk, address):
    answer = walk.goto("/issues/ISS-1999-0001/")
    assert answer is not None
    assert answer.status == 404
    english = walk.locator("section[lang=en]")
    expect(english.locator(".gg-buttons a")).to_have_count(5)
    english.get_by_role("link", name="Where the money goes").click()
    expect(walk).to_have_url(f"{address}/en/funds/")
    walk.go_back()
    walk.get_by_role("searchbox", name="搜什么").fill("车位")
    walk.keyboard.press("Enter")
    expect(walk.locator(".gg-results > li").first).to_be_visible()
    walk.goto("/a/b/c")
    walk.get_by_role("link", name="回首页").click()
    expect(walk).to_have_url(f"{address}/")


def test_below_a_path_a_wrong_address_at_any_depth_finds_the_theme_the_pages_and_the_search(
    browser, tmp_path
):
    root = sample.base(tmp_path / "register")
    community = root / "records/community.yml"
    address = "site_url: https://qingxi.example/group/project/\n"
    community.write_text(address + community.read_text("utf-8"), "utf-8")
    site = sample.build(root, tmp_path / "site")
    with sample.serving(site, "/group/project") as home, browser.new_context() as made:
        page = made.new_page()
        wrong: list[str] = []
        page.on("response", lambda it: wrong.append(it.url) if it.status >= 400 else None)
        for path in ("a", "a/b/c/", "issues/ISS-1999-0001/index.html"):
            page.goto(f"{home}/{path}")
            page.get_by_role("link", name="回首页").click()
            expect(page).to_have_url(f"{home}/")
        page.go_back()
        page.get_by_role("searchbox", name="搜什么").fill("路灯")
        page.keyboard.press("Enter")
        page.locator(".gg-results > li a").first.click()
        expect(page).to_have_url(re.compile(f"{home}/[a-z]+/[A-Z]{{3}}-.*"))
    assert {url.removeprefix(home) for url in wrong} <= {
        "/a",
        "/a/b/c/",
        "/issues/ISS-1999-0001/index.html",
    }


def test_by_clicks_from_a_list_through_a_matter_to_its_money(walk):
    walk.goto("/issues/2025/")
    walk.get_by_role("link", name="铁路新村3号院落天黑没灯").first.click()
    expect(walk).to_have_url(re.compile("/issues/ISS-2025-0001/$"))
    story = walk.locator("#story")
    folded = story.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    story.get_by_role("link", name="3号院落亮化工程（24盏灯）").first.click()
    expect(walk).to_have_url(re.compile("/projects/PRJ-2025-0002/$"))
    walk.locator("main").get_by_role("link", name="老旧院落改造专项").first.click()
    expect(walk).to_have_url(re.compile("/funds/FND-yard-renewal-2025/"))


def test_from_home_a_haircut_at_home_is_two_taps_away_with_its_rating_and_what_is_withheld(walk):
    walk.set_viewport_size(PHONE)
    walk.goto("/")
    walk.locator(".gg-buttons").get_by_role("link", name="点服务").click()
    walk.get_by_role("link", name="上门理发", exact=True).first.click()
    expect(walk.locator("#booking a[href^='tel:']")).to_have_text("0990-5550182")
    expect(walk.get_by_role("link", name="银杏长者服务社").first).to_be_visible()
    orders = walk.locator("#orders")
    expect(orders).to_contain_text(re.compile(r"满意率（4 分及以上）\s*85\.7%\s*12\s÷\s14"))
    orders.get_by_role("link", name="各类居民怎么评").click()
    rated = walk.locator("#m-orders-satisfied")
    expect(rated).to_be_in_viewport()
    rated.get_by_text("按服务群体").first.click()
    groups = rated.locator("tr", has_text="不公开")
    expect(groups.filter(visible=True)).to_have_text([re.compile("残疾人"), re.compile("照护者")])
    expect(rated).to_contain_text("为保护隐私，少于 5 件的不公开")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_year_in_figures_fits_a_phone_with_every_breakdown_open(lang, walk):
    walk.set_viewport_size(PHONE)
    walk.goto(f"/{LANGUAGES[lang]}measures/")
    walk.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert too_wide(walk) == []


def test_elder_mode_is_kept_for_all_pages_and_visits_and_its_letters_grow(walk):
    walk.set_viewport_size(PHONE)
    walk.goto("/")
    size = "parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    expect(walk.get_by_role("button", name="字大一点")).to_be_hidden()
    walk.get_by_role("button", name="长辈版").click()
    assert walk.evaluate(size) == 24
    for _ in range(3):
        walk.get_by_role("button", name="字大一点").click()
    expect(walk.get_by_role("button", name="字大一点")).to_be_disabled()
    assert walk.evaluate(size) == 40
    walk.get_by_role("link", name="我家院子").first.click()
    walk.get_by_role("link", name="English").first.click()
    pressed = walk.get_by_role("button", name="Large print", pressed=True)
    expect(pressed).to_be_visible()
    assert walk.evaluate(size) == 40
    pressed.focus()
    walk.keyboard.press("Enter")
    walk.reload()
    expect(walk.get_by_role("button", name="Large print", pressed=False)).to_be_visible()
    assert walk.evaluate(size) < 24


def test_the_switch_of_language_keeps_the_page(walk):
    walk.goto("/projects/PRJ-2025-0002/")
    walk.get_by_role("link", name="English").first.click()
    expect(walk).to_have_url(re.compile("/en/projects/PRJ-2025-0002/$"))
    expect(walk.locator("h1")).to_contain_text("Lighting of Tielu courtyard 3")
    walk.get_by_role("link", name="中文").first.click()
    expect(walk).to_have_url(re.compile("/projects/PRJ-2025-0002/$"))
    expect(walk.locator("html")).to_have_attribute("lang", "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_a_record_says_what_is_next(lang, browser, address):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(f"/{LANGUAGES[lang]}projects/PRJ-2025-0002/")
    said = {"zh": ("现在", "下一步", "找谁"), "en": ("Now", "Next", "Ask")}[lang]
    for word in said:
        expect(page.locator(".gg-now dt").get_by_text(word, exact=False).first).to_be_visible()
    expect(page.locator("#story .gg-timeline > li").first).to_be_visible()
    page.locator("#story details > summary").first.click()
    expect(page.locator("#story details .gg-step").first).to_be_visible()
    context.close()


def test_by_keyboard_every_stop_is_seen_and_the_menu_opens_and_closes(walk):
    walk.set_viewport_size(PHONE)
    walk.goto("/decisions/DEC-2025-0002/")
    walk.keyboard.press("Tab")
    assert walk.evaluate("document.activeElement.getAttribute('href')") == "#content"
    unseen = """() => {
      const one = document.activeElement, it = one.matches(".md-option") ? one.nextElementSibling : one;
      const box = it.getBoundingClientRect(), ring = getComputedStyle(it);
      const top = one.closest("article") ? document.querySelector(".md-header").getBoundingClientRect().bottom : 0;
      const seen = box.width && box.right > 0 && box.top >= top && box.bottom <= innerHeight;
      return seen && ring.outlineStyle !== "none" ? null : `${one.outerHTML} ${box.top} ${ring.outline}`;
    }"""
    for _ in range(25):
        walk.keyboard.press("Tab")
        assert walk.evaluate(unseen) is None
    menu = walk.get_by_role("button", name="打开目录")
    inside = walk.locator(".gg-drawer").get_by_role("link", name="会议")
    expect(inside).to_be_hidden()
    menu.press("Enter")
    expect(inside).to_be_in_viewport()
    walk.keyboard.press("Escape")
    expect(inside).to_be_hidden()
    expect(menu).to_be_focused()


def test_what_a_state_and_a_term_mean_is_told_where_they_stand(walk, browser, address):
    walk.goto("/decisions/DEC-2025-0002/")
    state = walk.locator(".gg-heading__state a")
    state.press("Enter")
    expect(state).to_have_attribute("aria-expanded", "true")
    expect(walk.locator(".gg-meaning")).to_contain_text("办得怎么样已经公开，谁都可以看、可以问。")
    state.click()
    expect(walk.locator(".gg-meaning")).to_be_hidden()
    walk.get_by_role("link", name="来龙去脉").click()
    expect(walk.locator(".gg-meaning").filter(visible=True)).to_contain_text("同一件事的所有记录")
    assert faults(walk) == []
    with browser.new_context(java_script_enabled=False, base_url=address) as plain:
        page = plain.new_page()
        page.goto("/decisions/DEC-2025-0002/")
        page.get_by_role("link", name="来龙去脉").click()
        expect(page).to_have_url(f"{address}/glossary/#matter")


def test_on_paper_there_is_the_record_and_no_menu(walk):
    walk.goto("/decisions/DEC-2025-0002/")
    walk.emulate_media(media="print")
    expect(walk.locator("h1")).to_be_visible()
    expect(walk.locator(".md-tabs")).to_be_hidden()
    walk.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(walk.locator("#story details .gg-step").first).to_be_visible()
