"""What `govgen build` leaves on the disk: the same bytes everywhere, nothing half done, nothing alien."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
import sample

from govgen.cache import folder as cache_folder
from govgen.folder import MANIFEST, MARKER, STAGE, held

APART = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C"}
"""Surroundings as far as can be from those in which the sample is built."""
DIES = """
import os, sys
from govgen.cli import main

event, wanted, left = sys.argv[1], sys.argv[2], int(sys.argv[3])

def dying(name, told):
    global left
    if name == event and wanted in " ".join(str(path) for path in told[:2]):
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(dying)
sys.argv[1:] = sys.argv[4:]
main()
"""
MOMENTS = {
    "while files are staged": ("open", STAGE, 20),
    "at the first that is renamed": ("os.rename", STAGE, 1),
    "while files are renamed": ("os.rename", STAGE, 15),
    "before what is gone is removed": ("os.remove", "PLC-lonely", 0),
    "before the manifest": ("os.rename", MANIFEST, 0),
    "before the mark is removed": ("os.remove", MARKER, 0),
}
"""Where a build dies: what Python is about to do, what its path holds, and how many such acts go well before."""
LONELY = """id: PLC-lonely
title: {zh: 后巷, en: Back lane}
level: courtyard
parent: PLC-grid-1
events:
  - {to: active, at: 2026-01-05}
