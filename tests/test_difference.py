"""What changed between two versions of a record: as data, in words, and whether it was bound by then."""

import copy
from dataclasses import replace
from datetime import date

import pytest
from sample import REPOSITORY

from govgen.binding import frozen, settled
from govgen.cache import Cache
from govgen.difference import Difference, changes, differences
from govgen.load import load
from govgen.people import People
from govgen.record import kind_of, kinds
from govgen.retold import line, retold
from govgen.source import Value, read
from govgen.veil import veil
from govgen.view import View
from govgen.words import LANGS, Lang

Data = dict[str, Value]
SUBMITTED = {"to": "submitted", "at": "2026-01-05", "by": "ORG-council"}
ISSUE: Data = {
    "id": "ISS-2026-0001",
    "title": "院落的灯坏了",
    "category": "facilities",
    "raised_by": {"kind": "resident", "households": "12"},
    "events": [SUBMITTED],
}
CONTRACTED: Data = {
    "id": "PRJ-2026-0001",
    "title": "换灯",
    "type": "renovation",
    "track": "works",
    "budget": "12000",
    "funding": [
        {"source": "fiscal", "approved": "8000"},
        {"source": "unit", "approved": "4000"},
    ],
    "contracts": [
        {"no": "HT/1", "with": "ORG-lamp-company", "amount": "11800", "signed": "2026-03-01"}
    ],
    "events": [
        {"to": "initiated", "at": "2026-01-05", "by": "ORG-council"},
        {"to": "contracted", "at": "2026-03-01", "by": "ORG-council"},
    ],
}
LEDGER: Data = {
    "id": "LED-FND-jinhe-venture-2026",
    "entries": [
        {"no": "1", "at": "2026-01-05", "type": "donation", "amount": "100"},
        {"no": "2", "at": "2026-01-06", "type": "donation", "amount": "200"},
    ],
}
MEETING: Data = {
    "id": "MTG-2026-0001",
    "title": "议事会",
    "agenda": [
        {
            "no": "1",
            "topic": "换灯",
            "opinions": [{"stance": "oppose", "count": "3", "text": "太贵"}],
        }
    ],
}


def changed(data: Data, route: str, value: Value | None) -> Data:
    """A copy of `data` with `value` at the JSON Pointer `route`, or without what stands there."""
    made = copy.deepcopy(data)
    *way, last = [int(step) if step.isdigit() else step for step in route.split("/")[1:]]
    here = made
    for step in way:
        here = here[step]
    if value is None:
        del here[last]
    elif isinstance(here, list) and last == len(here):
        here.append(value)
    else:
        here[last] = value
    return made


def found(
    before: Data, route: str, value: Value | None
) -> list[tuple[str, Value | None, Value | None]]:
    """What differs once `value` stands at `route`."""
    told = differences(before, changed(before, route, value))
    return [(one.route, one.before, one.after) for one in told]


@pytest.fixture(scope="module")
def files() -> dict[str, Data]:
    """The sample community's files, by their names without the ending."""
    found = sorted((REPOSITORY / "records").rglob("*.yml"))
    return {path.stem: read(path.name, path.read_bytes()).data for path in found}


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    """The sample community's pages in both languages."""
    kept = Cache(tmp_path_factory.mktemp("cache"))
    register = load(REPOSITORY, date(2026, 11, 20), kept).register
    assert register is not None
    return {lang: View(register, lang) for lang in LANGS}


def lines(views, before: Data | None, after: Data | None, lang: Lang = "zh") -> list[str]:
    """What residents read of a change."""
    return [line(told, lang) for told in retold(views[lang], before, after)]


def test_a_record_does_not_differ_from_itself(files):
    assert [name for name, it in files.items() if differences(it, copy.deepcopy(it))] == []


def test_every_field_that_comes_goes_or_is_altered_is_told_by_its_own_route(files):
    fields = [(name, key) for name in files if kind_of(name) for key in files[name].keys() - {"id"}]
    assert fields
    for name, key in fields:
        data = files[name]
        less = {other: value for other, value in data.items() if other != key}
        gone = [one.route for one in differences(data, less)]
        assert gone == [one.route for one in differences(less, data)], name
        assert len(gone) == len(set(gone)) == pieces(kind_of(name), key, data[key]), name
        assert all(f"{route}/".startswith(f"/{key}/") for route in gone), name
        altered = differences(data, {**data, key: "something else"})
        assert altered == (Difference(f"/{key}", data[key], "something else"),), name


