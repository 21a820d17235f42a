"""Every measure against a second computation from the bare data, in plain loops; what is withheld; what pages and exports tell."""

import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from govgen.approved import NO_GIT
from govgen.community import Community
from govgen.measures_json import content
from govgen.pages.measures import drafts
from govgen.people import People
from govgen.record import kinds
from govgen.register import Register
from govgen.view import View
from govgen.withholding import Group, withheld
from govgen.yearbook import yearbook

LEAST = 5
TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Asia/Shanghai")
COMMUNITY = {"format": "1", "name": "清溪社区", "region_code": "990102003999"}
few = settings(max_examples=60, deadline=None)


def register(*records, **community):
    found = [kind_named(it["id"]).model_validate({"title": "某事", **it}) for it in records]
    return Register(
        Community.model_validate({**COMMUNITY, **community}),
        People.model_validate({"format": "1"}),
        {record.id: record for record in found},
        {},
        {},
        TODAY,
    )


def kind_named(record_id):
    return next(kind for kind in kinds().values() if record_id.startswith(kind.KIND.prefix))


def measured(*records, year=2026, **community):
    """Return the measures of one year by code."""
    book = yearbook(register(*records, **community), NO_GIT)
    return {it.definition.code: it for _, measures in book.get(year, ()) for it in measures}


def sums(measure):
    return measure and measure.figure and (measure.figure.numerator, measure.figure.denominator)


def beside(measure, chinese):
    return next((it.number for it in measure.beside if it.words.zh == chinese), 0)


def rows(measure, chinese):
    """Return the groups of one axis: (numerator, denominator), or none where withheld."""
    axis = next((it for it in measure.axes if it.words.zh == chinese), None)
    return {
        getattr(row.key, "value", getattr(row.key, "zh", row.key)): row.figure
        and (row.figure.numerator, row.figure.denominator)
        for row in (axis.rows if axis else ())
    }


def events(*steps):
    return tuple({"to": to, "at": str(at)} for to, at in steps)


# Withholding

GROUPS = st.lists(
    st.integers(0, 12).flatmap(lambda size: st.builds(Group, st.just(size), st.integers(0, size))),
    max_size=7,
)


def tells_too_much(groups, *, private):
    size, hidden = sum(it.size for it in groups), sum(it.hidden for it in groups)
    return (private and 0 < size < LEAST) or 0 < hidden < LEAST


@given(GROUPS, st.booleans())
def test_no_group_is_told_that_is_small_or_follows_from_the_total(groups, private):
    found = withheld(groups, LEAST, private=private)
    told = [it for index, it in enumerate(groups) if index not in found]
    assert not any(tells_too_much([it], private=private) for it in told)
    if found and told:
        assert len(found) > 1
        assert not tells_too_much([groups[index] for index in found], private=private)


@given(GROUPS, st.booleans())
def test_no_more_is_withheld_than_needed(groups, private):
    found = withheld(groups, LEAST, private=private)
    alone = {i for i, it in enumerate(groups) if tells_too_much([it], private=private)}
    added = sorted(found - alone, key=lambda index: groups[index])
    rest = sorted(set(range(len(groups))) - alone, key=lambda index: groups[index])
    assert [groups[i] for i in added] == [groups[i] for i in rest[: len(added)]]
    if added:
        fewer = [groups[index] for index in alone | set(added[:-1])]
        assert len(fewer) == 1 or tells_too_much(fewer, private=private)


# Orders

START = datetime(2026, 3, 2, 9, tzinfo=ZONE)
HOURS = {"urgent": 2, "utilities": 24}
UNITS = ("ORG-a", "ORG-b", "ORG-c")
MINUTES = st.integers(0, 3000)


