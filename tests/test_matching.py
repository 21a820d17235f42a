"""精准对接: what fits an unclaimed order and why, what does not and why not, needs against offers."""

import json
import shutil
from pathlib import Path

import pytest
import sample
from click.testing import CliRunner, Result
from dom import Node, tree
from market import VENUE, order, put, resource, service
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.check import check
from govgen.cli import cli
from govgen.drafts import drafts
from govgen.load import load
from govgen.page import Draft
from govgen.view import View

ENDED = "  - {to: ended, at: 2026-09-01, note: 停办}\n"
SESSIONS = """id: ACT-2026-0009
title: 义修
type: service
service: SVC-mend
sessions: [{{at: 2026-11-08}}, {{at: {first}}}, {{at: 2026-12-20}}]
events:
  - {{to: announced, at: 2026-11-01}}
"""


@pytest.fixture
def root(tmp_path) -> Path:
    """The base register of the cases, with a venue where things are to be had."""
    found = register_of(None, tmp_path)
    put(found, "places/PLC-center.yml", VENUE)
    return found


def match(root: Path, *words: str, lang: str = "zh") -> Result:
    cache = ["--cache-dir", str(root / "cache")]
    command = ["-C", str(root), *cache, "--lang", lang, "match", *words, "--as-of", str(AS_OF)]
    return CliRunner().invoke(cli, command)


def told(root: Path, *words: str) -> dict:
    found = match(root, *words, "--format", "json")
    assert found.exit_code == 0, found.stderr
    assert found.stderr == ""
    return json.loads(found.stdout)


def fitting(root: Path, one: str) -> list[str]:
    return [fit["offer"] for fit in told(root, one)["fits"]]


def faults(root: Path, one: str, lang: str = "zh") -> dict[str, list[str]]:
    return {
        miss["offer"]: [fault[lang] for fault in miss["faults"]]
        for miss in told(root, one)["misses"]
    }


def end(root: Path, path: str) -> None:
    with (root / "records" / path).open("a", encoding="utf-8") as file:
        file.write(ENDED)


def test_what_fits_stands_by_rank_with_reasons_in_both_languages(root):
    service(root, "SVC-far", place="PLC-qingxi")
    service(root, "SVC-near", place="PLC-yard", capacity="{number: 12, unit: {zh: 户, en: homes}, per: month}")  # fmt: skip
    service(root, "SVC-anywhere")
    service(root, "SVC-other", category="safety", place="PLC-yard")
    service(root, "SVC-ordered", category="property", place="PLC-center")
    resource(root, "RES-ladder", place="PLC-yard-building-1")
    one = order(root, 1, place="PLC-yard-building-1", service="SVC-ordered")
    found = told(root, one)["fits"]
    assert [fit["offer"] for fit in found] == [
        "SVC-ordered", "SVC-near", "SVC-far", "SVC-anywhere", "RES-ladder",
    ]  # fmt: skip
    assert [reason["zh"] for reason in found[0]["reasons"]] == [
        "点的就是这项服务", "本社区内都能用", "面向居民",
    ]  # fmt: skip
    assert [reason["zh"] for reason in found[1]["reasons"]] == [
        "同类需求：设施维修", "本院落内都能用", "面向居民", "本月还能接 12 户",
    ]  # fmt: skip
    assert [reason["en"] for reason in found[1]["reasons"]] == [
        "same need: repairs", "for the whole courtyard", "for residents",
        "12 of 12 homes left this month",
    ]  # fmt: skip
    assert found[4]["reasons"][1] == {"zh": "就在本楼栋", "en": "in this very building"}


def test_what_does_not_fit_says_why_the_nearest_first(root):
    service(root, "SVC-units", audience="units", place="PLC-yard")
    service(root, "SVC-inside", place="PLC-yard-building-1")
    service(root, "SVC-closed", place="PLC-yard")
    end(root, "services/SVC-closed.yml")
    service(root, "SVC-small", capacity="{number: 3, unit: 户, per: time}")
    service(root, "SVC-worse", audience="units", place="PLC-yard-building-1")
    service(root, "SVC-other", category="safety")
    one = order(root, 1, place="PLC-yard", quantity=4)
    assert fitting(root, one) == []
    assert faults(root, one) == {
        "SVC-closed": ["2026年9月1日已停止"],
        "SVC-units": ["面向辖区单位，不面向居民"],
        "SVC-small": ["每次 3 户，这单要 4"],
        "SVC-inside": ["只在机修厂院落1栋，到不了机修厂院落"],
        "SVC-worse": ["面向辖区单位，不面向居民", "只在机修厂院落1栋，到不了机修厂院落"],
    }
    assert list(faults(root, one)) == [
        "SVC-closed", "SVC-units", "SVC-small", "SVC-inside", "SVC-worse",
    ]  # fmt: skip
    assert faults(root, one, "en")["SVC-inside"] == [
        "only at Machine Works courtyard, building 1, which does not cover Machine Works courtyard"
    ]