def pieces(form, key: str, value: Value) -> int:
    """How many differences tell that a field went: one for each form that it lists, none of a default."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return len(value)
    info = next(info for name, info in form.model_fields.items() if key in (name, info.alias))
    written = None if info.default is None else str(info.default).lower()
    return 0 if written == value else 1


def leaves(value: Value, route: str = "") -> list[str]:
    """The routes of all texts below `value`, items by their index."""
    if isinstance(value, str):
        return [route]
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    return [leaf for step, one in steps for leaf in leaves(one, f"{route}/{step}")]


def test_a_text_that_is_altered_anywhere_is_one_difference_unless_it_is_a_key(files):
    texts = [(name, leaf) for name in files if kind_of(name) for leaf in leaves(files[name])]
    assert texts
    for name, leaf in texts:
        told = differences(files[name], changed(files[name], leaf, "something else"))
        if len(told) == 2:
            ends = {(one.before is None, one.after is None) for one in told}
            assert ends == {(True, False), (False, True)}, (name, leaf)
            continue
        assert [one.route.split("/")[1] for one in told] == [leaf.split("/")[1]], (name, leaf)


@pytest.mark.parametrize(
    ("route", "before", "after"),
    [
        ("/budget", "12000", "12000.00"),
        ("/contracts/0/amount", "11800", "11800.0"),
        ("/title", "换灯", {"zh": "换灯"}),
        ("/title", " 换灯 ", "换灯"),
        ("/visibility", None, "full"),
        ("/tags", None, []),
        ("/arises_from", "ISS-2026-0001", ["ISS-2026-0001"]),
        ("/events/0/at", "2026-01-05T14:00+08:00", "2026-01-05T06:00:00Z"),
    ],
)
def test_the_same_meaning_written_differently_is_no_difference(route, before, after):
    first = changed(CONTRACTED, route, before) if before is not None else CONTRACTED
    second = changed(first, route, after)
    assert first != second
    assert differences(first, second) == ()
    assert differences(second, first) == ()


def test_what_a_type_refuses_is_compared_as_text():
    assert found(CONTRACTED, "/budget", "12,000.00") == [("/budget", "12000", "12,000.00")]
    assert found({"id": "OLD-1", "a": "1"}, "/a", "1.0") == [("/a", "1", "1.0")]


def test_a_version_that_came_or_went_is_one_difference():
    assert differences(None, ISSUE) == (Difference("", None, ISSUE),)
    assert differences(ISSUE, None) == (Difference("", ISSUE, None),)
    assert differences(None, None) == ()


def test_a_new_ledger_line_is_one_difference_and_a_moved_one_none():
    new = {"no": "3", "at": "2026-01-07", "type": "donation", "amount": "5"}
    assert found(LEDGER, "/entries/2", new) == [("/entries/no=3", None, new)]
    assert differences(LEDGER, {**LEDGER, "entries": LEDGER["entries"][::-1]}) == ()
    assert found(LEDGER, "/entries/1/amount", "20") == [("/entries/no=2/amount", "200", "20")]
    assert found(LEDGER, "/entries/0", None) == [("/entries/no=1", LEDGER["entries"][0], None)]
    bare = {"id": LEDGER["id"]}
    assert differences(bare, {**bare, "entries": [new]}) == (
        Difference("/entries/no=3", None, new),
    )


def test_an_item_whose_first_field_names_a_record_is_told_by_that():
    award = {"id": "DEC-2026-0001", "awards": [{"project": "PRJ-1", "amount": "5"}]}
    more = {"project": "PRJ-0", "amount": "7"}
    after = {**award, "awards": [more, {"project": "PRJ-1", "amount": "6"}]}
    assert differences(award, after) == (
        Difference("/awards/project=PRJ-0", None, more),
        Difference("/awards/project=PRJ-1/amount", "5", "6"),
    )


def test_items_without_a_key_are_matched_by_what_they_say():
    new = {"source": "donation", "approved": "1"}
    old = CONTRACTED["funding"]
    after = {**CONTRACTED, "funding": [new, {"source": "unit", "approved": "5000"}, old[0]]}
    assert differences(CONTRACTED, after) == (
        Difference("/funding/0", None, new),
        Difference("/funding/1/approved", "4000", "5000"),
    )
    assert found(CONTRACTED, "/funding/0", None) == [("/funding/0", old[0], None)]
    assert found(CONTRACTED, "/funding/1/source", "owners") == [
        ("/funding/1/source", "unit", "owners")
    ]


def test_a_key_that_holds_a_slash_is_escaped_in_the_route():
    assert found(CONTRACTED, "/contracts/0/amount", "1") == [
        ("/contracts/no=HT~11/amount", "11800", "1")
    ]


def test_plain_values_in_a_list_are_one_difference():
    before = {**ISSUE, "tags": ["路灯"]}
    after = {**ISSUE, "tags": ["路灯", "安全"]}
    assert differences(before, after) == (Difference("/tags", ["路灯"], ["路灯", "安全"]),)


def test_events_only_grow_and_an_earlier_one_is_told_by_its_field():
    new = {"to": "accepted", "at": "2026-01-07"}
    assert found(ISSUE, "/events/1", new) == [("/events/1", None, new)]
    assert found(ISSUE, "/events/0/at", "2026-01-06") == [
        ("/events/0/at", "2026-01-05", "2026-01-06")
    ]


def test_a_translation_is_a_difference_of_its_language_alone():
    told = found(ISSUE, "/title", {"zh": ISSUE["title"], "en": "A lamp is out"})
    assert told == [("/title/en", None, "A lamp is out")]
    assert found(ISSUE, "/title", {"zh": "灯", "en": "A"})[0][0] == "/title"


def test_five_thousand_lines_are_compared_in_no_time():
    entries = [{**LEDGER["entries"][0], "no": str(n)} for n in range(5000)]
    funding = [{"source": "unit", "note": str(n)} for n in range(5000)]
    before = {**LEDGER, "entries": entries, "funding": funding}
    after = {**before, "entries": [*entries[::-1], {"no": "x"}], "funding": funding[1:]}
    assert differences(before, after) == (
        Difference("/entries/no=x", None, {"no": "x"}),
        Difference("/funding/0", funding[0], None),
    )


def test_a_form_of_its_own_is_read_as_it():
    before = {"format": "1", "people": [{"id": "PER-a", "title": "甲"}]}
    told = differences(before, changed(before, "/people/0/title", "乙"), People)
    assert told == (Difference("/people/id=PER-a/title", "甲", "乙"),)


def bound(before: Data | None, route: str) -> bool:
    """Whether a change at `route` touches what was binding in `before`."""
    kind = kind_of(str((before or ISSUE)["id"])).KIND
    return frozen(kind, before, Difference(route, "a", "b"))


def test_a_binding_field_is_frozen_once_its_state_was_reached():
    assert bound(CONTRACTED, "/budget")
    assert bound(CONTRACTED, "/contracts/no=HT~11/amount")
    assert bound(CONTRACTED, "")
    assert not bound(CONTRACTED, "/title")
    assert not bound(CONTRACTED, "/events/2")
    assert not bound(changed(CONTRACTED, "/events/1", None), "/budget")
    assert not bound(None, "")


def test_a_step_that_was_voided_freezes_nothing_and_one_behind_it_does():
    voiding = {"at": "2026-03-02", "voids": "2", "correction": "typo"}
    assert not bound(changed(CONTRACTED, "/events/2", voiding), "/budget")
    simple = changed(changed(CONTRACTED, "/track", "simple"), "/events/1/to", "implementing")
    assert bound(simple, "/budget")


def test_every_kind_binds_fields_that_it_has_and_freezes_no_first_state():
    for kind in kinds().values():
        keys = {info.alias or name for name, info in kind.model_fields.items()}
        assert keys.issuperset(kind.KIND.binding)
        firsts = {one for track in kind.KIND.moves for one in kind.KIND.first_states(track)}
        assert settled(kind.KIND).isdisjoint({*firsts, "voided", "withdrawn", "suspended"})


def test_changes_are_told_in_the_words_of_the_form(views):
    after = changed(CONTRACTED, "/budget", "13500.5")
    after = changed(after, "/funding/1/approved", "5500.50")
    after = changed(after, "/contracts/0/with", "ORG-build-company")
    after = changed(after, "/events/2", {"to": "started", "at": "2026-04-01", "by": "ORG-council"})
    builder, lamps = (
        views["zh"].named(f"ORG-{one}").title for one in ("build-company", "lamp-company")
    )
    council = views["zh"].named("ORG-council").title
    assert lines(views, CONTRACTED, after) == [
        "预算：12,000 元 → 13,500.50 元【批准后变更】",
        "资金来源 › 单位出资 › 批准金额：4,000 元 → 5,500.50 元【批准后变更】",
        f"合同 › HT/1 › 签约方：{lamps} → {builder}【批准后变更】",
        f"经过 › 第 3 步（新增）：到达状态：施工中；发生时间：2026年4月1日；办理方：{council}",
    ]
    assert lines(views, CONTRACTED, after, "en")[:2] == [
        "Budget: ¥12,000 → ¥13,500.50 [changed after approval]",
        "Funding › local units › Approved: ¥4,000 → ¥5,500.50 [changed after approval]",
    ]


def test_a_record_that_came_or_went_is_told_in_one_line(views):
    assert lines(views, None, ISSUE) == ["新建记录"]
    assert lines(views, CONTRACTED, None) == ["删去整条记录【批准后变更】"]


def test_an_old_text_that_fits_no_form_is_told_as_written_and_escaped(views):
    before = {**CONTRACTED, "budget": "<b>12,000</b>", "lamp": "LED"}
    told = retold(views["zh"], before, CONTRACTED)
    assert [(str(it.label), str(it.before), str(it.after)) for it in told] == [
        ("预算", "&lt;b&gt;12,000&lt;/b&gt;", "12,000 元"),
        ("lamp", "LED", ""),
    ]


def test_a_person_is_never_told_by_an_id(views):
    after = {**CONTRACTED, "urgent": {"ordered_by": "PER-gone", "cap": "5"}}
    assert lines(views, CONTRACTED, after) == ["应急先行（新增）：决定人：原任岗位；费用上限：5 元"]


SECRET = ["有改动，不公开"]


@pytest.mark.parametrize(
    ("before", "route", "value"),
    [
        (MEETING, "/agenda/0/opinions/0/count", "6"),
        (MEETING, "/agenda/0/opinions/0/stance", "support"),
        (ISSUE, "/raised_by/households", "4"),
        (ISSUE, "/summary", "请电 13812345678"),
        (ISSUE, "/arises_from", "ISS-2026-0050"),
        (CONTRACTED, "/old", [{"name": "x"}]),
        ({**ISSUE, "visibility": "card"}, "/title", "楼上漏水"),
        ({**ISSUE, "visibility": "card"}, "/visibility", "full"),
    ],
)
def test_what_no_page_may_show_is_only_said_to_have_changed(views, before, route, value):
    assert lines(views, before, changed(before, route, value)) == SECRET


def test_of_few_voices_only_the_words_are_told(views):
    opinion = {"stance": "support", "count": "2", "text": "好"}
    after = changed(MEETING, "/agenda/0/opinions/1", opinion)
    assert lines(views, MEETING, after) == ["议程 › 第 1 项 › 意见 › 第 2 项（新增）：意见：好"]
    after = changed(MEETING, "/agenda/0/opinions/0/text", "偏贵")
    assert lines(views, MEETING, after) == ["议程 › 第 1 项 › 意见 › 第 1 项 › 意见：太贵 → 偏贵"]


def test_of_a_small_owners_vote_no_cell_is_told(views):
    cells = {
        "total": {"owners": "12", "area": "900"},
        "for": {"owners": "9", "area": "700"},
        "against": {"owners": "3", "area": "200"},
    }
    before = {"id": "DEC-2026-0001", "owners": {"scope": "2单元", **cells}}
    assert lines(views, before, changed(before, "/owners/for/owners", "8")) == [
        "业主表决 › 同意 › 户数（人数）：9 → 8"
    ]
    after = changed(before, "/owners/against/owners", "2")
    assert lines(views, before, after) == SECRET
    assert lines(views, {"id": before["id"]}, after) == ["业主表决（新增）：表决范围：2单元"]


def test_of_a_card_only_states_and_days_are_told_and_of_a_counted_record_nothing(views):
    card = {**ISSUE, "visibility": "card"}
    step = {"to": "accepted", "at": "2026-01-07T14:00+08:00", "by": "ORG-council", "note": "上门"}
    assert lines(views, card, changed(card, "/events/1", step)) == [
        "经过 › 第 2 步（新增）：到达状态：已受理；发生时间：2026年1月7日"
    ]
    assert lines(views, card, changed(card, "/events/0/at", "2026-01-05T09:00+08:00")) == SECRET
    counted = {**ISSUE, "visibility": "count"}
    assert lines(views, counted, changed(counted, "/title", "x")) == []


def test_of_a_card_that_is_still_open_the_week_is_told(views):
    card = {**ISSUE, "visibility": "card"}
    old = views["zh"].register
    record = type(old.records[ISSUE["id"]]).model_validate(card)
    register = replace(old, records={**old.records, record.id: record})
    shown = {"zh": View(register, "zh")}
    assert lines(shown, card, changed(card, "/events/0/at", "2026-01-15T14:00+08:00")) == [
        "经过 › 第 1 步 › 发生时间：2026年1月5日那一周 → 2026年1月12日那一周"
    ]


def test_nothing_of_a_persons_accounts_and_keys_is_told(views):
    before = {"people": [{"id": "PER-a", "title": "甲", "hosts": {"github": "a"}, "keys": []}]}
    after = changed(changed(before, "/people/0/hosts/github", "b"), "/people/0/name", "某")
    drawn = veil(views["zh"].register)
    assert [drawn.over(change) for change in changes(before, after, People)] == [None, None]
    added = list(changes({"people": []}, before, People))
    assert [drawn.over(change).after for change in added] == [{"id": "PER-a", "title": "甲"}]