@st.composite
def an_order(draw, number=1):
    """One order as its file says it, by hours so that the naive computation needs no calendar."""
    steps, at = [], START
    for state in ("requested", "triaged", "dispatched", "claimed", "in_progress"):
        at += timedelta(minutes=draw(MINUTES)) if steps else timedelta()
        steps.append((state, at))
    others = ("open", "declined", "merged", "withdrawn", "recent")
    end = draw(st.sampled_from((*("completed",) * 10, *others)))
    if end == "recent":
        steps = [("requested", datetime(2026, 11, 20, 9, tzinfo=ZONE))]
    elif end != "open":
        at += timedelta(minutes=draw(MINUTES))
        steps.append((end, at))
    called = end == "completed" and draw(st.integers(0, 4)) > 0
    if called:
        at += timedelta(minutes=draw(MINUTES))
        steps.append(("rated", at))
    told = {
        "id": f"ORD-202603-{number:04}",
        "category": draw(st.sampled_from(("facilities", "safety", "culture"))),
        "urgency": draw(st.sampled_from(tuple(HOURS))),
        "tasks": ({"unit": draw(st.sampled_from(UNITS))},),
        "events": tuple({"to": to, "at": when.isoformat()} for to, when in steps),
    }
    if called:
        reached = draw(st.integers(0, 4)) > 0
        told["followup"] = {"by": "ORG-a", "on": "2026-03-30", "reached": reached}
        for key, values in (
            ("contacted", (True, False)),
            ("solved", ("yes", "partly", "no")),
            ("score", ("1", "2", "3", "4", "5")),
        ):
            value = draw(st.sampled_from((None, *values))) if reached else None
            if value is not None:
                told["followup"][key] = value
    if draw(st.booleans()):
        place = draw(st.sampled_from((1, len(told["events"]))))
        when = told["events"][place - 1]["at"]
        longer = {"to": "extended", "at": when, "until": "2026-03-20"}
        told["events"] = (*told["events"][:place], longer, *told["events"][place:])
    return told


@st.composite
def the_orders(draw):
    return tuple(draw(an_order(number)) for number in range(1, draw(st.integers(1, 24)) + 1))


@given(the_orders())
@few
def test_the_three_rates_are_of_those_reached_and_of_those_who_rated(orders):
    found = measured(*orders)
    said = [it["followup"] for it in orders if "followup" in it]
    reached = [it for it in said if it["reached"]]
    scores = [int(it["score"]) for it in reached if "score" in it]
    expected = {
        "orders-responded": (sum(it.get("contacted") is True for it in reached), len(reached)),
        "orders-solved": (sum(it.get("solved") == "yes" for it in reached), len(reached)),
        "orders-satisfied": (sum(it >= 4 for it in scores), len(scores)),
        "orders-content": (sum(it >= 3 for it in scores), len(scores)),
    }
    for code, (part, whole) in expected.items():
        if whole >= LEAST:
            assert sums(found[code]) == (part, whole)
        elif whole:
            assert found[code].figure is None
    if len(reached) >= LEAST:
        solved = found["orders-solved"]
        assert beside(solved, "部分解决") == sum(it.get("solved") == "partly" for it in reached)
        assert beside(solved, "回访没联系上") == len(said) - len(reached)
        assert beside(found["orders-responded"], "联系上但没有说") == sum(
            "contacted" not in it for it in reached
        )
    if len(scores) >= LEAST:
        assert beside(found["orders-satisfied"], "没有评分") == len(reached) - len(scores)


@given(the_orders())
@few
def test_ratings_are_broken_down_and_small_groups_withheld_on_every_axis(orders):
    found = measured(*orders).get("orders-satisfied")
    scored = [
        (it["category"], it["tasks"][0]["unit"], int(it["followup"]["score"]))
        for it in orders
        if "score" in it.get("followup", {})
    ]
    if len(scored) < LEAST:
        assert found is None or found.figure is None or found.figure.denominator == 0
        return
    for place, axis in enumerate(("按需求类别", "按承办单位")):
        groups = defaultdict(list)
        for one in scored:
            groups[one[place]].append(one[2] >= 4)
        told = rows(found, axis)
        assert told.keys() == groups.keys()
        for key, figure in told.items():
            assert figure in (None, (sum(groups[key]), len(groups[key])))
            assert figure is None or figure[1] >= LEAST
        hidden = [len(groups[key]) for key, figure in told.items() if figure is None]
        assert len(hidden) != 1 or len(told) == 1


