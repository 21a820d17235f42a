"""One change to one real record breaks one stated rule, and is caught at its line.

Each row changes the sample of `records/` in one place; the sample itself must be without fault.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sample
from overlay import TOKENS, judge

from govgen.check import manual


@dataclass(frozen=True)
class Mutation:
    """`old`, which stands once in `file`, becomes `new`; `code` is reported in `at_file` on the line of `at`.

    Without `at` it is the line of the change, without `at_file` the changed file.
    """

    what: str
    code: str
    file: str
    old: str
    new: str
    at: str = ""
    at_file: str = ""
    severity: str = "error"


FIRST_LINE = "id: "
"""Where a required field is missing, the whole record is at fault."""
ZERO_WIDTH_SPACE = "\u200b"

LAMPS = "decisions/2025/DEC-2025-0002.yml"
LIFT = "decisions/2025/DEC-2025-0003.yml"
PARKING = "decisions/2025/DEC-2025-0004.yml"
AWARDS = "decisions/2025/DEC-2025-0102.yml"
LIGHTING = "projects/2025/PRJ-2025-0002.yml"
CABLE = "projects/2025/PRJ-2025-0001.yml"
MARKET = "projects/2025/PRJ-2025-0104.yml"
KITCHEN = "projects/2025/PRJ-2025-0108.yml"
LIFT_WORKS = "projects/2026/PRJ-2026-0001.yml"
BOOKS = "ledgers/LED-FND-wutongli-micro-2025.yml"
CALL = "rounds/2025/RND-2025-0101.yml"
MIDTERM = "evaluations/2025/EVA-2025-0102.yml"
APPRAISAL = "evaluations/2026/EVA-2026-0001.yml"
DARK_YARD = "issues/2025/ISS-2025-0001.yml"
COUNCIL = "meetings/2025/MTG-2025-0003.yml"
DISPUTE = "issues/2025/ISS-2025-0051.yml"
PEOPLE = "people.yml"

VOTES = (
    Mutation(
        "a vote that no longer adds up",
        "vote-sum",
        LAMPS,
        "vote: {for: 47, against: 2, abstain: 2}",
        "vote: {for: 48, against: 2, abstain: 2}",
    ),
    Mutation(
        "a quorum missed",
        "quorum",
        LAMPS,
        "eligible: 56, present: 46, vote: {for: 44",
        "eligible: 70, present: 46, vote: {for: 44",
    ),
    Mutation(
        "a vote short of the majority",
        "majority",
        LAMPS,
        "present: 46, vote: {for: 44, against: 1, abstain: 1}",
        "present: 46, vote: {for: 23, against: 22, abstain: 1}",
    ),
    Mutation(
        "owners short of three quarters of the area",
        "owners-majority",
        LIFT,
        "for: {owners: 10, area: 850.60}\n  against: {owners: 3, area: 247.60}",
        "for: {owners: 10, area: 823.00}\n  against: {owners: 3, area: 275.20}",
    ),
    Mutation(
        "owners who do not add up",
        "owners-sum",
        LIFT,
        "against: {owners: 3, area: 247.60}",
        "against: {owners: 2, area: 247.60}",
        at="taking_part:",
    ),
    Mutation(
        "passed by a body that is not the route's",
        "route-body",
        AWARDS,
        "body: ORG-fund-committee\n",
        "body: ORG-council\n",
    ),
    Mutation(
        "a step of the four deliberations left out",
        "four-two-steps",
        LAMPS,
        "step: reviewed, body: ORG-grid-1-branch",
        "step: consulted, body: ORG-grid-1-branch",
        at="steps:",
    ),
    Mutation(
        "passed without a recorded vote",
        "vote-missing",
        PARKING,
        ", vote: {for: 38, against: 5, abstain: 3}",
        "",
    ),
    Mutation(
        "more came to a meeting than were due",
        "attendance",
        COUNCIL,
        "due: 25, present: 21",
        "due: 20, present: 21",
    ),
)

WINDOWS = (
    Mutation(
        "in effect before the window's end",
        "effect-before-window-end",
        LAMPS,
        "effective_from: 2025-05-20",
        "effective_from: 2025-05-19",
    ),
    Mutation(
        "a last day that counts the first",
        "window-length",
        LAMPS,
        "from: 2025-05-12, to: 2025-05-19, days: 7",
        "from: 2025-05-12, to: 2025-05-18, days: 7",
    ),
    Mutation(
        "a last day on a Saturday that did not move",
        "window-length",
        PARKING,
        "from: 2025-05-12, to: 2025-05-19, days: 5",
        "from: 2025-05-12, to: 2025-05-17, days: 5",
    ),
    Mutation(
        "a window shorter than the community's own rule",
        "window-length",
        AWARDS,
        "from: 2025-05-19, to: 2025-05-26, days: 7",
        "from: 2025-05-19, to: 2025-05-22, days: 3",
    ),
    Mutation(
        "a window posted after it began",
        "window-posting",
        AWARDS,
        "posted_on: 2025-05-19",
        "posted_on: 2025-05-21",
    ),
    Mutation(
        "an objection left open at effect",
        "open-objection",
        AWARDS,
        "    outcome: adopted\n",
        "",
        at="- no: 1",
    ),
    Mutation(
        "an objection answered before it came",
        "objection-dates",
        LIFT,
        "replied_on: 2025-11-25",
        "replied_on: 2025-11-16",
    ),
    Mutation(
        "an objection unanswered past its time",
        "objection-overdue",
        LIFT,
        "    outcome: to_mediation\n",
        "",
        at="received: 2025-11-17",
        severity="warning",
    ),
)

MONEY = (
    Mutation(
        "a payment above what was received",
        "over-received",
        LIGHTING,
        "at: 2025-11-05, amount: 12000}",
        "at: 2025-11-05, amount: 12000.01}",
    ),
    Mutation(
        "more received than approved",
        "over-approved",
        LIFT_WORKS,
        "approved: 336000, received: 268800",
        "approved: 260000, received: 268800",
    ),
    Mutation(
        "paid from a source that is not listed",
        "payment-unfunded",
        LIFT_WORKS,
        "- {no: 2, kind: progress, source: owners",
        "- {no: 2, kind: progress, source: donation",
    ),
    Mutation(
        "paid to somebody else than the contractor",
        "payment-contract",
        LIFT_WORKS,
        "- {no: 2, kind: progress, source: owners, payee: ORG-lift-company",
        "- {no: 2, kind: progress, source: owners, payee: ORG-print-shop",
    ),
    Mutation(
        "paid before it was decided",
        "payment-before-decision",
        LIGHTING,
        "at: 2025-08-06, amount: 26880",
        "at: 2025-04-06, amount: 26880",
    ),
    Mutation(
        "final payment before acceptance",
        "final-before-acceptance",
        LIGHTING,
        "handled_by: PER-accountant, approved_by: PER-party-secretary, at: 2026-04-28, amount: 9000",
        "handled_by: PER-accountant, approved_by: PER-party-secretary, at: 2026-01-08, amount: 9000",
    ),
    Mutation(
        "a settlement that does not add up",
        "settlement-sum",
        LIGHTING,
        "audited: 78420, cut: 1430",
        "audited: 78420, cut: 1340",
    ),
    Mutation(
        "shares that do not make the owners' part",
        "shares-sum",
        LIFT_WORKS,
        "households: 6, each: 24000",
        "households: 6, each: 23000",
        at="shares:",
    ),
    Mutation(
        "works contracted without procurement",
        "procurement-missing",
        LIFT_WORKS,
        'procurement:\n  - no: 1\n    what: {zh: 电梯采购、安装和土建, en: "Lift, installation and building works"}\n'
        "    method: direct\n    on: 2026-03-12\n    winner: ORG-lift-company\n"
        "    reason: {zh: 业主小组在区加梯企业名录里看了五家样梯，按得票选定；价格低于区公布的指导价, "
        "en: \"The owners looked at lifts of five firms on the district's list and chose by vote; "
        "the price is below the district's guide price\"}\n",
        "",
        at="contracts:",
    ),
    Mutation(
        "bought directly without a reason",
        "procurement-reason",
        CABLE,
        ', reason: {zh: 应急抢修，物业为院落值班单位，有持证电工、半小时内到场, en: "Emergency; the property company'
        ' is on call for the courtyard and its certified electricians come within half an hour"}',
        "",
    ),
    Mutation(
        "a contract with somebody who did not win",
        "contract-winner",
        LIGHTING,
        "no: WTL-HT-2025-017, with: ORG-lamp-company",
        "no: WTL-HT-2025-017, with: ORG-lamp-rival-1",
    ),
    Mutation(
        "ended with money not given back",
        "terminated-money",
        MARKET,
        "amount: 2860.40, voucher_no",
        "amount: 2800.40, voucher_no",
        at="{to: terminated,",
        severity="warning",
    ),
    Mutation(
        "an award above what is left in the fund",
        "ledger-commitment",
        AWARDS,
        "{project: PRJ-2025-0101, amount: 6000}",
        "{project: PRJ-2025-0101, amount: 26000}",
        at="{project: PRJ-2025-0103, amount",
    ),
    Mutation(
        "awards above the round's budget",
        "award-over-budget",
        AWARDS,
        "{project: PRJ-2025-0104, amount: 7000}",
        "{project: PRJ-2025-0104, amount: 9000}",
    ),
    Mutation(
        "an award above the fund's ceiling",
        "fund-ceiling",
        AWARDS,
        "{project: PRJ-2025-0101, amount: 6000}",
        "{project: PRJ-2025-0101, amount: 8001}",
    ),
    Mutation(
        "more awarded than asked for",
        "award-requested",
        AWARDS,
        "{project: PRJ-2025-0101, amount: 6000}",
        "{project: PRJ-2025-0101, amount: 6600}",
    ),
    Mutation(
        "an award to a project outside the round",
        "award-outside",
        AWARDS,
        "{project: PRJ-2025-0104, amount: 7000}",
        "{project: PRJ-2025-0107, amount: 7000}",
    ),
    Mutation(
        "granted more than awarded",
        "grant-over-award",
        BOOKS,
        "amount: 1800, to: ORG-handcraft",
        "amount: 1900, to: ORG-handcraft",
    ),
    Mutation(
        "a fund below nothing at a day's end",
        "ledger-balance",
        BOOKS,
        "type: expense, amount: 360",
        "type: expense, amount: 36000",
    ),
    Mutation(
        "a reversal of another sum",
        "ledger-reversal",
        BOOKS,
        "{no: 9, at: 2025-06-09, type: grant, amount: 2970",
        "{no: 9, at: 2025-06-09, type: grant, amount: 2700",
    ),
    Mutation(
        "a ledger out of order",
        "ledger-number",
        BOOKS,
        "{no: 12, at: 2025-06-21",
        "{no: 32, at: 2025-06-21",
        at="{no: 13,",
    ),
    Mutation(
        "a grant without its tranche",
        "entry-shape",
        BOOKS,
        "project: PRJ-2025-0103, tranche: final, ",
        "project: PRJ-2025-0103, ",
    ),
    Mutation(
        "final tranche before a passed midterm",
        "final-before-midterm",
        "evaluations/2025/EVA-2025-0101.yml",
        "passed: true",
        "passed: false",
        at="decision: DEC-2025-0103}",
        at_file="projects/2025/PRJ-2025-0107.yml",
    ),
)

MORE_MONEY = (
    Mutation(
        "more paid than the contract allows",
        "payment-over-contract",
        "projects/2026/PRJ-2026-0103.yml",
        "amount: 35600, signed",
        "amount: 21350, signed",
        at="voucher_no: BZ-P-03",
    ),
    Mutation(
        "an application passed over that ranks before a winner",
        "award-recount",
        CALL,
        "{project: PRJ-2025-0105, scores: [70, 75, 72, 68, 73, 71, 66]}",
        "{project: PRJ-2025-0105, scores: [90, 95, 92, 98, 93, 91, 96]}",
        at="award: DEC-2025-0102",
        severity="warning",
    ),
    Mutation(
        "a payment on a day to come",
        "future-day",
        LIFT_WORKS,
        "at: 2026-09-04, amount: 101600",
        "at: 2026-12-04, amount: 101600",
    ),
    Mutation(
        "a fund for one person's illness",
        "fund-purpose",
        "funds/FND-wutongli-micro.yml",
        "{zh: 服务老年人、儿童青少年的居民自发项目",
        "{zh: 帮助患白血病的某某",
    ),
)

JUDGEMENTS = (
    Mutation(
        "weights that do not make 100",
        "weights",
        MIDTERM,
        "weight: 20, score: 70",
        "weight: 25, score: 70",
        at="indicators:",
    ),
    Mutation(
        "a score that is not the weighted mean",
        "score-mean",
        APPRAISAL,
        "score: 89.30",
        "score: 98.30",
    ),
    Mutation(
        "the evaluator is the evaluated",
        "evaluator-conflict",
        MIDTERM,
        "evaluator: ORG-evaluation-center\n",
        "evaluator: ORG-silver\n",
    ),
    Mutation(
        "more satisfied than answered",
        "survey-sum",
        APPRAISAL,
        "answered: 112, satisfied: 101",
        "answered: 112, satisfied: 113",
    ),
    Mutation(
        "a failing grade without anything to mend",
        "failing-grade",
        "evaluations/2025/EVA-2025-0101.yml",
        "grade: good\npassed: true",
        "grade: fail\npassed: false",
    ),
    Mutation(
        "closed with something left to mend",
        "rectification-open",
        MIDTERM,
        ", due: 2026-02-15, done: 2026-02-10}",
        ", due: 2026-02-15}",
    ),
)

ANSWERS = (
    Mutation(
        "contested before any objection came",
        "objection-missing",
        LIFT,
        "received: 2025-11-17",
        "received: 2025-11-19",
        at="{to: contested,",
    ),
    Mutation(
        "an answer given after the issue was closed",
        "feedback-date",
        DISPUTE,
        "feedback: {at: 2025-09-19",
        "feedback: {at: 2025-09-29",
    ),
    Mutation(
        "closed without an answer to those who raised it",
        "move-needs",
        "issues/2026/ISS-2026-0001.yml",
        "feedback:\n  at: 2026-04-03\n  channel: notice_board\n"
        "  text: {zh: 17辆车已下楼，充电柜3月31日启用，每度电价在柜上张贴；以后看到楼道停车请打值班电话。, "
        'en: "All 17 are out; the cabinet has worked since 31 March and shows its price. '
        'If you see one in a stairwell, please ring the duty desk."}\n',
        "",
        at="{to: closed,",
    ),
    Mutation(
        "closed with a part left undone",
        "issue-parts",
        "issues/2026/ISS-2026-0001.yml",
        "    done: 2026-03-31\n",
        "",
        at="- what: {zh: 楼下增设12格充电柜和雨棚",
    ),
    Mutation(
        "a task due before it was set",
        "task-dates",
        COUNCIL,
        "due: 2025-03-10, done: 2025-03-06",
        "due: 2025-02-10, done: 2025-03-06",
    ),
    Mutation(
        "steps of a decision that run backwards",
        "step-order",
        LAMPS,
        "item: 1}], at: 2025-03-28",
        "item: 1}], at: 2025-03-13",
    ),
)

EVENTS = (
    Mutation(
        "an event in the future",
        "future-event",
        LIFT_WORKS,
        "{to: started, at: 2026-06-08",
        "{to: started, at: 2026-11-21",
    ),
    Mutation(
        "events out of order",
        "event-order",
        LIGHTING,
        "{to: procured, at: 2025-07-15",
        "{to: procured, at: 2025-07-29",
        at="{to: contracted, at: 2025-07-28",
    ),
    Mutation(
        "a step that may not follow",
        "illegal-move",
        LIGHTING,
        "{to: scheme_publicised, at: 2025-06-03",
        "{to: settled, at: 2025-06-03",
    ),
    Mutation(
        "a state that does not exist",
        "unknown-state",
        DARK_YARD,
        "{to: accepted, at: 2025-01-07",
        "{to: excepted, at: 2025-01-07",
    ),
    Mutation(
        "suspended without a reason",
        "move-needs",
        MARKET,
        ", note: {zh: 小广场燃气管道改造，场地停用。, en: The square is closed for gas works.}",
        "",
    ),
    Mutation(
        "evidence that is not there",
        "evidence-missing",
        LIGHTING,
        "evidence: WTL-2026-SJ-004}",
        "evidence: WTL-2026-SJ-040}",
    ),
    Mutation(
        "an event that says nothing",
        "empty-event",
        "organizations/ORG-wutongli-committee.yml",
        "  - {at: 2022-03-25, note: {zh: 完成换届选举, en: New committee elected}}",
        "  - {at: 2022-03-25}",
    ),
    Mutation(
        "a correction of a place that is not there",
        "correction-route",
        LIGHTING,
        "route: /deliverables/0/actual",
        "route: /deliverables/3/actual",
    ),
    Mutation(
        "a void of a step that is not there",
        "voids-nothing",
        LIGHTING,
        "voids: 6, correction",
        "voids: 16, correction",
    ),
    Mutation(
        "urgent works not ratified",
        "unratified-urgent",
        CABLE,
        "ratify_by: 2025-02-07",
        "ratify_by: 2025-01-08",
    ),
    Mutation(
        "an irregularity of no rule",
        "unknown-rule",
        PARKING,
        "rule: effect-before-window-end",
        "rule: effect-before-windows-end",
    ),
    Mutation(
        "a remedy without its basis",
        "irregularity-remedy",
        PARKING,
        "    remedied_by: DEC-2025-0005\n",
        "",
        at="remedy: ratified",
    ),
)

LINKS = (
    Mutation(
        "a reference that names nothing",
        "broken-reference",
        LIGHTING,
        "keeper: ORG-tielu-property",
        "keeper: ORG-tielu-propety",
    ),
    Mutation(
        "a reference to the wrong kind",
        "wrong-kind",
        LIGHTING,
        "place: PLC-tielu-yard-3\n",
        "place: ORG-tielu-yard-3-group\n",
    ),
    Mutation(
        "an id that is not the file's name",
        "id-path",
        LIGHTING,
        "id: PRJ-2025-0002\n",
        "id: PRJ-2025-0012\n",
    ),
    Mutation(
        "a former id that is taken",
        "alias-clash",
        LIGHTING,
        "id: PRJ-2025-0002\n",
        "id: PRJ-2025-0002\naliases: [PRJ-2025-0001]\n",
        at="aliases:",
    ),
    Mutation(
        "a former id that would lead out of the site",
        "wrong-value",
        LIGHTING,
        "id: PRJ-2025-0002\n",
        "id: PRJ-2025-0002\naliases: [../../../records/PRJ-1]\n",
        at="aliases:",
    ),
    Mutation(
        "places that contain each other",
        "place-cycle",
        "places/PLC-wutongli.yml",
        "level: community\n",
        "level: community\nparent: PLC-tielu\n",
        at="parent: PLC-wutongli",
        at_file="places/PLC-grid-1.yml",
    ),
    Mutation(
        "decisions that replace each other",
        "supersession-cycle",
        "decisions/2024/DEC-2024-0001.yml",
        "id: DEC-2024-0001\n",
        "id: DEC-2024-0001\nsupersedes: DEC-2026-0001\n",
        at="supersedes: DEC-2024-0001",
        at_file="decisions/2026/DEC-2026-0001.yml",
    ),
    Mutation(
        "records that cause each other",
        "cause-cycle",
        DARK_YARD,
        "category: renovation\n",
        "category: renovation\narises_from: PRJ-2025-0002\n",
        at="arises_from: PRJ-2025-0002",
    ),
    Mutation(
        "a compound within a building",
        "place-level",
        "places/PLC-yongan.yml",
        "parent: PLC-grid-2",
        "parent: PLC-tielu-yard-3-building-1",
    ),
    Mutation(
        "a Party organisation without its level",
        "party-level",
        "organizations/ORG-grid-1-branch.yml",
        "level: grid\n",
        "",
        at="type: party_org",
    ),
    Mutation(
        "a rule replaced by one that is not",
        "supersession-state",
        "decisions/2026/DEC-2026-0001.yml",
        "supersedes: DEC-2024-0001",
        "supersedes: DEC-2025-0004",
    ),
    Mutation(
        "two agenda items of one number",
        "duplicate-number",
        COUNCIL,
        "  - no: 3\n",
        "  - no: 2\n",
    ),
    Mutation(
        "two payments of one number",
        "duplicate-number",
        LIGHTING,
        "- {no: 5, kind: final",
        "- {no: 4, kind: final",
    ),
    Mutation(
        "an attachment that is not there",
        "attachment-missing",
        LIGHTING,
        "path: lamp-layout.png",
        "path: lamp-layout-2.png",
    ),
    Mutation(
        "an attachment that was altered",
        "attachment-altered",
        "projects/2025/PRJ-2025-0002/lamps.csv",
        ",",
        ";",
        at="path: lamps.csv",
        at_file=LIGHTING,
    ),
    Mutation(
        "a file of a kind that must not be there",
        "attachment-sealed",
        LIGHTING,
        "- {kind: plan, title",
        "- {kind: sign_in, title",
    ),
    Mutation(
        "a document without a whereabouts",
        "attachment-needs",
        LIGHTING,
        "held_by: PER-clerk, archive_no",
        "archive_no",
    ),
)

PRIVACY = (
    Mutation(
        "a dispute shown in full",
        "visibility",
        DISPUTE,
        "visibility: count\n",
        "",
        at="category: dispute",
    ),
    Mutation(
        "a sensitive matter in a small place",
        "sensitive-place",
        DARK_YARD,
        "place: PLC-tielu-yard-3\ncategory: renovation",
        "place: PLC-yongan-building-5-stairwell-2\ncategory: employment",
        at="place: PLC-yongan-building-5-stairwell-2",
    ),
    Mutation(
        "help noted with an illness",
        "aggregate-help",
        BOOKS,
        "note: {zh: 公示牌和捐赠票据印制",
        "note: {zh: 资助患尿毒症的某某",
    ),
    Mutation(
        "a mobile number in a text",
        "personal-data",
        DARK_YARD,
        "46户签名，交到网格员手里",
        "46户签名，联系人@mobile@",
    ),
    Mutation(
        "a resident id in a text",
        "personal-data",
        COUNCIL,
        "minutes:\n  zh: 议事会成员到21人。",
        "minutes:\n  zh: 议事会成员到21人，代表@resident-id@。",
        at="@resident-id@",
    ),
    Mutation(
        "an invisible character",
        "invisible-character",
        CALL,
        "edition: 第一届",
        f"edition: 第一{ZERO_WIDTH_SPACE}届",
    ),
    Mutation(
        "a leader named after consent was withdrawn",
        "leader-consent",
        PEOPLE,
        'convenor of the tea-table talks"}\n    org: ORG-volunteers\n    standing: leader\n',
        'convenor of the tea-table talks"}\n    org: ORG-volunteers\n    standing: leader\n    name: 白玉兰\n',
        at="name: 白玉兰",
    ),
)

TEXT = (
    Mutation(
        "a field written twice",
        "duplicate-key",
        LIGHTING,
        "budget: 92480\n",
        "budget: 92480\nbudget: 29480\n",
        at="budget: 29480",
    ),
    Mutation(
        "a field that does not exist",
        "unknown-field",
        LIGHTING,
        "budget: 92480\n",
        "budgett: 92480\n",
    ),
    Mutation(
        "a required field that is missing",
        "missing-field",
        LIFT,
        "route: owners\n",
        "",
        at=FIRST_LINE,
    ),
    Mutation(
        "money to a tenth of a fen",
        "wrong-value",
        LIGHTING,
        "amount: 4347.40}",
        "amount: 4347.401}",
    ),
    Mutation(
        "a value left empty",
        "null-value",
        LIGHTING,
        "track: works\n",
        "track: ~\n",
    ),
    Mutation(
        "a YAML anchor",
        "yaml-feature",
        LIGHTING,
        "track: works\n",
        "track: &track works\n",
    ),
    Mutation(
        "a bracket left open",
        "yaml-syntax",
        LIGHTING,
        "tags: [亮化]\n",
        "tags: [亮化\n",
        at="type: renovation",
    ),
)

MUTATIONS = (
    *VOTES,
    *WINDOWS,
    *MONEY,
    *MORE_MONEY,
    *JUDGEMENTS,
    *ANSWERS,
    *EVENTS,
    *LINKS,
    *PRIVACY,
    *TEXT,
)


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample that each row changes and puts back."""
    return sample.copied(tmp_path_factory.mktemp("mutated"))