@pytest.mark.parametrize(
    ("requester", "found"),
    [
        ("resident", ["SVC-a-residents", "SVC-c-both"]),
        ("party_member", ["SVC-b-members", "SVC-c-both", "SVC-a-residents"]),
        ("party_org", ["SVC-d-bodies"]),
        ("unit", ["SVC-d-bodies"]),
    ],
)
def test_who_ordered_finds_what_is_for_them(root, requester, found):
    service(root, "SVC-a-residents")
    service(root, "SVC-b-members", audience="party_members")
    service(root, "SVC-c-both", audience="residents, party_members")
    service(root, "SVC-d-bodies", audience="party_orgs, units")
    assert fitting(root, order(root, 1, requester=requester)) == found


def test_a_month_is_filled_in_the_order_of_the_requests(root):
    capacity = "{number: 10, unit: 户, per: month}"
    service(root, "SVC-mend", capacity=capacity)
    asked = {"service": "SVC-mend", "quantity": 4}
    order(root, 1, state="claimed", at="2026-11-12T09:00+08:00", **asked)
    order(root, 2, state="declined", at="2026-11-02T09:00+08:00", **asked)
    order(root, 3, at="2026-10-30T09:00+08:00", service="SVC-mend")
    fifth = order(root, 5, at="2026-11-13T09:00+08:00", **asked)
    sixth = order(root, 6, at="2026-11-14T09:00+08:00", **asked)
    other = order(root, 7, at="2026-11-01T09:00+08:00")
    december = order(root, 8, promised="2026-12-03", **asked)
    reason = [it["zh"] for it in told(root, fifth)["fits"][0]["reasons"]][-1]
    assert reason == "本月还能接 5 户"
    assert faults(root, sixth) == {"SVC-mend": ["本月只剩 1 户，这单要 4"]}
    assert faults(root, other) == {"SVC-mend": ["本月已约满（每月 10 户）"]}
    reason = [it["zh"] for it in told(root, december)["fits"][0]["reasons"]][-1]
    assert reason == "约定那月还能接 10 户"


def test_what_a_unit_has_claimed_takes_its_room_first(root):
    service(root, "SVC-mend", capacity="{number: 1, unit: 户, per: month}")
    early = order(root, 1, at="2026-11-02T09:00+08:00", service="SVC-mend")
    assert fitting(root, early) == ["SVC-mend"]
    order(root, 2, state="claimed", at="2026-11-05T09:00+08:00", service="SVC-mend")
    assert faults(root, early) == {"SVC-mend": ["本月已约满（每月 1 户）"]}


def test_among_many_orders_the_service_that_was_ordered_stands_alone_while_it_has_room(root):
    service(root, "SVC-mend", capacity="{number: 1, unit: 户, per: month}")
    service(root, "SVC-other")
    first = order(root, 1, at="2026-11-02T09:00+08:00", service="SVC-mend")
    order(root, 2, at="2026-11-03T09:00+08:00", service="SVC-mend")
    found = [[fit["offer"] for fit in it["fits"]] for it in told(root)["orders"]]
    assert found == [["SVC-mend"], ["SVC-other"]]
    assert fitting(root, first) == ["SVC-mend", "SVC-other"]


