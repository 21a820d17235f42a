"""What a record's page tells, and what it must not tell, on registers of a few records."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from overlay import AS_OF, BASE, register_of

from govgen import matter
from govgen.cache import Cache
from govgen.drawn.place import concern_at
from govgen.load import load
from govgen.pages import home, lists, records
from govgen.view import View
from govgen.words import LANGS, Lang

VECTORS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(2)">',
    '"><svg onload=alert(3)>',
    "{{7*7}}",
    "{% raw %}",
)
EVIL = " ".join(VECTORS)
FORBIDDEN = {"script", "img", "iframe", "style", "object", "embed", "form", "base", "meta", "link"}
VOID = {"br", "hr", "img", "input", "meta", "link", "rect", "path", "line"}


class Parsed(HTMLParser):
    """A page's text, its elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The pieces of text between tags, a space between each two."""
        return " ".join(" ".join(self.words).split())


class Site:
    """The record pages of the base register and the records laid over it."""

    def __init__(self, root: Path, files: dict[str, str]) -> None:
        register_of(None, root)
        for record_id, text in files.items():
            path = root / "records" / FOLDERS[record_id[:3]] / f"{record_id}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"id: {record_id}\n{text}", "utf-8")
        loaded = load(root, AS_OF, Cache(root / "cache"))
        assert not loaded.diagnostics, [d.message.en for d in loaded.diagnostics]
        assert loaded.register
        self.views = {lang: View(loaded.register, lang) for lang in LANGS}

    def bodies(self, lang: Lang = "zh") -> dict[str, str]:
        return {draft.path: draft.write().body for draft in records.drafts(self.views[lang])}

    def page(self, record_id: str, lang: Lang = "zh") -> Parsed:
        found = records.drafts(self.views[lang])
        return Parsed(next(d for d in found if d.path.endswith(f"/{record_id}/")).write().body)


FOLDERS = {
    "ISS": "issues/2026",
    "MTG": "meetings/2026",
    "DEC": "decisions/2026",
    "PRJ": "projects/2026",
    "LED": "ledgers",
    "EVA": "evaluations/2026",
    "ORG": "organizations",
}

OPEN_WINDOW = """
title: {zh: 垃圾分类点改造方案, en: Scheme for the recycling point}
type: ordinary
route: delegates
place: PLC-yard
text: 分类点移到东门。
steps:
  - {step: decided, body: ORG-qingxi-delegates, at: 2026-11-10, eligible: 45, present: 36, vote: {for: 33, against: 2, abstain: 1}}
windows:
  - {no: 1, purpose: decision, from: 2026-11-16, to: 2026-11-26, days: 10, posted_at: 院落公告栏, posted_on: 2026-11-16, contact: 意见征集}
events:
  - {to: proposed, at: 2026-11-02, by: ORG-qingxi-committee}
  - {to: passed, at: 2026-11-10, by: ORG-qingxi-delegates}
  - {to: publicised, at: 2026-11-16}
"""

CARD = """
title: 甲单元独居长者助洁
summary: 需要每周上门
category: elderly_care
visibility: card
raised_by: {kind: resident}
place: PLC-qingxi
beneficiaries: [elderly]
tags: [独居]
organizations:
  - {org: ORG-social-work, role: lead, contribution: 每周上门两次}
attachments:
  - {kind: other, title: 家访记录, held_by: PER-clerk, archive_no: QX-2026-777}
events:
  - {to: submitted, at: 2026-11-10, by: PER-clerk, note: 女儿在外地工作}
  - {to: accepted, at: 2026-11-11, by: ORG-social-work}
"""

COUNT = """
title: 楼上漏水的两家
category: dispute
visibility: count
raised_by: {kind: resident}
place: PLC-qingxi
events:
  - {to: submitted, at: 2026-11-10, note: 约好下周面谈}
"""


@pytest.fixture
def site(tmp_path: Path):
    return lambda **files: Site(
        tmp_path, {key.replace("_", "-"): text for key, text in files.items()}
    )


def test_a_rule_that_was_carried_out_says_that_it_is_in_force(tmp_path):
    base = BASE / "records/decisions/2026/DEC-2026-0001.yml"
    text = base.read_text("utf-8").partition("\n")[2].replace("type: ordinary", "type: rule")
    done = f"{text}  - {{to: implemented, at: 2026-05-10, by: ORG-qingxi-committee}}\n"
    over = done.replace("events:", "effective_until: 2026-10-01\nevents:")
    for number, (record, said) in enumerate(((done, True), (over, False), (text, False))):
        page = Site(tmp_path / str(number), {"DEC-2026-0001": record}).page("DEC-2026-0001")
        assert ("规约现在有效" in page.text) is said


