"""Reading Git: the chain, what each merge brought, and versions by record; nothing runs, nothing is written."""

import os
import stat
from pathlib import Path

import pytest
from repository import CLERK, DIRECTOR, Repository

from govgen.cache import Cache
from govgen.history import History, history
from govgen.objects import reading
from govgen.refs import Unreadable

ISSUE = "records/issues/2026/ISS-2026-0001.yml"
PLACE = "records/places/PLC-yard.yml"


def told(root: Path, revision: str = "HEAD", cache: Cache | None = None) -> History:
    with reading(root) as objects:
        return history(objects, objects.resolved(revision), cache)


def grown(root: Path, *, sha256: bool = False) -> tuple[Repository, list[str]]:
    """A root, a merge of two commits, and a direct commit."""
    made = Repository(root, sha256=sha256)
    first = made.main(made.commit({PLACE: "id: PLC-yard\n"}, "Begin"))
    one = made.commit({ISSUE: "id: ISS-2026-0001\n"}, "One", parents=(first,))
    two = made.commit({ISSUE: "id: ISS-2026-0001\ntitle: a\n"}, "Two", parents=(one,))
    both = {ISSUE: "id: ISS-2026-0001\ntitle: a\n"}
    merge = made.main(made.commit(both, "Merge", DIRECTOR, parents=(first, two)))
    last = made.main(made.commit({PLACE: "id: PLC-yard\nname: b\n"}, "Direct", parents=(merge,)))
    return made, [first, one, two, merge, last]


@pytest.mark.parametrize("sha256", [False, True])
def test_a_merge_brings_its_side_commits_and_its_own_changes(sha256, tmp_path):
    _, (first, one, two, merge, last) = grown(tmp_path / "repo", sha256=sha256)
    found = told(tmp_path / "repo")
    assert found.chain == (first, merge, last)
    landed = found.landed(merge)
    assert [commit.id for commit in landed.side] == [two, one]
    assert [change.path for change in landed.changes] == [ISSUE]
    assert landed.recorded(ISSUE).id == two
    assert landed.commit.author.name == DIRECTOR.name
    assert {
        record: [(it.commit, bool(it.old), bool(it.new)) for it in made]
        for record, made in found.versions.items()
    } == {
        "PLC-yard": [(first, False, True), (last, True, True)],
        "ISS-2026-0001": [(merge, False, True)],
    }


def test_what_is_known_is_not_read_again_and_says_the_same(tmp_path):
    made, (*_, merge, last) = grown(tmp_path / "repo")
    cache = Cache(tmp_path / "cache")
    told(made.root, merge, cache)
    after = told(made.root, last, cache)
    again = told(made.root, last, cache)
    assert after.versions == again.versions == told(made.root, last).versions
    assert after.chain == told(made.root, last).chain


def test_a_rewritten_chain_is_read_anew(tmp_path):
    made, (first, *_) = grown(tmp_path / "repo")
    cache = Cache(tmp_path / "cache")
    told(made.root, "HEAD", cache)
    other = made.main(made.commit({PLACE: "id: PLC-yard\nname: c\n"}, "Other", parents=(first,)))
    assert told(made.root, "HEAD", cache).chain == (first, other)


def test_a_fast_forward_that_swaps_the_parents_is_another_chain(tmp_path):
    made, (first, _, two, merge, _) = grown(tmp_path / "repo")
    cache = Cache(tmp_path / "cache")
    told(made.root, merge, cache)
    foxtrot = made.main(made.commit({}, "Merge main", parents=(two, merge)))
    assert told(made.root, "HEAD", cache).chain[0] == first
    assert merge not in told(made.root, "HEAD", cache).chain
    assert told(made.root, "HEAD", cache).chain == told(made.root).chain
    assert told(made.root).chain[-1] == foxtrot


def test_a_file_that_moved_keeps_its_record(tmp_path):
    made, (*_, last) = grown(tmp_path / "repo")
    there = "records/issues/2025/ISS-2026-0001.yml"
    text = "id: ISS-2026-0001\ntitle: b\n"
    moved = made.main(made.commit({ISSUE: None, there: text}, "Move", parents=(last,)))
    version = told(made.root).versions["ISS-2026-0001"][-1]
    assert (version.commit, version.path, bool(version.old)) == (moved, there, True)


def test_a_register_below_the_root_of_its_repository_is_read_by_its_own_way(tmp_path):
    made = Repository(tmp_path / "repo")
    made.main(made.commit({f"town/{PLACE}": "id: PLC-yard\n", PLACE: "id: PLC-other\n"}))
    (made.root / "town" / "records").mkdir(parents=True)
    assert list(told(made.root / "town").versions) == ["PLC-yard"]