"""
RED_LAMP = "<p>红灯</p>"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def touched(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file and folder."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the whole sample."""
    return sample.built(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the base register as one commit, its site and its cache."""
    folder = tmp_path_factory.mktemp("pattern")
    sample.build(sample.base(folder / "register"), folder / "site")
    return folder


@pytest.fixture
def desk(pattern: Path, tmp_path: Path) -> Path:
    """The base register in a folder of its own, its site in `site` beside it as a build left it."""
    for name in ("register", "site"):
        shutil.copytree(pattern / name, tmp_path / name)
    root = tmp_path / "register"
    kept = cache_folder(pattern / "register", pattern / "cache")
    shutil.copytree(kept, cache_folder(root, tmp_path / "cache"), symlinks=True)
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / "records" / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def retitled(root: Path) -> None:
    """Change words that stand on many pages."""
    change(root, "community.yml", "name: {zh: ", "name: {zh: 新")
    change(root, "places/PLC-yard.yml", "title: {zh: ", "title: {zh: 新")


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the retitled base register, built where nothing was before."""
    folder = tmp_path_factory.mktemp("renewed")
    root = sample.base(folder / "register")
    retitled(root)
    return tree(sample.build(root, folder / "site", "--jobs", "1"))


def test_one_commit_gives_the_same_bytes_anywhere(site, tmp_path):
    root = sample.committed(sample.copied(tmp_path / "another folder"))
    other = sample.build(
        root, tmp_path / "site", "--jobs", "2", "--cache-dir", str(tmp_path / "cache"), **APART
    )
    assert different(tree(site), tree(other)) == []


def test_nothing_is_touched_where_nothing_changed(desk, tmp_path):
    before = touched(tmp_path / "site")
    sample.build(desk, tmp_path / "site")
    after = touched(tmp_path / "site")
    moved = sorted(name for name in before | after if before.get(name) != after.get(name))
    assert [name for name in moved if (tmp_path / "site" / name).is_file()] == [MANIFEST]


def test_without_its_cache_a_build_gives_the_same(desk, tmp_path):
    before = tree(tmp_path / "site")
    sample.build(desk, tmp_path / "site", "--cache-dir", str(tmp_path / "empty"))
    assert different(before, tree(tmp_path / "site")) == []


def test_a_broken_cache_is_made_anew(desk, tmp_path):
    before = tree(tmp_path / "site")
    for base in (tmp_path / "cache").rglob("*.sqlite"):
        base.write_bytes(b"not a database")
    sample.build(desk, tmp_path / "site")
    assert different(before, tree(tmp_path / "site")) == []


def test_a_changed_register_gives_what_a_fresh_build_gives(desk, renewed, tmp_path):
    retitled(desk)
    sample.build(desk, tmp_path / "site")
    assert different(renewed, tree(tmp_path / "site")) == []


def test_a_page_altered_by_hand_is_put_right(desk, tmp_path):
    before = tree(tmp_path / "site")
    (tmp_path / "site" / "index.html").write_text(RED_LAMP, encoding="utf-8")
    (tmp_path / "site" / "en" / "index.html").unlink()
    sample.build(desk, tmp_path / "site")
    assert different(before, tree(tmp_path / "site")) == []


def test_the_working_tree_is_only_read(desk, tmp_path):
    before = touched(desk)
    assert sample.govgen(desk, "check", "--as-of", sample.AS_OF).returncode == 0
    sample.build(desk, tmp_path / "site")
    sample.build(desk, tmp_path / "second")
    assert touched(desk) == before
    assert sample.git(desk, "status", "--porcelain", "--ignored") == ""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_died_is_repaired_by_the_next(moment, desk, renewed, tmp_path):
    site = tmp_path / "site"
    lonely = desk / "records" / "places" / "PLC-lonely.yml"
    lonely.write_text(LONELY, encoding="utf-8")
    sample.build(desk, site)
    old = tree(site)
    lonely.unlink()
    retitled(desk)
    died = killed(desk, tmp_path, *MOMENTS[moment])
    assert died.returncode == 9, died.stderr
    left = {path.name for path in site.iterdir()}
    assert left & {MARKER, STAGE}
    if MARKER not in left:
        assert all((site / name).read_bytes() == content for name, content in old.items())
    sample.build(desk, site)
    assert different(renewed, tree(site)) == []


def killed(
    root: Path, folder: Path, call: str, wanted: str, times: int, site: str = "site"
) -> subprocess.CompletedProcess[str]:
    """Build the site in `folder`, and die at once at a call that `MOMENTS` tells of."""
    build = ("build", "--as-of", sample.AS_OF, "--jobs", "1", "--site-dir", str(folder / site))
    place = ("-C", str(root), "--cache-dir", str(folder / "cache"))
    return subprocess.run(
        (sys.executable, "-c", DIES, call, wanted, str(times), *place, *build),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_folder_of_somebody_else_is_left_alone(desk, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "notes.txt").write_text("mine", encoding="utf-8")
    done = sample.govgen(
        desk,
        "--lang",
        "en",
        "build",
        "--as-of",
        sample.AS_OF,
        "--site-dir",
        str(tmp_path / "theirs"),
    )
    assert done.returncode == 2
    assert "holds other files" in done.stderr
    assert tree(tmp_path / "theirs") == {"notes.txt": b"mine"}


def test_the_repository_itself_is_no_folder_for_a_site(desk):
    before = touched(desk)
    done = sample.govgen(desk, "build", "--as-of", sample.AS_OF, "--site-dir", str(desk))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert touched(desk) == before


@pytest.mark.parametrize("place", ["records/site", "site_src/zh", ".git/site", ".."])
def test_a_site_does_not_go_among_its_sources(place, desk):
    before = touched(desk)
    done = built(desk, desk / place)
    assert done.returncode == 2
    assert "name another folder for the site" in done.stderr
    assert touched(desk) == before


def built(root: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build, well or not, and talk English."""
    return sample.govgen(
        root, "--lang", "en", "build", "--as-of", sample.AS_OF, "--site-dir", str(site), *options
    )


def test_what_a_host_keeps_beside_a_site_stays(desk, tmp_path):
    site = tmp_path / "new"
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: refs/heads/pages\n", encoding="utf-8")
    (site / "CNAME").write_text("register.example.org\n", encoding="utf-8")
    theirs = tree(site)
    sample.build(desk, site)
    retitled(desk)
    assert killed(desk, tmp_path, "os.rename", "/new/", 15, site="new").returncode == 9
    (site / "notes.txt").write_text("mine", encoding="utf-8")
    sample.build(desk, site)
    after = tree(site)
    assert {name: after.get(name) for name in theirs} == theirs
    assert after["notes.txt"] == b"mine"


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"govgen": "1", "files": [1]}'])
def test_a_damaged_manifest_is_said_and_nothing_is_touched(content, desk, tmp_path):
    (tmp_path / "site" / MANIFEST).write_text(content, encoding="utf-8")
    before = tree(tmp_path / "site")
    done = built(desk, tmp_path / "site")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert tree(tmp_path / "site") == before


def test_a_manifest_removes_nothing_outside_its_folder(desk, tmp_path):
    manifest = tmp_path / "site" / MANIFEST
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["files"] |= {"../notes.txt": "", str(tmp_path / "notes.txt"): "", ".git/HEAD": ""}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "site" / ".git").mkdir()
    (tmp_path / "site" / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    sample.build(desk, tmp_path / "site")
    assert (tmp_path / "notes.txt").exists()
    assert (tmp_path / "site" / ".git" / "HEAD").exists()


def test_two_builds_do_not_meet_in_one_folder(desk, tmp_path):
    before = tree(tmp_path / "site")
    with held(tmp_path / "site"):
        done = built(desk, tmp_path / "site")
    assert done.returncode == 2
    assert "another build is running" in done.stderr
    assert tree(tmp_path / "site") == before


def test_another_process_finds_every_page_as_it_was(desk, tmp_path):
    sample.build(desk, tmp_path / "site", PYTHONHASHSEED="1")
    before = touched(tmp_path / "site")
    for seed in "23":
        sample.build(desk, tmp_path / "site", PYTHONHASHSEED=seed)
    after = touched(tmp_path / "site")
    assert {name for name in before if before[name] != after[name]} <= {MANIFEST, "."}


def test_two_folders_do_not_take_each_other_s_place_in_the_cache(desk, tmp_path):
    sample.build(desk, tmp_path / "second")
    before = touched(tmp_path / "site")
    sample.build(desk, tmp_path / "site")
    after = touched(tmp_path / "site")
    assert {name for name in before if before[name] != after[name]} <= {MANIFEST, "."}


def test_without_a_place_for_a_cache_a_site_is_made_all_the_same(desk, tmp_path):
    before = tree(tmp_path / "site")
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    cache_folder(desk, tmp_path / "cache").write_text("a file", encoding="utf-8")
    sample.build(desk, tmp_path / "site")
    assert different(before, tree(tmp_path / "site")) == []


def test_a_faulty_engine_ends_the_build_and_its_check(desk, tmp_path):
    (desk / "mkdocs.yml").write_text("- no mapping\n", encoding="utf-8")
    done = built(desk, tmp_path / "new")
    assert (done.returncode, done.stderr) == (2, "`mkdocs.yml` must be a mapping\n")
    (desk / "mkdocs.yml").unlink()
    done = built(desk, tmp_path / "new")
    assert (done.returncode, "make one with govgen init" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["places/PLC-grid-1/index.md", "data/v1/issues.json"])
def test_a_written_file_at_an_address_of_the_register_is_refused(name, desk, tmp_path):
    path = desk / "site_src" / "zh" / name
    path.parent.mkdir(parents=True)
    path.write_text("# Another", encoding="utf-8")
    before = tree(tmp_path / "site")
    done = built(desk, tmp_path / "site")
    assert done.returncode == 2
    assert f"`{name.removesuffix('index.md')}`" in done.stderr
    assert tree(tmp_path / "site") == before
    assert not (tmp_path / "site" / STAGE).exists()


def test_a_late_entry_that_check_shows_fails_a_strict_build(desk, tmp_path):
    lonely = desk / "records" / "places" / "PLC-lonely.yml"
    lonely.write_text(LONELY, encoding="utf-8")
    shown = sample.govgen(desk, "check", "--as-of", sample.AS_OF)
    assert "late-entry" in shown.stdout
    done = built(desk, tmp_path / "new", "--strict")
    assert done.returncode == 1
    assert "late-entry" in done.stderr


def test_a_faulty_register_leaves_the_old_site_standing(desk, tmp_path):
    before = touched(tmp_path / "site")
    change(desk, "places/PLC-yard.yml", "parent: ", "parent: PLC-nowhere-")
    done = sample.govgen(
        desk, "build", "--as-of", sample.AS_OF, "--site-dir", str(tmp_path / "site")
    )
    assert done.returncode == 1
    assert "broken-reference" in done.stderr
    after = touched(tmp_path / "site")
    assert {name: at for name, at in after.items() if name != "."} == before


def test_the_manifest_lists_every_file_with_its_digest(site):
    told = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
    files = tree(site)
    del files[MANIFEST]
    assert told["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    register = site.parent / "register"
    assert told["commit"] == sample.git(register, "rev-parse", "HEAD").strip()
    assert told["tree"] == sample.git(register, "rev-parse", "HEAD^{tree}").strip()
    assert told["as_of"] == sample.AS_OF


def test_the_pages_of_a_removed_record_disappear(desk, tmp_path):
    lonely = desk / "records" / "places" / "PLC-lonely.yml"
    lonely.write_text(LONELY, encoding="utf-8")
    site = sample.build(desk, tmp_path / "site")
    pages = [site / prefix / "places" / "PLC-lonely" for prefix in ("", "en")]
    assert all((page / "index.html").exists() for page in pages)
    lonely.unlink()
    sample.build(desk, site)
    assert not any(page.exists() for page in pages)
    assert not [name for name, content in tree(site).items() if b"PLC-lonely" in content]


def test_a_former_id_forwards_in_every_language(desk, tmp_path):
    change(desk, "places/PLC-yard.yml", "id: PLC-yard\n", "id: PLC-yard\naliases: [PLC-old-yard]\n")
    site = sample.build(desk, tmp_path / "site")
    for prefix in ("", "en/"):
        page = site / prefix / "places" / "PLC-old-yard" / "index.html"
        text = page.read_text(encoding="utf-8")
        assert 'content="0; url=../../places/PLC-yard/"' in text
        assert (page.parent / "../../places/PLC-yard/index.html").resolve().is_file()


def test_attachments_are_published_as_they_are(site):
    register = site.parent / "register" / "records"
    kept = {
        f"{path.parts[-4]}/{path.parts[-2]}/{path.name}": path.read_bytes()
        for path in register.glob("*/*/*/*")
        if path.is_file()
    }
    shown = {name: content for name, content in tree(site).items() if name in kept}
    assert kept
    assert shown == kept


CARD = (
    ("id: PRJ-2026-0001\n", "id: PRJ-2026-0001\nvisibility: card\n"),
    ("place: PLC-yard\n", ""),
)
WITHHELD = (("path: lamps.csv", "withheld: 未公开, path: lamps.csv"),)


@pytest.mark.parametrize("changes", [WITHHELD, CARD], ids=["withheld", "a card"])
def test_what_is_withheld_is_nowhere_in_the_site(changes, desk, tmp_path):
    content = (desk / "records/projects/2026/PRJ-2026-0001/lamps.csv").read_bytes()
    assert content in tree(tmp_path / "site").values()
    for old, new in changes:
        change(desk, "projects/2026/PRJ-2026-0001.yml", old, new)
    site = sample.build(desk, tmp_path / "new")
    assert content not in tree(site).values()
    assert not [name for name in tree(site) if name.endswith("lamps.csv")]


def test_the_sitemap_has_every_page_once(site):
    spaces = {
        "": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    found = ET.parse(site / "sitemap.xml").getroot()
    places = [str(at.text) for at in found.findall("url/loc", spaces)]
    assert [place for place, times in Counter(places).items() if times > 1] == []
    paths = [urlsplit(place).path.lstrip("/") for place in places]
    assert [path for path in paths if not (site / path / "index.html").is_file()] == []
    others = [str(at.get("href")) for at in found.findall("url/x:link", spaces)]
    assert set(others) == set(places)


class Addresses(HTMLParser):
    """All addresses of a page, and all its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.anchors: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "data", "poster", "action") and value:
                self.found.add(value)
            elif name == "id" and value:
                self.anchors[value] += 1


def test_every_address_within_the_site_leads_somewhere(site):
    pages = {
        name: Addresses(content.decode())
        for name, content in tree(site).items()
        if name.endswith(".html") and name != "404.html"
    }
    anchors = {name: page.anchors for name, page in pages.items()}
    dead = {
        f"{name} → {address}"
        for name, page in pages.items()
        for address in page.found
        if not leads(site, name, address, anchors)
    }
    assert sorted(dead) == []


def leads(site: Path, page: str, address: str, anchors: dict[str, Counter[str]]) -> bool:
    """Whether an address of `page` stands: a file of the site and an anchor in it, or elsewhere."""
    if urlsplit(address).scheme or address.startswith("//"):
        return urlsplit(address).scheme in ("https", "mailto", "tel", "data")
    whole, anchor = urldefrag(urljoin(f"/{page}", address))
    target = unquote(whole).lstrip("/")
    if not target or target.endswith("/"):
        target += "index.html"
    if not (site / target).is_file():
        return False
    return not anchor or not target.endswith(".html") or unquote(anchor) in anchors.get(target, {})


def test_no_page_shows_a_token(site):
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert [path for path, html in pages.items() if "@@govgen" in html] == []


def test_no_page_uses_an_id_twice(site):
    twice = {
        f"{name}#{anchor}"
        for name, content in tree(site).items()
        if name.endswith(".html")
        for anchor, times in Addresses(content.decode()).anchors.items()
        if times > 1
    }
    assert sorted(twice) == []
