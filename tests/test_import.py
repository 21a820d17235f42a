"""What comes in: Pabulib rounds and tables, with their origin, never twice, all of a file or nothing."""

import csv
import re
import shutil
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import overlay
import pytest
from click.testing import CliRunner, Result

from govgen.cache import Cache
from govgen.check import check
from govgen.cli import cli
from govgen.commands import intake
from govgen.importing import sheets, staging, tables, templates
from govgen.load import load
from govgen.problem import GovgenError
from govgen.record import kinds
from govgen.source import read

AS_OF = overlay.AS_OF
DAY = "2026-03-05"


@pytest.fixture
def root(tmp_path):
    """A fresh repository as `govgen init` makes it."""
    folder = tmp_path / "register"
    assert CliRunner().invoke(cli, ["init", str(folder), "--since", "2026-01-01"]).exit_code == 0
    return folder


def govgen(root: Path, *words: object) -> Result:
    arguments = ["-C", str(root), "--cache-dir", str(root.parent / "cache"), "--lang", "en"]
    return CliRunner().invoke(cli, [*arguments, *map(str, words)])


def judged(root: Path):
    loaded = load(root, AS_OF, Cache(root.parent / "cache"))
    return [*loaded.diagnostics, *check(loaded.register)], loaded.register


def yml(root: Path, path: str):
    return read(path, (root / path).read_bytes()).data


def records(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in (root / "records").rglob("*.yml"))


META = {
    "description": "PB in Miasto",
    "country": "Poland",
    "unit": "Miasto",
    "instance": "2020",
    "num_votes": "30",
    "budget": "1000",
    "vote_type": "approval",
    "rule": "greedy",
    "date_begin": "8.06.2020",
    "date_end": "22.06.2020",
}
ROWS = [
    "project_id;cost;votes;name;selected",
    "7;600;20;Ławka;1",
    '8;500.50;12;"Park; etap ""I""";0',
]


def pb(path: Path, rows: list[str] | None = None, **changes: str) -> Path:
    lines = rows or ROWS
    meta = {**META, "num_projects": str(len(lines) - 1), **changes}
    head = [f"{key};{value}" for key, value in meta.items() if value]
    path.write_text("\n".join(["META", "key;value", *head, "PROJECTS", *lines]) + "\n", "utf-8")
    return path


def test_all_real_rounds_become_a_register_that_passes(root, real_data):
    files = sorted((real_data / "pb").glob("*.pb"))
    assert govgen(root, "import", "fund", *files).exit_code == 0
    found, register = judged(root)
    assert [item for item in found if item.severity == "error"] == []
    counts = {
        name: len(register.by_kind[name]) for name in ("fund", "round", "decision", "project")
    }
    assert counts == {"fund": 39, "round": 39, "decision": 39, "project": 697}
    states = [project.state for project in register.by_kind["project"]]
    assert (states.count("agreed"), states.count("rejected")) == (258, 439)
    again = govgen(root, "import", "fund", files[0])
    assert again.exit_code == 1
    assert "imported before, as `FND-gdynia-2020-chylonia-large`" in again.stderr


def test_a_round_says_what_its_file_says_and_no_more(root, tmp_path):
    result = govgen(root, "import", "fund", pb(tmp_path / "a.pb"))
    assert result.stdout.splitlines() == [
        "records/funds/FND-miasto-2020.yml",
        "records/rounds/2020/RND-2020-0001.yml",
        "records/decisions/2020/DEC-2020-0001.yml",
        "records/projects/2020/PRJ-2020-0001.yml",
        "records/projects/2020/PRJ-2020-0002.yml",
    ]
    found = yml(root, "records/rounds/2020/RND-2020-0001.yml")
    assert found["poll"] == {
        "from": "2020-06-08",
        "to": "2020-06-22",
        "ballot": "approval",
        "voters": "30",
    }
    assert found["votes"] == [
        {"project": "PRJ-2020-0001", "votes": "20"},
        {"project": "PRJ-2020-0002", "votes": "12"},
    ]
    award = yml(root, "records/decisions/2020/DEC-2020-0001.yml")
    assert award["awards"] == [{"project": "PRJ-2020-0001", "amount": "600"}]
    lost = yml(root, "records/projects/2020/PRJ-2020-0002.yml")
    assert (lost["title"], lost["requested"], lost["currency"]) == (
        'Park; etap "I"',
        "500.5",
        "PLN",
    )
    assert lost["events"][0]["to"] == "rejected"
    assert {key: lost["source"][key] for key in ("system", "id", "row")} == {
        "system": "Pabulib",
        "id": "Poland / Miasto / 2020 / 8",
        "row": "17",
    }