@given(the_orders())
@few
def test_on_time_counts_the_open_and_overdue_and_stops_the_clock_at_the_first_result(orders):
    counts = Counter()
    for it in orders:
        steps = [(e["to"], datetime.fromisoformat(e["at"])) for e in it["events"]]
        due = steps[0][1] + timedelta(hours=HOURS[it["urgency"]])
        ends = {
            to: at for to, at in steps if to in ("completed", "declined", "merged", "withdrawn")
        }
        if "merged" in ends or "withdrawn" in ends:
            counts[next(iter(ends))] += 1
            continue
        marks = [place for place, (to, _) in enumerate(steps) if to == "extended"]
        results = [place for place, (to, _) in enumerate(steps) if to in ends]
        last = date(2026, 3, 20) if marks and marks < (results or [len(steps)]) else None
        if ends:
            at = next(iter(ends.values()))
            counts["in time" if at <= due else "late"] += 1
            counts["extended"] += at.date() <= last if last else at <= due
            counts["extended of"] += 1
        else:
            counts["overdue" if due.date() < TODAY else "coming"] += 1
            counts["extended of"] += (last or due.date()) < TODAY
    found = measured(
        *orders,
        order_limits={name: {"dispatch": "1 hour", "feedback": f"{n} hours"} for name, n in HOURS.items()},
    )  # fmt: skip
    first = found["orders-in-time"]
    assert sums(first) == (
        counts["in time"],
        counts["in time"] + counts["late"] + counts["overdue"],
    )
    for words, name in (
        ("办结但超期", "late"),
        ("没办结已超期", "overdue"),
        ("还在期限内", "coming"),
        ("并入别的订单", "merged"),
        ("撤单", "withdrawn"),
    ):
        assert beside(first, words) == counts[name]
    if "orders-in-extended-time" in found:
        assert sums(found["orders-in-extended-time"]) == (counts["extended"], counts["extended of"])


def test_neither_a_late_agreement_nor_a_withdrawal_after_the_result_nor_a_later_extension_makes_it_prompt():
    chain = [("requested", 0), ("triaged", 1), ("self_served", 2), ("completed", 9000), ("rated", 9100),
             ("reopened", 9200)]  # fmt: skip
    steps = tuple({"to": to, "at": (START + timedelta(minutes=n)).isoformat()} for to, n in chain)
    longer = {"to": "extended", "at": steps[-1]["at"], "until": "2026-04-30"}
    withdrawn = {"to": "withdrawn", "at": steps[-1]["at"]}
    late = {"category": "safety", "urgency": "urgent"}
    found = measured(
        {"id": "ORD-202603-0001", **late, "promised": "2026-04-01", "events": steps[:4]},
        {"id": "ORD-202603-0002", **late, "events": (*steps, longer)},
        {"id": "ORD-202603-0003", **late, "events": (*steps, withdrawn)},
        {"id": "ORD-202603-0004", **late, "events": steps[:4], "promised": "2026-04-01"}
        | {"urgency": "appointment"},
    )
    assert sums(found["orders-in-time"]) == (1, 4)
    assert sums(found["orders-in-extended-time"]) == (1, 4)


def test_former_ids_of_a_unit_stand_for_the_present_one():
    unit = {"id": "ORG-a", "type": "unit", "aliases": ("ORG-old",),
            "events": events(("active", "2020-01-01"))}  # fmt: skip
    orders = (plain_order(n, unit="ORG-a" if n % 2 else "ORG-old") for n in range(1, 7))
    assert rows(measured(unit, *orders)["orders-satisfied"], "按承办单位") == {"ORG-a": (6, 6)}


def test_a_return_does_not_start_the_clock_again_and_impossible_dates_do_not_count():
    chain = [("requested", 0), ("triaged", 1), ("dispatched", 2), ("returned", 30), ("dispatched", 40),
             ("claimed", 50), ("in_progress", 60), ("completed", 119), ("rated", 400),
             ("reopened", 500), ("in_progress", 501), ("completed", 9000)]  # fmt: skip
    again = {
        "id": "ORD-202603-0001",
        "category": "safety",
        "urgency": "urgent",
        "events": tuple(
            {"to": to, "at": (START + timedelta(minutes=n)).isoformat()} for to, n in chain
        ),
    }
    wrong = {
        "id": "ORD-202603-0002",
        "category": "safety",
        "promised": "2026-03-01T09:00+08:00",
        "events": events(("requested", "2026-03-02T09:00+08:00")),
    }
    found = measured(again, wrong)
    assert sums(found["orders-in-time"]) == (1, 1)
    assert beside(found["orders-in-time"], "期限早于点单，原始数据有误，不计入") == 1
    assert found["orders-median-time"].figure.numerator == 119 * 60


@given(the_orders())
@few
def test_times_are_nearest_ranks_of_the_orders_that_have_both_moments(orders):
    found = measured(*orders)
    seconds = defaultdict(list)
    pairs = {
        "点单到分单": ("requested", "triaged"),
        "分单到派单": ("triaged", "dispatched"),
        "派单到领单": ("dispatched", "claimed"),
        "领单到办结": ("claimed", "completed"),
        "办结到评单": ("completed", "rated"),
        "点单到办结": ("requested", "completed"),
    }
    for it in orders:
        at = {e["to"]: datetime.fromisoformat(e["at"]) for e in it["events"]}
        for name, (start, end) in pairs.items():
            if start in at and end in at:
                seconds[name].append(int((at[end] - at[start]).total_seconds()))

    def nearest(values, share):
        return next(v for v in sorted(values) if sum(x <= v for x in values) >= share * len(values))

    for code, share in (
        ("orders-median-time", Fraction(1, 2)),
        ("orders-90th-time", Fraction(9, 10)),
    ):
        if not seconds["点单到办结"]:
            assert code not in found
            continue
        assert found[code].figure.numerator == nearest(seconds["点单到办结"], share)
        assert rows(found[code], "按步骤") == {
            name: (nearest(values, share), None) for name, values in seconds.items() if values
        }