def test_an_open_window_shows_days_left_and_how_to_object(site):
    text = site(DEC_2026_0090=OPEN_WINDOW).page("DEC-2026-0090").text
    assert "怎么提意见 还剩 6 天 截止 2026年11月26日（周四）" in text
    assert "社区服务站二楼201室" in text
    assert "0990-5550102" in text


def test_an_open_window_shows_on_the_places_page(site):
    text = site(DEC_2026_0090=OPEN_WINDOW).page("PLC-yard-building-1").text
    assert "正在公示，可以提意见 还剩 6 天" in text
    assert "垃圾分类点改造方案" in text


def test_a_closed_window_does_not_invite_objections(site):
    text = site().page("DEC-2026-0001").text
    assert "怎么提意见" not in text
    assert "已期满" in text


def test_a_vote_is_drawn_with_quorum_majority_and_whose_rule_it_is(site):
    text = site().page("DEC-2026-0001").text
    assert "33 票赞成、2 票反对、1 票弃权" in text
    assert "通过线：19 票" in text
    assert "法定人数：30 人" in text
    assert "这是系统预置的参考数，本社区没有另定。" in text


def test_an_owners_vote_with_a_small_cell_shows_percentages_only(site):
    text = OPEN_WINDOW.replace("route: delegates", "route: owners") + (
        "owners:\n  scope: 一单元\n  item: 278(7)\n  total: {owners: 20, area: 1600}\n"
        "  taking_part: {owners: 18, area: 1450}\n  for: {owners: 17, area: 1370}\n"
        "  against: {owners: 1, area: 80}\n  method: paper\n  ballot_from: 2026-11-01\n  ballot_to: 2026-11-09\n"
    )
    page = site(DEC_2026_0090=text).page("DEC-2026-0090").text
    assert "同意 85.0% 不同意 5.0% 未参与 10.0%" in page
    assert "17 户" not in page
    assert "1370" not in page.replace(",", "")
    assert "只公布百分比和结果" in page


def test_a_card_tells_category_steps_and_due_and_no_more(site):
    page = site(ISS_2026_0090=CARD)
    for lang in LANGS:
        text = page.page("ISS-2026-0090", lang).text
        hidden = (
            "甲单元",
            "每周",
            "女儿",
            "独居",
            "家访",
            "QX-2026-777",
            "2026年11月10日",
            "10 Nov 2026",
        )
        assert not [words for words in hidden if words in text]
    text = page.page("ISS-2026-0090").text
    assert "长者服务（仅公开进度）" in text
    assert "2026年11月9日那一周" in text
    assert "已受理" in text


def test_a_shared_card_says_the_week_and_nobodys_name(site):
    view = site(ISS_2026_0090=CARD).views["zh"]
    card = view.register.records["ISS-2026-0090"]
    assert records.page(card, view).description == (
        "议题 ISS-2026-0090：已受理（2026年11月9日那一周）。下一步：直接办理，或召集大家商量，2026年12月7日那一周前。"
    )


def test_a_card_is_told_of_at_no_finer_place_than_the_community(site):
    register = site(ISS_2026_0090=CARD.replace("PLC-qingxi", "PLC-yard")).views["zh"].register
    yard, whole = (concern_at(place, register) for place in ("PLC-yard", "PLC-qingxi"))
    assert "ISS-2026-0090" not in [record.id for record in yard.open_here]
    assert "ISS-2026-0090" in [record.id for record in whole.open_here]


def test_a_cards_organisation_does_not_tell_that_it_serves(site):
    text = site(ISS_2026_0090=CARD).page("ORG-social-work").text
    assert "ISS-2026-0090" not in text
    assert "仅公开进度" not in text


def test_a_record_that_only_counts_appears_nowhere(site):
    meeting = """
title: 居委会十一月例会
form: committee
held_at: 2026-11-12
convenor: ORG-qingxi-committee
attendance:
  - {group: committee, due: 7, present: 6}
agenda:
  - {no: 1, record: ISS-2026-0091, topic: 研究近期工作}
events:
  - {to: noticed, at: 2026-11-10}
  - {to: held, at: 2026-11-12}
"""
    built = site(ISS_2026_0091=COUNT, MTG_2026_0091=meeting)
    for lang in LANGS:
        pages = built.bodies(lang)
        view = built.views[lang]
        others = [d.write().body for module in (home, lists) for d in module.drafts(view)]
        assert "issues/ISS-2026-0091/" not in pages
        for body in (*pages.values(), *others):
            assert "ISS-2026-0091" not in body
            assert "漏水" not in body
            assert "下周面谈" not in body