def test_ballots_are_not_read_and_a_score_counts_where_voters_gave_points(root, tmp_path):
    rows = ["project_id;cost;votes;score;name;selected", "1;600;20;55.0;A;1"]
    file = pb(tmp_path / "a.pb", rows, vote_type="ordinal")
    file.write_text(
        file.read_text("utf-8") + 'VOTES\nvoter_id;vote;name\n1;1;"张三"\n2;1;李四\n', "utf-8"
    )
    result = govgen(root, "import", "fund", file)
    assert result.exit_code == 0
    found = yml(root, "records/rounds/2020/RND-2020-0001.yml")
    assert found["votes"] == [{"project": "PRJ-2020-0001", "votes": "20", "points": "55"}]
    other = pb(tmp_path / "b.pb", rows, instance="2021")
    assert "columns not taken: score" in govgen(root, "import", "fund", other).stderr
    assert yml(root, "records/rounds/2021/RND-2021-0001.yml")["votes"] == [
        {"project": "PRJ-2021-0001", "votes": "20"}
    ]


def test_selected_2_is_no_winner_and_its_reason_is_the_comment(root, tmp_path):
    rows = ["project_id;cost;votes;name;selected", "1;600;20;A;1", "2;500;12;B;2"]
    file = pb(tmp_path / "a.pb", rows, comment="#1: B was paid by another programme")
    assert govgen(root, "import", "fund", file).exit_code == 0
    assert len(yml(root, "records/decisions/2020/DEC-2020-0001.yml")["awards"]) == 1
    assert yml(root, "records/rounds/2020/RND-2020-0001.yml")["note"].startswith("#1: B was paid")
    event = yml(root, "records/projects/2020/PRJ-2020-0002.yml")["events"][0]
    assert event["to"] == "agreed"
    assert "selected = 2" in event["note"]["zh"]
    assert [item for item in judged(root)[0] if item.severity == "error"] == []


def test_columns_that_are_not_there_are_not_recorded(root, tmp_path):
    rows = ["project_id;cost", "1;600", "2;500"]
    assert (
        govgen(
            root, "import", "fund", pb(tmp_path / "a.pb", rows, num_votes="", date_begin="")
        ).exit_code
        == 0
    )
    assert not (root / "records/decisions").exists()
    found = yml(root, "records/rounds/2020/RND-2020-0001.yml")
    assert "votes" not in found
    assert "award" not in found
    assert found["events"][0]["to"] == "judged"
    assert found["poll"] == {"to": "2020-06-22", "ballot": "approval"}
    project = yml(root, "records/projects/2020/PRJ-2020-0001.yml")
    assert project["title"]["en"] == "Project 1, whose name the file does not record"
    assert project["events"][0]["to"] == "applied"
    assert [item for item in judged(root)[0] if item.severity == "error"] == []


def test_winners_over_the_budget_are_recorded_and_do_not_pass_check(root, tmp_path):
    rows = ["project_id;cost;votes;name;selected", "1;600;20;A;1", "2;500;12;B;1"]
    result = govgen(root, "import", "fund", pb(tmp_path / "a.pb", rows))
    assert "the winners cost 1100, over the budget of 1000" in result.stderr
    assert errors(root) == {
        "award-over-budget": (
            "到这一项共资助 1100 波兰兹罗提，`RND-2020-0001` 本轮资金 1000 波兰兹罗提",
            "with this award 1100 PLN are granted, but `RND-2020-0001` has 1000",
        )
    }