def test_what_has_only_a_day_is_left_out_of_times_and_told():
    told = {
        "id": "ORD-202603-0001",
        "category": "safety",
        "events": events(
            ("requested", "2026-03-02"),
            ("triaged", "2026-03-02T10:00+08:00"),
            ("dispatched", "2026-03-02T11:00+08:00"),
            ("claimed", "2026-03-02T12:00+08:00"),
            ("in_progress", "2026-03-02T13:00+08:00"),
            ("completed", "2026-03-03T12:00+08:00"),
        ),
    }
    found = measured(told)["orders-median-time"]
    assert found.figure.numerator is None
    assert beside(found, "点单到办结：时间没有记全") == 1
    assert rows(found, "按步骤")["领单到办结"] == (86_400, None)


@given(the_orders())
@few
def test_the_load_is_told_by_need_and_unit(orders):
    found = measured(*orders)["orders"]
    assert sums(found) == (len(orders), None)
    assert rows(found, "按需求类别") == {
        key: (n, None) for key, n in Counter(it["category"] for it in orders).items()
    }
    assert rows(found, "按承办单位") == {
        key: (n, None) for key, n in Counter(it["tasks"][0]["unit"] for it in orders).items()
    }


def plain_order(number, visibility="full", score="5", unit="ORG-a"):
    return {
        "id": f"ORD-202603-{number:04}",
        "category": "hardship",
        "visibility": visibility,
        "tasks": ({"unit": unit},),
        "followup": {"by": "ORG-a", "on": "2026-03-30", "reached": True, "score": score},
        "events": events(("requested", "2026-03-02"), ("completed", "2026-03-05")),
    }


def test_of_ratings_no_page_tells_any_so_that_cards_count_like_others():
    orders = [plain_order(n) for n in range(1, 8)]
    orders += [plain_order(n, "card", "1") for n in (8, 9)]
    found = measured(*orders)["orders-satisfied"]
    assert (sums(found), found.left_out, found.figure.unlisted) == ((7, 9), 0, 2)
    assert found.figure.counted == ()
    assert set(found.figure.records) == {it["id"] for it in orders[:7]}


def held(number, visibility, hours):
    return {
        "id": f"ACT-2026-{number:04}",
        "type": "festival",
        "visibility": visibility,
        "volunteer_hours": str(hours),
        "events": events(("announced", "2026-03-01"), ("held", "2026-03-09")),
    }


def test_a_few_hidden_records_are_left_out_and_many_only_summed():
    shown = [held(n, "full", 3) for n in range(1, 8)]
    two = measured(*shown, *(held(n, "card", 5) for n in (8, 9)))["volunteer-hours"]
    assert (sums(two), two.left_out, two.figure.unlisted) == ((21, None), 2, 0)
    five = measured(*shown, *(held(n, "card", 5) for n in range(8, 13)))["volunteer-hours"]
    assert (sums(five), five.left_out, five.figure.unlisted) == ((46, None), 0, 5)
    assert set(five.figure.records) == {it["id"] for it in shown}


def test_a_card_tells_neither_its_unit_nor_how_it_came_in_nor_how_many_it_served():
    told = [plain_order(n, "card") | {"served": "30"} for n in range(1, 4)]
    found = measured(*told)
    keys = {"按承办单位": "ORG-a", "按场域": None, "按来源": "resident"}
    assert {axis: rows(found["orders"], axis) for axis in keys} == {
        axis: {key: None} for axis, key in keys.items()
    }
    five = measured(*(plain_order(n, "card") for n in range(1, 6)))
    assert rows(five["orders"], "按承办单位") == {"ORG-a": (5, None)}
    assert [found[code].figure for code in ("orders-served", "orders-satisfied")] == [None, None]


def test_an_order_that_is_only_counted_does_not_tell_its_month():
    told = [plain_order(n, "count") for n in range(1, 7)]
    assert rows(measured(*told)["orders"], "按点单月份") == {"只计数的": (6, None)}


