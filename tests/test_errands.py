"""Seven errands on a phone, each in four taps or fewer: touched, by keys, without scripts, in elder mode."""

import io
from collections.abc import Iterator

import pypdf
import pytest
import sample
from errands import ERRANDS, Errand, phone, press, tap, walk
from playwright.sync_api import Browser

A4 = (595, 842)
WAYS = {
    "taps": (tap, {}),
    "keys": (press, {}),
    "no scripts": (tap, {"java_script_enabled": False}),
    "elder": (tap, {}),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sample.serving(sample.built(tmp_path_factory.getbasetemp())) as found:
        yield found


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple]:
    """A phone, and how its links are followed."""
    go, options = WAYS[request.param]
    context = phone(browser, address, **options)
    page = context.new_page()
    page.set_default_timeout(4000)
    if request.param == "elder":
        page.goto("/")
        page.get_by_role("button", name="长辈版").tap()
    yield page, go
    context.close()


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda it: it.name)
def test_an_errand_is_done_in_four_taps(errand: Errand, way):
    assert len(errand.taps) <= 4
    page, go = way
    walk(page, errand, go)
    if errand.name == "notice":
        sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert [(round(it.mediabox.width), round(it.mediabox.height)) for it in sheets] == [A4]
