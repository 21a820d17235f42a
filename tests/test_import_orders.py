"""Orders from a hotline's export: what the table says, nothing more, and units and places with them."""

import csv
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar
import openpyxl
import overlay
import pytest
from click.testing import CliRunner
from test_import import govgen, judged, records, yml

from govgen.cache import Cache
from govgen.cli import cli
from govgen.importing import cells, chart, maker, rows
from govgen.importing.desk import Desk
from govgen.importing.tables import Table
from govgen.load import load
from govgen.yearbook import recorded

MAP = """system: 12345 热线
id: 工单号
blank: [无]
columns:
  标题: title
  类型: [tags.0, {field: category, values: {路灯: facilities, 停车: parking}}]
  电话: {drop: true}
  承办单位:
    field: tasks.0.unit
    values: {居委会: ORG-juweihui}
    beside: {tasks.0.role: lead}
    new: {kind: organization, stem: unit, constants: {type: unit, events.0.to: active, events.0.at: 2026-01-01}}
  小区号:
    field: place
    new: {kind: place, stem: xq, title: 小区, constants: {level: compound, events.0.to: active, events.0.at: 2026-01-01}}
steps:
  - {to: requested, at: 来电时间, date: ["%Y/%m/%d 0:00", "%Y/%m/%d %H:%M"]}
  - {to: claimed, at: 领单时间, date: "%Y/%m/%d %H:%M", by_column: 承办单位}
  - {to: completed, at: 办结时间, date: "%Y/%m/%d %H:%M", where: {状态: [办结, 归档]}}
  - {to: withdrawn, at: 办结时间, date: "%Y/%m/%d %H:%M", where: {状态: 撤单}, note: 群众撤单, note_column: 备注}
  - {where: {状态: 在办}}
constants: {intake: hotline}
"""
HEAD = "工单号,标题,类型,电话,承办单位,小区号,小区,来电时间,领单时间,办结时间,状态,备注,座席\n"
LAMP = (
    "W-1,路灯不亮,路灯,13800138000,City 供电所,A/1,幸福里,2026/3/5 0:00,,2026/3/7 16:20,办结,,08\n"
)
PARK = "W-2,车位不够,停车,,居委会,无,无,2026/3/5 9:15,2026/3/5 10:00,2026/3/6 9:00,撤单,已挪走,08\n"
PARTY = "W-3,又不亮了,路灯,,City 供电所,A/1,幸福里,2026/3/9 8:00,,,在办,,08\n"
ORDERS = "records/orders/2026-03/ORD-202603-000{}.yml"


@pytest.fixture
def root(tmp_path):
    """A fresh repository as `govgen init` makes it."""
    folder = tmp_path / "register"
    assert CliRunner().invoke(cli, ["init", str(folder), "--since", "2026-01-01"]).exit_code == 0
    return folder


def brought(root: Path, *rows: str, chart: str = MAP, options: tuple[str, ...] = ()):
    """Import rows below the header by a map."""
    (root.parent / "map.yml").write_text(chart, "utf-8")
    (root.parent / "a.csv").write_text(HEAD + "".join(rows), "utf-8")
    table, plan = root.parent / "a.csv", root.parent / "map.yml"
    return govgen(root, "import", "orders", table, "--map", plan, *options)