def test_what_stands_beside_a_withheld_figure_is_withheld_too():
    found = measured(*(plain_order(n, score="2") for n in (1, 2)))
    assert [found[f"orders-{it}"].figure for it in ("solved", "satisfied")] == [None, None]
    assert [found[f"orders-{it}"].beside for it in ("solved", "satisfied")] == [(), ()]


def test_a_need_less_a_unit_that_does_nothing_else_gives_no_small_group_back():
    spread = ("facilities", "ORG-a", 6), ("facilities", "ORG-b", 3), ("culture", "ORG-c", 5)
    found = measured(*placed(spread))["orders-satisfied"]
    assert rows(found, "按需求类别") == {"facilities": (9, 9), "culture": (5, 5)}
    assert rows(found, "按承办单位") == {"ORG-a": None, "ORG-b": None, "ORG-c": None}


def placed(spread, visibility="full"):
    """Make so many orders of each need by each unit."""
    pairs = [(need, unit) for need, unit, size in spread for _ in range(size)]
    return [
        {**plain_order(number, visibility, unit=unit), "category": need}
        for number, (need, unit) in enumerate(pairs, 1)
    ]


SPREADS = st.lists(
    st.tuples(
        st.sampled_from(("facilities", "culture", "safety")),
        st.sampled_from(UNITS),
        st.integers(1, 9),
    ),
    min_size=1, max_size=6, unique_by=lambda it: it[:2],
)  # fmt: skip


@given(SPREADS)
@few
def test_no_group_of_one_breakdown_less_those_inside_it_of_another_is_small(spread):
    found = measured(*placed(spread)).get("orders-satisfied")
    axes = [
        {key for key, told in rows(found, axis).items() if told}
        if found and found.figure
        else set()
        for axis in ("按需求类别", "按承办单位")
    ]
    for one, other in ((0, 1), (1, 0)):
        for outer in axes[one]:
            inside = {it[other] for it in spread if it[one] == outer}
            whole = {it for it in inside if all(x[one] == outer for x in spread if x[other] == it)}
            rest = [
                it[2] for it in spread if it[one] == outer and it[other] not in whole & axes[other]
            ]
            assert not 0 < sum(rest) < LEAST


# Organisations together

TYPES = {
    "ORG-committee": "committee",
    "ORG-social": "social_org",
    "ORG-work": "social_work",
    "ORG-team": "volunteers",
    "ORG-charity": "charity",
    "ORG-factory": "unit",
}
BODIES = [
    {"id": name, "type": kind, "events": events(("active", "2020-01-01"))}
    for name, kind in TYPES.items()
]
INVOLVED = st.lists(
    st.tuples(st.sampled_from(sorted(TYPES)), st.booleans()), max_size=6, unique_by=lambda it: it[0]
)


def involved(drawn):
    return tuple(
        {"org": org, "role": "partner", **({"contribution": "出力"} if stated else {})}
        for org, stated in drawn
    )


@given(st.lists(st.tuples(INVOLVED, INVOLVED, st.booleans()), min_size=1, max_size=6))
@few
def test_parties_work_together_where_each_has_a_stated_contribution_to_the_matter(matters):
    records, three, five, below = [], 0, 0, 0
    agenda = []
    for number, (issue, project, talked) in enumerate(matters, 1):
        name = f"ISS-2026-{number:04}"
        records += [
            {
                "id": name,
                "category": "safety",
                "raised_by": {"kind": "resident"},
                "organizations": involved(issue),
                "events": events(("submitted", f"2026-01-{number:02}")),
            },
            {
                "id": f"PRJ-2026-{number:04}",
                "type": "service",
                "track": "simple",
                "arises_from": (name,),
                "organizations": involved(project),
                "events": events(("applied", f"2026-02-{number:02}")),
            },
        ]
        if talked:
            agenda.append({"no": str(number), "topic": "议", "record": name})
        parties = {TYPES[org] for org, stated in (*issue, *project) if stated}
        three += {"committee", "social_org", "social_work"} <= parties
        five += parties >= set(TYPES.values()) - {"unit"}
        below += 1 + talked
    meeting = {
        "id": "MTG-2026-0001",
        "form": "council",
        "convenor": "ORG-committee",
        "arises_from": ("ISS-2026-0001",),
        "agenda": tuple(agenda),
        "organizations": involved((org, True) for org in TYPES),
        "events": events(
            ("planned", "2026-03-01"), ("noticed", "2026-03-02"), ("held", "2026-03-09")
        ),
    }
    found = measured(*BODIES, *records, meeting)
    assert sums(found["alliance-three"]) == (three, below)
    assert sums(found["alliance-five"]) == (five, below)


