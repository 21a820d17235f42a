"""Community leaders and the evaluation of volunteering: their pages, by what the records say on the day."""

import re
from datetime import date
from pathlib import Path

import pytest
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.check import check
from govgen.drafts import drafts
from govgen.load import load
from govgen.view import View

LEADER = """  - id: PER-{id}
    title: {{zh: {id}召集人, en: Convenor {id}}}
    org: ORG-qingxi-volunteers
    standing: leader
    from: 2025-01-06
"""
GROWTH = "    growth: [{{on: 2025-01-06, stage: found}}, {{on: {}, stage: {}}}]\n"
EVALUATION = """id: {id}
title: {id}
type: spot_check
cycle: {cycle}
subject: {{ref: {subject}}}
evaluator: ORG-qingxi-supervision
findings: 记录齐全
rectification:
  - {{no: 1, what: 补记录, who: ORG-qingxi-volunteers, due: {due}{done}}}
events:
  - {{to: planned, at: 2026-09-01}}
  - {{to: scored, at: 2026-09-08}}
"""
PUBLISHED = "  - {{to: published, at: {}, by: ORG-qingxi-supervision}}\n"


@pytest.fixture
def root(tmp_path) -> Path:
    """The base register of the cases."""
    return register_of(None, tmp_path)


def pages(root: Path, day: date = AS_OF, lang: str = "zh") -> dict[str, str]:
    """Return what stands on each page, by its address."""
    loaded = load(root, day, Cache(root / "cache"))
    assert loaded.register is not None
    found = drafts(View(loaded.register, lang))
    return {draft.path: draft.write().body for draft in found}


def known(root: Path, text: str) -> None:
    """Add to people.yml, before the figures of admissions."""
    path = root / "records/people.yml"
    path.write_text(path.read_text("utf-8").replace("admissions:", f"{text}admissions:"), "utf-8")


def evaluated(root: Path, number: int, published: str | None, **told: str) -> None:
    """Write an evaluation with one thing to mend."""
    name = f"EVA-2026-{number:04}"
    told = {"due": "2026-09-30", "done": "", "cycle": "regular", "subject": "SVC-haircut"} | told
    text = EVALUATION.format(id=name, **told)
    text += PUBLISHED.format(published) if published else ""
    (root / f"records/evaluations/2026/{name}.yml").write_text(text, "utf-8")


def headed(body: str) -> list[str]:
    """Return the headings of a page, without what stands small beside them."""
    return [re.sub(r"<[^>]+>", "", h) for h in re.findall(r"<h[23]>(.*?)(?: <small>|</h)", body)]


def test_leaders_stand_by_the_stage_they_reached(root):
    known(
        root,
        LEADER.format(id="甲").replace("PER-甲", "PER-a") + GROWTH.format("2026-03-01", "trained"),
    )
    known(root, LEADER.format(id="乙").replace("PER-乙", "PER-b") + "    until: 2026-06-30\n")
    body = pages(root)["leaders/"]
    assert headed(body) == [
        "正在任骨干", "院落议事召集人", "正在培养", "甲召集人", "曾任骨干", "乙召集人", "办过的骨干培训",
        "发展党员",
    ]  # fmt: skip


def test_a_leaders_way_goes_by_day_and_leads_to_the_training(root):
    body = pages(root)["leaders/"]
    way = body.partition('id="serving"')[2].partition("</section>")[0]
    assert re.findall(r'gg-changes__date">([^<]+)<', way) == [
        "2025年3月8日", "2026年5月23日", "2026年6月5日",
    ]  # fmt: skip
    assert 'href="~/activities/ACT-2026-0001/"' in way


@pytest.mark.parametrize(
    ("day", "lines", "named"),
    [
        (AS_OF, "", True),
        (date(2028, 5, 9), "", True),
        (date(2028, 5, 10), "", False),
        (AS_OF, "      withdrawn: 2026-11-20\n", False),
        (AS_OF, "      withdrawn: 2026-11-21\n", True),
    ],
)
def test_a_leader_is_named_only_while_the_consent_holds(root, day, lines, named):
    path = root / "records/people.yml"
    until = "      until: 2028-05-09\n"
    path.write_text(path.read_text("utf-8").replace(until, until + lines), "utf-8")
    found = pages(root, day)
    assert ("甲某某" in found["leaders/"]) is named
    assert not any("甲某某" in body for path, body in found.items() if path != "leaders/")


