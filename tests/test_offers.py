"""Services, resources and activities: made, moved, imported and exported as all records are; their pages."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.check import check
from govgen.cli import cli
from govgen.drafts import drafts
from govgen.load import load
from govgen.source import read
from govgen.view import View

SERVICE = """id: {id}
title: {id}
category: {category}
provider: ORG-qingxi-committee
audience: [residents, units]
process: [{{what: 预约}}]
standard: [守时]
charge: free
place: PLC-qingxi
events:
  - {{to: active, at: 2026-02-02}}
"""
ENDED = "  - {to: ended, at: 2026-09-01, note: 停办}\n"
ACTIVITY = """id: {id}
title: {id}
type: festival
sessions: [{{at: {first}}}]
events:
  - {{to: announced, at: {announced}}}
"""
MAP = """system: 资产台账
id: 编号
columns:
  代号: id
  名称: title
  类型: {field: type, values: {场地: venue, 设备: equipment}}
  单位: owner
  时间: available
constants: {audience.0: residents, events.0.to: active, events.0.at: 2026-03-02}
"""


@pytest.fixture
def root(tmp_path) -> Path:
    """The base register of the cases."""
    return register_of(None, tmp_path)


def govgen(root: Path, *words: object) -> Result:
    cache = ["--cache-dir", str(root / "cache")]
    return CliRunner().invoke(cli, ["-C", str(root), *cache, "--lang", "en", *map(str, words)])


def put(root: Path, path: str, text: str) -> None:
    found = root / "records" / path
    found.parent.mkdir(parents=True, exist_ok=True)
    found.write_text(text, "utf-8")


def bodies(root: Path, lang: str = "zh") -> dict[str, str]:
    """Return what stands on each page, by its address."""
    loaded = load(root, AS_OF, Cache(root / "cache"))
    assert loaded.register is not None
    assert [d.message.en for d in (*loaded.diagnostics, *check(loaded.register))] == []
    found = drafts(View(loaded.register, lang))
    return {draft.path: draft.write().body for draft in found}


def order(body: str, folder: str) -> list[str]:
    """Return the ids of the records of a folder in the order in which a page links them."""
    return re.findall(rf'href="~/{folder}/([A-Z]{{3}}-[^/"]+)/"', body)


def test_a_service_is_made_and_ended_by_command(root):
    fields = ("id=SVC-repair", "title=修小家电", "category=facilities", "charge=free",
              "provider=ORG-qingxi-committee", "audience=[residents]", "standard=[不收费]",
              "process=[{what: 预约}]")  # fmt: skip
    settings = [word for field in fields for word in ("--set", field)]
    made = govgen(root, "new", "service", *settings, "--at", "2026-03-05")
    assert made.stdout.splitlines()[-1] == "records/services/SVC-repair.yml"
    refused = govgen(root, "move", "SVC-repair", "ended", "--at", "2026-06-30")
    assert refused.exit_code != 0
    assert "note" in refused.stderr
    moved = govgen(root, "move", "SVC-repair", "ended", "--at", "2026-06-30", "--note", "并入义修")
    assert moved.exit_code == 0, moved.stderr
    events = read("", (root / made.stdout.splitlines()[-1]).read_bytes()).data["events"]
    assert [(it["to"], it["at"]) for it in events] == [
        ("active", "2026-03-05"),
        ("ended", "2026-06-30"),
    ]


def test_an_activity_takes_the_next_number_and_is_held_only_with_sessions(root):
    made = govgen(
        root, "new", "activity", "--set", "title=春游", "--set", "type=festival", "--at", "2026-03-05"
    )  # fmt: skip
    assert made.stdout.splitlines()[-1] == "records/activities/2026/ACT-2026-0003.yml"
    refused = govgen(root, "move", "ACT-2026-0003", "held", "--at", "2026-03-20")
    assert refused.exit_code != 0
    assert "sessions" in refused.stderr


@pytest.mark.parametrize("event", ["{to: ended, note: 停办}", "{to: ended, at: 2026-09-01}"])
def test_what_has_ended_says_when_and_why(root, event):
    put(
        root, "services/SVC-a.yml", SERVICE.format(id="SVC-a", category="safety") + f"  - {event}\n"
    )
    found = json.loads(govgen(root, "check", "--format", "json", "--as-of", AS_OF).stdout)[
        "diagnostics"
    ]
    assert {it["record"] for it in found} == {"SVC-a"}
    assert {it["code"] for it in found} <= {"missing-field", "move-needs"}


def test_resources_come_in_from_a_table(root, tmp_path):
    (root / "list.csv").write_text(
        "编号,代号,名称,类型,单位,时间\n7,RES-room,多功能厅,场地,ORG-factory,周末\n8,RES-sound,音响,设备,ORG-factory,每天\n",
        "utf-8",
    )
    (root / "map.yml").write_text(MAP, "utf-8")
    done = govgen(root, "import", "resource", root / "list.csv", "--map", root / "map.yml")
    assert done.exit_code == 0, done.stderr
    room = read("", (root / "records/resources/RES-room.yml").read_bytes()).data
    assert (room["type"], room["audience"], room["source"]["id"]) == ("venue", ["residents"], "7")
    assert (root / "records/resources/RES-sound.yml").is_file()


def test_exports_have_the_new_kinds_with_their_schemas(root, tmp_path):
    out = tmp_path / "out"
    done = govgen(root, "export", out, "--as-of", AS_OF)
    assert done.exit_code == 0, done.stderr
    for folder, kind in {
        "services": "service",
        "resources": "resource",
        "activities": "activity",
    }.items():
        assert any(out.rglob(f"{folder}.json")), folder
        assert any(out.rglob(f"{folder}.csv")), folder
        assert any(out.rglob(f"{kind}.json")), kind


def test_the_menu_goes_by_need_and_what_has_ended_stands_last(root):
    ended = SERVICE.format(id="SVC-ended", category="environment") + ENDED
    put(root, "services/SVC-ended.yml", ended)
    put(root, "services/SVC-safety.yml", SERVICE.format(id="SVC-safety", category="safety"))
    put(root, "services/SVC-env.yml", SERVICE.format(id="SVC-env", category="environment"))
    by_need, _, rest = bodies(root)["services/"].partition('id="audience"')
    by_audience, _, past = rest.partition('id="ended"')
    assert order(by_need, "services") == ["SVC-env", "SVC-haircut", "SVC-safety"]
    assert order(by_audience, "services") == [
        "SVC-env", "SVC-haircut", "SVC-safety", "SVC-env", "SVC-safety",
    ]  # fmt: skip
    assert order(past, "services") == ["SVC-ended"]


def test_a_service_says_whom_to_ring_and_the_home_page_leads_to_the_menu(root):
    put(root, "services/SVC-safety.yml", SERVICE.format(id="SVC-safety", category="safety"))
    found = bodies(root)
    assert 'href="tel:0990-5550101"' in found["services/SVC-haircut/"]
    assert 'href="tel:0990-5550101"' in found["services/SVC-safety/"]
    assert 'href="~/services/"' in found[""]


def test_without_services_the_home_page_leads_to_whom_to_ring(root):
    (root / "records/services/SVC-haircut.yml").unlink()
    for name in ("activities/2026/ACT-2026-0002.yml", "orders/2026-06/ORD-202606-0002.yml"):
        path = root / "records" / name
        path.write_text(path.read_text("utf-8").replace("service: SVC-haircut\n", ""), "utf-8")
    found = bodies(root)
    assert 'href="~/contact/"' in found[""]
    assert 'href="~/services/"' not in found[""]


def test_the_calendar_tells_what_is_coming_first_and_then_the_latest_months(root):
    held = "  - {{to: held, at: {}}}\n"
    for number, first in ((11, "2026-12-01"), (12, "2026-12-30")):
        one = ACTIVITY.format(id=f"ACT-2026-00{number}", first=first, announced="2026-11-19")
        put(root, f"activities/2026/ACT-2026-00{number}.yml", one)
    for number, first in ((13, "2026-06-01"), (14, "2026-09-05")):
        one = ACTIVITY.format(id=f"ACT-2026-00{number}", first=first, announced="2026-05-30")
        put(root, f"activities/2026/ACT-2026-00{number}.yml", one + held.format(first))
    body = bodies(root)["activities/"]
    assert order(body, "activities") == [
        "ACT-2026-0011", "ACT-2026-0002", "ACT-2026-0012", "ACT-2026-0014", "ACT-2026-0013",
        "ACT-2026-0001",
    ]  # fmt: skip
    assert re.findall(r"<h2>(.*?)(?: <small>.*?)?</h2>", body) == [
        "接下来", "2026年9月", "2026年6月", "2026年5月",
    ]  # fmt: skip


def test_organisations_and_places_tell_what_is_offered(root):
    found = bodies(root)
    assert "SVC-haircut" in order(found["organizations/ORG-qingxi-volunteers/"], "services")
    assert "RES-hall" in order(found["organizations/ORG-qingxi-committee/"], "resources")
    for place in ("PLC-qingxi", "PLC-yard", "PLC-yard-building-1"):
        assert order(found[f"places/{place}/"], "services") == ["SVC-haircut"]
        assert order(found[f"places/{place}/"], "resources") == ["RES-hall"]


def test_hours_of_a_session_are_told_once_on_one_day(root):
    page = bodies(root)["activities/ACT-2026-0001/"]
    assert "2026年5月16日（周六） 9:00至11:30" in page
    assert date(2026, 5, 16).weekday() == 5
