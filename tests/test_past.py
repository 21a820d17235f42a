"""The register as it was approved at one commit."""

from datetime import date
from pathlib import Path

import pytest
import sample
import tour
from repository import Repository

from govgen.cache import Cache
from govgen.commands.past import at
from govgen.commands.place import Place, judged
from govgen.refs import Unreadable


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tour.copied(tmp_path_factory)
    folder = tmp_path_factory.mktemp("cache")
    return Place(root, Cache(folder), folder, "zh")


def test_a_register_of_the_past_is_judged_on_its_own_day(where: Place):
    revision = Repository(where.root).git(
        "log", "--first-parent", "-1", "--format=%H", "--before=2026-05-16T23:59:59+08:00"
    )
    with at(where, revision) as (there, stand, banner):
        loaded, _ = judged(there, stand.time)
        register = loaded.register
        assert stand.commit == revision
        assert register is not None
        assert register.as_of == date(2026, 5, 16)
        assert register.get("DEC-2026-0003") is None
        assert banner.zh == "这是2026年5月16日批准时的登记册，后来的变化不在这里。"
        assert banner.en.startswith("This is the register as it was approved on 16 May 2026;")
        root = there.root
    assert not root.exists()


def test_the_work_tree_is_left_alone(where: Place):
    before = Repository(where.root).git("status", "--porcelain")
    with at(where, "HEAD~5") as (there, _, _):
        assert there.root != where.root
        assert (there.root / "records" / "policy.yml").is_file()
    assert Repository(where.root).git("status", "--porcelain") == before


def test_a_commit_that_is_not_there_is_said(where: Place, tmp_path: Path):
    with pytest.raises(Unreadable), at(where, "nowhere"):
        pass


def test_a_small_register_of_the_past_is_built(tmp_path: Path):
    root = sample.base(tmp_path / "register")
    site = sample.build(root, tmp_path / "site", "--at", "HEAD")
    assert "这是2026年11月19日批准时的登记册" in (site / "index.html").read_text("utf-8")
