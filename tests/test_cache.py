"""The cache saves time and nothing else: no fault of it stops a run."""

import sqlite3
from contextlib import closing

import pytest

from govgen.cache import Cache


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
