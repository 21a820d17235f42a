"""The cache saves time and nothing else: no fault of it stops a run."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from govgen.cache import Cache
from govgen.load import load


@pytest.fixture
def cache(tmp_path) -> Cache:
    made = Cache(tmp_path / "kept")
    made.replace("site", {"a": "1"}, {})
    return made


def test_what_was_kept_is_there_again(cache):
    assert cache.table("site") == {"a": "1"}
    assert cache.table("document") == {}


def test_what_is_not_text_is_left_out(cache):
    with closing(sqlite3.connect(cache.path)) as base, base:
        base.execute("insert into derived values ('site', 'b', null), ('site', 'c', x'ff')")
    assert cache.table("site") == {"a": "1"}


def test_a_damaged_file_is_thrown_away(cache):
    cache.path.write_bytes(b"not a database")
    assert cache.table("site") == {}
    assert not cache.path.exists()


def test_a_locked_file_stays(cache):
    with closing(sqlite3.connect(cache.path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sqlite3.connect", lambda path, real=sqlite3.connect: real(path, 0.01))
            assert cache.table("site") == {}
            cache.replace("site", {"a": "2"}, {})
    assert cache.table("site") == {"a": "1"}


def test_a_file_in_the_way_only_costs_time(tmp_path):
    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    cache = Cache(tmp_path / "kept")
    cache.replace("site", {"a": "1"}, {})
    assert cache.table("site") == {}


@pytest.mark.parametrize("told", ["{", "[]", '{"title": "x"}'])
def test_values_that_fill_no_form_are_read_from_the_file_again(tmp_path, cache, told):
    (tmp_path / "records").mkdir()
    (tmp_path / "records/people.yml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "records/community.yml").write_text(
        "format: 1\nname: 清和社区\nregion_code: '110101001001'\n", encoding="utf-8"
    )
    first = load(tmp_path, date(2026, 3, 5), cache)
    kept = cache.table("document")
    cache.replace("document", dict.fromkeys(kept, told), kept)
    again = load(tmp_path, date(2026, 3, 5), cache)
    assert again.diagnostics == first.diagnostics == ()
    assert again.register.community == first.register.community
    assert cache.table("document") == kept