@pytest.mark.parametrize(
    ("per", "left"), [("day", "今天还能接 10 户"), ("week", "本周还能接 8 户"), ("month", "本月还能接 7 户")]
)  # fmt: skip
def test_a_period_is_a_day_a_week_from_monday_or_a_month(root, per, left):
    service(root, "SVC-mend", capacity=f"{{number: 10, unit: 户, per: {per}}}")
    for number, day in enumerate(("2026-11-01", "2026-11-16", "2026-11-19", "2026-10-31"), 1):
        order(root, number, state="claimed", at=f"{day}T09:00+08:00", promised=day)
        path = root / f"records/orders/2026-11/ORD-202611-{number:04}.yml"
        done = f"service: SVC-mend\noutcome: 修好了\nevents:\n  - {{to: requested, at: {day}}}\n"
        done += f"  - {{to: self_served, at: {day}}}\n  - {{to: completed, at: {day}}}\n"
        path.write_text(path.read_text("utf-8").partition("events:")[0] + done, "utf-8")
    one = told(root, order(root, 9))
    assert [it["zh"] for it in one["fits"][0]["reasons"]][-1] == left


def test_the_next_session_of_a_service_is_told(root):
    service(root, "SVC-mend")
    put(root, "activities/2026/ACT-2026-0009.yml", SESSIONS.format(first="2026-11-28"))
    found = told(root, order(root, 1))["fits"][0]["reasons"][-1]
    assert found == {"zh": "下一场活动：2026年11月28日", "en": "next session on 28 Nov 2026"}


def test_an_order_without_a_place_may_be_anywhere_in_the_community(root):
    service(root, "SVC-all", place="PLC-center")
    service(root, "SVC-yard", place="PLC-yard")
    one = order(root, 1)
    assert fitting(root, one) == ["SVC-all"]
    assert faults(root, one) == {"SVC-yard": ["只在机修厂院落，这单没有写地点"]}


def test_a_resource_that_names_no_need_is_not_guessed_at(root):
    assert fitting(root, order(root, 1, category="culture")) == []
    resource(root, "RES-books", needs="culture, minors")
    assert fitting(root, "ORD-202611-0001") == ["RES-books"]


def test_what_is_not_published_in_full_is_not_offered(root):
    resource(root, "RES-kept", visibility="card")
    one = order(root, 1)
    assert told(root, one)["fits"] == told(root, one)["misses"] == []


def test_all_unclaimed_orders_stand_by_age_then_needs_by_gap(root):
    service(root, "SVC-mend", place="PLC-grid-1")
    service(root, "SVC-idle", category="culture")
    order(root, 1, state="dispatched", place="PLC-yard")
    order(root, 2, at="2026-11-09T09:00+08:00", category="safety", place="PLC-yard")
    order(root, 3, state="declined", category="safety", place="PLC-yard")
    order(root, 4, state="claimed", place="PLC-yard")
    found = told(root)
    assert [(it["order"], [fit["offer"] for fit in it["fits"]]) for it in found["orders"]] == [
        ("ORD-202611-0002", []),
        ("ORD-202611-0001", ["SVC-mend"]),
    ]
    rows = [
        (it["category"], it["place"], it["gap"], it["ordered"], it["unclaimed"], it["unmet"])
        for it in found["needs"]
        if it["place"] in (None, "PLC-yard")
    ]
    assert rows == [
        ("safety", None, "nothing", 2, 1, 1),
        ("safety", "PLC-yard", "nothing", 2, 1, 1),
        ("facilities", None, "partly", 3, 1, 0),
        ("facilities", "PLC-yard", "waiting", 3, 1, 0),
        ("elderly_care", None, "met", None, 0, 0),
        ("culture", None, "unused", 0, 0, 0),
    ]
    assert found["needs"][0]["declined"] == 1


def test_orders_older_than_a_year_count_only_while_they_wait(root):
    order(root, 1, at="2025-11-20T09:00+08:00", category="parking")
    order(root, 2, at="2025-11-20T09:00+08:00", category="parking", state="declined")
    order(root, 3, at="2025-11-21T09:00+08:00", category="parking", state="declined")
    (found,) = [it for it in told(root)["needs"] if it["category"] == "parking" and not it["place"]]
    assert (found["ordered"], found["unclaimed"], found["declined"]) == (2, 1, 1)


@pytest.mark.parametrize(("number", "shown"), [(4, None), (5, 5)])
def test_few_sensitive_orders_are_withheld(root, number, shown):
    for one in range(1, number + 1):
        order(root, one, category="health", visibility="card", place="PLC-qingxi")
    order(root, 9, category="dispute", visibility="count")
    found = told(root)
    assert len(found["orders"]) == number
    assert found["counted_only"] is None
    (health,) = [it for it in found["needs"] if it["category"] == "health" and not it["place"]]
    assert [health[key] for key in ("ordered", "unclaimed", "unmet")] == [shown] * 3
    said = match(root).stdout
    assert ("不公开" in said.partition("健康医疗：")[2].partition("邻里")[0]) == (shown is None)  # fmt: skip
    assert "ORD-202611-0009" not in said