def test_few_opinions_are_shown_without_stance_and_number(site):
    meeting = """
title: 院坝会
form: talk
held_at: 2026-11-12
convenor: ORG-qingxi-committee
attendance:
  - {group: residents, present: 30}
agenda:
  - no: 1
    topic: 石凳放哪里
    opinions:
      - {stance: support, count: 21, text: 放树下}
      - {stance: oppose, count: 3, text: 怕夜里吵}
events:
  - {to: noticed, at: 2026-11-10}
  - {to: held, at: 2026-11-12}
"""
    text = site(MTG_2026_0091=meeting).page("MTG-2026-0091").text
    assert "赞成 放树下 21 人" in text
    assert "怕夜里吵 （人数少，不标态度）" in text
    assert "反对" not in text


def test_an_urgent_project_says_so_until_it_is_ratified(site):
    project = """
title: 抢修污水管
type: renovation
track: simple
place: PLC-yard
urgent: {ground: 污水外溢, ordered_by: PER-director, at: 2026-11-12, cap: 5000, ratify_by: 2026-11-18}
events:
  - {to: applied, at: 2026-11-12, by: ORG-qingxi-committee}
"""
    text = site(PRJ_2026_0091=project).page("PRJ-2026-0091").text
    assert "应急先行，待追认。" in text
    assert "已超期 2 天" in text


def test_an_imported_record_shows_skipped_steps_as_not_recorded(site):
    project = """
title: 社区花园
type: micro_fund
track: venture
source: {system: 旧台账, id: "17"}
events:
  - {to: publicised, at: 2026-10-12}
"""
    text = site(PRJ_2026_0091=project).page("PRJ-2026-0091").text
    assert "未记载 申请、初审、评审 原始数据未记载" in text


def test_the_matter_names_each_record_once_in_a_run_and_marks_one_present_step(site):
    page = site(DEC_2026_0090=OPEN_WINDOW + "arises_from: ISS-2026-0001\n").page("DEC-2026-0090")
    assert [
        value for name, value in page.attributes if (name, value) == ("aria-current", "step")
    ] == ["step"]
    assert page.text.count("垃圾分类点改造方案") < 5
    assert "已提出 → 已受理" not in page.text


WARRANTY = """
title: 换灯
type: renovation
track: works
milestones:
  - {what: 补装, planned: 2027-03-01}
deliverables:
  - {item: {zh: 路灯, en: Lamps}, unit: 盏, planned: 12, actual: 9}
  - {item: 长椅, unit: 张, planned: 4, actual: 4}
  - {item: 花架, unit: 个, planned: 2}
events:
  - {to: warranty, at: 2026-09-01}
"""


def test_what_a_finished_work_lacks_stands_beside_its_state(site):
    text = site(PRJ_2026_0091=WARRANTY).page("PRJ-2026-0091").text
    assert "现在 质保期 2026年9月1日（周二） 还差：路灯 3 盏 下一步" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [("to: warranty", "to: started"), ("2027-03-01", "2026-08-01, actual: 2026-08-01")],
)
def test_nothing_lacks_while_the_work_goes_on_or_once_all_was_reached(site, old, new):
    text = site(PRJ_2026_0091=WARRANTY.replace(old, new)).page("PRJ-2026-0091").text
    assert "换灯" in text
    assert "还差" not in text


def test_a_card_does_not_tell_what_it_lacks(site):
    page = site(PRJ_2026_0091=WARRANTY + "visibility: card\n").page("PRJ-2026-0091")
    assert "现在 质保期 2026年8月31日那一周 下一步" in page.text
    assert "路灯" not in page.text


GRANTED = """
title: 邻里课堂
type: venture
track: venture
events:
  - {to: implementing, at: 2026-05-12}
"""
LEDGER = """
title: 清溪微基金2026年台账
fund: FND-qingxi
year: 2026
entries:
  - {no: 1, at: 2026-01-08, type: donation, amount: 20000, from_org: ORG-factory}
  - {no: 2, at: 2026-06-22, type: return, amount: 500, from_org: ORG-social-work, project: PRJ-2026-0091}
  - {no: 3, at: 2026-05-22, type: grant, amount: 3000, to: ORG-social-work, project: PRJ-2026-0091, tranche: first}
  - {no: 4, at: 2026-05-23, type: grant, amount: 900, to: ORG-social-work, project: PRJ-2026-0003}
events:
  - {to: open, at: 2026-01-01}
"""