def test_party_and_activities_lead_to_the_leaders(root):
    found = pages(root)
    assert 'href="~/leaders/"' in found["party/"]
    assert 'href="~/leaders/"' in found["activities/"]
    assert 'href="~/volunteering/"' in found["activities/"]


def test_a_service_tells_how_often_it_was_evaluated_and_what_was_mended_in_time(root):
    evaluated(root, 11, "2026-09-10", done=", done: 2026-09-30")
    evaluated(root, 12, "2026-09-11", done=", done: 2026-10-01", cycle="ad_hoc")
    evaluated(root, 13, "2026-09-12", cycle="ad_hoc")
    evaluated(root, 14, "2026-09-13", due="2026-11-20")
    evaluated(root, 15, None)
    loaded = load(root, AS_OF, Cache(root / "cache"))
    assert loaded.register is not None
    assert [d.message.en for d in (*loaded.diagnostics, *check(loaded.register))] == []
    body = pages(root)["volunteering/"]
    text = re.sub(r"<[^>]+>|\s", "", body)
    assert "1/1项志愿服务评估过2次定期评估2次不定期评估1/3项整改按时完成" in text
    assert "另有1项还没到期" in text
    assert "定期评估2次，不定期评估2次，最近一次2026年9月13日公布" in text
    assert headed(body.partition("还没有评估过")[0]) == [
        "上门理发", "EVA-2026-0014", "EVA-2026-0013", "EVA-2026-0012",
    ]  # fmt: skip
    assert "之前的 3 次评估" in body
    older = body.rpartition('class="gg-list gg-parts"')[2]
    assert re.findall(r'href="~/evaluations/(EVA-2026-00\d\d)/"', older) == [
        "EVA-2026-0011", "EVA-2026-0015",
    ]  # fmt: skip


def test_what_was_never_evaluated_is_said(root):
    body = pages(root)["volunteering/"]
    assert headed(body) == ["还没有评估过"]
    assert 'href="~/services/SVC-haircut/"' in body


def test_a_service_tells_how_it_was_evaluated_and_a_card_keeps_its_score(root):
    text = "\nscore: 87.5\nindicators: [{name: 守时, weight: 100, score: 87.5}]\nsurvey: {sample: 30, answered: 27, satisfied: 26}\nevents:"
    for number, shown in ((11, ""), (12, "visibility: card\n")):
        evaluated(root, number, "2026-09-10", done=", done: 2026-09-30")
        path = root / f"records/evaluations/2026/EVA-2026-00{number}.yml"
        path.write_text(shown + path.read_text("utf-8").replace("\nevents:", text), "utf-8")
    found = pages(root)
    section = (
        found["services/SVC-haircut/"].partition('id="evaluations"')[2].partition("</section>")[0]
    )
    assert re.findall(r"EVA-2026-00\d\d/", section) == ["EVA-2026-0011/"]
    assert "87.5 分" in section
    assert "问了 27 人，26 人满意" in section
    assert "EVA-2026-0012" not in found["volunteering/"]


@pytest.mark.parametrize(
    ("visibility", "came", "told"),
    [
        ("full", "2026-06-04T09:00+08:00", "2 天报到"),
        ("full", "2026-06-02T17:00+08:00", "当天报到"),
        ("full", "", "等待报到"),
        ("card", "", None),
    ],
)
def test_departments_that_were_called_in_are_told_with_how_soon_they_came(
    root, visibility, came, told
):
    path = root / "records/orders/2026-06/ORD-202606-0001.yml"
    head, _, _ = path.read_text("utf-8").partition("  - {to: completed")
    called = "  - {to: whistled, at: 2026-06-02T15:00+08:00, by: ORG-property, note: 要停电}\n"
    answer = f"  - {{to: reported, at: {came}, by: ORG-factory}}\n" if came else ""
    path.write_text(f"visibility: {visibility}\n{head}{called}{answer}", "utf-8")
    section = pages(root)["party/"].partition('id="whistles"')[2].partition("</section>")[0]
    assert ("ORD-202606-0001" in section) is (told is not None)
    assert (told or "") in section
