"""Every text field of the whole sample holds what would break a page; the site shows it as text."""

import base64
import hashlib
import json
import re
import types
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import urljoin, urlsplit

import pytest
import sample
import yaml
from overlay import AS_OF
from playwright.sync_api import Browser
from pydantic import BaseModel, StringConstraints

from govgen import engine
from govgen.cache import Cache
from govgen.fields import PROSE
from govgen.load import load
from govgen.published import form
from govgen.site import Build, site_of

EVIL = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)><svg/onload=alert(1)> "
    '{{7*7}} {% include \'x\' %} ${7*7} @@govgen:body@@ ="~/issues/" ="^/data/" '
    "[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1)) [c](data:text/html;base64,PHN) "
    "[d](~/places/) ![i](https://evil.example/i.png) <https://evil.example/> "
    "</title></textarea></style><!-- ]]>"
)
KEPT = frozenset(
    ("aliases", "path", "to", "route", "item", "rule", "stage", "format", "region_code")
) | {"timezone", "site_url", "repo_url", "edit_uri", "licence", "phone"}
"""Lines that are no text for readers: names, states, addresses and routes, each with a rule of its own."""
FOREIGN = frozenset(
    ("img", "script", "link", "iframe", "object", "embed", "source", "video", "audio")
)
NEVER = frozenset(("iframe", "object", "embed", "base", "style", "textarea", "applet", "frame"))


def leaves(
    annotation: object, metadata: tuple[object, ...] = ()
) -> Iterator[tuple[object, tuple[object, ...]]]:
    """Yield each plain type inside an annotation, with what is said about it."""
    if get_origin(annotation) is Annotated:
        base, *said = get_args(annotation)
        yield from leaves(base, (*metadata, *said))
    elif get_origin(annotation) in (Union, types.UnionType) and PROSE not in metadata:
        for inner in get_args(annotation):
            yield from leaves(inner, metadata)
    elif get_origin(annotation) is tuple:
        yield from leaves(get_args(annotation)[0])
    elif get_origin(annotation) is dict:
        yield get_args(annotation)[1], ()
    else:
        yield annotation, metadata


def wordy(leaf: object, metadata: tuple[object, ...]) -> bool:
    """Whether a field takes any text: prose, or a line without a pattern."""
    if PROSE in metadata:
        return True
    limits = [one for one in metadata if isinstance(one, StringConstraints)]
    return leaf is str and bool(limits) and all(one.pattern is None for one in limits)


