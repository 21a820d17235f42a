"""The demo's site in a real browser: who approved the lamps, what changed afterwards, on a phone."""

from collections.abc import Iterator

import pytest
import sample
import tour
from looks import context, faults, otherwise, too_wide
from playwright.sync_api import Browser, Page, expect
from test_site_browser import DESK, LANGUAGES, PHONE, Desk

PATHS = (
    "",
    "approvals/",
    "approvals/2026-06/",
    "approvals/changed/",
    "approvals/unverified/",
    "approvals/2026/",
    "approvals/rules/",
    "verify/",
    f"decisions/{tour.RECEIPT}/",
    f"projects/{tour.LAMPS}/",
    "projects/PRJ-2026-0001/",
    "organizations/ORG-green/",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo's site is served."""
    with sample.serving(tour.built(tmp_path_factory.getbasetemp())) as found:
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
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page on a phone."""
    context = browser.new_context(viewport=PHONE, base_url=address, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.rstrip("/") or "home")
def test_a_page_with_approvals_is_clean(path, lang, desk):
    desk.open(f"{LANGUAGES[lang]}{path}", DESK)
    desk.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert desk.complaints == []
    assert desk.strangers == set()
    assert desk.page.locator("h1").count() == 1
    assert too_wide(desk.page) == []
    assert faults(desk.page) == []
    desk.page.set_viewport_size(PHONE)
    assert too_wide(desk.page) == []
    assert otherwise(desk.page) == []


def test_from_home_a_resident_finds_who_approved_the_lamps_in_four_taps(phone, address):
    phone.goto("/")
    main = phone.locator("article")
    main.get_by_role("link", name="我家院子").tap()
    main.get_by_role("link", name="铁路新村3号院落").first.tap()
    main.get_by_role("link", name="3号院落亮化工程（24盏灯）").first.tap()
    expect(phone).to_have_url(f"{address}/projects/{tour.LAMPS}/")
    story = phone.locator("#story")
    expect(story.get_by_text("审批：社区党委书记，已核验").first).to_be_visible()
    expect(story.get_by_text("更正").first).to_be_visible()
    receipts = phone.locator("#receipts")
    receipts.locator(":scope > details > summary").tap()
    begun = receipts.locator(".gg-receipt").last
    expect(begun.get_by_text("立项")).to_be_visible()
    expect(begun.locator(".gg-inline")).to_contain_text("审批社区党委书记")
    expect(receipts.get_by_text("更正", exact=True).first).to_be_visible()


def test_from_home_what_was_changed_after_approval_is_three_taps_away(phone):
    phone.goto("/")
    main = phone.locator("article")
    main.get_by_role("navigation", name="常查的").get_by_role("link", name="审批记录").tap()
    main.get_by_role("link", name="批准后变更").tap()
    main.get_by_role("link", name="楼道堆物公约").first.tap()
    newest = phone.locator("#receipts .gg-receipt").first
    expect(newest.locator("del")).to_have_text("五")
    expect(newest.locator("ins")).to_have_text("七")


def test_evidence_is_one_tap_behind_a_receipt_and_needs_no_script(browser, address):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(f"/decisions/{tour.RECEIPT}/")
    newest = page.locator("#receipts .gg-receipt").first
    expect(newest.get_by_text("git show")).to_be_hidden()
    newest.locator("summary").click()
    expect(newest.get_by_text("git show")).to_be_visible()
    expect(newest.get_by_text("平台签名")).to_be_visible()
    context.close()
