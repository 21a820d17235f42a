"""Orders: their chain, their clock, who is told what of them, and the board."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from overlay import AS_OF, register_of
from sample import committed, git

from govgen.cache import Cache
from govgen.check import check
from govgen.checks.illegal_move import illegal_move, moves
from govgen.cli import cli
from govgen.clock import ANSWERS, AWAITED
from govgen.drafts import drafts
from govgen.form import fill
from govgen.kinds.order import Intake, Order
from govgen.length import Length, later, length
from govgen.load import load
from govgen.register import Register
from govgen.view import View

SHANGHAI = ZoneInfo("Asia/Shanghai")
ORDER = """id: {id}
title: 楼道灯不亮
category: facilities
{more}events:
{events}"""
BEGIN = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
KIND = Order.KIND


@pytest.fixture
def root(tmp_path) -> Path:
    """The base register of the cases."""
    return register_of(None, tmp_path)


def govgen(root: Path, *words: object) -> Result:
    cache = ["--cache-dir", str(root / "cache")]
    return CliRunner().invoke(cli, ["-C", str(root), *cache, "--lang", "en", *map(str, words)])


def register(root: Path) -> Register:
    found = load(root, AS_OF, Cache(root / "cache")).register
    assert found is not None
    return found


def write(root: Path, number: int, steps: dict[str, str], more: str = "") -> str:
    """Write an order with a step at each time; return its id."""
    name = f"ORD-202606-{number:04d}"
    events = "".join(f"  - {{to: {to}, at: {at}, by: ORG-property}}\n" for to, at in steps.items())
    path = root / f"records/orders/2026-06/{name}.yml"
    path.write_text(ORDER.format(id=name, more=more, events=events), encoding="utf-8")
    return name


def errors(root: Path) -> list[str]:
    return [it.code for it in check(register(root)) if it.severity == "error"]


@st.composite
def courses(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A way of entry and a legal way along its chain, with the marks that were set on it."""
    intake = draw(st.sampled_from([str(it.value) for it in Intake]))
    reached = [KIND.first_states(intake)[0]]
    state = reached[0]
    for _ in range(draw(st.integers(0, 14))):
        following = sorted(KIND.next_states(intake, state, None).keys() - {"voided"})
        if not following:
            break
        chosen = draw(st.sampled_from(following))
        reached.append(chosen)
        state = state if chosen in KIND.marks else chosen
    return intake, reached


def order(intake: str, reached: list[str]) -> Order:
    """An order that went that way, an hour for each step."""
    stamps = ((BEGIN + timedelta(hours=place)).isoformat() for place in range(len(reached)))
    events = [{"to": to, "at": at} for to, at in zip(reached, stamps, strict=True)]
    made = fill(Order, {"id": "ORD-202603-0001", "title": "灯", "category": "facilities",
                        "intake": intake, "events": events})  # fmt: skip
    assert isinstance(made, Order)
    return made


@given(courses())
def test_a_legal_way_is_accepted_and_marks_leave_the_state_as_it_is(course):
    intake, reached = course
    made = order(intake, reached)
    assert not any(m.allowed is not None and m.event.to not in m.allowed for m in moves(made))
    unmarked = [state for state in reached if state not in KIND.marks]
    assert made.state == unmarked[-1]
    assert made.asked == BEGIN
    first = next((place for place, to in enumerate(reached) if to in ANSWERS), None)
    assert (made.answer and made.answer.at) == (
        None if first is None else BEGIN + timedelta(hours=first)
    )


@given(courses(), st.sampled_from(sorted(KIND.all_states)))
def test_a_step_off_the_chain_is_named(course, wrong):
    intake, reached = course
    before = order(intake, reached)
    legal = KIND.next_states(intake, before.state, None)
    found = list(illegal_move(order(intake, [*reached, wrong]), None))
    assert [it.route for it in found] == (
        [] if wrong in legal else [("events", len(reached), "to")]
    )


@given(st.integers(1, 200), st.integers(0, 1_400_000))
def test_hours_run_from_minute_to_minute_in_any_zone(number, minutes):
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    at, exact = Length(number, "hour").after(start, SHANGHAI)
    assert exact
    assert at - start == timedelta(hours=number)
    assert later(at, start, SHANGHAI)
    assert not later(start.astimezone(SHANGHAI), start, SHANGHAI)