@pytest.mark.parametrize("name", ["HEAD~1", "main~1", "v1", "refs/tags/v1", "short"])
def test_a_revision_may_be_named_as_git_names_it(name, tmp_path):
    made, (*_, merge, last) = grown(tmp_path / "repo")
    made.git("tag", "-a", "-m", "x", "v1", merge, GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="b")
    made.git("pack-refs", "--all")
    with reading(made.root) as objects:
        assert objects.resolved(merge[:12] if name == "short" else name) == merge
        assert objects.resolved("HEAD") == last


@pytest.mark.parametrize("name", ["nothing", "--output=x", "HEAD~9", "", "main:records", "0" * 40])
def test_a_revision_that_is_none_is_said_to_be_none(name, tmp_path):
    made, _ = grown(tmp_path / "repo")
    with reading(made.root) as objects, pytest.raises(Unreadable):
        objects.resolved(name)
    assert not (made.root / "x").exists()


def test_a_work_tree_of_another_repository_and_a_bare_one_are_read(tmp_path):
    made, (*_, last) = grown(tmp_path / "repo")
    made.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "main")
    made.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    for root in (tmp_path / "tree", tmp_path / "bare.git"):
        assert told(root).tip == last


def test_no_repository_no_commit_and_a_damaged_one_are_told_apart_from_an_empty_history(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unreadable, match="git init"):
        told(tmp_path / "empty")
    made, (_, _, two, *_) = grown(tmp_path / "repo")
    with pytest.raises(Unreadable, match="no commit"):
        told(Repository(tmp_path / "fresh").root)
    (made.root / ".git/objects" / two[:2] / two[2:]).unlink()
    with pytest.raises(Unreadable):
        told(made.root)


def test_hostile_configuration_attributes_and_hooks_run_nothing_and_nothing_is_written(tmp_path):
    made, _ = grown(tmp_path / "repo")
    canary = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{canary}'\ncat\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    for key in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass",
        "core.gitProxy", "core.hooksPath", "diff.external", "diff.evil.command",
        "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "merge.evil.driver",
        "gpg.program", "gpg.ssh.program", "gpg.x509.program", "credential.helper",
        "uploadpack.packObjectsHook", "alias.rev-list", "pager.log",
    ):  # fmt: skip
        made.git("config", key, str(script))
    (made.root / ".gitattributes").write_text("* diff=evil filter=evil merge=evil\n")
    (made.root / ".git/info").mkdir(exist_ok=True)
    (made.root / ".git/info/attributes").write_text("* diff=evil filter=evil merge=evil\n")
    before = everything(made.root)
    told(made.root)
    assert not canary.exists()
    assert everything(made.root) == before


def everything(root: Path) -> dict[str, tuple[int, int]]:
    """Every file below `root` with its size and its time."""
    return {
        f"{folder}/{name}": (found.st_size, found.st_mtime_ns)
        for folder, _, names in os.walk(root)
        for name in names
        if (found := Path(folder, name).stat())
    }


def test_replaced_objects_are_not_believed(tmp_path):
    made, (first, _, two, merge, last) = grown(tmp_path / "repo")
    other = made.commit({}, "Nobody", CLERK, parents=(first,))
    made.git("replace", merge, other)
    assert told(made.root).chain == (first, merge, last)
    assert told(made.root).landed(merge).side[0].id == two


def test_odd_names_addresses_and_times_are_read_without_a_fault(tmp_path):
    made = Repository(tmp_path / "repo")
    tree = made.tree("", {PLACE: "id: PLC-yard\n"}, {})
    raw = (
        f"tree {tree}\nauthor A < B <c <d> 99999999999999 +9999\n"
        "committer <> 86400 +9900\ncommitter Two <two@x.example> 0 +0000\n"
        "encoding nonsense\n\nline \udcff one\x00two\n"
    ).encode("utf-8", "surrogateescape")
    odd = made.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=raw)
    made.main(odd)
    landed = told(made.root).landed(odd)
    assert landed.commit.author.email == "d"
    assert landed.commit.committer.name == ""
    assert landed.commit.committer.time.isoformat() == "1970-01-02T00:00:00+00:00"
    assert landed.commit.subject.startswith("line")


def test_git_that_cannot_be_run_is_said_so(tmp_path, monkeypatch):
    made, _ = grown(tmp_path / "repo")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="git cannot be run"):
        told(made.root)