def test_a_row_becomes_an_order_with_the_steps_whose_time_it_says(root):
    result = brought(root, LAMP, PARK, PARTY)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "records/organizations/ORG-unit-city.yml",
            "records/places/PLC-xq-a-1.yml",
            *(ORDERS.format(number) for number in (1, 2, 3)),
        ],
    )
    lamp, park, party = (yml(root, ORDERS.format(number)) for number in (1, 2, 3))
    digest = lamp["source"].pop("sha256")
    assert len(digest) == 64
    assert lamp == {
        "id": "ORD-202603-0001",
        "title": "路灯不亮",
        "tags": ["路灯"],
        "category": "facilities",
        "tasks": [{"unit": "ORG-unit-city", "role": "lead"}],
        "place": "PLC-xq-a-1",
        "intake": "hotline",
        "events": [
            {"to": "requested", "at": "2026-03-05"},
            {"to": "completed", "at": "2026-03-07T16:20+08:00"},
        ],
        "source": {"system": "12345 热线", "id": "W-1", "row": "2", "steps": "2"},
    }
    assert "place" not in park
    assert park["events"] == [
        {"to": "requested", "at": "2026-03-05T09:15+08:00"},
        {"to": "claimed", "at": "2026-03-05T10:00+08:00", "by": ["ORG-juweihui"]},
        {"to": "withdrawn", "at": "2026-03-06T09:00+08:00", "note": "已挪走"},
    ]
    assert party["events"] == [{"to": "requested", "at": "2026-03-09T08:00+08:00"}]
    assert "steps" not in party["source"]
    made = yml(root, "records/organizations/ORG-unit-city.yml")
    assert (made["title"], made["type"], made["source"]["id"]) == (
        "City 供电所",
        "unit",
        "City 供电所",
    )
    assert yml(root, "records/places/PLC-xq-a-1.yml")["title"] == "幸福里"
    assert [item for item in judged(root)[0] if item.severity == "error"] == []


def test_an_empty_cell_leaves_no_gap_in_a_list(root):
    chart = MAP.replace(
        "steps:", "  座席: {field: tasks.1.unit, beside: {tasks.1.role: support}}\nsteps:", 1
    )
    row = LAMP.replace("City 供电所", "").replace(",08", ",ORG-juweihui")
    assert brought(root, row, chart=chart).exit_code == 0
    assert yml(root, ORDERS.format(1))["tasks"] == [{"unit": "ORG-juweihui", "role": "support"}]


def test_a_time_is_read_with_its_own_offset_or_that_of_the_map(root):
    chart = MAP.replace("%Y/%m/%d 0:00", "%Y/%m/%d %H:%M %z") + "timezone: America/Los_Angeles\n"
    here = LAMP.replace("2026/3/5 0:00", "2026/3/5 0:00 +0900")
    assert brought(root, here, chart=chart).exit_code == 0
    assert [event["at"] for event in yml(root, ORDERS.format(1))["events"]] == [
        "2026-03-05T00:00+09:00",
        "2026-03-07T16:20-08:00",
    ]


def test_what_is_dropped_or_not_asked_for_is_said(root):
    result = brought(root, LAMP)
    assert "columns dropped, as the column map says: 电话" in result.stderr
    assert "columns not taken: 座席" in result.stderr
    assert "13800138000" not in "".join(
        (root / path).read_text("utf-8") for path in records(root) if "ORD-" in path
    )
    kept = MAP.replace("电话: {drop: true}", "电话: summary")
    mobile = overlay.TOKENS["@mobile@"]
    result = brought(root, LAMP.replace("W-1", "W-9").replace("13800138000", mobile), chart=kept)
    assert (result.exit_code, mobile in result.stderr) == (1, False)
    assert "a.csv:2: `summary` holds a mobile number" in result.stderr


def test_a_second_import_finds_its_rows_units_and_places_again(root):
    assert brought(root, LAMP).exit_code == 0
    before = records(root)
    again = brought(root, LAMP)
    assert (again.exit_code, again.stdout, records(root)) == (1, "", before)
    assert "a.csv:2: it was imported before, as `ORD-202603-0001`" in again.stderr
    assert brought(root, LAMP, options=("--partial",)).exit_code == 1
    assert records(root) == before
    other = PARTY.replace("W-3", "W-4").replace("City 供电所", "环卫所")
    third = PARTY.replace("W-3", "W-5").replace("City 供电所", "绿化队")
    assert brought(root, PARTY, other, third).stdout.splitlines() == [
        "records/organizations/ORG-unit.yml",
        "records/organizations/ORG-unit-2.yml",
        *(ORDERS.format(number) for number in (2, 3, 4)),
    ]
    assert yml(root, ORDERS.format(2))["tasks"][0]["unit"] == "ORG-unit-city"