@given(st.integers(1, 72), st.dates(date(2024, 1, 1), date(2026, 9, 1)))
def test_hours_from_a_day_end_with_the_day_that_gives_no_less_time(number, start):
    at, _ = Length(number, "hour").after(start, SHANGHAI)
    days = (at - start).days
    assert (days - 1) * 24 < number <= days * 24


@pytest.mark.parametrize("wrong", ["", "7", "0 days", "7 weeks", "1.5 hours", "seven days", None])
def test_what_is_no_length_of_time_is_refused(wrong):
    with pytest.raises(ValueError, match="no length of time"):
        length(wrong)


@pytest.mark.parametrize(
    ("urgency", "dispatch", "feedback"),
    [
        ("urgent", "2026-04-03T17:30:00+08:00", "2026-04-03T18:30:00+08:00"),
        ("utilities", "2026-04-03T18:30:00+08:00", "2026-04-04T16:30:00+08:00"),
        ("general", "2026-04-04T16:30:00+08:00", "2026-04-10"),
        ("complex", "2026-04-04T16:30:00+08:00", "2026-04-20"),
    ],
)
def test_due_times_follow_urgency_and_move_off_holidays(urgency, dispatch, feedback, root):
    write(root, 9, {"requested": "2026-04-03T16:30+08:00"}, f"urgency: {urgency}\n")
    found = register(root)
    made = found.records["ORD-202606-0009"]
    assert isinstance(made, Order)
    dues = made.dispatch_due(found.community), made.feedback_due(found.community)
    assert [it and it.at.isoformat() for it in dues] == [dispatch, feedback]
    assert [it and (it.default, it.exact) for it in dues] == [(True, True)] * 2


def test_the_community_sets_its_own_limits_and_an_unknown_year_says_so(root):
    community = root / "records/community.yml"
    limits = "order_limits:\n  general: {dispatch: 4 hours, feedback: 3 working days}\n"
    community.write_text(f"{community.read_text('utf-8')}{limits}", "utf-8")
    write(root, 9, {"requested": "2026-09-30"})
    found = register(root)
    made = found.records["ORD-202606-0009"]
    assert isinstance(made, Order)
    assert made.dispatch_due(found.community) == (date(2026, 10, 1), False, True)
    assert made.feedback_due(found.community) == (date(2026, 10, 10), False, True)
    ahead = order("resident", ["requested"]).model_copy(update={"promised": None})
    far = ahead.model_copy(update={"events": (ahead.events[0].model_copy(
        update={"at": date(2099, 3, 2)}),)})  # fmt: skip
    due = far.feedback_due(found.community)
    assert due is not None
    assert (due.at, due.exact) == (date(2099, 3, 5), False)


def test_the_hotline_arrives_dispatched_and_others_do_not(root):
    write(root, 8, {"dispatched": "2026-06-01T09:00+08:00"}, "intake: hotline\n")
    assert "illegal-move" not in errors(root)
    write(root, 8, {"dispatched": "2026-06-01T09:00+08:00"})
    assert "illegal-move" in errors(root)


def test_an_imported_order_may_lack_steps_and_what_follows_may_not(root):
    came = {"requested": "2026-06-01", "completed": "2026-06-03"}
    source = 'source: {system: 热线, id: "9", steps: 2}\n'
    name = write(root, 9, came, source)
    assert errors(root) == []
    write(root, 9, {**came, "dispatched": "2026-06-04"}, source)
    assert errors(root) == ["illegal-move", "order-party"]
    write(root, 9, came, source)
    pages = written(root, "zh")
    rows = re.findall(r"<strong>([^<]+)</strong>", pages[f"orders/{name}/"])
    assert [row for row in rows if row in ("点单", "分单、派单、领单、办理中", "办结")] == [
        "点单", "分单、派单、领单、办理中", "办结",
    ]  # fmt: skip