def test_what_a_sum_and_its_parts_would_give_away_is_withheld_too(root):
    for one in range(1, 12):
        state = "requested" if one < 6 else "declined" if one < 11 else "self_served"
        order(root, one, category="health", visibility="card", place="PLC-qingxi", state=state)
    (found,) = [it for it in told(root)["needs"] if it["category"] == "health"]
    numbers = [found[key] for key in ("ordered", "unclaimed", "unmet", "declined")]
    assert numbers == [11, None, None, 5]


def test_it_is_told_at_a_terminal(root):
    service(root, "SVC-mend", place="PLC-qingxi", capacity="{number: 2, unit: {zh: 户, en: homes}, per: week}")  # fmt: skip
    service(root, "SVC-units", audience="units")
    order(root, 1, place="PLC-yard")
    order(root, 2, category="health", visibility="card", place="PLC-qingxi")
    for path in ("orders/2026-06/ORD-202606-0001.yml", "orders/2026-06/ORD-202606-0002.yml"):
        (root / "records" / path).unlink()
    (root / "records/services/SVC-haircut.yml").unlink()
    (root / "records/activities/2026/ACT-2026-0002.yml").unlink()
    assert match(root).stdout == (
        "还没人领的单：2 件\n"
        "\n"
        "ORD-202611-0001 设施维修：ORD-202611-0001（待分单）\n"
        "  1. SVC-mend SVC-mend\n"
        "     同类需求：设施维修；本社区内都能用；面向居民；本周还能接 2 户\n"
        "\n"
        "ORD-202611-0002 健康医疗（待分单）\n"
        "  没有合适的服务和资源\n"
        "\n"
        "需求与供给（近 12 个月）\n"
        "健康医疗：有需求、没有服务。点单 不公开，没人领 不公开，"
        "找不到合适的 不公开\n"
        "设施维修：有服务，还有单没人领。点单 1 件，没人领 1 件，服务 2 项\n"
        "  第一网格：点单 1 件，没人领 1 件，服务 2 项\n"
        "  机修厂院落：点单 1 件，没人领 1 件，服务 2 项\n"
    )
    assert match(root, "ORD-202611-0001", lang="en").stdout == (
        "ORD-202611-0001 repairs: ORD-202611-0001 (To be sorted)\n"
        "  1. SVC-mend SVC-mend\n"
        "     same need: repairs; for the whole community; for residents; "
        "2 of 2 homes left this week\n"
        "\n"
        "For the same need, but not fitting:\n"
        "  - SVC-units SVC-units\n"
        "    for local units, not for residents\n"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ORD-202606-0002", "`ORD-202606-0002` 不是待领的单，现在是“已领单”，由清溪志愿服务队承办；运行 govgen match 看还没人领的"),
        ("ORD-202611-001", "没有订单 `ORD-202611-001`；是不是 `ORD-202611-0001`？"),
        ("SVC-haircut", "`SVC-haircut` 是服务，不是服务订单；写订单的编号，如 ORD-202603-0012"),
        ("ORD-202611-0002", "`ORD-202611-0002` 的文件有错，先运行 govgen check 改好"),
    ],
)  # fmt: skip
def test_what_is_no_unclaimed_order_gets_a_clear_word_and_exits_2(root, name, said):
    order(root, 1)
    order(root, 2, urgency="soon")
    found = match(root, name)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.splitlines()[-1] == said


def test_the_command_runs_in_a_process_of_its_own(root):
    done = sample.govgen(root, "--lang", "en", "match", "--as-of", str(AS_OF))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Unclaimed orders: 0\n")


def test_faulty_files_are_said_to_be_left_out(root):
    order(root, 2, urgency="soon")
    found = match(root)
    assert found.exit_code == 0
    assert found.stderr == "1 条记录的文件有错，没有算在内；运行 govgen check 看是哪些\n"