def test_three_faulty_rows_are_named_and_nothing_is_written(root):
    before = records(root)
    rows = (
        LAMP,
        PARTY.replace("在办", "转办").replace("City 供电所", "环卫所"),
        PARK.replace("2026/3/5 9:15", "昨天"),
        "W-4,空,路灯,,,,,,,,,,\n",
        PARK.replace("W-2", "W-5").replace("2026/3/6 9:00", "2026/3/4 9:00"),
    )
    result = brought(root, *rows)
    assert (result.exit_code, records(root)) == (1, before)
    reasons = [line.split("a.csv:")[1] for line in result.stderr.splitlines() if "a.csv:" in line]
    assert [reason[:40] for reason in reasons if reason[0].isdigit()] == [
        "3: `状态` is `转办`, which no step of the co",
        "4: `来电时间` is `昨天`, which is no date like",
        "5: it has neither an id nor a date to nu",
        "6: this happened at 2026-03-04T09:00+08:",
    ]
    dry = brought(root, *rows, options=("--partial", "--dry-run"))
    assert (records(root), len(dry.stdout.splitlines())) == (before, 3)
    assert brought(root, *rows, options=("--partial",)).exit_code == 1
    added = sorted(set(records(root)) - set(before))
    assert added == sorted(dry.stdout.splitlines())
    assert [path for path in added if "ORG-" in path] == ["records/organizations/ORG-unit-city.yml"]


def test_rows_that_name_a_record_that_cannot_be_made_are_refused(root):
    before = records(root)
    party = MAP.replace("{type: unit, ", "{type: charity, credit_code: 91350100M000100Y43, ")
    result = brought(root, LAMP, PARK, PARTY, chart=party)
    assert (result.exit_code, records(root)) == (1, before)
    assert "a.csv:2: " in result.stderr
    assert "a.csv:4: " in result.stderr
    assert "a.csv:3: " not in result.stderr
    assert "credit-code" in result.stderr
    mobile = overlay.TOKENS["@mobile@"]
    result = brought(root, LAMP.replace("City 供电所", f"老王 {mobile}"), PARK)
    assert (result.exit_code, mobile in result.stderr) == (1, False)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "标题: title",
            "标题: titel",
            "map.yml:5` is no column map: `titel` of the column map is no",
        ),
        ("{drop: true}", "{}", "map.yml:7` is no column map: `columns.电话`: a column has either"),
        ("{drop: true}", "{drop: true, field: summary}", "map.yml:7`"),
        ("to: claimed", "to: taken", "map.yml:18` is no column map: the kind service order has no"),
        ("tasks.0.role: lead", "tasks.0.rolle: lead", "map.yml:11` is no column map: `tasks.0.rol"),
        ("kind: place", "kind: order", "map.yml:15` is no column map: `order` cannot be made here"),
        ("stem: xq", "stem: 小区", "map.yml:15` is no column map"),
        (
            ", events.0.at: 2026-01-01}}\nsteps",
            "}}\nsteps",
            "map.yml:15` is no column map: the new r",
        ),
        ("{to: requested, at: 来电时间, date: [", "{to: requested, date: [", "map.yml:17`"),
        ("{intake: hotline}", "{events.0.note: x}", "map.yml:16` is no column map: either `steps`"),
        ("{intake: hotline}", "{intak: hotline}", "map.yml:22` is no column map: `intak` of the"),
        ("状态: 在办", "状况: 在办", "the table has no column `状况` that steps ask"),
        ("%Y/%m/%d 0:00", "%m/%d 0:00", "map.yml:17` is no column map"),
        ("标题: title", "标题: []", "map.yml:5` is no column map"),
    ],
)
def test_a_fault_of_the_map_is_told_at_its_line(root, old, new, reason):
    assert old in MAP
    before = records(root)
    result = brought(root, LAMP, chart=MAP.replace(old, new))
    assert (result.exit_code in (1, 2), records(root)) == (True, before)
    assert reason in result.stderr