def test_the_sample_is_without_fault(register: Path):
    found, _ = judge(register)
    assert [f"{it.file}:{it.line} [{it.code}]" for it in found if it.severity == "error"] == []


def test_the_table_is_long_and_names_known_rules():
    assert len(MUTATIONS) >= 36
    assert {row.code for row in MUTATIONS} <= set(manual())
    assert len({row.what for row in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("row", MUTATIONS, ids=lambda row: row.what.replace(" ", "-"))
def test_a_mutation_is_caught_at_its_line(row: Mutation, register: Path):
    with mutated(row, register) as line:
        found, _ = judge(register)
    file = f"records/{row.at_file or row.file}"
    caught = {(it.file, it.line, it.severity) for it in found if it.code == row.code}
    assert (file, line, row.severity) in caught


@contextmanager
def mutated(row: Mutation, register: Path) -> Iterator[int]:
    """Change the row's file while the block runs; the value is the line to be reported."""
    path = register / "records" / row.file
    before = path.read_bytes()
    try:
        changed = change(row, before.decode())
        path.write_bytes(changed.encode())
        yield expected_line(row, register, before.decode())
    finally:
        path.write_bytes(before)


def change(row: Mutation, text: str) -> str:
    """Make the one change; the place must be there, and once (in a table of figures: the first)."""
    times = text.count(row.old)
    assert times == 1 or (times and row.file.endswith(".csv")), f"{times} times {row.old!r}"
    return filled(text.replace(row.old, row.new, 1))


def expected_line(row: Mutation, register: Path, before: str) -> int:
    """Return the line that must be reported, from 1."""
    if not row.at:
        return before[: before.index(row.old)].count("\n") + 1
    text = (register / "records" / (row.at_file or row.file)).read_text(encoding="utf-8")
    marker = filled(row.at)
    assert marker == FIRST_LINE or text.count(marker) == 1, f"{text.count(marker)} times {marker!r}"
    return text[: text.index(marker)].count("\n") + 1


def filled(text: str) -> str:
    """Put in what must not be stored in a file."""
    for token, value in TOKENS.items():
        text = text.replace(token, value)
    return text