def test_an_order_is_made_and_goes_along_the_chain_by_command(root):
    done = govgen(root, "new", "order", "--set", "title=水管漏水", "--set", "category=facilities",
                  "--set", "tasks=[{unit: ORG-property}]",
                  "--at", "2026-06-10T09:00+08:00")  # fmt: skip
    assert (done.exit_code, done.stdout) == (0, "records/orders/2026-06/ORD-202606-0003.yml\n")
    name = "ORD-202606-0003"

    def move(*words: str) -> tuple[int, str]:
        told = govgen(root, "move", name, *words)
        return told.exit_code, told.stderr.strip()

    day = "2026-06-10T{}+08:00"
    assert move("claimed", "--at", day.format("10:00"))[0] == 2
    by = "--by", "ORG-qingxi-committee"
    assert move("triaged", "--at", day.format("10:00"), *by) == (0, "")
    assert move("extended", "--at", day.format("10:30"), *by, "--note", "等配件") == (
        2, "`extended` needs more: add --until",
    )  # fmt: skip
    late = "--until", "2026-06-30"
    assert move("extended", "--at", day.format("10:30"), *by, "--note", "等配件", *late) == (0, "")
    made = register(root).records[name]
    assert (made.state, [event.to for event in made.events]) == (
        "triaged", ["requested", "triaged", "extended"],
    )  # fmt: skip
    status, said = move("dispatched", "--at", day.format("11:00"), "--by", "ORG-property")
    assert status == 2
    assert "this step belongs to the sub-district" in said


def test_the_extension_moves_the_day_that_is_awaited_and_not_the_first_limit(root):
    found = register(root)
    made = found.records["ORD-202606-0002"]
    assert isinstance(made, Order)
    first, last = made.feedback_due(found.community), made.extended_due(found.community)
    assert (first and first.at, last and last.at) == (date(2026, 6, 15), date(2026, 6, 26))


def written(root: Path, lang: str) -> dict[str, str]:
    """Return the text of every page by its address."""
    made = ((draft.path, draft.write()) for draft in drafts(View(register(root), lang)))
    return {path: f"{page.title}\n{page.body}" for path, page in made}


def test_a_rating_is_told_in_sums_and_never_of_one_order(root):
    name = "ORD-202606-0001"
    path = root / f"records/orders/2026-06/{name}.yml"
    text = path.read_text("utf-8").replace("  score: 5\n", "  score: 2\n  note: 来得太慢\n")
    path.write_text(f"{text}beneficiaries: [disabled]\n", "utf-8")
    assert govgen(root, "export", root / "out", "--as-of", "2026-11-20").exit_code == 0
    listed = json.loads((root / "out/data/v1/orders.json").read_text("utf-8"))["records"]
    told = next(it for it in listed if it["id"] == name)
    assert told["followup"] == {
        "by": "ORG-qingxi-committee", "on": "2026-06-05T10:00+08:00", "reached": True,
    }  # fmt: skip
    assert "beneficiaries" not in told
    page = written(root, "zh")[f"orders/{name}/"]
    assert [word for word in ("来得太慢", "残疾人", "部分解决") if word in page] == []
    assert "打分不逐件公开" in page


def test_the_published_changes_of_an_order_do_not_tell_its_rating(root):
    name = "ORD-202606-0001"
    path = root / f"records/orders/2026-06/{name}.yml"
    text = path.read_text("utf-8")
    rated = "beneficiaries: [disabled]\n"
    path.write_text(text.replace("  solved: yes\n  score: 5\n", ""), "utf-8")
    committed(root)
    path.write_text(text.replace("score: 5", "score: 2\n  note: 来得太慢") + rated, "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Rating")
    path.write_text(text.replace("solved: yes", "solved: partly") + rated, "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Another")
    assert govgen(root, "export", root / "out", "--as-of", "2026-11-20").exit_code == 0
    data = root / "out/data/v1"
    changes = (data / "approvals.json").read_text("utf-8")
    assert name in changes
    for told in (changes, (data / "orders.csv").read_text("utf-8-sig")):
        words = '"score"', '"solved"', "来得太慢", "disabled", "partly"
        assert [it for it in words if it in told] == []


def test_the_approvals_of_an_order_read_as_one_line_in_english(root):
    write(root, 9, {"requested": "2026-06-01", "withdrawn": "2026-06-02, note: 自己修好了"})
    (root / "mkdocs.yml").write_text("site_name: 清溪\n", "utf-8")
    (root / "site_src").mkdir()
    committed(root)
    built = root.parent / "site"
    done = govgen(root, "build", "--site-dir", built, "--as-of", "2026-11-20")
    assert done.exit_code == 0, done.stderr
    page = (built / "en/orders/ORD-202606-0009/index.html").read_text("utf-8")
    assert "Ordered → Withdrawn" in page
    assert "1 Jun 2026, 2 Jun 2026" in page