# Money

YUAN = st.decimals(0, 9999, places=2).map(abs)
SOURCES = ("fiscal", "fund", "donation", "in_kind", "unit", "owners", "public_income")


@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.sampled_from(SOURCES), YUAN, YUAN), max_size=4),
            st.lists(YUAN, max_size=3),
        ),
        min_size=1,
        max_size=6,
    )
)
@few
def test_outside_money_and_budgets_are_sums_over_the_projects_of_the_year(projects):
    records, outside, fund, approved, paid = [], 0, 0, 0, 0
    for number, (funding, payments) in enumerate(projects, 1):
        records.append(
            {
                "id": f"PRJ-2026-{number:04}",
                "type": "service",
                "track": "simple",
                "funding": tuple(
                    {"source": source, "approved": str(a), "received": str(r)} for source, a, r in funding
                ),
                "payments": tuple(
                    {
                        "no": str(n),
                        "kind": "progress",
                        "source": "fiscal",
                        "payee": "ORG-a",
                        "voucher_no": str(n),
                        "handled_by": "ORG-a",
                        "approved_by": "ORG-a",
                        "at": "2026-05-05",
                        "amount": str(amount),
                    }
                    for n, amount in enumerate(payments)
                ),
                "events": events(("applied", "2026-02-02")),
            }
        )  # fmt: skip
        outside += sum(r for source, _, r in funding if source in ("donation", "in_kind", "unit"))
        fund += sum(r for source, _, r in funding if source == "fund")
        if funding:
            approved += sum(a for _, a, _ in funding)
            paid += sum(payments)
    found = measured(*records)
    if outside or fund:
        assert sums(found["outside-money"]) == (outside, fund)
    spent = found.get("budget-execution")
    if any(funding for funding, _ in projects):
        assert sums(spent) == (paid, approved)
    else:
        assert beside(spent, "没有登记批准金额的项目") == len(projects)


OPENING = 90_000
MOVES = st.lists(
    st.tuples(
        st.dates(date(2025, 1, 1), date(2026, 11, 20)),
        st.sampled_from(("donation", "grant", "interest", "expense", "return")),
        YUAN,
    ),
    max_size=8,
)


@given(st.lists(MOVES, min_size=1, max_size=3), st.sampled_from((2025, 2026)))
@few
def test_balances_by_day_add_up_all_ledgers_to_that_day(funds, year):
    records = []
    for number, moves in enumerate(funds):
        name = f"FND-f{number}"
        records.append(
            {"id": name, "type": "micro_fund", "events": events(("active", "2025-01-01"))}
        )
        opening = Decimal(OPENING)
        for one in (2025, 2026):
            entries = sorted(it for it in moves if it[0].year == one)
            records.append(
                {
                    "id": f"LED-{name}-{one}",
                    "fund": name,
                    "year": str(one),
                    "opening": str(opening),
                    "entries": tuple(
                        {"no": str(n), "at": str(day), "type": kind, "amount": str(amount)}
                        for n, (day, kind, amount) in enumerate(entries, 1)
                    ),
                    "events": events(("open", f"{one}-01-01")),
                }
            )
            opening += sum(signed(kind, amount) for _, kind, amount in entries)

    def held(day):
        return sum(
            OPENING + sum(signed(kind, amount) for at, kind, amount in moves if at <= day)
            for moves in funds
        )

    issue = {
        "id": "ISS-2025-0001",
        "category": "safety",
        "raised_by": {"kind": "resident"},
        "events": events(("submitted", "2025-01-01")),
    }
    found = measured(*records, issue, year=year)["fund-balance"]
    assert sums(found) == (held(date(year, 12, 31)), None)
    days = rows(found, "逐日")
    assert days == {day: (held(day), None) for day in days if day.year == year}
    assert days.keys() >= {day for moves in funds for day, *_ in moves if day.year == year}


def signed(kind, amount):
    return -amount if kind in ("grant", "expense") else amount


# Evaluations and surveys

SCORE = st.none() | st.decimals(0, 100, places=1).map(abs)