def test_a_venture_project_tells_what_ledgers_say_it_was_granted(site):
    built = site(PRJ_2026_0091=GRANTED, LED_FND_qingxi_2026=LEDGER)
    text = built.page("PRJ-2026-0091").text
    assert "没有登记付款。按基金台账，已拨给本项目 2,500 元。" in text
    assert text.partition("序号 ")[2].startswith(
        "2026年5月22日 项目资助，首款 3,000 元 清溪微基金2026年台账 3 "
        "2026年6月22日 资助退回 −500 元 清溪微基金2026年台账 2 "
    )


def test_a_corrected_figure_stays_readable_beside_the_right_one(site):
    project = """
title: 换灯
type: renovation
track: works
funding:
  - {source: unit, approved: 12480}
corrections:
  - {route: /funding/0/approved, was: "14280", kind: typo, reason: 两位数字颠倒, on: 2026-10-02}
events:
  - {to: initiated, at: 2026-09-01}
"""
    text = site(PRJ_2026_0091=project).page("PRJ-2026-0091").text
    assert "批准金额：原为 14,280 元 ，现为 12,480 元" in text


def test_record_text_never_becomes_markup_or_template(site):
    said = EVIL.replace("'", "''")
    issue = f"""
title: '{said}'
summary: '{said}'
category: facilities
raised_by: {{kind: resident}}
place: PLC-yard
tags: ['{said}']
organizations:
  - {{org: ORG-charity, role: lead, contribution: '{said}'}}
attachments:
  - {{kind: other, title: '{said}', held_by: PER-clerk, archive_no: '{said}', withheld: '{said}'}}
parts:
  - {{what: '{said}', path: handled, done: 2026-10-03}}
outcome: partly
outcome_reason: '{said}'
feedback: {{at: 2026-10-04, channel: visit, text: '{said}'}}
events:
  - {{to: submitted, at: 2026-10-01, note: '{said}'}}
  - {{to: accepted, at: 2026-10-01, note: '{said}'}}
  - {{to: handled, at: 2026-10-02}}
  - {{to: closed, at: 2026-10-04}}
irregularities:
  - {{rule: late-window, note: '{said}', found_by: PER-clerk, found_on: 2026-10-05, remedy: none}}
corrections:
  - {{route: /outcome_reason, was: '{said}', kind: typo, reason: '{said}', on: 2026-10-06}}
"""
    built = site(ISS_2026_0091=issue)
    for lang in LANGS:
        for path, body in built.bodies(lang).items():
            page = Parsed(body)
            assert not page.tags & FORBIDDEN, path
            assert not [
                name for name, _ in page.attributes if name.startswith("on") or name == "style"
            ], path
            assert "49" not in page.text.split("{{7*7}}"), path
    page = built.page("ISS-2026-0091")
    assert page.text.count("{{7*7}}") >= 12
    assert page.text.count("<script>alert(1)</script>") >= 11


def test_the_head_of_a_page_closes_no_script(site):
    issue = "title: '</script><b>x'\ncategory: other\nraised_by: {kind: resident}\nevents:\n  - {to: submitted, at: 2026-10-01}\n"
    built = site(ISS_2026_0091=issue)
    draft = next(d for d in records.drafts(built.views["zh"]) if "0091" in d.path)
    assert draft.write().head.count("</script>") == 1


THING = {"@type", "identifier", "name", "url"}
WORK = {*THING, "inLanguage", "dateModified"}
VOCABULARY = {
    "BreadcrumbList": {"@type", "itemListElement"},
    "CreativeWork": {*WORK, "spatialCoverage"},
    "Report": {*WORK, "spatialCoverage", "author"},
    "Event": {*THING, "inLanguage", "startDate", "endDate", "location", "organizer", "eventStatus"},
    "FundingScheme": THING,
    "GovernmentOrganization": {*THING, "parentOrganization"},
    "NGO": {*THING, "parentOrganization"},
    "Organization": {*THING, "parentOrganization"},
    "Place": {*THING, "containedInPlace", "address"},
    "Project": THING,
    "Service": {*THING, "provider", "areaServed", "serviceType"},
}
"""Types of schema.org, each with those of its properties that are used."""