def poisoned(model: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
    """Return what fills `model`, with the evil text in every field that takes text, filled before or not."""
    found = dict(data)
    for name, info in model.model_fields.items():
        key = info.alias or name
        inner = list(leaves(info.annotation, tuple(info.metadata)))
        forms = [
            kind for kind, _ in inner if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
        if forms and key in found:
            found[key] = within(forms[0], found[key])
        elif key not in KEPT and any(wordy(*leaf) for leaf in inner):
            found[key] = evil(inner, several=get_origin(info.annotation) is tuple)
    return found


def within(model: type[BaseModel], value: Any) -> Any:
    """Poison one form, a list of forms, or forms by name."""
    if isinstance(value, list):
        return [within(model, item) for item in value]
    if set(value) & {info.alias or name for name, info in model.model_fields.items()}:
        return poisoned(model, value)
    return {name: within(model, item) for name, item in value.items()}


def evil(inner: list[tuple[object, tuple[object, ...]]], *, several: bool) -> Any:
    """Return the evil text as the field takes it."""
    prose = any(PROSE in metadata for _, metadata in inner)
    text: Any = {"zh": f"中{EVIL}", "en": f"en{EVIL}"} if prose else EVIL
    return [text] if several else text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with nothing but evil texts, built."""
    root = sample.copied(tmp_path_factory.mktemp("evil") / "register")
    register = load(root, AS_OF, Cache(root.parent / "clean")).register
    assert register is not None
    forms: dict[str, BaseModel] = {
        register.documents[record.id].path: record for record in register.records.values()
    }
    forms["records/community.yml"] = register.community
    forms["records/people.yml"] = register.people_form
    for path, filled in forms.items():
        data = poisoned(type(filled), form(filled))
        if filled is register.community:
            data["name"] = {lang: text.replace("@@", "@") for lang, text in data["name"].items()}
        (root / path).write_text(
            yaml.safe_dump(data, allow_unicode=True, width=9999), encoding="utf-8"
        )
    return built(root, root.parent / "site", len(register.records))


def built(root: Path, out: Path, records: int) -> Path:
    """Build without the check, which would stop at names and sums."""
    loaded = load(root, AS_OF, Cache(root.parent / "cache"))
    assert [f"{it.file}:{it.line} {it.message.en}" for it in loaded.diagnostics] == []
    register = loaded.register
    assert register is not None
    assert len(register.records) == records
    shells = engine.shells(
        site_of(register), root / "site_src", root / "mkdocs.yml", root.parent / "cache"
    )
    Build(register, shells, None, root, out).run(Cache(root.parent / "cache"), 1)
    return out


class Marks(HTMLParser):
    """The elements of a page with their attributes, its scripts, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.heading = ""
        self.text = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag == "script":
            self.scripts.append((found, ""))
        if tag in ("script", "h1"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["script"]:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data
            return
        self.text += data
        if self._open[-1:] == ["h1"]:
            self.heading += data


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Marks]:
    """Every page by its file."""
    return {
        path.relative_to(site).as_posix(): Marks(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def test_every_kind_of_field_was_filled(site):
    text = (site / "projects/PRJ-2025-0002/index.html").read_text(encoding="utf-8")
    assert text.count("{{7*7}}") > 50
    assert "{{7*7}}" in (site / "index.html").read_text(encoding="utf-8")


def test_no_script_runs_but_the_theme_s(pages, site):
    alien = set()
    for name, page in pages.items():
        policy = next(at["content"] for tag, at in page.elements if "http-equiv" in at)
        for attributes, code in page.scripts:
            if attributes.get("type") == "application/ld+json":
                assert json.loads(code)
            elif "src" in attributes:
                file = urljoin(f"/{name}", attributes["src"]).lstrip("/")
                alien |= set() if (site / file).is_file() else {attributes["src"]}
            elif attributes.get("type") != "application/json" and digest(code) not in policy:
                alien.add(f"{name}: {code[:80]}")
    assert sorted(alien) == []


def digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def test_no_element_carries_a_handler_or_a_style_of_its_own(pages):
    found = {
        f"{name}: <{tag} {key}={value[:40]}>"
        for name, page in pages.items()
        for tag, attributes in page.elements
        for key, value in attributes.items()
        if key.startswith("on") or key in ("style", "srcdoc", "formaction")
    }
    assert sorted(found) == []


def test_no_element_stands_that_a_page_never_has(pages):
    found = {
        f"{name}: {tag}" for name, page in pages.items() for tag, _ in page.elements if tag in NEVER
    }
    assert sorted(found) == []


CODE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+=*")
"""A QR code, the one image that stands in a page itself."""


def test_addresses_are_harmless_and_nothing_is_loaded_from_elsewhere(pages):
    found = set()
    for name, page in pages.items():
        for tag, attributes in page.elements:
            for key in {
                "href",
                "src",
                "action",
                "data",
                "poster",
                "xlink:href",
            } & attributes.keys():
                named = attributes.get("rel", "").strip() in ("canonical", "alternate")
                if named or (tag == "img" and CODE.fullmatch(attributes[key])):
                    continue  # A browser loads nothing for them.
                address = urlsplit(attributes[key].strip())
                fine = address.scheme in ("", "http", "https", "tel", "mailto")
                if not fine or (tag in FOREIGN and (address.netloc or address.scheme)):
                    found.add(f"{name}: <{tag} {key}={attributes[key][:60]}>")
    assert sorted(found) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_heading_says_what_the_title_says(lang, pages):
    prefix, own = {"zh": ("", "中"), "en": ("en/", "en")}[lang]
    for path in ("issues/ISS-2025-0001", "decisions/DEC-2025-0002", "funds/FND-wutongli-micro"):
        assert pages[f"{prefix}{path}/index.html"].heading.strip() == f"{own}{EVIL}"


def test_no_text_becomes_an_address(pages):
    said = {name: len(re.findall(r'="\.{1,2}/', page.text)) for name, page in pages.items()}
    assert {name: times for name, times in said.items() if times} == {}
    assert '="~/issues/" ="^/data/"' in pages["issues/ISS-2025-0001/index.html"].text


@pytest.mark.parametrize(
    "path", ["", "en/", "projects/PRJ-2025-0002/", "meetings/MTG-2025-0003/", "about/"]
)
def test_a_browser_runs_none_of_it(path, site, browser: Browser):
    heard: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: heard.append("dialog") or dialog.dismiss())
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    with sample.serving(site) as address:
        page.on(
            "request",
            lambda it: (
                it.url.startswith(address) or it.url.startswith("data:") or heard.append(it.url)
            ),
        )
        page.goto(f"{address}/{path}", wait_until="load")
        assert page.evaluate("document.querySelectorAll('img[src=x], svg[onload]').length") == 0
        page.close()
    assert heard == []
