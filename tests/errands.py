"""Seven errands of a resident with a phone: what she taps from the home page on, and what she then sees.

Run as a script with a folder it walks them on the sample and keeps one picture of each there: the screen
before every tap, with the place of the tap, and the last screen, side by side.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import browser
import sample
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

PHONE = {"width": 360, "height": 740}
CONTENT = ".md-content"
"""What a page has of its own, without menu and footer."""
GAP, MARK, BEHIND = 12, "#c0392b", "#8a8178"
FOCUS = """
it => {
  const drawn = [it, it.closest(".gg-card") || it].map(one => getComputedStyle(one));
  const box = it.getClientRects()[0];
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return it.matches(":focus-visible") && it.contains(at)
    && drawn.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
}
"""
"""Whether the focus on an element shows, and nothing lies over it."""
STOP = "it => [it === document.activeElement, document.activeElement.getBoundingClientRect().right > 0]"
"""Whether the focus is on an element, and on the screen."""
STOPS = 150
"""Presses of Tab after which nobody would go on."""


@dataclass(frozen=True)
class Errand:
    """What she wants, the names of the links she taps, and what must then be there: selectors with words."""

    name: str
    taps: tuple[str, ...]
    answer: tuple[tuple[str, str], ...]


ERRANDS = (
    Errand(
        "courtyard",
        ("我家院子", "铁路新村3号院落"),
        (
            ("h1", "铁路新村3号院落"),
            (".gg-card a", "铁路新村3号院落亮化工程（24盏灯）"),
            (".gg-card a", "铁路新村3号院落天黑没灯、电线老化、树枝压线"),
        ),
    ),
    Errand(
        "object",
        ("公示中",),
        (
            ("h2 a", "电动自行车停放充电公约"),
            (".gg-object__left", "还剩 6 天截止 2026年11月26日（周四）"),
            (".gg-object dd", "党群服务中心二楼203室，一楼设意见箱"),
            (".gg-object a[href='tel:0990-5550127']", "0990-5550127"),
        ),
    ),
    Errand(
        "follow",
        ("在办项目", "铁路新村1号院公共晾衣架", "有新进展时告诉我"),
        (
            ("h1", "铁路新村1号院公共晾衣架"),
            (".gg-now dd", "惠邻物业服务有限公司：立杆安装"),
            ("#follow a[href$='calendar/project/PRJ-2026-0105.ics']", "加到手机日历"),
            ("#follow a[href$='feeds/project/PRJ-2026-0105.atom']", "订阅新进展"),
        ),
    ),
    Errand(
        "micro-fund",
        ("钱花在哪里", "梧桐里社区微基金", "16,839.60 元"),
        (
            ("#list .gg-course__head", "永安里8栋架空层邻里书角"),
            ("#list .gg-chain li", "3,600 元 匠心建筑装饰有限公司，2025年7月4日"),
        ),
    ),
    Errand(
        "late",
        ("在办项目", "铁路新村1号院公共晾衣架"),
        (
            (".gg-now .gg-late", "已超期 20 天"),
            (".gg-now a[href='tel:0990-5550199']", "0990-5550199"),
            (".gg-note a[href='tel:0990-5550135']", "0990-5550135"),
        ),
    ),
    Errand(
        "rule",
        ("现行规约",),
        (
            ("h2", "现在有效 5 项"),
            (".gg-rule", "停车文明公约 2025年5月18日起施行"),
            (".gg-rule", "2026年6月1日修改：关于修改《停车文明公约》第三条的决议"),
        ),
    ),
    Errand(
        "notice",
        ("打印告示", "电动自行车停放充电公约"),
        (
            (".gg-about", "手机上在浏览器菜单里选“打印”"),
            (".gg-poster h1", "电动自行车停放充电公约"),
        ),
    ),
)


def tap(link: Locator) -> None:
    """Touch a link."""
    link.tap()


def press(link: Locator) -> None:
    """Go to a link with the Tab key, see that it shows where one is, and press Enter."""
    keys = link.page.keyboard
    for _ in range(STOPS):
        keys.press("Tab")
        there, shown = link.evaluate(STOP)
        assert shown, f"on the way to {link} the focus leaves the screen"
        if there:
            assert link.evaluate(FOCUS), f"the focus on {link} does not show"
            return keys.press("Enter")
    raise AssertionError(f"{link} is not to be reached by Tab")


def walk(page: Page, errand: Errand, go: Callable[[Locator], None]) -> None:
    """Run an errand from the home page on, `go` being how a link is followed."""
    page.goto("/")
    for words in errand.taps:
        go(page.locator(CONTENT).get_by_role("link", name=words).first)
    for selector, words in errand.answer:
        expect(answer(page, selector, words)).to_be_visible()


def answer(page: Page, selector: str, words: str) -> Locator:
    """What an errand is after, where it shows."""
    return page.locator(CONTENT).locator(selector).filter(has_text=words, visible=True).first


def phone(chromium: Browser, address: str, **options: object) -> BrowserContext:
    """A phone 360 pixels wide, to be touched."""
    return chromium.new_context(
        base_url=address,
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        locale="zh-CN",
        reduced_motion="reduce",
        **options,
    )


def shot(page: Page, link: Locator | None = None) -> Image.Image:
    """What the screen shows, with a frame round what is about to be tapped."""
    if link is not None:
        link.scroll_into_view_if_needed()
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    if link is not None and (box := link.bounding_box()):
        left, top = box["x"] - 4, box["y"] - 4
        corners = (left, top, left + box["width"] + 8, top + box["height"] + 8)
        ImageDraw.Draw(seen).rounded_rectangle(corners, radius=8, outline=MARK, width=4)
    return seen


def picture(page: Page, errand: Errand) -> Image.Image:
    """All screens of an errand side by side."""
    screens: list[Image.Image] = []

    def go(link: Locator) -> None:
        screens.append(shot(page, link))
        link.tap()

    walk(page, errand, go)
    answer(page, *errand.answer[-1]).evaluate("it => it.scrollIntoView({block: 'center'})")
    screens.append(shot(page))
    wide = PHONE["width"] + GAP
    joined = Image.new("RGB", (wide * len(screens) - GAP, PHONE["height"]), BEHIND)
    for number, screen in enumerate(screens):
        joined.paste(screen, (wide * number, 0))
    return joined


def main(folder: Path) -> None:
    """Keep a picture of each errand in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as base,
        sample.serving(sample.built(Path(base))) as address,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(
            executable_path=browser.find(), args=list(browser.LAUNCH_ARGS)
        )
        page = phone(chromium, address).new_page()
        for errand in ERRANDS:
            picture(page, errand).save(folder / f"{errand.name}.webp", quality=60, method=6)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tests/errands.py FOLDER")
    main(Path(sys.argv[1]))
