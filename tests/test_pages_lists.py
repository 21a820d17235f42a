"""Lists of small registers: years, pages of two hundred, what is only counted, what is late."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from overlay import AS_OF, BASE

from govgen import disclosure, neighbourhood, oversight, regulations, slices, spending
from govgen.cache import Cache
from govgen.drafts import drafts
from govgen.load import load
from govgen.pages import glossary, lists
from govgen.record import kinds
from govgen.register import Register
from govgen.view import Page, View

COMMITTEE = "ORG-committee"


@pytest.fixture
def root(tmp_path) -> Path:
    """A register with nothing but its two files, a committee and a community."""
    records = tmp_path / "records"
    records.mkdir()
    for name in ("community.yml", "people.yml"):
        shutil.copy(BASE / "records" / name, records / name)
    write(
        tmp_path, "organizations/ORG-committee.yml", type="committee", at="2020-01-01", to="active"
    )
    write(tmp_path, "places/PLC-all.yml", level="community", at="2020-01-01", to="active")
    return tmp_path


def write(
    root: Path, name: str, /, at: str = "2026-01-05", to: str = "submitted", **fields
) -> None:
    """Write one record; its last step is `to` on `at` unless `events` says otherwise."""
    path = root / "records" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    filled = {"id": path.stem, "title": path.stem, "events": [{"to": to, "at": at}], **fields}
    path.write_text(yaml.safe_dump(filled, allow_unicode=True), "utf-8")


def issue(root: Path, number: int, year: int = 2026, **fields) -> None:
    form = {"category": "facilities", "raised_by": {"kind": "resident"}, "at": f"{year}-01-05"}
    write(root, f"issues/{year}/ISS-{year}-{number:04}.yml", **{**form, **fields})


def read(root: Path) -> Register:
    loaded = load(root, AS_OF, Cache(root / "cache"))
    assert loaded.register is not None
    assert [d.message.en for d in loaded.diagnostics] == []
    return loaded.register


def pages(register: Register, lang="zh") -> dict[str, Page]:
    return {draft.path: draft.write() for draft in drafts(View(register, lang))}


def test_a_year_is_cut_into_pages_of_two_hundred(root):
    for number in range(1, 403):
        issue(root, number)
    issue(root, 1, year=2025)
    found = {p.path: p for p in pages(read(root)).values() if p.path.startswith("issues/20")}
    assert sorted(found) == ["issues/2025/", "issues/2026/", "issues/2026/2/", "issues/2026/3/"]
    cards = [found[path].body.count('class="gg-card"') for path in sorted(found)]
    assert cards == [1, 200, 200, 2]
    assert 'href="~/issues/2026/3/" aria-current="page"' in found["issues/2026/3/"].body


def test_slices_keep_order_and_know_their_neighbours():
    parts = slices.slices(range(5), "places/", 2)
    assert [part.items for part in parts] == [(0, 1), (2, 3), (4,)]
    assert [part.path for part in parts] == ["places/", "places/2/", "places/3/"]
    assert parts[1].pager == [
        ("1", "~/places/", False),
        ("2", "~/places/2/", True),
        ("3", "~/places/3/", False),
    ]
    assert [(part.items, part.pager) for part in slices.slices((), "x/")] == [((), [])]


def test_places_run_over_into_a_second_page_under_the_places_they_lie_in(root):
    for number in range(1, 231):
        name = f"places/PLC-yard-{number:03}.yml"
        write(root, name, level="courtyard", parent="PLC-all", at="2020-01-01", to="active")
    found = pages(read(root))
    assert "PLC-yard-001/" in found["places/"].body
    assert "PLC-yard-230/" in found["places/2/"].body
    assert "PLC-yard-001/" not in found["places/2/"].body
    assert "PLC-all/" in found["places/2/"].body


def test_what_is_only_counted_has_no_name_and_no_page_anywhere(root):
    hidden = "某楼两户为晾衣争执"
    issue(root, 1, title=hidden, category="dispute", visibility="count", at="2026-05-05")
    issue(root, 2, title="路灯不亮", at="2026-05-06")
    for lang in ("zh", "en"):
        found = pages(read(root), lang)
        assert not any("ISS-2026-0001" in path for path in found)
        told = [p.path for p in found.values() if hidden in p.body or "ISS-2026-0001" in p.body]
        assert told == []
    body = pages(read(root))["issues/"].body
    assert "2026年第2季度" in body
    assert "邻里调解" in body


def test_what_leads_on_stands_before_what_has_ended(root):
    issue(
        root,
        1,
        events=[
            {"to": "submitted", "at": "2026-01-05"},
            {"to": "declined", "at": "2026-01-08", "note": "不属社区"},
        ],
    )
    issue(root, 2)
    body = pages(read(root))["issues/"].body
    assert body.index("ISS-2026-0002") < body.index('id="latest"') < body.index("ISS-2026-0001")


def test_a_place_counts_what_goes_on_within_it(root):
    write(
        root,
        "places/PLC-yard.yml",
        level="courtyard",
        parent="PLC-all",
        at="2020-01-01",
        to="active",
    )
    issue(root, 1, place="PLC-yard")
    issue(root, 2, place="PLC-all")
    issue(root, 3, place="PLC-yard", visibility="count", category="dispute")
    (top,) = neighbourhood.yards(read(root))
    assert [(y.place.id, y.here, y.below) for y in top.walk()] == [
        ("PLC-all", 1, 2),
        ("PLC-yard", 1, 1),
    ]


def test_places_in_a_circle_do_not_hang(root):
    for name, parent in (("a", "PLC-b"), ("b", "PLC-a")):
        write(
            root,
            f"places/PLC-{name}.yml",
            level="courtyard",
            parent=parent,
            at="2020-01-01",
            to="active",
        )
    loaded = load(root, AS_OF, Cache(root / "cache"))
    assert loaded.register is not None
    assert len(neighbourhood.yards(loaded.register)) == 3


def rule(root: Path, number: int, state: str, **fields) -> None:
    steps = ("proposed", "passed", "publicised", "effective")
    reached = steps if state == "superseded" else steps[: steps.index(state) + 1]
    events = [{"to": step, "at": f"2025-0{n}-01"} for n, step in enumerate(reached, 1)]
    if state == "superseded":
        events.append({"to": "superseded", "at": "2026-01-01", "note": "新规施行"})
    form = {"type": "rule", "route": "delegates", "text": "不乱停。", "events": events}
    write(root, f"decisions/2025/DEC-2025-{number:04}.yml", **form, **fields)


def test_rules_are_in_force_to_come_or_past(root):
    rule(root, 1, "effective", effective_from="2025-05-01")
    rule(root, 2, "superseded", effective_from="2024-05-01")
    rule(root, 3, "effective", effective_from="2025-06-01", supersedes="DEC-2025-0002")
    rule(root, 4, "effective", effective_from="2027-01-01")
    rule(root, 5, "publicised")
    rule(root, 6, "effective", effective_from="2025-01-01", effective_until="2026-06-30")
    book = regulations.rulebook(read(root))

    def ids(found: tuple[regulations.Regulation, ...]) -> list[str]:
        return [one.decision.id[-1] for one in found]

    assert (ids(book.in_force), ids(book.to_come), ids(book.past)) == (
        ["1", "3"],
        ["4", "5"],
        ["6", "2"],
    )
    assert [former.id for former in book.in_force[1].before] == ["DEC-2025-0002"]
    assert book.past[1].after is not None


def project(root: Path, number: int, **fields) -> None:
    form = {"type": "renovation", "track": "simple", "to": "applied"}
    write(root, f"projects/2026/PRJ-2026-{number:04}.yml", **{**form, **fields})


def payment(number: int, amount: str, at: str = "2026-03-01", **fields) -> dict[str, object]:
    offices = {"payee": COMMITTEE, "handled_by": COMMITTEE, "approved_by": COMMITTEE}
    form = {"no": number, "kind": "first", "source": "fiscal", "voucher_no": f"V-{number}"}
    return {**form, **offices, "amount": amount, "at": at, **fields}


def test_what_was_spent_adds_up_by_year_source_and_type(root):
    project(root, 1, payments=[payment(1, "1000.10"), payment(2, "200", "2025-12-31")])
    project(root, 2, type="service", payments=[payment(1, "500", source="donation")])
    project(root, 3, currency="PLN", payments=[payment(1, "9999")])
    register = read(root)
    years = spending.payments(register)
    assert {year: str(spending.total(found)) for year, found in years.items()} == {
        2026: "1500.10",
        2025: "200",
    }
    assert [(s.value, str(a)) for s, a in spending.by(years[2026], lambda one: one.source)] == [
        ("fiscal", "1000.10"),
        ("donation", "500"),
    ]
    assert spending.foreign(register) == 1
    assert [one.project.id for one in spending.costliest(register, 2)] == [
        "PRJ-2026-0001",
        "PRJ-2026-0002",
    ]


def test_a_payment_before_its_decision_is_seen_and_one_after_is_not(root):
    rule(root, 1, "effective", effective_from="2025-05-01")
    funding = [
        {"source": "fiscal", "approved": "500", "received": "500", "decision": "DEC-2025-0001"}
    ]
    early, late = payment(1, "100", "2025-01-31"), payment(2, "100", "2025-02-01")
    project(root, 1, funding=funding, payments=[early, late])
    found = oversight.early_payments(read(root))
    assert [(one.payment.no, one.passed) for one in found] == [(1, date(2025, 2, 1))]


def decision(root: Path, number: int, state: str, **fields) -> None:
    steps = ("proposed", "passed", "publicised", "effective", "implemented", "results_publicised")
    events = [{"to": step, "at": "2026-11-10"} for step in steps[: steps.index(state) + 1]]
    form = {"type": "ordinary", "route": "delegates", "text": "换灯。", "events": events}
    write(root, f"decisions/2026/DEC-2026-{number:04}.yml", **{**form, **fields})


def window(number: int, start: str, end: str, **fields) -> dict[str, object]:
    form = {"no": number, "purpose": "decision", "days": 7, "posted_at": "公告栏"}
    return {**form, "from": start, "to": end, **fields}


def test_a_day_that_was_not_recorded_is_no_late_posting(root):
    decision(
        root,
        1,
        "publicised",
        windows=[
            window(1, "2026-11-02", "2026-11-09", posted_on="2026-11-02"),
            window(2, "2026-11-03", "2026-11-10"),
            window(3, "2026-11-04", "2026-11-11", posted_on="2026-11-05"),
        ],
    )
    found = oversight.late_windows(read(root))
    assert [(one.id, posted.no) for one, posted in found] == [("DEC-2026-0001", 3)]


@pytest.mark.parametrize(
    ("state", "purpose", "is_open"),
    [
        ("results_publicised", "result", True),
        ("implemented", "result", True),
        ("effective", "result", False),
        ("results_publicised", "decision", False),
    ],
)
def test_a_result_is_open_for_comment_on_notices_and_home(root, state, purpose, is_open):
    decision(
        root,
        1,
        state,
        windows=[window(1, "2026-11-18", "2026-11-25", purpose=purpose)],
        title="换灯",
    )
    found = pages(read(root))
    link = '<h2><a href="~/decisions/DEC-2026-0001/">换灯</a></h2>'
    assert (link in found["notices/"].body) is is_open
    assert ("提意见到2026年11月25日" in found[""].body) is is_open


def test_what_ended_last_stands_first(root):
    days = {1: "2026-05-05", 2: "2026-02-01", 3: "2026-08-01", 4: "2026-05-05", 5: "2026-01-20"}
    for number, day in days.items():
        declined = {"to": "declined", "at": day, "note": "不属社区"}
        issue(root, number, events=[{"to": "submitted", "at": "2026-01-05"}, declined])
    body = pages(read(root))["issues/"].body.partition('id="latest"')[2]
    ids = re.findall(r'href="~/issues/ISS-2026-(\d+)/"', body)
    assert ids == ["0003", "0004", "0001", "0002", "0005"]


SECRETS = (
    "楼里那户",
    "东院",
    "异议原文",
    "起因",
    "采购原文",
    "挑选理由",
    "瑕疵经过",
    "缺的东西",
    "东门商行",
)
LISTED = ("late", "early", "objections", "unratified", "overdue", "direct", "payees")
EXACT = re.compile(r"11月1[0-3]日|2026-11-1[0-3]|\b1[0-3] Nov|12月23日|23 Dec")
"""Days of one week, its Monday apart, and the day by which something must be published again."""


def cards(root: Path) -> None:
    """Write an issue, a decision and a project of which only the progress is public."""
    hidden = {"visibility": "card", "title": "楼里那户", "place": "PLC-yard"}
    flaw = {"rule": "late-window", "note": "瑕疵经过", "found_by": COMMITTEE, "remedy": "none"}
    hidden["irregularities"] = [{**flaw, "found_on": "2026-11-12"}]
    write(root, "places/PLC-yard.yml", level="courtyard", parent="PLC-all", at="2020-01-01", to="active", title="东院")  # fmt: skip
    write(root, "organizations/ORG-shop.yml", type="enterprise", at="2020-01-01", to="active", title="东门商行")  # fmt: skip
    issue(root, 1, **hidden, at="2026-11-10")
    objection = {"no": 1, "received": "2026-11-12", "form": "signed", "substance": "异议原文"}
    late = window(1, "2026-11-10", "2026-11-13", posted_on="2026-11-11")
    decision(
        root, 1, "publicised", **hidden, arises_from="ISS-2026-0001", windows=[late], objections=[objection]
    )  # fmt: skip
    decision(root, 2, "proposed", title="拨款方案", events=[{"to": "proposed", "at": "2026-10-08"}])
    urgent = {"ground": "起因", "ordered_by": COMMITTEE, "at": "2026-11-10", "cap": 5000}
    bought = {"method": "direct", "what": "采购原文", "reason": "挑选理由", "winner": "ORG-shop"}
    project(
        root,
        1,
        **hidden,
        arises_from="ISS-2026-0001",
        track="works",
        events=[{"to": "warranty", "at": "2026-11-10"}],
        milestones=[{"what": "缺的东西", "planned": "2026-11-12"}],
        procurement=[{**bought, "on": "2026-11-12"}],
        funding=[{"source": "fiscal", "approved": 4321, "decision": "DEC-2026-0002"}],
        payments=[payment(1, "4321", "2026-11-11", payee="ORG-shop")],
        deliverables=[{"item": "缺的东西", "planned": 3, "actual": 1}],
    )
    project(root, 2, **hidden, urgent={**urgent, "ratify_by": "2026-11-13"}, at="2026-11-10")
    catalogue(root, kinds=["project"], within=12)


def rows(body: str, section: str) -> list[list[str]]:
    """Return the cells of the table in one section of a page."""
    table = body.partition(f'id="{section}"')[2].partition("</section>")[0]
    lines = re.findall(r'<tr role="row"><td.*?</tr>', table)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", x)] for x in lines]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_tells_no_place_text_amount_or_day_on_any_page(root, lang):
    cards(root)
    found = pages(read(root), lang)
    standing = ("places/", "organizations/")
    bodies = {path: page.body for path, page in found.items() if not path.startswith(standing)}
    for path in ("", "open/", "supervision/", "issues/", "projects/", "projects/2026/", "issues/ISS-2026-0001/"):  # fmt: skip
        assert re.search("11月9日那一周|the week of 9 Nov", bodies[path]), path
    assert [path for path, body in bodies.items() if any(one in body for one in SECRETS)] == []
    assert [path for path, body in bodies.items() if EXACT.search(body)] == []


def test_supervision_tells_of_a_card_the_kind_and_the_week(root):
    cards(root)
    body = pages(read(root))["supervision/"].body
    decided, works = "一般决议（仅公开进度）", "改造项目（仅公开进度）"
    hidden, week = "仅公开进度", "2026年11月9日那一周"
    assert {name: rows(body, name) for name in LISTED} == {
        "late": [[decided, "决议公告", week, week]],
        "early": [[works, hidden, week, hidden, hidden]],
        "objections": [[decided, hidden, week, hidden]],
        "unratified": [[works, hidden, week, f"{week} 已超期"]],
        "overdue": [
            ["拨款方案", "两委商议", "ORG-qingxi-committee", "2026年11月9日", "已超期 11 天"],
            [works, "质保期满移交管护", hidden, week, "已超期"],
            [decided, "公示期满、异议办结后生效", hidden, week, "已超期"],
            ["设施维修（仅公开进度）", "答复是否受理", hidden, "2026年11月16日那一周", "已超期"],
        ],
        "direct": [[works, hidden, hidden, hidden, week]],
        "payees": [],
    }


def test_supervision_says_plainly_what_there_is_none_of(root):
    body = pages(read(root))["supervision/"].body
    assert "没有：程序瑕疵" in body
    assert "没有：异议没有答复" in body


def catalogue(root: Path, **fields) -> None:
    path = root / "records" / "community.yml"
    said = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    item = {"no": 1, "item": "议题", "kinds": ["issue"], "basis": "办法", "body": COMMITTEE}
    said["disclosure"] = [{**item, "audience": "居民", "every": "month", "within": 10, **fields}]
    path.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")


@pytest.mark.parametrize(
    ("days_ago", "status"), [(0, "current"), (41, "current"), (42, "overdue"), (None, "never")]
)
def test_an_item_is_overdue_after_its_period_and_its_days(root, days_ago, status):
    catalogue(root)
    if days_ago is not None:
        issue(root, 1, at=str(AS_OF - timedelta(days=days_ago)))
    (found,) = disclosure.catalogue(read(root))
    assert found.status == status


def test_an_item_without_kinds_is_found_by_the_records_that_name_it(root):
    catalogue(root, kinds=[], item="办公经费")
    issue(root, 1, disclosure={"item": "办公经费"})
    issue(root, 2)
    (found,) = disclosure.catalogue(read(root))
    assert (found.record.id if found.record else None, found.count) == ("ISS-2026-0001", 1)


def test_an_item_of_some_types_counts_no_others(root):
    project(root, 1)
    project(root, 2, type="service")
    catalogue(root, kinds=["project"], types=["renovation"])
    (found,) = disclosure.catalogue(read(root))
    assert (found.record.id if found.record else None, found.count) == ("PRJ-2026-0001", 1)


def anchors() -> Iterator[str]:
    for model in kinds().values():
        yield from (f'id="{model.KIND.name}-{state}"' for state in model.KIND.all_states)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_glossary_has_an_entry_for_every_state_of_every_kind(root, lang):
    (draft,) = glossary.drafts(View(read(root), lang))
    body = draft.write().body
    assert [anchor for anchor in anchors() if anchor not in body] == []


def test_an_empty_register_has_all_its_pages_in_both_languages(root):
    register = read(root)
    for lang in ("zh", "en"):
        found = pages(register, lang)
        expected = {f"{m.KIND.folder}/" for m in kinds().values()} | {
            "", "rules/", "party/", "open/", "supervision/", "data/", "glossary/", "notices/", "contact/",
        }  # fmt: skip
        assert expected <= found.keys()
        assert [path for path, page in found.items() if page.path != path or not page.title] == []


def test_a_list_needs_the_records_it_shows_and_their_places(root):
    issue(root, 1, place="PLC-all")
    front = next(d for d in lists.drafts(View(read(root), "zh")) if d.path == "issues/")
    assert front.needs == ("ISS-2026-0001", "PLC-all")
