"""The text of every page that a register changes, kept where a change of a template shows as a difference.

`golden/<language>/<address>.html` holds title, description, head and body, without the theme around
them; `pytest --bless` writes what comes out.
"""

import re
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.drafts import drafts
from govgen.load import load
from govgen.page import Page
from govgen.view import View
from govgen.words import LANGS

ONE_OF_MANY = "data/dictionary/place/"
"""The dictionary's pages come from one template and from the forms, which have tests of their own."""
GOLDEN = Path(__file__).parent / "golden"
BLOCK = re.compile(
    r"(<(?:section|header|article|nav|div|ol|ul|li|dl|dt|dd|table|thead|tbody|tr|th|td|h[1-6]|p|"
    r"details|summary|figure|figcaption|svg|g|rect|path|line|text|circle|form|label)\b)"
)
BLANK = re.compile(r"\n\s*\n+|\n[ \t]+")


@pytest.fixture(scope="module", params=LANGS)
def pages(request, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """A language, and what each page says in it."""
    root = register_of(None, tmp_path_factory.mktemp("golden"))
    register = load(root, AS_OF, Cache(root / "cache")).register
    assert register is not None
    return request.param, {
        f"{draft.path.rstrip('/') or 'home'}.html": readable(draft.write())
        for draft in drafts(View(register, request.param))
        if not draft.path.startswith("data/dictionary/") or draft.path == ONE_OF_MANY
        if not draft.lasting
    }


def test_every_page_says_what_it_said(pages, pytestconfig):
    lang, found = pages
    folder = GOLDEN / lang
    if pytestconfig.getoption("--bless"):
        bless(folder, found)
    kept = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
    }
    assert sorted(found) == sorted(kept)
    assert "".join(differences(kept, found)) == ""


def bless(folder: Path, found: dict[str, str]) -> None:
    """Write every page, and nothing else, into `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def differences(kept: dict[str, str], found: dict[str, str]) -> list[str]:
    """Return the lines that differ, with the page they stand on."""
    return [
        line
        for name in sorted(found)
        if kept[name] != found[name]
        for line in unified_diff(
            kept[name].splitlines(keepends=True),
            found[name].splitlines(keepends=True),
            f"golden/{name}",
            f"now/{name}",
            n=1,
        )
    ]


def readable(page: Page) -> str:
    """Write a page with each block on a line of its own."""
    body = BLANK.sub("\n", BLOCK.sub(r"\n\1", page.body))
    return f"{page.title}\n{page.description}\n{page.head}\n{body.strip()}\n"
