"""The help section: made from the forms, true of the code, and in nobody's way."""

import re
import subprocess
import sys
from datetime import timedelta
from html import unescape
from itertools import chain
from pathlib import Path

import pytest
import sample
from overlay import AS_OF, judge, register_of

from govgen.cache import Cache
from govgen.chapters import FOLDER
from govgen.drafts import drafts
from govgen.engine import shells
from govgen.load import load
from govgen.page import Page
from govgen.pages.help_kinds import EXAMPLES
from govgen.record import kinds
from govgen.site import Build, site_of
from govgen.view import View
from govgen.words import LANGS, Lang

LINK = re.compile(r'href="~/([^"#]*)(?:#([^"]*))?"')
BLOCK = re.compile(r"`((?:govgen|tests/cases)/[^`\n]+)`.*\n\n```[a-z]+\n((?:.*\n)*?)```")
PLEDGE = "records/pledges/2026/PLG-2026-0001.yml"
FOLLOWED = """
import sys
import govgen.checks, govgen.hosts, govgen.kinds
from govgen.check import rules
from govgen.host import hosts
from govgen.record import kinds

for package in (govgen.checks, govgen.hosts, govgen.kinds):
    package.__path__.append(package.__path__[0].replace(sys.argv[1], sys.argv[2]))
print("pledge" in kinds(), "pledge-length" in {rule.code for rule in rules()}, hosts()["sourcehut"].WORDS.en)
from govgen.cli import cli
cli(["-C", sys.argv[2], "--lang", "en", "check", "--as-of", "2026-11-20"])
"""


def view(root: Path, lang: Lang) -> View:
    register = load(root, AS_OF, Cache(root / "cache")).register
    assert register is not None
    return View(register, lang)


def pages(seen: View) -> dict[str, Page]:
    """Return every page that stands in the section."""
    return {it.path: it.write() for it in drafts(seen) if it.path.startswith("help/")}


def test_every_kind_has_a_page_with_a_sound_record_of_the_sample(tmp_path):
    assert EXAMPLES.keys() == kinds().keys()
    found = pages(view(register_of(None, tmp_path / "base"), "en"))
    for name, file in EXAMPLES.items():
        text = (sample.REPOSITORY / "records" / file).read_text("utf-8").strip()
        lines = found[f"help/kinds/{name}/"].body.replace("<span>", "").replace("</span>", "")
        assert text in unescape(lines)
    faults, _ = judge(sample.copied(tmp_path / "sample"))
    assert {it.file for it in faults} & {f"records/{file}" for file in EXAMPLES.values()} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_of_the_section_leads_to_its_place(lang, tmp_path):
    seen = view(register_of(None, tmp_path), lang)
    paths = {it.path: it for it in drafts(seen)}
    links = {link for page in pages(seen).values() for link in LINK.findall(page.body)}
    assert {path for path, _ in links if path not in paths} == set()
    anchored = [(path, it) for path, it in links if it]
    assert [it for it in anchored if f'id="{it[1]}"' not in paths[it[0]].write().body] == []


def test_the_recipes_for_a_kind_a_check_and_a_host_work_as_they_are_written(tmp_path):
    told = [(FOLDER / "en" / f"add-{it}.md").read_text("utf-8") for it in ("kind", "check", "host")]
    found = dict(chain.from_iterable(BLOCK.findall(text) for text in told))
    root = register_of(None, tmp_path)
    for name, text in found.items():
        # A file of a case is laid over the register that the base is copied to.
        path = root / (PLEDGE if name.startswith("tests/") else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    package = str(sample.REPOSITORY)
    done = subprocess.run(
        (sys.executable, "-c", FOLLOWED, package, str(root)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[:3] == [
        "True True SourceHut",
        "records/pledges/2026/PLG-2026-0001.yml:4:1: error [pledge-length] 2028-12-31 is over a year after the promise",
        "  | until: 2028-12-31  # ! pledge-length",
    ], done.stderr


def test_a_community_may_do_without_the_section(tmp_path):
    root = register_of(None, tmp_path)
    top = root / "records/community.yml"
    top.write_text(f"{top.read_text('utf-8')}\nhelp: false\n", "utf-8")
    seen = view(root, "zh")
    assert pages(seen) == {}
    assert "help" not in {area.slug for area in site_of(seen.register).sections}
    assert [it.path for it in drafts(seen) if "~/help/" in it.write().body] == []


def test_a_page_of_the_communitys_own_takes_the_place_of_ours_and_the_rest_outlasts_the_day(
    tmp_path,
):
    root = register_of(None, tmp_path / "register")
    own = root / "site_src/zh/help/order.md"
    own.parent.mkdir(parents=True)
    own.write_text("# 到一楼点单\n\n请到一楼大厅。\n", "utf-8")
    site = site_of(view(root, "zh").register)
    config = sample.REPOSITORY / "mkdocs.yml"
    frame = shells(site, root / "site_src", config, tmp_path / "cache")
    days = []
    for day in (AS_OF, AS_OF + timedelta(days=1)):
        register = load(root, day, Cache(root / "cache")).register
        tasks = Build(register, frame, None, root, tmp_path / "site").plan.tasks()
        days.append({it.target: it.key for it in tasks if it.draft.lasting})
    assert days[0] == days[1]
    assert frame.published.keys() & {"help/order/index.html", *days[0]} == {"help/order/index.html"}
    assert "help/order/index.html" not in days[0]
    assert "en/help/order/index.html" in days[0]
