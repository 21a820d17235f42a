"""What axe finds by WCAG 2.2 A and AA: every type of page, in both languages, in each of its four looks.

    python bench/accessibility.py SITE [WIDTH]

`SITE` is the sample as it stands on the tests' day (`govgen build --as-of 2026-11-20`). Every rule is
tried on every text, with what is folded laid open, on a screen of `WIDTH` px (360); a fault is printed
where it is found, and at the end how many each look has.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import browser
import looks
import sample
from test_site_browser import LANGUAGES, PATHS

LOOKS = {
    "light": ("default", 0),
    "dark": ("slate", 0),
    "elder": ("default", 4),
    "elder dark": ("slate", 4),
}
"""The colours of each look and how large its letters are."""
DRESS = """
([scheme, step]) => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  if (step) document.documentElement.setAttribute("data-gg-elder", step);
  else document.documentElement.removeAttribute("data-gg-elder");
  document.querySelectorAll("details").forEach(it => it.open = true);
}
"""
ALL = """
async tags => {
  const found = await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
    rules: { "target-size": { enabled: true } } });
  return found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.target}`));
}
"""


def faults(page: Page, address: str) -> dict[str, list[str]]:
    """Return what is wrong with the page at `address`, by look."""
    answer = page.goto(address)
    if answer is None or not (answer.ok or address.endswith("/404.html")):
        raise SystemExit(f"there is no {address}: build the sample with --as-of {sample.AS_OF}")
    found = {}
    for name, look in LOOKS.items():
        page.evaluate(DRESS, look)
        wide = [f"too wide: {it}" for it in looks.too_wide(page)]
        found[name] = [*page.evaluate(ALL, looks.TAGS), *wide]
    return found


def main(site: Path, width: int) -> int:
    """Print faults and table; 1 where there are any."""
    if not (site / "404.html").is_file():
        raise SystemExit(f"{site} is no built site")
    total = dict.fromkeys(LOOKS, 0)
    pages = [lang + path for path in PATHS for lang in LANGUAGES.values()] + ["404.html"]
    with sample.serving(site) as root, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find(), args=browser.LAUNCH_ARGS
        )
        page = looks.context(chromium, viewport={"width": width, "height": 780}).new_page()
        for path in pages:
            for look, found in faults(page, f"{root}/{path}").items():
                total[look] += len(found)
                for fault in found:
                    print(f"/{path} {look}: {fault}")
        chromium.close()
    for look, count in total.items():
        print(f"{look:12}{len(pages):5} pages{count:5} faults at {width} px")
    return int(any(total.values()))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not "".join(sys.argv[2:] or ["360"]).isdecimal():
        sys.exit("usage: python bench/accessibility.py SITE [WIDTH]")
    sys.exit(main(Path(sys.argv[1]).absolute(), int("".join(sys.argv[2:]) or 360)))