def test_what_is_wrong_with_money_is_told_in_its_own_currency(root, tmp_path):
    rows = ["project_id;cost;votes;name;selected", "1;600;20;A;1", "2;500;12;B;0"]
    govgen(root, "import", "fund", pb(tmp_path / "a.pb", rows))
    (award,) = (root / "records/decisions").rglob("*.yml")
    award.write_text(award.read_text("utf-8").replace("amount: 600", "amount: 700"), "utf-8")
    assert errors(root) == {
        "award-requested": (
            "资助 700 波兰兹罗提，`PRJ-2020-0001` 只申请了 600 波兰兹罗提",
            "700 PLN are awarded, but `PRJ-2020-0001` asked for 600",
        )
    }


def errors(root: Path) -> dict[str, tuple[str, str]]:
    """Return what is wrong, by code, in both languages."""
    found = (item for item in judged(root)[0] if item.severity == "error")
    return {item.code: (item.message.zh, item.message.en) for item in found}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"country": "Atlantis"}, "a.pb: META has no `currency`"),
        ({"currency": "złoty"}, "META's `currency` is `złoty`, which the register cannot hold"),
        (
            {"date_end": "2020"},
            "a.pb:12: META's `date_end` is `2020`, which the register cannot hold",
        ),
        ({"date_end": ""}, "META has no `date_end`"),
        ({"date_begin": "2020-06-08"}, "a.pb:11: META's `date_begin` is `2020-06-08`"),
        ({"date_begin": "23.06.2020"}, "a.pb:11: META has the vote begin on 2020-06-23, after"),
        ({"budget": "a lot"}, "a.pb:8: META's `budget` is `a lot`"),
        ({"budget": ""}, "META has no `budget`"),
        ({"rule": "equalshares"}, "a.pb:10: META's `rule` is `equalshares`"),
        ({"rule": ""}, "META has no `rule`"),
        ({"num_votes": "many"}, "META's `num_votes` is `many`"),
        ({"vote_type": "veto"}, "like `approval / ordinal / cumulative / scoring / choose-1`"),
        ({"num_projects": "3"}, "a.pb:13: META says 3 projects and the file has 2"),
        ({"unit": ""}, "META has no `unit`"),
        ({"comment": "x" * 2001}, "`note`"),
    ],
)
def test_a_file_that_cannot_be_recorded_is_refused_whole(root, tmp_path, changes, reason):
    before = records(root)
    result = govgen(root, "import", "fund", "--partial", pb(tmp_path / "a.pb", **changes))
    assert (result.exit_code, records(root)) == (1, before)
    assert reason in result.stderr


def test_a_refused_row_keeps_the_whole_file_out_unless_partial(root, tmp_path):
    rows = [*ROWS, "9;dear;3;C;0", "7;1;3;D;0", f"10;5;3;{overlay.TOKENS['@mobile@']};0"]
    file = pb(tmp_path / "a.pb", rows)
    before = records(root)
    result = govgen(root, "import", "fund", file)
    assert (result.exit_code, records(root)) == (1, before)
    assert f"{file}:18: `cost` is `dear`, which is no amount" in result.stderr
    assert f"{file}:19: `project_id` 7 stands twice" in result.stderr
    assert f"{file}:20: `title` holds a mobile number" in result.stderr
    assert overlay.TOKENS["@mobile@"] not in result.stderr
    assert govgen(root, "import", "fund", "--dry-run", "--partial", file).exit_code == 1
    assert records(root) == before
    govgen(root, "import", "fund", "--partial", file)
    assert len(records(root)) == len(before) + 5
    assert yml(root, "records/rounds/2020/RND-2020-0001.yml")["applications"] == [
        "PRJ-2020-0001",
        "PRJ-2020-0002",
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["project_id;cost;name;selected", "1;600;Park; stage 1;1"], "a.pb:15: it has not as many"),
        (["project_id;cost;name;selected", "1;600;A"], "a.pb:15: it has not as many cells"),
        (["project_id;cost;selected", "1;600;x"], "`selected` is `x`, which has no meaning here"),
        (["project_id;cost;cost", "1;600;700"], "`cost` is written twice, on lines 14 and 14"),
        (["project_id;cost;name", '1;600;"A', "2;500;B"], "a quote without its pair"),
        (
            ["project_id;cost", "1;600", "META", "rule;x"],
            "`rule` is written twice, on lines 10 and 17",
        ),
    ],
)
def test_nothing_of_a_round_is_misread(root, tmp_path, rows, reason):
    before = records(root)
    result = govgen(root, "import", "fund", pb(tmp_path / "a.pb", rows, num_projects=""))
    assert (result.exit_code in (1, 2), records(root)) == (True, before)
    assert reason in result.stderr
    assert f"{tmp_path / 'a.pb'}" in result.stderr