@st.composite
def an_evaluation(draw):
    answered = draw(st.integers(0, 40))
    return {
        "answered": answered,
        "satisfied": draw(st.none() | st.integers(0, answered)),
        "security": draw(SCORE),
        "community": draw(st.booleans()),
        "published": draw(st.sampled_from((None, 2025, 2026))),
        "cycle": draw(st.sampled_from(("regular", "ad_hoc"))),
        "grade": draw(st.sampled_from(("excellent", "good", "pass", "fail"))),
        "tasks": draw(
            st.lists(
                st.sampled_from((date(2026, 3, 1), TODAY, date(2026, 12, 1))).flatmap(
                    lambda due: st.tuples(
                        st.just(due),
                        st.none() | st.sampled_from([due + timedelta(days=n) for n in (-1, 0, 1)]),
                    )
                ),
                max_size=3,
            )
        ),
    }


def evaluation(number, it):
    survey = {"sample": "50", "answered": str(it["answered"])}
    survey |= {key: str(it[key]) for key in ("satisfied", "security") if it[key] is not None}
    steps = [("planned", f"{it['published'] or 2026}-01-05")]
    if it["published"]:
        steps += [("scored", f"{it['published']}-02-01"), ("published", f"{it['published']}-03-01")]
    return {
        "id": f"EVA-2025-{number:04}",
        "type": "evaluation",
        "cycle": it["cycle"],
        "grade": it["grade"],
        "subject": {"kind": "community" if it["community"] else "orders"},
        "evaluator": "ORG-a",
        "survey": survey,
        "rectification": tuple(
            {"no": str(n), "what": "改", "who": "ORG-a", "due": str(due)}
            | ({"done": str(done)} if done else {})
            for n, (due, done) in enumerate(it["tasks"], 1)
        ),
        "events": events(*steps),
    }


@given(st.lists(an_evaluation(), min_size=1, max_size=8))
@few
def test_evaluations_surveys_and_what_was_put_right(drawn):
    found = measured(*(evaluation(n, it) for n, it in enumerate(drawn, 1)))
    published = [it for it in drawn if it["published"] == 2026]
    if published:
        assert sums(found["evaluations"]) == (len(published), None)
        for axis, key in (("按等次", "grade"), ("定期、不定期", "cycle")):
            assert rows(found["evaluations"], axis) == {
                value: (n, None) for value, n in Counter(it[key] for it in published).items()
            }
    else:
        assert "evaluations" not in found
    asked = [it for it in published if it["community"] and it["security"] is not None]
    answered = sum(it["answered"] for it in asked)
    if answered >= LEAST:
        total = sum(it["security"] * it["answered"] for it in asked)
        assert sums(found["sense-security"]) == (total, answered)
    others = [it for it in published if not it["community"] and it["satisfied"] is not None]
    answered = sum(it["answered"] for it in others)
    if answered >= LEAST:
        assert sums(found["survey-satisfied"]) == (sum(it["satisfied"] for it in others), answered)
    tasks = [task for it in drawn for task in it["tasks"]]
    done = sum(done is not None and done <= due for due, done in tasks)
    counted = sum(done is not None or due < TODAY for due, done in tasks)
    if counted:
        assert sums(found["rectified-in-time"]) == (done, counted)
    if tasks:
        assert beside(found["rectified-in-time"], "还没到期") == len(tasks) - counted


def test_a_survey_of_fewer_than_five_people_gives_no_figure():
    found = measured(evaluation(1, {"answered": 4, "satisfied": 4, "security": None,
                                    "community": False, "published": 2026, "cycle": "regular",
                                    "grade": "good", "tasks": []}))  # fmt: skip
    assert found["survey-satisfied"].figure is None


# Taking part, and for whom