def test_every_kind_answers_to_its_folder_too(root, tmp_path):
    for name in ("issues", "activities"):
        form = tmp_path / f"{name}.xlsx"
        assert govgen(root, "import", name, "--template", form).exit_code == 0
    given = (
        "--set",
        "title=灯",
        "--set",
        "category=facilities",
        "--set",
        "raised_by.kind=resident",
    )
    result = govgen(root, "new", "issues", *given)
    assert (result.exit_code, result.stdout.strip()[:15]) == (0, "records/issues/")
    result = govgen(root, "import", "order", tmp_path / "a.csv", "--map", "la312")
    assert (result.exit_code, "maps that come with govgen: la311" in result.stderr) == (2, True)


def test_a_filled_in_form_of_orders_reads_back(root, tmp_path):
    form = tmp_path / "订单.xlsx"
    assert govgen(root, "import", "orders", "--template", form).exit_code == 0
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    headers = {cell.value: cell.column for cell in sheet[1]}
    assert all(cell.comment for cell in sheet[1])
    choices = {str(rule.sqref).split("2:")[0] for rule in sheet.data_validations.dataValidation}
    asked = (
        "需求类别",
        "紧急程度",
        "谁点的单",
        "点单方式",
        "公开程度",
        "是否联系上",
        "居民认为是否解决",
    )
    assert {sheet.cell(1, headers[name]).column_letter for name in asked} <= choices
    row = {
        "原编号": "G-1",
        "标题": "换楼道灯",
        "需求类别": "设施维修",
        "点单方式": "代下单",
        "点单时间": datetime(2026, 3, 5, 9, 30),  # noqa: DTZ001 as Excel keeps it
        "派单时间": "2026年3月5日",
        "派单方": "无",
        "领单单位": "ORG-juweihui",
        "领单时间": "2026/3/6 8:00",
        "办结时间": "2026-03-07",
        "办理结果": "换好了",
        "回访方": "ORG-jiandu",
        "回访时间": "2026-03-08",
        "是否联系上": "是",
        "居民认为是否解决": "已解决",
        "满意度": 5,
        "评单时间": "2026-03-08",
    }
    for name, value in row.items():
        sheet.cell(2, headers[name], value)
    book.save(form)
    result = govgen(root, "import", "orders", form)
    assert result.exit_code == 0, result.stderr
    found = yml(root, result.stdout.splitlines()[0])
    assert found["events"] == [
        {"to": "requested", "at": "2026-03-05T09:30+08:00"},
        {"to": "dispatched", "at": "2026-03-05"},
        {"to": "claimed", "at": "2026-03-06T08:00+08:00", "by": ["ORG-juweihui"]},
        {"to": "completed", "at": "2026-03-07", "by": ["ORG-juweihui"]},
        {"to": "rated", "at": "2026-03-08"},
    ]
    assert (found["intake"], found["tasks"], found["followup"]["score"]) == (
        "on_behalf",
        [{"unit": "ORG-juweihui"}],
        "5",
    )
    assert [item for item in judged(root)[0] if item.severity == "error"] == []


STATUS = {
    "completed": "Closed",
    "closed": "Closed",
    "withdrawn": "Cancelled",
    "declined": "Referred Out",
}
LAMPS = ("Single Streetlight Issue", "Multiple Streetlight Issue")


