"""Make a register of any size: seeded, with text like a clerk's, clean under every rule.

python bench/generate.py DIR RECORDS [SEED]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from govgen.workdays import last_day

LAST = date(2026, 10, 31)
FIRST = date(2017, 1, 9)
COMPOUNDS = 12
CATEGORIES = (
    ("environment", "环境整治", "垃圾桶旁常有积水，夏天气味大，老人带孩子经过要绕路"),
    ("facilities", "设施维修", "楼道感应灯时好时坏，夜里下楼看不清台阶，已有两位老人绊倒"),
    ("public_space", "公共空间", "院里的石桌石凳松动，下棋的人多，雨天没有遮挡，想一并整修"),
    ("parking", "停车", "晚上车辆占了消防通道，救护车进不来，需要重新划线并错开停放"),
    ("property", "物业管理", "公共收益一年没有公开，业主想知道电梯广告的钱花在哪里"),
    ("safety", "安全", "有人在楼道给电动车充电，线从窗户拉下来，邻居都不放心"),
    ("culture", "文体教育", "合唱队没有固定场地，孩子放学后也缺一个写作业的地方"),
    ("renovation", "老旧院落改造", "外墙渗水多年，雨季顶楼几户墙面发霉，想和管线一起改造"),
)
SAID = (
    "赞成先做东侧，西侧等管线改完再动，免得二次开挖",
    "费用最好分两年出，今年先把安全的部分做完",
    "希望施工避开中午和晚上，家里有老人要休息",
    "做好以后谁来管、钱从哪里出，要一并写清楚",
    "建议先在公开栏贴出图纸，让不上网的人也看得到",
)


class Town:
    """One generated community; every choice comes from the seed."""

    def __init__(self, records: int, seed: int) -> None:
        """Plan a register of about `records` records."""
        self.records = records
        self.dice = random.Random(seed)
        self.numbers: dict[tuple[str, int], int] = {}

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path in the repository, text), the files of all first."""
        yield "records/community.yml", COMMUNITY
        yield "records/people.yml", "format: 1\n"
        made = 0
        for path, text in self.standing():
            yield path, text
            made += 1
        while made < self.records:
            for path, text in self.matter():
                if made < self.records:
                    yield path, text
                    made += 1

    def standing(self) -> Iterator[tuple[str, str]]:
        """Yield organisations and places."""
        for slug, kind, title in ORGANIZATIONS:
            level = "level: community\n" if kind == "party_org" else ""
            yield (
                f"records/organizations/ORG-{slug}.yml",
                f"id: ORG-{slug}\ntitle: {{zh: {title}, en: {slug.capitalize()}}}\ntype: {kind}\n{level}events:\n  - {{to: active, at: 2016-01-04}}\n",
            )
        yield (
            "records/places/PLC-town.yml",
            PLACE.format(
                slug="town", title="清和社区", level="community", parent="", households=9000
            ),
        )
        for number in range(1, COMPOUNDS + 1):
            yield (
                f"records/places/PLC-compound-{number}.yml",
                PLACE.format(
                    slug=f"compound-{number}",
                    title=f"清和{number}号小区",
                    level="compound",
                    parent="parent: PLC-town\n",
                    households=400 + number,
                ),
            )

    def matter(self) -> Iterator[tuple[str, str]]:
        """Yield one matter, from the issue as far as it goes."""
        start = FIRST + timedelta(days=self.dice.randrange((LAST - FIRST).days - 330))
        category, word, story = self.dice.choice(CATEGORIES)
        place = f"PLC-compound-{self.dice.randint(1, COMPOUNDS)}"
        issue, meeting = self.take("ISS", start), self.take("MTG", start + timedelta(days=14))
        ends = self.dice.random()
        decision = self.take("DEC", start + timedelta(days=30)) if ends < 0.6 else None
        project = self.take("PRJ", start + timedelta(days=60)) if ends < 0.45 else None
        evaluation = self.take("EVA", start + timedelta(days=290)) if ends < 0.35 else None
        scene = {
            "word": word,
            "story": story,
            "place": place,
            "issue": issue,
            "meeting": meeting,
            "decision": decision,
            "project": project,
        }
        yield self.issue(start, category, scene)
        yield self.meeting(start + timedelta(days=14), scene)
        if decision:
            yield self.decision(start + timedelta(days=30), decision, scene)
        if project:
            yield self.project(start + timedelta(days=60), project, scene)
        if evaluation:
            yield self.evaluation(start + timedelta(days=290), evaluation, scene)

    def take(self, prefix: str, on: date) -> str:
        """Return the next id of a kind in a year."""
        key = (prefix, on.year)
        self.numbers[key] = self.numbers.get(key, 0) + 1
        return f"{prefix}-{on.year}-{self.numbers[key]:04d}"

    def issue(self, start: date, category: str, scene: dict[str, str | None]) -> tuple[str, str]:
        """Return an issue."""
        day = [start + timedelta(days=n) for n in (0, 3, 8, 14, 25, 330)]
        record = scene["issue"]
        tail = (
            f"  - {{to: decided, at: {day[4]}, by: [ORG-committee], note: 提请居民代表会议表决}}\n"
            if scene["decision"]
            else ""
        )
        text = ISSUE.format(
            id=record,
            word=scene["word"],
            story=scene["story"],
            category=category,
            place=scene["place"],
            households=self.dice.randint(6, 160),
            d0=day[0],
            d1=day[1],
            d2=day[2],
            d3=day[3],
            tail=tail,
            more=self.dice.choice(SAID),
        )
        return path_of("issues", record), text

    def meeting(self, on: date, scene: dict[str, str | None]) -> tuple[str, str]:
        """Return a meeting that talks the issue over."""
        record = scene["meeting"]
        text = MEETING.format(
            id=record,
            word=scene["word"],
            issue=scene["issue"],
            place=scene["place"],
            planned=on - timedelta(days=6),
            noticed=on - timedelta(days=5),
            on=on,
            minuted=on + timedelta(days=4),
            due=self.dice.randint(30, 45),
            present=self.dice.randint(20, 29),
            first=self.dice.choice(SAID),
            second=self.dice.choice(SAID),
            count=self.dice.randint(5, 14),
        )
        return path_of("meetings", record), text

    def decision(self, on: date, record: str, scene: dict[str, str | None]) -> tuple[str, str]:
        """Return a decision by residents' delegates."""
        eligible = self.dice.randint(45, 60)
        present = eligible - self.dice.randint(0, eligible // 4)
        against, abstain = self.dice.randint(0, 5), self.dice.randint(0, 4)
        posted = on + timedelta(days=2)
        until = last_day(posted, 7, "day")[0]
        effect = until + timedelta(days=1)
        text = DECISION.format(
            id=record,
            word=scene["word"],
            place=scene["place"],
            issue=scene["issue"],
            meeting=scene["meeting"],
            on=on,
            eligible=eligible,
            present=present,
            yes=present - against - abstain,
            no=against,
            abstain=abstain,
            talked=on - timedelta(days=16),
            proposed=on - timedelta(days=4),
            posted=posted,
            until=until,
            effect=effect,
            more=self.dice.choice(SAID),
        )
        return path_of("decisions", record), text

    def project(self, on: date, record: str, scene: dict[str, str | None]) -> tuple[str, str]:
        """Return a project on the simple track."""
        budget = self.dice.randint(8, 90) * 500
        paid = budget * self.dice.randint(6, 10) // 10
        text = PROJECT.format(
            id=record,
            word=scene["word"],
            place=scene["place"],
            decision=scene["decision"],
            budget=budget,
            paid=paid,
            d0=on,
            d1=on + timedelta(days=4),
            d2=on + timedelta(days=6),
            d3=on + timedelta(days=20),
            d4=on + timedelta(days=120),
            d5=on + timedelta(days=140),
            planned=self.dice.randint(8, 40),
            more=self.dice.choice(SAID),
        )
        return path_of("projects", record), text

    def evaluation(self, on: date, record: str, scene: dict[str, str | None]) -> tuple[str, str]:
        """Return an evaluation of the project."""
        scores = [self.dice.randint(70, 98) for _ in range(4)]
        total = (30 * scores[0] + 30 * scores[1] + 20 * scores[2] + 20 * scores[3]) / 100
        text = EVALUATION.format(
            id=record,
            word=scene["word"],
            project=scene["project"],
            scores=scores,
            total=f"{total:.2f}".rstrip("0").rstrip("."),
            sample=120,
            answered=self.dice.randint(80, 118),
            satisfied=self.dice.randint(60, 79),
            d0=on - timedelta(days=20),
            d1=on - timedelta(days=6),
            d2=on,
            d3=on + timedelta(days=15),
            more=self.dice.choice(SAID),
        )
        return path_of("evaluations", record), text


def path_of(folder: str, record: str | None) -> str:
    """Return where a dated record lies."""
    return f"records/{folder}/{str(record).split('-')[1]}/{record}.yml"


ORGANIZATIONS = (
    ("party", "party_org", "清和社区党委"),
    ("committee", "committee", "清和社区居委会"),
    ("supervision", "supervision", "居务监督委员会"),
    ("delegates", "residents_group", "居民代表会议"),
    ("property", "property", "清和物业"),
    ("agency", "social_work", "同行社工服务中心"),
    ("green", "social_org", "绿荫园艺社"),
    ("builder", "enterprise", "平安修缮公司"),
    ("volunteers", "volunteers", "清和志愿服务队"),
    ("office", "subdistrict", "清和街道办事处"),
)
COMMUNITY = """\
format: 1
name: {zh: 清和社区, en: Qinghe Community}
region_code: "990199001001"
site_url: https://register.example
committee: ORG-committee
supervision: ORG-supervision
contacts:
  - {name: 值班电话, purpose: office, title: {zh: 社区值班电话, en: Community office}, phone: 0990-5550000, hours: 周一至周五 9:00–17:00}
"""
PLACE = """\
id: PLC-{slug}
title: {{zh: {title}, en: {slug}}}
level: {level}
{parent}households: {households}
events:
  - {{to: active, at: 2016-01-04}}
"""
ISSUE = """\
id: {id}
title: {{zh: 关于{word}的意见, en: A matter raised by residents}}
summary: |
  {story}。居民小组长逐户问过，多数人希望今年办好。

  {more}。
category: {category}
place: {place}
raised_by: {{kind: resident, households: {households}}}
organizations:
  - {{org: ORG-committee, role: lead, contribution: 召集居民商量，跟到底}}
  - {{org: ORG-property, role: partner, contribution: 现场查看并提出做法}}
tags: [{word}]
events:
  - {{to: submitted, at: {d0}, by: [ORG-committee], note: 居民小组会上提出}}
  - {{to: accepted, at: {d1}, by: [ORG-committee]}}
  - {{to: deliberating, at: {d2}, by: [ORG-committee], note: 列入本月议事会}}
  - {{to: concluded, at: {d3}, by: [ORG-committee], note: 多数人赞成分步办理}}
{tail}"""
MEETING = """\
id: {id}
title: {{zh: 居民议事会：{word}, en: Residents' council}}
form: council
place: {place}
held_at: {on}T19:00+08:00
venue: 党群服务中心二楼201室
notice: {{on: {noticed}, channel: 公开栏和居民群}}
convenor: ORG-committee
observers: [ORG-supervision]
attendance:
  - {{group: residents, due: {due}, present: {present}}}
  - {{group: committee, due: 5, present: 4}}
agenda:
  - no: 1
    record: {issue}
    topic: {word}怎么办、谁来出钱
    opinions:
      - {{stance: support, count: {count}, text: {first}}}
      - {{stance: suggestion, count: 6, text: {second}}}
    outcome: consensus
    result: 多数人赞成分步办理，先急后缓
tasks:
  - {{what: 请物业报出做法和价钱, who: ORG-property, due: {minuted}, done: {minuted}}}
minutes: |
  会议由居委会召集，监督委员会列席。大家逐项发言，{first}。

  会议认为应先解决安全问题，其余分年度办理。
events:
  - {{to: planned, at: {planned}, by: [ORG-committee]}}
  - {{to: noticed, at: {noticed}, by: [ORG-committee]}}
  - {{to: held, at: {on}T19:00+08:00, by: [ORG-committee]}}
  - {{to: minuted, at: {minuted}, by: [ORG-committee]}}
"""
DECISION = """\
id: {id}
title: {{zh: 关于{word}分步办理的决议, en: Decision of the residents' delegates}}
summary: |
  居民代表会议决定分步办理{word}，先做涉及安全的部分，费用在社区预算内安排，办理结果张榜公开。
type: ordinary
route: delegates
place: {place}
arises_from: [{issue}]
organizations:
  - {{org: ORG-party, role: led_by}}
  - {{org: ORG-committee, role: lead}}
text: |
  一、今年先做涉及安全的部分，其余列入明年计划。
  二、{more}。
  三、办理结果在公开栏张贴。
steps:
  - step: consulted
    body: ORG-committee
    meetings: [{{meeting: {meeting}, item: 1}}]
    at: {talked}
  - step: decided
    body: ORG-delegates
    at: {on}
    eligible: {eligible}
    present: {present}
    vote: {{for: {yes}, against: {no}, abstain: {abstain}}}
windows:
  - {{no: 1, purpose: decision, from: {posted}, to: {until}, days: 7, posted_at: 公开栏, posted_on: {posted}}}
effective_from: {effect}
events:
  - {{to: proposed, at: {proposed}, by: [ORG-party]}}
  - {{to: passed, at: {on}, by: [ORG-delegates]}}
  - {{to: publicised, at: {posted}, by: [ORG-committee]}}
  - {{to: effective, at: {effect}, by: [ORG-committee]}}
"""
PROJECT = """\
id: {id}
title: {{zh: {word}办理项目, en: Works agreed by residents}}
summary: |
  按居民代表会议决议办理，{more}。完工后请居民一起验收。
type: renovation
track: simple
place: {place}
arises_from: [{decision}]
organizations:
  - {{org: ORG-committee, role: lead}}
  - {{org: ORG-property, role: partner, contribution: 现场协调和日后管护}}
  - {{org: ORG-volunteers, role: volunteers, contribution: 施工期间引导行人}}
budget: {budget}
funding:
  - {{source: fiscal, decision: {decision}, approved: {budget}, received: {budget}}}
procurement:
  - {{no: 1, what: 维修, method: direct, reason: 五万元以下小额维修, winner: ORG-builder}}
payments:
  - {{no: 1, kind: final, source: fiscal, payee: ORG-builder, voucher_no: PZ-001, handled_by: ORG-committee, approved_by: ORG-party, at: {d5}, amount: {paid}}}
milestones:
  - {{what: 开工, planned: {d3}, actual: {d3}}}
  - {{what: 完工, planned: {d4}, actual: {d4}}}
deliverables:
  - {{item: 维修点位, unit: 处, planned: {planned}, actual: {planned}}}
acceptance: {{on: {d5}, by: [ORG-committee, ORG-supervision], residents: 6, passed: true, findings: 符合约定}}
events:
  - {{to: applied, at: {d0}, by: [ORG-committee]}}
  - {{to: agreed, at: {d1}, by: [ORG-committee]}}
  - {{to: publicised, at: {d2}, by: [ORG-committee]}}
  - {{to: implementing, at: {d3}, by: [ORG-committee]}}
  - {{to: accepted, at: {d5}, by: [ORG-supervision]}}
"""
EVALUATION = """\
id: {id}
title: {{zh: {word}办理项目评估, en: Evaluation of the works}}
summary: |
  受居委会委托，社工机构走访住户、查看现场。{more}。
type: evaluation
cycle: regular
subject: {{ref: {project}}}
evaluator: ORG-agency
commissioned_by: ORG-committee
indicators:
  - {{name: 办得好不好, weight: 30, score: {scores[0]}}}
  - {{name: 办得快不快, weight: 30, score: {scores[1]}}}
  - {{name: 花钱清不清楚, weight: 20, score: {scores[2]}}}
  - {{name: 日后有没有人管, weight: 20, score: {scores[3]}}}
score: {total}
survey: {{sample: {sample}, answered: {answered}, satisfied: {satisfied}}}
grade: good
findings: 总体满意，个别点位夜间照度不足，建议明年补做
events:
  - {{to: planned, at: {d0}, by: [ORG-agency]}}
  - {{to: scored, at: {d1}, by: [ORG-agency]}}
  - {{to: published, at: {d2}, by: [ORG-committee]}}
  - {{to: closed, at: {d3}, by: [ORG-committee]}}
"""


def generate(root: Path, records: int, seed: int = 1) -> None:
    """Write a register of `records` records below `root`."""
    for path, text in Town(records, seed).files():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
