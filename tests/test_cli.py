"""Commands as people and scripts call them: what is printed where, and what they exit with."""

import json
import os
import pty
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import overlay
import pytest
from click.testing import CliRunner, Result

from govgen.cache import Cache
from govgen.checks.illegal_move import illegal_move
from govgen.cli import COMMANDS, cli
from govgen.load import load
from govgen.manual import manual
from govgen.problem import GovgenError
from govgen.record import kinds
from govgen.source import read
from govgen.transition import legal, moved

WHO = {
    "GIT_AUTHOR_NAME": "文书",
    "GIT_AUTHOR_EMAIL": "clerk@example.invalid",
    "GIT_COMMITTER_NAME": "文书",
    "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
    "GIT_AUTHOR_DATE": "2026-11-20T09:00:00+08:00",
    "GIT_COMMITTER_DATE": "2026-11-20T09:00:00+08:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def govgen(root: Path | None, *words: object, lang: str = "en") -> Result:
    where = ["-C", str(root), "--cache-dir", str(root.parent / "cache")] if root else []
    return CliRunner().invoke(cli, [*where, "--lang", lang, *map(str, words)])


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "register"
    assert govgen(None, "init", folder, "--since", "2026-01-01").exit_code == 0
    return folder


def commit(root: Path) -> None:
    for words in (["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=root, check=True, env={**os.environ, **WHO})


def new_issue(root: Path, *more: str) -> Result:
    fields = ("title=路灯不亮", "category=facilities", "raised_by.kind=resident")
    settings = [word for field in fields for word in ("--set", field)]
    return govgen(root, "new", "issue", *settings, "--at", "2026-03-05", *more)


def test_every_command_has_help():
    for name in COMMANDS:
        result = govgen(None, name, "--help")
        assert (result.exit_code, "Usage" in result.stdout) == (0, True), name


def test_a_new_repository_is_clean_and_asks_nothing(root):
    result = govgen(root, "check", "--as-of", "2026-11-20")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 records, 0 errors, 0 warnings\n"
    assert (root / ".git").is_dir()
    assert (root / "site_src/zh/about.md").is_file()
    assert govgen(None, "init", root).exit_code == 2


def test_a_name_is_quoted_where_it_must_be(tmp_path):
    folder = tmp_path / "x"
    result = govgen(
        None, "init", folder, "--name", "永安: 社区 #1", "--name-en", "{x}", "--since", "2026-01-01"
    )
    assert result.exit_code == 0
    assert govgen(folder, "check", "--as-of", "2026-11-20").exit_code == 0
    assert govgen(None, "init", tmp_path / "y", "--region-code", "12").exit_code == 2
    assert not (tmp_path / "y").exists() or not any((tmp_path / "y").iterdir())


def test_the_scaffold_holds_the_projects_own_pages(pytestconfig):
    def held(folder):
        pages = (path for path in (folder / "site_src").rglob("*") if path.is_file())
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in [*pages, folder / "mkdocs.yml"]
        }

    assert held(pytestconfig.rootpath / "govgen/scaffold") == held(pytestconfig.rootpath)


def test_new_takes_the_next_free_id_and_prints_the_path_last(root):
    assert new_issue(root).stdout.splitlines()[-1] == "records/issues/2026/ISS-2026-0001.yml"
    assert new_issue(root).stdout.splitlines()[-1] == "records/issues/2026/ISS-2026-0002.yml"
    assert govgen(root, "check", "--as-of", "2026-11-20").exit_code == 0


def test_a_title_in_brackets_is_text(root):
    fields = (
        "title=[通知] 开会",
        "category=facilities",
        "raised_by={kind: resident}",
        "tags=[a, b]",
    )
    settings = [word for field in fields for word in ("--set", field)]
    path = root / govgen(root, "new", "issue", *settings).stdout.splitlines()[-1]
    found = read(path.name, path.read_bytes()).data
    assert (found["title"], found["tags"]) == ("[通知] 开会", ["a", "b"])


def test_move_tells_a_faulty_record_from_one_that_is_not_there(root):
    path = root / new_issue(root).stdout.splitlines()[-1]
    path.write_text(path.read_text("utf-8") + "odd: x\n", "utf-8")
    faulty = govgen(root, "move", path.stem, "accepted")
    assert (faulty.exit_code, "is faulty; run govgen check" in faulty.stderr) == (2, True)
    absent = govgen(root, "move", "ISS-2026-0099", "accepted")
    assert (absent.exit_code, "make it with govgen new" in absent.stderr) == (2, True)


def test_new_names_all_that_is_missing_where_nobody_can_be_asked(root):
    result = govgen(root, "new", "issue", "--set", "title=x")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "category, raised_by.kind" in result.stderr
    assert "there is no field `colour`" in govgen(root, "new", "issue", "--set", "colour=x").stderr
    given = ("title=x", "category=lamps", "raised_by.kind=resident")
    wrong = govgen(root, "new", "issue", *(word for field in given for word in ("--set", field)))
    assert "`lamps` is not a value of `category` (one of: environment," in wrong.stderr


def test_new_asks_at_a_terminal(root):
    parent, child = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "govgen",
        "-C",
        str(root),
        "--cache-dir",
        str(root.parent / "c"),
        "--lang",
        "zh",
    ]
    with subprocess.Popen(
        [*command, "new", "place", "--at", "2026-03-05"],
        stdin=child,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        os.write(parent, "PLC-grid-1\n第一网格\nnonsense\n网格\n".encode())
        alarm = threading.Timer(60, run.kill)
        alarm.start()
        out, talk = run.communicate()
        alarm.cancel()
    os.close(child)
    os.close(parent)
    assert run.returncode == 0, talk.decode()
    assert out.decode().splitlines()[-1] == "records/places/PLC-grid-1.yml"
    assert "没有“nonsense”这一项" in talk.decode()
    assert "level: grid\n" in (root / "records/places/PLC-grid-1.yml").read_text("utf-8")


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_new_record_of_every_kind_needs_its_required_fields_only(root, kind):
    result = govgen(root, "new", kind)
    assert result.exit_code == 2
    assert "required fields are missing: " in result.stderr


def test_move_adds_a_step_and_keeps_the_rest(root):
    path = root / new_issue(root).stdout.splitlines()[-1]
    path.write_text(path.read_text("utf-8").replace("title:", "# 居民来电\ntitle:"), "utf-8")
    result = govgen(
        root,
        "move",
        "ISS-2026-0001",
        "accepted",
        "--at",
        "2026-03-07",
        "--by",
        "ORG-juweihui",
        "--note",
        "已受理",
    )
    assert result.stdout == "records/issues/2026/ISS-2026-0001.yml\n"
    assert path.read_text("utf-8") == (
        "id: ISS-2026-0001\n# 居民来电\ntitle: 路灯不亮\ncategory: facilities\nraised_by: {kind: resident}\nevents:\n"
        "  - {to: submitted, at: 2026-03-05}\n  - {to: accepted, at: 2026-03-07, by: ORG-juweihui, note: 已受理}\n"
    )
    assert govgen(root, "check", "--as-of", "2026-11-20").exit_code == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ["ISS-2026-0001", "closed"],
            "cannot go to `closed`; it may go to: accepted, declined, merged, referred, withdrawn, voided",
        ),
        (["ISS-2026-0001", "done"], "there is no state `done`"),
        (["ISS-2026-0001", "declined"], "add --note"),
        (["ISS-2026-0001", "merged", "--note", "x"], "first fill in `merged_into`"),
        (["ISS-2026-0001", "accepted", "--at", "2026-03-01"], "before the last step"),
        (["ISS-2026-0001", "accepted", "--at", "2099-01-01"], "has not come yet"),
        (["ISS-2026-0001", "accepted", "--at", "5.3.2026"], "is not a day"),
        (["ISS-2026-0009", "accepted"], "there is no record"),
    ],
)
def test_move_refuses_what_is_not_legal_and_leaves_the_file(root, words, reason):
    path = root / new_issue(root).stdout.splitlines()[-1]
    before = path.read_bytes()
    result = govgen(root, "move", *words)
    assert (result.exit_code, path.read_bytes()) == (2, before)
    assert reason in result.stderr