def test_what_a_round_leaves_out_is_said_to_be_left_out(root, tmp_path):
    rows = ["project_id;cost;name;selected;", "1;600;A;1;", "2;500;B;3;"]
    file = pb(tmp_path / "a.pb", rows, instance="")
    assert govgen(root, "import", "fund", file).exit_code == 0
    fund = yml(root, "records/funds/FND-miasto.yml")
    assert fund["title"] == {"zh": "Miasto 参与式预算资金", "en": "Miasto: participatory budget"}
    assert "货币按国家认定" in fund["events"][0]["note"]["zh"]
    other = yml(root, "records/projects/2020/PRJ-2020-0002.yml")
    assert "selected = 3" in other["events"][0]["note"]["zh"]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff\xfe", b"META\nkey;value\nPROJECTS\n", b'"' * 9]
)
def test_what_is_no_round_is_refused_without_a_traceback(root, tmp_path, content):
    (tmp_path / "a.pb").write_bytes(content)
    result = govgen(root, "import", "fund", tmp_path / "a.pb")
    assert result.exit_code == 2
    assert result.exception is None or isinstance(result.exception, SystemExit)


MAP = """
system: 街道台账
id: 流水号
columns:
  标题: title
  类别: {field: category, values: {路灯: facilities, 停车: parking}}
  提出日期: {field: events.0.at, date: ["%Y/%m/%d", "%Y年%m月%d日 %H:%M"]}
  标签: {field: tags, split: "、"}
constants: {events.0.to: submitted, raised_by.kind: hotline}
"""
TABLE = """流水号,标题,类别,提出日期,标签,备注
A-1,三栋路灯不亮,路灯,2026/3/5,照明、安全,x
A-2,车位不够,停车,2026年3月6日 14:30,,
,,,,,
"""


def table(tmp_path: Path, text: str = TABLE, chart: str = MAP, encoding: str = "utf-8-sig"):
    (tmp_path / "map.yml").write_text(chart, "utf-8")
    (tmp_path / "a.csv").write_text(text, encoding)
    return tmp_path / "a.csv", "--map", tmp_path / "map.yml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_become_records_with_their_origin(root, tmp_path, encoding):
    result = govgen(root, "import", "issue", *table(tmp_path, encoding=encoding))
    assert result.exit_code == 0, result.stderr
    assert "columns not taken: 备注" in result.stderr
    found = yml(root, "records/issues/2026/ISS-2026-0001.yml")
    assert found["category"] == "facilities"
    assert found["tags"] == ["照明", "安全"]
    assert found["events"] == [{"to": "submitted", "at": "2026-03-05"}]
    assert (found["source"]["system"], found["source"]["id"], found["source"]["row"]) == (
        "街道台账",
        "A-1",
        "2",
    )
    timed = yml(root, "records/issues/2026/ISS-2026-0002.yml")
    assert timed["events"][0]["at"] == "2026-03-06T14:30+08:00"
    assert [item for item in judged(root)[0] if item.severity == "error"] == []
    again = govgen(root, "import", "issue", *table(tmp_path))
    assert again.exit_code == 1
    assert "a.csv:2: it was imported before, as `ISS-2026-0001`" in again.stderr