GROUPS_SERVED = ("elderly", "children", "disabled")


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 3), st.integers(0, 3), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 50),
            st.none() | st.decimals(0, 50, places=1).map(abs),
            st.sets(st.sampled_from(GROUPS_SERVED)),
            st.booleans(),
        ),
        max_size=14,
    ),
)
@few
def test_participation_and_whom_it_is_for(meetings, activities):
    records = [
        {
            "id": f"MTG-2026-{n:04}",
            "form": "council",
            "convenor": "ORG-a",
            "attendance": (
                {"group": "residents", "present": str(present)}
                | ({"due": str(due)} if due is not None else {}),
            ),
            "events": events(("planned", "2026-03-01"), *([("held", "2026-03-09")] if held else [])),
        }
        for n, (due, present, held) in enumerate(meetings, 1)
    ] + [
        {
            "id": f"ACT-2026-{n:04}",
            "type": "festival",
            "beneficiaries": tuple(sorted(groups)),
            **({"attendance": {"people": str(people)}} if people is not None else {}),
            **({"volunteer_hours": str(hours)} if hours is not None else {}),
            "events": events(("announced", "2026-03-01"), *([("held", "2026-03-09")] if held else [])),
        }
        for n, (people, hours, groups, held) in enumerate(activities, 1)
    ]  # fmt: skip
    found = measured(*records)
    known = [(present, due) for due, present, held in meetings if held and due is not None]
    if known:
        assert sums(found["meeting-turnout"]) == tuple(map(sum, zip(*known, strict=True)))
    came = [people for people, _, _, held in activities if held and people is not None]
    if came:
        assert sums(found["activity-attendance"]) == (sum(came), None)
    given_hours = [hours for _, hours, _, held in activities if held and hours]
    if given_hours:
        assert sums(found["volunteer-hours"]) == (sum(given_hours), None)
    named = [groups for _, _, groups, _ in activities if groups]
    if len(named) >= LEAST:
        counts = Counter(group for groups in named for group in groups)
        assert sums(found["beneficiaries"]) == (len(named), None)
        told = rows(found["beneficiaries"], "按服务群体")
        assert told.keys() == counts.keys()
        for key, figure in told.items():
            assert figure in (None, (counts[key], None))
            assert figure is None or counts[key] >= LEAST
        assert sum(figure is None for figure in told.values()) != 1 or len(told) == 1
    elif named:
        assert found["beneficiaries"].figure is None


# What goes out


def test_the_export_is_exact_and_names_no_record_that_is_not_shown_in_full():
    orders = [plain_order(n, score=str(n % 5 + 1)) for n in range(1, 8)]
    orders += [plain_order(n, "card") for n in range(8, 14)]
    told = json.loads(content(register(*orders), None))
    assert (told["format"], told["as_of"], told["groups_min"]) == ("1", "2026-11-20", 5)
    by_code = {it["code"]: it for it in told["years"]["2026"]}
    rated = by_code["orders-satisfied"]
    assert (rated["numerator"], rated["denominator"]) == ("8", "13")
    assert (rated["unlisted"], rated["counted"]) == (6, [])
    text = json.dumps(told)
    assert not [it["id"] for it in orders[7:] if it["id"] in text]
    assert by_code["approved"]["trouble"]["zh"] == "这份登记册不在 Git 里"


def test_what_was_voided_counts_nowhere():
    order = plain_order(1)
    order["events"] += events(("voided", "2026-03-06"))
    assert set(measured(order)) == {"approved"}


def bodies(made, lang="zh"):
    """Return what stands on each page of the year in figures, by its address."""
    found = drafts(View(made, lang))
    return {it.path: it.write().body for it in found}


def test_a_page_names_fifty_records_and_leads_to_the_list_of_the_others_and_names_no_card():
    shown = [plain_order(n) for n in range(1, 61)]
    cards = [plain_order(n, "card") for n in range(61, 68)]
    body = bodies(register(*shown, *cards))["measures/"]
    _, _, load = body.partition('id="m-orders"')
    load, _, _ = load.partition("</article>")
    assert len(set(re.findall(r"ORD-\d{6}-\d{4}", load))) == 50
    assert "另有 10 条，在这里查：" in load
    assert 'href="~/orders/"' in load
    assert "另有 7 条不公开全文的记录，只算进总数。" in load
    assert [it["id"] for it in cards if it["id"] in body] == []


def test_a_page_a_year_and_what_is_withheld_is_said():
    last_year = plain_order(1) | {
        "id": "ORD-202503-0001",
        "events": events(("requested", "2025-03-02"), ("completed", "2025-03-05")),
    }
    found = bodies(register(last_year, plain_order(2)), "en")
    assert sorted(found) == ["measures/", "measures/2025/"]
    assert "To protect privacy, fewer than 5 are not told." in found["measures/2025/"]
    assert "this register is not kept in Git" in found["measures/"]


def test_what_a_voided_record_promised_brings_nobody_together():
    said = {
        "type": "service",
        "track": "simple",
        "organizations": involved((it, True) for it in TYPES),
    }
    issue = {"id": "ISS-2026-0001", "category": "safety", "raised_by": {"kind": "resident"},
             "events": events(("submitted", "2026-01-01"))}  # fmt: skip
    plan = {"id": "PRJ-2026-0001", "type": "service", "track": "simple", "arises_from": ("ISS-2026-0001",),
            "events": events(("applied", "2026-02-01"))}  # fmt: skip
    slip = {**plan, **said, "id": "PRJ-2026-0002",
            "events": events(("applied", "2026-02-01"), ("voided", "2026-02-02"))}  # fmt: skip
    assert sums(measured(*BODIES, issue, plan, slip)["alliance-three"]) == (0, 1)