def test_an_agreed_time_beyond_the_limit_stands_beside_it(root):
    more = "promised: 2026-06-30T10:00+08:00\n"
    write(root, 9, {"requested": "2026-06-01T09:00+08:00"}, more)
    page = re.sub(r"<[^>]+>|\s", "", written(root, "zh")["orders/ORD-202606-0009/"])
    assert "约定时间2026年6月30日" in page
    assert "办结时限2026年6月8日" in page


def test_an_order_that_shows_its_progress_only_tells_no_hour_no_unit_and_no_place(root):
    page = written(root, "zh")["orders/ORD-202606-0002/"]
    assert "长者服务（仅公开进度）" in page
    hidden = ("上门理发", "10:00", "清溪志愿服务队", "家人改了时间", "机修厂")
    assert [word for word in hidden if word in page] == []
    assert "2026年6月8日那一周" in page


def test_the_board_counts_each_link_and_lists_what_is_overdue_first(root):
    write(root, 8, {"requested": "2026-11-19T09:00+08:00"})
    write(root, 9, {"requested": "2026-11-02T09:00+08:00", "triaged": "2026-11-02T10:00+08:00"})
    page = written(root, "zh")["orders/"]
    counts = re.findall(r"<strong>(\d+)</strong><span>([^<]+)</span>", page)
    assert counts == [
        ("1", "待分单"),
        ("1", "待派单"),
        ("0", "待领单"),
        ("1", "办理中"),
        ("0", "待评单"),
    ]
    sections = {it: re.findall(r"orders/(ORD-[0-9-]+)/", text) for it, text in parts(page)}
    assert sections == {
        "late": ["ORD-202606-0002", "ORD-202606-0009"],
        "under-way": ["ORD-202606-0008"],
        "latest": ["ORD-202606-0001"],
    }


def parts(page: str) -> list[tuple[str, str]]:
    """Return each section of a page by its id, with its text."""
    return re.findall(r'<section class="gg-section" id="([^"]+)">(.*?)</section>', page, re.DOTALL)


def test_orders_stand_in_their_months(root):
    pages = written(root, "zh")
    assert "2026年6月服务订单" in pages["orders/2026-06/"]
    assert "Service orders, June 2026" in written(root, "en")["orders/2026-06/"]


def test_who_acts_next_is_the_one_whose_step_it_is(root):
    community = register(root).community.model_copy(update={"dispatcher": "ORG-hewan-office"})
    acting = {
        state: made.doer(community)
        for state in AWAITED
        if (made := register(root).records["ORD-202606-0001"].model_copy()) is not None
        and made.__dict__.update({"state": state}) is None
        and isinstance(made, Order)
    }
    committee, office, unit = "ORG-qingxi-committee", "ORG-hewan-office", "ORG-property"
    assert acting == {
        "requested": committee, "triaged": office, "self_served": committee, "dispatched": unit,
        "returned": office, "claimed": unit, "reassigned": office, "in_progress": unit,
        "whistled": unit, "reported": unit, "partly_completed": unit, "reopened": unit,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("score: 5", "score: 6", "`6` is not from 1 to 5"),
        ("urgency: general", "urgency: normal", "`normal` is not a value of `urgency`"),
        ("promised: 2026-06-05", "promised: 6月5日", "`6月5日` is not a day"),
        ("ORD-202606-0001", "ORD-202613-0001", "records/orders"),
        ("reached: true", "reached: maybe", "`maybe` is neither true nor false"),
        ("unit: ORG-property", "unit: 物业", "unit"),
        ("quantity: 2", "quantity: two", "`two` is not a whole number"),
    ],
)
def test_what_an_order_cannot_say_is_named_with_its_place(was, now, said, root):
    path = root / "records/orders/2026-06/ORD-202606-0001.yml"
    path.write_text(path.read_text("utf-8").replace(was, now, 1), "utf-8")
    told = govgen(root, "check", "--as-of", "2026-11-20")
    assert told.exit_code == 1
    assert said in told.stdout
    assert re.search(r"ORD-202606-0001\.yml:\d+:\d+: error", told.stdout)