def test_a_faulty_row_is_named_and_nothing_is_written(root, tmp_path):
    before = records(root)
    text = TABLE + "A-3,x,厕所,2026/3/7,,\nA-4,y,停车,昨天,,\nA-4,z,停车,,,\n,w,停车,2026/3/8,,\n"
    result = govgen(root, "import", "issue", *table(tmp_path, text))
    assert (result.exit_code, records(root)) == (1, before)
    reasons = [
        re.split(r" \(|; ", line.split("a.csv:")[1])[0]
        for line in result.stderr.splitlines()
        if "a.csv:" in line and "not taken" not in line
    ]
    assert "(one of: environment, renovation," in result.stderr
    assert reasons == [
        "5: `厕所` is not a value of `category`",
        "6: `提出日期` is `昨天`, which is no date like 2026/03/05, 2026年03月05日 14:30",
        "7: it has neither an id nor a date to number it by",
        "8: `流水号` is empty",
    ]


def test_a_table_without_ids_is_known_by_what_its_rows_say(root, tmp_path):
    chart = MAP.replace("id: 流水号\n", "")
    assert govgen(root, "import", "issue", *table(tmp_path, chart=chart)).exit_code == 0
    more = TABLE.replace("A-1", "A-0,新的,停车,2026/4/1,,\nA-1", 1)
    assert (
        govgen(root, "import", "issue", "--partial", *table(tmp_path, more, chart)).exit_code == 1
    )
    assert len(list((root / "records/issues/2026").iterdir())) == 3


@pytest.mark.parametrize(
    ("chart", "reason"),
    [
        (MAP.replace("title", "titel"), "`titel` of the column map is no field"),
        (MAP.replace("columns", "colums"), "there is no field `colums`"),
        (MAP.replace("events.0.at", "events.at.0"), "is no field"),
        ("a: [", "is no column map"),
        (MAP + "timezone: Mars/Olympus\n", "there is no time zone"),
        (MAP + "system: x\n", "map.yml:10` is no column map: `system` is written twice"),
        (MAP.replace("tags, split", "title, split"), "several columns into `title`; keep one"),
        (MAP.replace("%Y/%m/%d", "%m/%d"), "`%m/%d` does not read year, month and day"),
        (MAP.replace("%Y/%m/%d", "%Y年%m月"), "`%Y年%m月` does not read year, month and day"),
        (MAP.replace("%Y/%m/%d", "%Q"), "`%Q` does not read year, month and day"),
        (
            MAP.replace("id: 流水号", "id: 编号"),
            "has no column `编号` of ids; its header is: 流水号",
        ),
        (MAP + "header: 0\n", "the header belongs in row 0"),
    ],
)
def test_a_faulty_map_is_refused(root, tmp_path, chart, reason):
    result = govgen(root, "import", "issue", *table(tmp_path, chart=chart))
    assert result.exit_code in (1, 2)
    assert reason in result.stderr


FILLED = {
    "issue": {
        "标题": "路灯不亮",
        "类别": "设施维修",
        "提出方": "居民",
        "涉及户数": 12,
        "标签": "照明、安全",
    },
    "decision": {
        "标题": "楼道公约",
        "类型": "规约",
        "决策程序": "居民小组/楼栋会议",
        "决议内容": "不堆杂物",
    },
    "project": {"标题": "亮化", "类型": "改造项目", "程序": "简易程序", "申请金额": 1250.5},
    "evaluation": {
        "标题": "中期评估",
        "类型": "评估",
        "定期或不定期": "定期",
        "评估对象编号": "ORG-juweihui",
        "评估方": "ORG-jiandu",
        "是否通过": "是",
    },
    "activity": {"标题": "邻里节", "类型": "邻里节庆", "名额": 40},
}


@pytest.mark.parametrize("kind", FILLED)
def test_a_filled_in_form_reads_back(root, tmp_path, kind):
    form = tmp_path / "form.xlsx"
    assert govgen(root, "import", kind, "--template", form).exit_code == 0
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    headers = {cell.value: cell.column for cell in sheet[1]}
    assert all(cell.comment for cell in sheet[1])
    assert sheet.data_validations.count > 0
    first = next(iter(kinds()[kind].KIND.states.values())).zh
    row = {"原编号": "T-1", "目前状态": first, "到达目前状态的日期": AS_OF, **FILLED[kind]}
    for header, value in row.items():
        sheet.cell(2, headers[header], value)
    book.save(form)
    result = govgen(root, "import", kind, form)
    assert result.exit_code == 0, result.stderr
    found = yml(root, result.stdout.splitlines()[0])
    assert found["title"] == FILLED[kind]["标题"]
    assert found["events"][0]["at"] == "2026-11-20"
    assert found["source"]["system"] == templates.SYSTEM