def test_the_real_requests_are_counted_as_their_table_has_them(tmp_path, real_data):
    root = tmp_path / "la"
    made = ["init", str(root), "--since", "2020-01-01", "--timezone", "America/Los_Angeles"]
    assert CliRunner().invoke(cli, made).exit_code == 0
    file = real_data / "requests-la311.csv"
    assert govgen(root, "import", "orders", file, "--map", "la311").exit_code == 0
    found, register = judged(root)
    assert [item for item in found if item.severity == "error"] == []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["srnumber"]: row for row in csv.DictReader(lines)}
    orders = {order.source.id: order for order in register.by_kind["order"]}
    assert orders.keys() == rows.keys()

    def named(record_id: str | None) -> str:
        return register.records[record_id].source.id if record_id else ""

    def status(order) -> str:
        return STATUS.get(order.state) or order.events[-1].note["en"].split()[0]

    def category(row: dict[str, str]) -> str:
        if row["requesttype"] in LAMPS:
            return "facilities"
        return "other" if row["requesttype"] == "Other" else "environment"

    theirs = [
        (row["status"], row["owner"], row["assignto"], category(row), row["requesttype"], row["nc"])
        for row in rows.values()
    ]
    ours = [
        (
            status(order),
            named(order.organizations[0].org),
            named(order.lead),
            order.category.value,
            order.title["en"],
            named(order.place),
        )
        for order in orders.values()
    ]
    assert [Counter(column) for column in zip(*ours, strict=True)] == [
        Counter(column) for column in zip(*theirs, strict=True)
    ]
    places = Counter(register.records[one.place].title for one in orders.values() if one.place)
    assert places == Counter(row["ncname"] for row in rows.values() if row["ncname"])
    for key, row in rows.items():
        order = orders[key]
        done = order.answer and order.answer.at
        assert clock(order.asked) == row["createddate"]
        assert not done or clock(done) == row["closeddate"]
        assert not order.promised or clock(order.promised) == row["servicedate"]
    answered = sum(order.state in ("completed", "declined") for order in orders.values())
    assert answered == sum(
        bool(row["closeddate"]) and row["status"] != "Cancelled" for row in rows.values()
    )
    year = {
        measure.definition.code: measure
        for _, measures in recorded(register)[2020]
        for measure in measures
    }
    share, lengths = reckoned(rows.values(), register.as_of)
    punctual = year["orders-in-time"].figure
    assert punctual is not None
    assert (punctual.numerator, punctual.denominator) == share
    times = [year[f"orders-{name}-time"].figure for name in ("median", "90th")]
    ranked = [lengths[-(-len(lengths) * tenths // 10) - 1] for tenths in (5, 9)]
    assert [time and time.numerator for time in times] == ranked
    for rate in ("responded", "solved", "satisfied", "content"):
        found = year[f"orders-{rate}"]
        assert found.figure is None or (found.figure.numerator, found.figure.denominator) == (0, 0)
        beside = {one.words.en: one.number for one in found.beside}
        assert beside == {"not called back yet": answered}
    loads = {axis.words.en: axis.rows for axis in year["orders"].axes}
    load = {named(row.key): row.figure and row.figure.numerator for row in loads["by place"]}
    assert load == Counter(row["nc"] for row in rows.values())
    before = records(root)
    again = govgen(root, "import", "orders", file, "--map", "la311")
    assert (again.exit_code, again.stdout, records(root)) == (1, "", before)
    assert again.stderr.count("it was imported before, as `ORD-202001-") == len(rows)


def clock(at) -> str:
    """Write a day or a moment as the table does."""
    hour = f"{at.hour}:{at.minute:02}" if isinstance(at, datetime) else "0:00"
    return f"{at.month}/{at.day}/{at:%y} {hour}"


def reckoned(rows, today: date) -> tuple[tuple[int, int], list[int]]:
    """Work out from the bare table who was in time of whom, and the seconds each request took, in order.

    A row without a due time has seven days, moved off the days that China does not work; one that is
    due before it was made, cancelled, or closed at no known time is left out.
    """
    in_time, held, lengths = 0, 0, []
    for row in rows:
        made = instant(row["createddate"])
        done, due = moment(row["closeddate"]), moment(row["servicedate"])
        answered = done is not None and row["status"] in ("Closed", "Referred Out")
        if answered and isinstance(done, datetime):
            lengths.append(int((done - made).total_seconds()))
        if row["status"] == "Cancelled" or (row["status"] == "Closed" and not done):
            continue
        if due is None:
            due = made.date() + timedelta(days=7)
            while not chinese_calendar.is_workday(due):
                due += timedelta(days=1)
        elif after(made, due):
            continue
        late = after(done if answered else today, due)
        held += answered or late
        in_time += answered and not late
    return (in_time, held), sorted(lengths)


def moment(text: str) -> datetime | date | None:
    """Read a result or a due time; midnight stands for the day."""
    if not text:
        return None
    return instant(text).date() if text.endswith(" 0:00") else instant(text)


def instant(text: str) -> datetime:
    """Read a time of the table on the clocks of Los Angeles."""
    zone = ZoneInfo("America/Los_Angeles")
    return datetime.strptime(text, "%m/%d/%y %H:%M").replace(tzinfo=zone)


def after(one: datetime | date, other: datetime | date) -> bool:
    """Whether a time is later: by the minute where both tell it, else by the day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one > other
    days = [it.date() if isinstance(it, datetime) else it for it in (one, other)]
    return days[0] > days[1]


SHAPES = ("%m/%d/%y %H:%M", "%Y年%m月%d日 %H:%M", "%H:%M", " %H:%M", "%I %H:%M", "%m/%d/%y 0:00")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "text",
    ["1/2/20 3:04", "1/2/20  3:04", "1/2/20\n 3:04", "1/2/20 24:00", "1/2/20 3:60", "2/29/21 1:00",
     "2026年3月5日 14:30", "5:06", " 5:06", "1/2/20 0:00"],
)  # fmt: skip
def test_times_are_read_as_strptime_reads_them(text, shape):
    def outcome(read):
        try:
            return read(text, shape)
        except ValueError:
            return None

    assert outcome(cells.read) == outcome(datetime.strptime)


def test_rows_shared_by_two_processes_make_what_one_makes_of_them(root, tmp_path, monkeypatch):
    def row(number, unit="供电所", **other):
        time = f"2026/3/{number} 8:00"
        told = {
            "工单号": f"W-{number}",
            "标题": "灯",
            "类型": "路灯",
            "来电时间": time,
            "状态": "在办",
        }
        return number, {**told, "承办单位": unit, **other}

    table = [
        *(row(number, unit="City") for number in range(2, 7)),
        row(7, unit="city!"),
        row(8, 标题="电话 13800138000"),
        row(9, 来电时间="2026/4/1 8:00"),
        row(10, 工单号="W-3"),
        row(11, 工单号="W-8"),
    ]
    (tmp_path / "map.yml").write_text(MAP, "utf-8")
    plan, _ = chart.chart(tmp_path / "map.yml", "Asia/Shanghai")
    register = load(root, date(2026, 11, 20), Cache(tmp_path / "cache")).register
    without = [it for it in table if it[0] != 8]

    def harvested(some, many):
        monkeypatch.setattr(rows, "MANY", many)
        desk = Desk(register)
        made = rows.harvest(Table("0" * 64, (*row(2)[1],), tuple(some)), "order", plan, desk)
        return made, desk.taken, desk.last, desk.sources

    for some, count, granted in (
        (without, 1, True),
        (table, 2, False),  # a record that cannot be made, whose origin is free for the last row
        (table[::-1], 2, True),
    ):
        alone = harvested(some, len(table) + 1)
        assert harvested(some, 1) == alone
        assert len(alone[0].refused) == count
        made = maker.Maker("0" * 64, "order", plan, Desk(register))
        assert (made.at_once(tuple(some)) is not None) is granted
