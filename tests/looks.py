"""How a page is in a browser: what axe finds by WCAG 2.2 A and AA, what is too wide, what is hard to press."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """
async ([tags, contrast]) => {
  const every = { normal: { expected: 7 }, large: { expected: 7 } };
  axe.configure({ checks: [{ id: "color-contrast-enhanced", options: { contrastRatio: every } }] });
  /* What stands in the same elements of the same classes has the same colours: one of each is looked at. */
  const seen = new Set();
  for (const one of document.querySelectorAll("body :not(script, template, svg *)")) {
    let chain = "";
    for (let at = one; at !== document.body; at = at.parentElement)
      chain += `<${at.tagName}.${at.className}.${at.ariaCurrent}`;
    if (!seen.has(chain) && Array.from(one.childNodes).some(it => it.nodeType === 3 && it.data.trim()))
      one.setAttribute("data-look", seen.add(chain).size);
  }
  const found = await axe.run({ include: ["[data-look]"] },
    { runOnly: { type: "rule", values: [contrast] }, resultTypes: ["violations"] });
  const others = tags.length ? await axe.run(
    { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
      rules: { [contrast]: { enabled: false }, "target-size": { enabled: true } } }) : { violations: [] };
  return [...found.violations, ...others.violations].flatMap(fault => fault.nodes.slice(0, 3).map(
    node => `${fault.id} (${fault.impact}): ${node.target} ${node.failureSummary}`));
}
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDER = """
Array.from(document.querySelectorAll("body *"))
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map(one => one.tagName + "." + one.className)
"""
SMALL = """
() => {
  const shown = one => one.checkVisibility({ visibilityProperty: true })
    && getComputedStyle(one.closest("thead, .gg-hidden, .gg-skip, .md-option") || one).position !== "absolute";
  const told = (one, what) => `${one.tagName}.${one.className} ${what} ${one.textContent.trim().slice(0, 30)}`;
  /* WCAG 2.5.8: a link within a sentence is as high as its line. */
  const within = one => getComputedStyle(one).display === "inline"
    && (one.closest("p, .gg-written li") || one).textContent.trim() !== one.textContent.trim();
  const press = Array.from(document.querySelectorAll("a[href], button, input, select, summary, label[for]"))
    .filter(one => shown(one) && !one.matches(".gg-skip, .md-option") && !within(one))
    .map(one => [one, (one.closest(".gg-card__title") ? one.closest(".gg-card") : one).getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < 59.5)
    .map(([one, box]) => told(one, `${box.width} x ${box.height}`));
  const read = Array.from(document.querySelectorAll("body :not(script, noscript, template, option, svg *)"))
    .filter(one => Array.from(one.childNodes).some(it => it.nodeType === 3 && it.data.trim()) && shown(one))
    .map(one => [one, getComputedStyle(one)])
    .filter(([, style]) => parseFloat(style.fontSize) < 24
      || parseFloat(style.lineHeight) < 1.3 * parseFloat(style.fontSize))
    .map(([one, style]) => told(one, `${style.fontSize} / ${style.lineHeight}`));
  return [...press, ...read].slice(0, 5);
}
"""


def context(browser: Browser, **options: object) -> BrowserContext:
    """A context with axe in every page, without motion: colours that are still turning are nobody's."""
    made = browser.new_context(reduced_motion="reduce", **options)
    made.add_init_script(AXE)
    return made


def faults(page: Page) -> list[str]:
    """What axe finds, and where: by WCAG 2.2 A and AA, and by its own good practice."""
    return page.evaluate(RUN, [TAGS, "color-contrast"])


def faint(page: Page, ratio: float = 4.5) -> list[str]:
    """What stands out too little from what is behind it: by AA's `ratio`, or by AAA's of 7."""
    return page.evaluate(RUN, [[], "color-contrast" if ratio < 7 else "color-contrast-enhanced"])


def too_wide(page: Page) -> list[str]:
    """What sticks out of the page to the right, where it can be moved sideways."""
    return page.evaluate(WIDER) or ["?"] if page.evaluate(OVERFLOW) > 0 else []


def elder(page: Page, step: int) -> None:
    """Show the page in elder mode, its letters as large as `step`, 1 to 4, says."""
    page.evaluate("step => document.documentElement.setAttribute('data-gg-elder', step)", step)


def otherwise(page: Page) -> list[str]:
    """What is wrong with a page in the dark, in elder mode from the largest letters to the smallest, and in both.

    Elder mode has nothing under 60 px to press, under 24 px to read, between lines under 1.3.
    """
    coloured = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
    page.evaluate(coloured, "slate")
    found = [f"dark: {fault}" for fault in faint(page)]
    page.evaluate(coloured, "default")
    for step in (4, 1):
        elder(page, step)
        found += [f"elder {step}: {fault}" for fault in too_wide(page)]
    found += [f"elder: {fault}" for fault in (*page.evaluate(SMALL), *faint(page, 7))]
    page.evaluate(coloured, "slate")
    return found + [f"elder, dark: {fault}" for fault in faint(page, 7)]