def test_kinds_without_a_form_need_a_map(root, tmp_path):
    assert govgen(root, "import", "place", "--template", tmp_path / "x.xlsx").exit_code == 2
    (tmp_path / "x.xlsx").write_bytes(b"PK no")
    result = govgen(root, "import", "issue", tmp_path / "x.xlsx")
    assert (result.exit_code, "is no XLSX file" in result.stderr) == (2, True)


def test_a_record_that_is_there_is_never_overwritten(root, tmp_path):
    home = root / "records/issues/2026/ISS-2026-0001.yml"
    home.parent.mkdir(parents=True)
    home.write_text("broken: [\n")
    assert govgen(root, "import", "issue", *table(tmp_path)).exit_code == 0
    assert home.read_text() == "broken: [\n"
    assert (home.parent / "ISS-2026-0003.yml").exists()
    shutil.rmtree(home.parent)


OWN = MAP.replace("columns:\n", "columns:\n  编号: id\n")


def test_no_row_overwrites_another(root, tmp_path):
    before = records(root)
    text = (
        "流水号,编号,标题,类别,提出日期\n1,,a,停车,2026/3/5\n2,ISS-2026-0001,b,停车,2026/3/6\n"
        "3,ISS-2026-0007,c,停车,2026/3/6\n4,ISS-2026-0007,d,停车,2026/3/6\n5,,e,停车,2026/3/7\n"
        "6,PRJ-2026-0001,f,停车,2026/3/7\n"
    )
    result = govgen(root, "import", "issue", *table(tmp_path, text, OWN))
    assert (result.exit_code, records(root)) == (1, before)
    assert "a.csv:3: the id `ISS-2026-0001` is taken already" in result.stderr
    assert "a.csv:5: the id `ISS-2026-0007` is taken already" in result.stderr
    assert "a.csv:7: the id `PRJ-2026-0001` is of another kind" in result.stderr
    govgen(root, "import", "issue", "--partial", *table(tmp_path, text, OWN))
    found = {path.stem for path in (root / "records/issues/2026").iterdir()}
    assert found == {"ISS-2026-0001", "ISS-2026-0007", "ISS-2026-0008"}


def test_a_path_is_written_once(tmp_path):
    data = {"id": "PLC-a", "title": "x", "level": "grid", "events": [{"to": "active", "at": DAY}]}
    made = staging.stage("place", data, 1)
    with pytest.raises(GovgenError, match="two records"):
        staging.write(tmp_path, (made, made))
    assert list(tmp_path.rglob("*")) == []


def test_an_interrupted_import_takes_all_back(tmp_path, monkeypatch):
    made = [
        staging.stage(
            "place",
            {
                "id": f"PLC-{n}",
                "title": "x",
                "level": "grid",
                "events": [{"to": "active", "at": DAY}],
            },
            1,
        )
        for n in "ab"
    ]
    put_down = staging.put_down

    def stopped(path, content, done):
        put_down(path, content, done)
        if path.endswith("/PLC-b.yml"):
            raise KeyboardInterrupt

    monkeypatch.setattr(staging, "put_down", stopped)
    with pytest.raises(KeyboardInterrupt):
        staging.write(tmp_path, made)
    assert list(tmp_path.rglob("*")) == []


def test_constants_do_not_leak_from_row_to_row(root, tmp_path):
    chart = MAP.replace('标签: {field: tags, split: "、"}', "标签: tags.1")
    chart = chart.replace("constants: {", "constants: {tags: [导入], ")
    assert govgen(root, "import", "issue", *table(tmp_path, chart=chart)).exit_code == 0
    assert yml(root, "records/issues/2026/ISS-2026-0001.yml")["tags"] == ["导入", "照明、安全"]
    assert yml(root, "records/issues/2026/ISS-2026-0002.yml")["tags"] == ["导入"]


