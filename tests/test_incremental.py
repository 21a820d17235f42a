"""A page is written anew when anything it shows has changed: rebuilding gives what building gives."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sample
import yaml
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.engine import Shells, shells
from govgen.load import load
from govgen.pieces import Task
from govgen.register import Register
from govgen.site import Build, site_of
from govgen.source import read as parse

ROOT = Path(__file__).parent.parent
NTH, NTH_OF_BASE = 9, 3
"""Every ninth record of the sample is changed, and every third of the base: the whole takes minutes."""
Document = dict[str, Any]
Change = Callable[[Document], bool]


@pytest.fixture(scope="module")
def frame(tmp_path_factory) -> Shells:
    """The theme's shells, made once."""
    folder = tmp_path_factory.mktemp("frame")
    register = read(register_of(None, folder / "register"))
    return shells(site_of(register), ROOT / "site_src", ROOT / "mkdocs.yml", folder / "cache")


def read(root: Path) -> Register:
    found = load(root, AS_OF, Cache(root / "cache")).register
    assert found is not None
    return found


def build(root: Path, frame: Shells, out: Path, cache: Path) -> dict[str, bytes]:
    """Build the register at `root` into `out`; return its files."""
    Build(read(root), frame, None, root, out).run(Cache(cache), 1)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def records(root: Path) -> Iterator[Path]:
    """Yield the files of all records."""
    return (p for p in sorted((root / "records").rglob("*.yml")) if p.parent != root / "records")


def changed(path: Path, change: Change) -> bool:
    """Change the record at `path`; say whether it was one to be changed."""
    document = dict(parse(path.name, path.read_bytes()).data)
    if not change(document):
        return False
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    return True


def renamed(document: Document) -> bool:
    """Give a record another title in every language."""
    title = document["title"]
    document["title"] = (
        f"{title}（改）" if isinstance(title, str) else {k: f"{v} *" for k, v in title.items()}
    )
    return True


def stepped_back(document: Document) -> bool:
    """Take a record's last step away."""
    if len(document["events"]) < 2:
        return False
    del document["events"][-1]
    return True


def silenced(document: Document) -> bool:
    """Count an issue or a meeting and show it no longer."""
    if not document["id"].startswith(("ISS-", "MTG-")):
        return False
    document["visibility"] = "count"
    return True


@pytest.mark.parametrize("change", [renamed, stepped_back, silenced], ids=lambda f: f.__name__)
def test_rebuilding_after_each_change_gives_what_building_anew_gives(
    change: Change, frame, tmp_path
):
    root = register_of(None, tmp_path / "register")
    build(root, frame, tmp_path / "site", tmp_path / "kept")
    stale: dict[str, list[str]] = {}
    for number, path in enumerate(list(records(root))[::NTH_OF_BASE]):
        if not changed(path, change):
            continue
        rebuilt = build(root, frame, tmp_path / "site", tmp_path / "kept")
        anew = build(root, frame, tmp_path / f"anew-{number}", tmp_path / f"cache-{number}")
        names = rebuilt.keys() | anew.keys()
        if found := sorted(name for name in names if rebuilt.get(name) != anew.get(name)):
            stale[path.stem] = found
    assert stale == {}


def test_a_rebuild_without_a_change_writes_nothing(frame, tmp_path):
    root = register_of(None, tmp_path / "register")
    out, kept = tmp_path / "site", tmp_path / "kept"
    build(root, frame, out, kept)
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.html")}
    build(root, frame, out, kept)
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*.html")} == before


def tasks(root: Path, frame: Shells) -> dict[str, Task]:
    """Return the pages of the default language that would be written, by address."""
    build = Build(read(root), frame, None, root, root / "site")
    return {task.target: task for task in build.plan.tasks() if task.lang == "zh"}


@pytest.mark.parametrize("change", [renamed, stepped_back, silenced], ids=lambda f: f.__name__)
def test_a_page_of_the_sample_shows_the_same_while_its_key_is_the_same(
    change: Change, frame, tmp_path
):
    root = sample.copied(tmp_path / "sample")
    before = tasks(root, frame)
    bodies: dict[str, str] = {}
    stale: dict[str, list[str]] = {}
    for path in list(records(root))[::NTH]:
        kept = path.read_bytes()
        if not changed(path, change):
            continue
        for target, task in tasks(root, frame).items():
            if target not in before or before[target].key != task.key:
                continue
            if target not in bodies:
                bodies[target] = before[target].draft.write().body
            if task.draft.write().body != bodies[target]:
                stale.setdefault(path.stem, []).append(target)
        path.write_bytes(kept)
    assert stale == {}


def test_a_page_is_written_anew_when_what_it_names_by_a_former_id_has_changed(frame, tmp_path):
    root = register_of(None, tmp_path / "register")
    former = root / "records/organizations/ORG-qingxi-party.yml"
    present = former.rename(former.with_name("ORG-branch.yml"))
    text = present.read_text("utf-8")
    present.write_text(
        text.replace("id: ORG-qingxi-party", "id: ORG-branch\naliases: [ORG-qingxi-party]"), "utf-8"
    )
    page = "issues/ISS-2026-0001/index.html"
    before = tasks(root, frame)[page]
    assert "ORG-branch" in before.draft.write().body
    assert changed(present, renamed)
    assert tasks(root, frame)[page].key != before.key