def graphs(built: Site, lang: Lang) -> dict[str, list[dict[str, object]]]:
    """Return what each page tells in its data block, by the record's id."""
    heads = ((it.path.split("/")[1], it.write().head) for it in records.drafts(built.views[lang]))
    blocks = ((name, re.search(r"<script[^>]+>(.*)</script>", head)) for name, head in heads)
    return {name: json.loads(found[1])["@graph"] for name, found in blocks}


def test_a_page_tells_machines_in_the_words_of_schema_org_what_it_shows(site):
    off = "title: 恳谈会\nform: talk\nconvenor: ORG-qingxi-committee\nheld_at: 2026-11-12T19:00+08:00\n"
    off += "venue: 二楼\nevents:\n  - {to: planned, at: 2026-11-05}\n  - {to: cancelled, at: 2026-11-09, note: 停电}\n"
    built = site(ISS_2026_0090=CARD, MTG_2026_0090=off)
    for lang in LANGS:
        for one, _ in graphs(built, lang).values():
            assert one.keys() <= VOCABULARY[one["@type"]], one
    told = graphs(built, "zh")
    assert told["ISS-2026-0090"] == [
        {
            "@type": "CreativeWork",
            "identifier": "ISS-2026-0090",
            "name": "长者服务（仅公开进度）",
            "inLanguage": "zh",
        },
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "首页", "item": "../../"},
                {"@type": "ListItem", "position": 2, "name": "议题", "item": "../../issues/"},
            ],
        },
    ]
    assert told["MTG-2026-0090"][0] == {
        "@type": "Event",
        "identifier": "MTG-2026-0090",
        "name": "恳谈会",
        "inLanguage": "zh",
        "startDate": "2026-11-12T19:00:00+08:00",
        "location": {"@type": "Place", "name": "二楼"},
        "organizer": {"@type": "Organization", "name": "清溪社区居委会"},
        "eventStatus": "https://schema.org/EventCancelled",
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_of_the_base_register_is_well_formed(site, lang):
    for path, body in site().bodies(lang).items():
        page = Parsed(body)
        assert page.open == [], path
        assert "None" not in page.text, path


def test_every_record_opens_with_where_it_stands_and_whom_to_ask(site):
    built = site(DEC_2026_0090=OPEN_WINDOW)
    kinds_met = set()
    for draft in records.drafts(built.views["zh"]):
        opening = draft.write().body.partition("<h2")[0]
        assert re.search('<dl class="gg-now.*?<dt>现在</dt>', opening, re.DOTALL), draft.path
        assert "<dt>找谁</dt>" in opening or 'class="gg-contacts"' in opening, draft.path
        kinds_met.add(draft.path.partition("/")[0])
    assert {"organizations", "places", "services", "resources", "funds"} < kinds_met


BODY = """title: 明亮照明公司
type: enterprise
contacts:
  - {name: 前台, purpose: office, phone: 0990-5550199}
events:
  - {to: active, at: 2020-01-01}
"""


def test_a_body_that_has_ended_leaves_the_community_to_ask(site, tmp_path):
    office = "0990-5550101"
    page = site(ORG_lamp_1=BODY).page("ORG-lamp-1").text
    assert ("在册 2020年1月1日" in page, "0990-5550199" in page, office in page) == (
        True,
        True,
        False,
    )
    ended = BODY + "  - {to: ended, at: 2026-03-02, note: 已注销}\n"
    page = Site(tmp_path / "ended", {"ORG-lamp-1": ended}).page("ORG-lamp-1").text
    assert f"找谁 值班电话 {office}" in page


def test_english_pages_hold_no_chinese_of_their_own(site):
    page = site(DEC_2026_0090=OPEN_WINDOW).page("PRJ-2026-0001", "en")
    own = " ".join(page.words)
    assert "Where the money comes from and goes" in own
    assert "钱从哪里来" not in own


def test_needs_name_every_record_whose_name_the_page_shows(site):
    built = site(DEC_2026_0090=OPEN_WINDOW)
    view = built.views["zh"]
    for draft in records.drafts(view):
        shown = {
            value.split("/")[2]
            for name, value in Parsed(draft.write().body).attributes
            if name == "href" and value.startswith("~/") and value.count("/") == 3 and "-" in value
        }
        told = matter.told(view.register).get(draft.matter, ())
        assert shown & set(view.register.records) <= {*(draft.needs or ()), *told}, draft.path