def test_rows_that_break_a_rule_are_refused_and_burn_no_number(root, tmp_path):
    chart = MAP.replace("备注", "").replace("columns:\n", "columns:\n  备注: place\n")
    text = (
        "流水号,标题,类别,提出日期,标签,备注\n1,a,停车,2026/3/5,,PLC-nowhere\n2,b,厕所,2026/3/5,,\n"
        "3,c,停车,2026/3/5,,PLC-community\n"
    )
    before = records(root)
    result = govgen(root, "import", "issue", *table(tmp_path, text, chart))
    assert (result.exit_code, records(root)) == (1, before)
    assert "a.csv:2: " in result.stderr
    assert "broken-reference" in result.stderr
    govgen(root, "import", "issue", "--partial", *table(tmp_path, text, chart))
    assert yml(root, "records/issues/2026/ISS-2026-0001.yml")["title"] == "c"
    assert len(records(root)) == len(before) + 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TABLE.replace("安全,x", "安全,x,多"), "under no header in 1 rows, first in row 2"),
        (TABLE.replace(",备注", ","), "under no header in 1 rows, first in row 2"),
        (TABLE.replace("2026/3/5", "²²²²-03-01"), "is no date"),
        (TABLE + "x\n" * tables.MAX_ROWS, "there are rows after row 100000"),
        (TABLE.replace("三栋", '"三栋'), "look for a quote without its pair"),
        (TABLE.replace("三栋路灯不亮", "#REF!"), "a.csv:2: `标题` is the failed formula `#REF!`"),
        (TABLE.replace("A-1", "A" * 401), "`id`"),
        (TABLE.splitlines()[0], "there is no row to import: the header belongs in row 1"),
        ("", "there is no row to import"),
        (TABLE.replace("备注", "标题"), "columns have one name: 标题; give each its own"),
    ],
)
def test_nothing_of_a_table_is_dropped_silently(root, tmp_path, text, reason):
    before = records(root)
    result = govgen(root, "import", "issue", *table(tmp_path, text))
    assert (result.exit_code in (1, 2), records(root)) == (True, before)
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old or encrypted Excel file"),
        ("标题,日期\n".encode("utf-16"), "save it as .xlsx or as CSV in UTF-8"),
        (b" " * (intake.MAX_BYTES + 1), "it is over 20 MB; split it"),
    ],
)
def test_what_is_no_table_is_named_with_what_to_do(root, tmp_path, content, reason):
    (tmp_path / "台账.csv").write_bytes(content)
    result = govgen(root, "import", "issue", tmp_path / "台账.csv")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "台账.csv" in result.stderr
    assert reason in result.stderr


def test_a_table_of_many_blank_lines_is_read(root, tmp_path):
    text = TABLE + "\n" * (sheets.SHEET_ROWS + 1)
    result = govgen(root, "import", "issue", *table(tmp_path, text))
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)


def test_a_column_that_the_table_lacks_is_named(root, tmp_path):
    text = TABLE.replace("标签", "标记")
    result = govgen(root, "import", "issue", *table(tmp_path, text))
    assert result.exit_code == 0
    assert "the table has no columns 标签" in result.stderr
    assert "columns not taken: 标记, 备注" in result.stderr


def test_a_time_keeps_its_hour_and_its_seconds(root, tmp_path):
    chart = MAP.replace("%Y/%m/%d", "%Y/%m/%d %I:%M:%S %p")
    text = TABLE.replace("2026/3/5", "2026/3/5 02:30:15 PM")
    assert govgen(root, "import", "issue", *table(tmp_path, text, chart)).exit_code == 0
    found = yml(root, "records/issues/2026/ISS-2026-0001.yml")
    assert found["events"][0]["at"] == "2026-03-05T14:30:15+08:00"


def workbook(tmp_path: Path, *, merged: str = "", title: bool = False) -> tuple[object, ...]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    if title:
        sheet.append(["2026 年议题台账"])
    for line in list(csv.reader(TABLE.splitlines()))[:3]:
        sheet.append(line)
    if merged:
        sheet.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    chart = MAP + ("header: 2\n" if title else "")
    (tmp_path / "map.yml").write_text(chart, "utf-8")
    return tmp_path / "a.xlsx", "--map", tmp_path / "map.yml"