def pages(root: Path, lang: str = "zh") -> dict[str, Draft]:
    """Return the draft of each page by its address; the register has no faults."""
    loaded = load(root, AS_OF, Cache(root / "cache"))
    assert loaded.register is not None
    assert [d.message.en for d in (*loaded.diagnostics, *check(loaded.register))] == []
    return {draft.path: draft for draft in drafts(View(loaded.register, lang))}


def page(root: Path, path: str, lang: str = "zh") -> Node:
    return tree(pages(root, lang)[path].write().body)


def test_the_page_tells_gaps_first_then_orders_with_what_fits(root):
    service(root, "SVC-mend", place="PLC-center", capacity="{number: 9, unit: {zh: 户, en: homes}, per: month}")  # fmt: skip
    order(root, 1, place="PLC-yard")
    order(root, 2, category="parking", place="PLC-yard")
    found = page(root, "matching/")
    assert [it.attributes["id"] for it in found.select("section")] == ["gaps", "orders", "offered"]
    assert [it.attributes["id"] for it in found.select("#gaps li.gg-card")] == ["parking"]
    assert [it.attributes["id"] for it in found.select("#offered li.gg-card")] == [
        "facilities", "elderly_care",
    ]  # fmt: skip
    assert "没人领 1 件，找不到合适的 1 件" in found.one("#parking").text
    assert "第一网格 点单 1 件，没人领 1 件" in found.one("#parking details").text
    first, second = found.select("#orders li.gg-card")
    assert first.one("ol.gg-steps").text == (
        "SVC-mend 同类需求：设施维修；本社区内都能用；面向居民；本月还能接 9 户"
    )
    assert second.text.endswith("没有合适的服务和资源")
    english = page(root, "matching/", "en").one("#orders ol.gg-steps").text
    assert english == (
        "SVC-mend Same need: repairs; for the whole community; for residents; "
        "9 of 9 homes left this month"
    )


@pytest.mark.parametrize(("number", "said"), [(4, "健康医疗，件数不公开"), (5, "健康医疗 5 件")])
def test_sensitive_orders_are_only_counted_on_the_page(root, number, said):
    for one in range(1, number + 1):
        order(root, one, category="health", visibility="card", place="PLC-qingxi")
    found = page(root, "matching/")
    assert said in found.one("#orders").text
    assert "ORD-202611" not in pages(root)["matching/"].write().body
    bar = found.select("#health .gg-meter")
    assert len(bar) == (0 if number < 5 else 1)


def test_an_offer_tells_how_many_orders_it_would_fit(root):
    service(root, "SVC-mend")
    service(root, "SVC-idle", category="culture")
    order(root, 1)
    order(root, 2)
    assert "还没人领的单 2 件合适" in page(root, "services/SVC-mend/").text
    assert "还没人领的单" not in page(root, "services/SVC-idle/").text


def test_the_menu_of_services_leads_to_needs_and_offers(root):
    links = [it.attributes["href"] for it in page(root, "services/").select("a")]
    assert "~/matching/" in links


def test_a_page_is_written_anew_when_what_it_tells_changes(root):
    service(root, "SVC-mend", capacity="{number: 3, unit: 户, per: month}")
    order(root, 1, place="PLC-yard")
    before = pages(root)
    order(root, 2, state="claimed", service="SVC-mend")
    after = pages(root)
    assert before["matching/"].facts != after["matching/"].facts
    (root / "records/orders/2026-11/ORD-202611-0001.yml").unlink()
    assert after["services/SVC-mend/"].facts != pages(root)["services/SVC-mend/"].facts


def test_many_orders_go_on_in_pages_of_their_own(root):
    for number in range(1, 203):
        order(root, number)
    found = pages(root)
    first, second = (tree(found[path].write().body) for path in ("matching/", "matching/2/"))
    assert [len(it.select("#orders li.gg-card")) for it in (first, second)] == [200, 2]
    assert [len(it.select("#gaps")) for it in (first, second)] == [1, 0]


def test_without_orders_and_offers_the_page_says_so(root):
    for path in ("orders", "services", "resources"):
        shutil.rmtree(root / "records" / path)
    (root / "records/activities/2026/ACT-2026-0002.yml").unlink()
    (root / "records/activities/2026/ACT-2026-0001.yml").unlink()
    assert page(root, "matching/").text.endswith("还没有点单，也还没有服务和资源。")
