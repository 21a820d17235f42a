"""What can be downloaded, and what it means: every link leads somewhere, every field is explained."""

import json
import re

import pytest
from overlay import AS_OF, register_of

from govgen import dictionary
from govgen.cache import Cache
from govgen.drafts import drafts
from govgen.export import files
from govgen.load import load
from govgen.pages.dictionary import COMMON
from govgen.record import kinds
from govgen.view import View
from govgen.words import LANGS


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    root = register_of(None, tmp_path_factory.mktemp("data"))
    return load(root, AS_OF, Cache(root / "cache")).register


@pytest.fixture(scope="module", params=LANGS)
def pages(request, register):
    found = drafts(View(register, request.param))
    return {draft.path: draft.write() for draft in found if draft.path.startswith("data/")}


def test_every_download_is_there_and_every_file_is_offered(register, pages):
    made = files(register).keys()
    linked = set(re.findall(r'"\^/(data/v1/[^"]+)"', pages["data/"].body))
    assert linked == made - {"data/v1/schema/community.json", "data/v1/schema/people.json"}
    for path, page in pages.items():
        named = set(re.findall(r'"\^/(data/v1/[^"]+)"', page.body))
        assert named <= made, path


def test_every_field_has_a_place_of_its_own_to_link_to(pages):
    def anchors(path: str) -> list[str]:
        return re.findall(r'<div id="([^"]+)"', pages[path].body)

    shared: list[str] = []
    for name, model in kinds().items():
        told = [entry.path for entry in dictionary.entries(model)]
        shared = [path for path in told if path.split(".")[0] in COMMON]
        own = [path for path in told if path not in shared]
        assert anchors(f"data/dictionary/{name}/") == [*own, "state", "first_event", "last_event"]
    assert anchors("data/dictionary/") == shared


def test_the_page_of_downloads_is_a_dataset_to_machines(register, pages):
    block = re.fullmatch(r"<script[^>]+>(.*)</script>", pages["data/"].head)
    (told,) = json.loads(block[1])["@graph"]
    assert told["@type"] == "Dataset"
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["dateModified"] == "2026-11-20"
    addresses = [it["contentUrl"].partition("data/v1/")[2] for it in told["distribution"]]
    assert sorted(addresses) == sorted(
        f"{model.KIND.folder}.{ending}" for model in kinds().values() for ending in ("csv", "json")
    )


def test_the_english_dictionary_holds_no_chinese(register):
    found = drafts(View(register, "en"))
    bodies = {it.path: it.write().body for it in found if it.path.startswith("data/dictionary/")}
    told = {path: re.findall("[\u3400-\u9fff，。；：（）]+", body) for path, body in bodies.items()}
    assert {path: words for path, words in told.items() if words} == {}