def test_whatever_move_allows_check_allows_too(pytestconfig, tmp_path):
    register = load(pytestconfig.rootpath, date(2026, 11, 20), Cache(tmp_path)).register
    allowed, refused = 0, []
    for record in register.records.values():
        for state in legal(record).states:
            step = {"to": state, "at": "2026-11-20", "note": "x", "evidence": ["A-1"]}
            step |= {"by": "ORG-wutongli-committee", "until": "2026-12-31"}
            try:
                document = read("", moved(register, record, step))
            except GovgenError as fault:
                refused.append(str(fault))
                continue
            made = type(record).model_validate(document.data)
            assert list(illegal_move(made, register)) == [], (record.id, state)
            allowed += 1
    assert allowed > 100
    assert all("first fill in" in reason for reason in refused)


@pytest.fixture
def faulty(root):
    """A register with one fault, committed."""
    path = root / new_issue(root).stdout.splitlines()[-1]
    path.write_text(path.read_text("utf-8") + "place: PLC-nowhere\n", "utf-8")
    commit(root)
    return path


def test_check_finds_exits_1_and_takes_its_day_from_the_commit(root, faulty):
    result = govgen(root, "check", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["records"] == 4
    assert [
        (item["file"], item["code"], item["route"], item["line"]) for item in found["diagnostics"]
    ] == [("records/issues/2026/ISS-2026-0001.yml", "broken-reference", "/place", 7)]


@pytest.mark.parametrize("shape", ["text", "json", "github", "gitlab", "sarif", "markdown"])
def test_every_format_names_the_fault(root, faulty, shape):
    assert "broken-reference" in govgen(root, "check", "--format", shape).stdout


def test_paths_choose_what_is_shown(root, faulty):
    assert govgen(root, "check", "records/places").exit_code == 0
    assert govgen(root, "check", "records/issues").exit_code == 1
    assert govgen(root, "check", faulty).exit_code == 1
    assert govgen(root, "check", "records/issue").exit_code == 2


def test_backlog_does_not_fail_and_a_touched_field_does(root, faulty):
    result = govgen(root, "check", "--base", "HEAD")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 more were there at HEAD" in result.stderr
    text = faulty.read_text("utf-8")
    faulty.write_text(text.replace("路灯不亮", "路灯又不亮"), "utf-8")
    assert govgen(root, "check", "--base", "HEAD").exit_code == 0
    faulty.write_text(text.replace("PLC-nowhere", "PLC-elsewhere"), "utf-8")
    assert govgen(root, "check", "--base", "HEAD").exit_code == 1
    assert govgen(root, "check", "--base", "--output=x").exit_code == 2


def test_a_fault_that_another_file_brings_about_is_no_backlog(root):
    path = root / new_issue(root).stdout.splitlines()[-1]
    path.write_text(path.read_text("utf-8") + "place: PLC-community\n", "utf-8")
    commit(root)
    assert govgen(root, "check").exit_code == 0
    (root / "records/places/PLC-community.yml").unlink()
    assert govgen(root, "check", "records/issues", "--base", "HEAD").exit_code == 1


def test_explain_lists_all_rules_and_shows_one():
    listed = govgen(None, "explain", lang="zh").stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == list(manual())
    assert "怎么改：" in govgen(None, "explain", "broken-reference", lang="zh").stdout
    result = govgen(None, "explain", "broken-refrence")
    assert (result.exit_code, "did you mean `broken-reference`" in result.stderr) == (2, True)


def test_faults_of_the_environment_are_one_line_and_exit_2(tmp_path):
    for words in (["check"], ["check", "--as-of", "x"], ["move", "A", "b"], ["export", "x"]):
        result = govgen(tmp_path / "nothing", *words)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), words


