"""What stands around a register: the day it is judged on, the machine it is judged on, its tree."""

import os
import socket
import subprocess
from pathlib import Path

import pytest
import sample
from command import govgen

from govgen.words import LANGS

ISSUE = Path("records/issues/2026/ISS-2026-0001.yml")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return sample.base(tmp_path / "register")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run govgen with nothing added."""
    return govgen(*words, **{"LANG": "zh_CN.UTF-8", **environment})


def test_the_day_is_that_of_the_commit_in_the_communitys_zone(desk):
    path = desk / ISSUE
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}\n  - {{at: 2026-11-23, note: 已上门告知}}\n", "utf-8")
    late_evening_in_london = "2026-11-22T20:00:00+00:00"
    when = {"GIT_AUTHOR_DATE": late_evening_in_london, "GIT_COMMITTER_DATE": late_evening_in_london}
    command = ("git", "-c", "core.hooksPath=/dev/null", "commit", "-aqm", "told")
    subprocess.run(command, cwd=desk, check=True, env={**os.environ, **sample.IDENTITY, **when})
    assert run("-C", str(desk), "check").returncode == 0


def test_without_git_the_day_must_be_given(desk, tmp_path):
    (tmp_path / "empty").mkdir()
    nothing = {"PATH": str(tmp_path / "empty")}
    done = run("-C", str(desk), "check", **nothing)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "--as-of" in done.stderr
    assert run("-C", str(desk), "check", "--as-of", sample.AS_OF, **nothing).returncode == 0


def test_options_of_all_commands_stand_before_or_behind(desk):
    before = run("-C", str(desk), "--lang", "en", "check", "--as-of", sample.AS_OF)
    behind = run("check", "-C", str(desk), "--lang", "en", "--as-of", sample.AS_OF)
    assert (before.returncode, before.stdout, before.stderr) == (0, behind.stdout, behind.stderr)
    assert "records" in behind.stderr


def test_every_path_may_be_told_from_where_one_stands(desk, tmp_path):
    root, kept, site = (
        os.path.relpath(path) for path in (desk, tmp_path / "kept", tmp_path / "site")
    )
    done = run(
        "-C", root, "--cache-dir", kept, "build", "--as-of", sample.AS_OF, "--site-dir", site
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()
    assert not (tmp_path / "kept/kept").exists()


def test_a_path_after_c_is_not_guessed(desk):
    done = run("-C", str(desk / "records"), "check", "--as-of", sample.AS_OF)
    assert done.returncode == 2
    assert "-C" in done.stderr


def test_what_nothing_could_be_judged_by_is_never_left_out(desk):
    with (desk / "records/community.yml").open("a", encoding="utf-8") as file:
        file.write("bogus: 1\n")
    done = run("-C", str(desk), "check", str(desk / ISSUE), "--as-of", sample.AS_OF)
    assert done.returncode == 1
    assert "records/community.yml" in done.stdout


def spoil(path: Path, how: str) -> None:
    """Make something else of a plain file."""
    if how == "executable":
        path.chmod(0o755)
        return
    path.unlink()
    if how == "link":
        path.symlink_to("/etc/hostname")
    else:
        os.mkfifo(path)


@pytest.mark.parametrize("how", ["executable", "link", "pipe"])
def test_only_plain_files_are_read(desk, how):
    spoil(desk / ISSUE, how)
    done = run("-C", str(desk), "check", "--as-of", sample.AS_OF)
    assert done.returncode == 1
    assert f"{ISSUE}:1:1: 错误 [unsafe-name]" in done.stdout


@pytest.mark.parametrize("at", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00", "0000-01-01"])
def test_a_year_out_of_reach_is_a_fault_like_any_other(desk, at):
    path = desk / ISSUE
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}\n  - {{at: '{at}', note: 已告知}}\n", "utf-8")
    done = run("-C", str(desk), "check", "--as-of", sample.AS_OF)
    assert (done.returncode, "[wrong-value]" in done.stdout, done.stderr.count("Traceback")) == (
        1,
        True,
        0,
    )


def test_nothing_is_exported_that_may_not_be_built(desk, tmp_path):
    path = desk / ISSUE
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    done = run("-C", str(desk), "export", str(tmp_path / "out"), "--as-of", sample.AS_OF)
    assert (done.returncode, (tmp_path / "out").exists()) == (1, False)


REFUSED = {
    "export {file}/x --as-of 2026-11-20": (
        "{file}/x/data/v1：路径中间有一段是文件，不是文件夹；核对路径",
        "{file}/x/data/v1: a part of the path is a file, not a folder; check the path",
    ),
    "import issue {folder}": (
        "`{folder}`：读不了：这是文件夹，不是文件；核对路径",
        "`{folder}`: it cannot be read: it is a folder, not a file; check the path",
    ),
    "import issue {file} --map {folder}/none": (
        "读不了 `{folder}/none`：没有这个文件或文件夹；随软件附带的有：la311",
        "`{folder}/none` cannot be read: there is no such file or folder; maps that come with govgen: la311",
    ),
    "serve --port {port}": (
        "端口 {port} 用不了（已被别的程序占用）；用 --port 换一个",
        "port {port} is not to be had (another program is using it); name another with --port",
    ),
}


def test_what_the_system_refuses_is_told_in_the_readers_language(desk, tmp_path):
    file, folder = tmp_path / "file.csv", tmp_path / "folder"
    file.write_text("x", "utf-8")
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        named = {"file": file, "folder": folder, "port": taken.getsockname()[1]}
        for line, told in REFUSED.items():
            for lang, words in zip(LANGS, told, strict=True):
                done = run("-C", str(desk), "--lang", lang, *line.format(**named).split())
                expected = (2, words.format(**named) + "\n")
                assert (done.returncode, done.stderr) == expected, line