def test_merged_cells_are_refused_below_the_header(root, tmp_path):
    before = records(root)
    result = govgen(root, "import", "issue", *workbook(tmp_path, merged="C2:C3"))
    assert (result.exit_code, records(root)) == (2, before)
    assert "a.xlsx`: C2:C3 are merged cells; unmerge them" in result.stderr
    titled = workbook(tmp_path, merged="A1:F1", title=True)
    assert govgen(root, "import", "issue", *titled).exit_code == 0


def test_a_sheet_that_misstates_its_size_is_read_whole(root, tmp_path):
    file, *chart = workbook(tmp_path)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:F3"', b'ref="A1:B2"'))
    result = govgen(root, "import", "issue", tmp_path / "b.xlsx", *chart)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)


def test_a_sheet_is_told_by_its_content_and_found_by_its_name(root, tmp_path):
    file, *chart = workbook(tmp_path)
    named = file.rename(tmp_path / "a.csv")
    assert govgen(root, "import", "issue", "--dry-run", named, *chart).exit_code == 0
    (tmp_path / "map.yml").write_text(MAP + "sheet: 台账\n", "utf-8")
    result = govgen(root, "import", "issue", named, *chart)
    assert "there is no sheet `台账`; sheets are: Sheet" in result.stderr


def test_numbers_are_read_as_excel_shows_them():
    zone = ZoneInfo("Asia/Shanghai")
    cells = {0.1 + 0.2: "0.3", 1250.0: "1250", 1e15: "1000000000000000", 12345.67: "12345.67"}
    assert {cell: sheets.cell_text(cell, zone) for cell in cells} == cells


@pytest.mark.parametrize("at", ["1,2万", "2026/3/5"])
def test_a_wrong_value_is_refused_with_how_to_write_it(root, tmp_path, at):
    amounts = "system: a\ncolumns: {名: title, 钱: requested, 日: events.0.at}\nconstants: {"
    amounts += "events.0.to: applied, type: renovation, track: simple}\n"
    money, day = ("1,2万", DAY) if "万" in at else ("12000", "2026/3/5")
    text = f'名,钱,日\n亮化,"{money}",{day}\n'
    result = govgen(root, "import", "project", *table(tmp_path, text, amounts))
    assert result.exit_code == 1
    field = "requested" if "万" in at else "at"
    assert f"{field}`: `{at}` is not a" in result.stderr
    assert "(yuan with" in result.stderr or "(write it like `2026-03-05`" in result.stderr


def test_a_folder_that_cannot_be_written_takes_all_back(root, tmp_path):
    (root / "records/issues").write_text("in the way")
    before = records(root)
    result = govgen(root, "import", "issue", *table(tmp_path))
    assert (result.exit_code, records(root)) == (2, before)
    assert (
        "a part of the path is a file, not a folder; check the path; all was taken back"
        in result.stderr
    )


def test_a_date_of_strange_digits_numbers_nothing(root, tmp_path):
    chart = MAP.replace(
        '{field: events.0.at, date: ["%Y/%m/%d", "%Y年%m月%d日 %H:%M"]}', "events.0.at"
    )
    text = TABLE.replace("2026/3/5", "²²²²-03-01")
    result = govgen(root, "import", "issue", *table(tmp_path, text, chart))
    assert "a.csv:2: it has neither an id nor a date" in result.stderr


def test_a_form_overwrites_nothing_and_is_named_like_one(root, tmp_path):
    kept = tmp_path / "kept.xlsx"
    kept.write_text("mine")
    for path in (kept, tmp_path / "form.txt"):
        result = govgen(root, "import", "issue", "--template", path)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert kept.read_text() == "mine"
    assert not (tmp_path / "form.txt").exists()


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("content", [b"<worksheet><sheetData><row", b"<workbook/>", b""])
def test_a_damaged_xlsx_is_refused_in_one_line(root, tmp_path, part, content):
    whole, damaged = tmp_path / "whole.xlsx", tmp_path / "damaged.xlsx"
    assert govgen(root, "import", "issue", "--template", whole).exit_code == 0
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    result = govgen(root, "import", "issue", damaged)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert len(result.stderr.splitlines()) == 1