def test_a_folder_that_cannot_be_written_is_one_line(root, tmp_path):
    (tmp_path / "file").write_text("x")
    result = govgen(root, "export", tmp_path / "file" / "x", "--as-of", "2026-11-20")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_export_writes_what_the_site_has(root, tmp_path):
    result = govgen(root, "export", tmp_path / "out", "--as-of", "2026-11-20")
    assert result.exit_code == 0
    assert (tmp_path / "out/data/v1/places.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (
        json.loads((tmp_path / "out/data/v1/schema/issue.json").read_text("utf-8"))["title"]
        == "议题"
    )


def test_the_module_exits_with_the_commands_code(root):
    shutil.rmtree(root / "records/places")
    command = [
        sys.executable,
        "-m",
        "govgen",
        "-C",
        str(root),
        "--cache-dir",
        str(root.parent / "c"),
    ]
    assert (
        subprocess.run(
            [*command, "check", "--as-of", "2026-11-20"], capture_output=True, check=False
        ).returncode
        == 1
    )
    assert subprocess.run([*command, "nonsense"], capture_output=True, check=False).returncode == 2


def listing(root: Path) -> list[Path]:
    return sorted((root / "records").rglob("*"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--set", "title.en=y"], "`title.en` clashes with a value given before"),
        (["--set", "tags.en=y", "--set", "tags.0=y"], "clashes"),
        (["--set", "tags.²=a"], "there is no field `tags.²`"),
        (["--set", "title=y"], "`title` is given twice"),
        (["--set", "tags=a", "--set", "tags=b"], "write several items like `tags=[a, b]`"),
        (["--set", "tags=[a"], "the value of `tags` is not YAML: [a; mend its brackets"),
        (["--set", "tags.200000000=a"], "a list has at most 1000 items"),
        (["--set", "id=PRJ-2026-0001"], "must begin with `ISS-`"),
        (["--set", "place=PLC-nowhere"], "broken-reference"),
        (["--at", "2099-01-01"], "future-event"),
    ],
)
def test_new_refuses_what_makes_no_sound_record(root, words, reason):
    before = listing(root)
    result = new_issue(root, *words)
    assert (result.exit_code, listing(root)) == (2, before), result.stderr
    assert reason in result.stderr


def test_move_refuses_a_step_that_breaks_a_rule(root):
    path = root / new_issue(root).stdout.splitlines()[-1]
    before, files = path.read_bytes(), listing(root)
    mobile = overlay.TOKENS["@mobile@"]
    for words, reason in (
        (["--note", f"电话 {mobile}"], "personal-data"),
        (["--by", "ORG-nobody"], "broken-reference"),
    ):
        result = govgen(root, "move", "ISS-2026-0001", "accepted", *words)
        assert (result.exit_code, path.read_bytes()) == (2, before)
        assert reason in result.stderr
        assert mobile not in result.stderr
    assert listing(root) == files


def test_a_fault_that_was_there_does_not_keep_a_record_from_moving(root, faulty):
    result = govgen(root, "move", "ISS-2026-0001", "accepted", "--at", "2026-03-07")
    assert result.exit_code == 0, result.stderr


def test_a_step_that_cannot_be_put_down_leaves_nothing_beside_the_file(root, monkeypatch):
    new_issue(root)
    before = listing(root)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    result = govgen(root, "move", "ISS-2026-0001", "accepted", "--at", "2026-03-07")
    assert (result.exit_code, listing(root)) == (1, before)
