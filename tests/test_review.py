"""`govgen review` on branches of the demo: what it says in both languages, and whether it lets them pass."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
import tour
from command import govgen
from repository import Repository, Who

CLERK = Who("Clerk", "clerk@wutongli.example")
DIRECTOR = Who("Lu Jingyi", "director@wutongli.example")
DAY = "2026-11-20"
AT = 1_795_140_000
"""20 November 2026, in the morning."""
ISSUE = "records/issues/2026/ISS-2026-0054.yml"
RULE = "records/decisions/2026/DEC-2026-0003.yml"
AWARD = """id: DEC-2026-0900
title: {zh: 关于给巧手坊的资助, en: Award to the workshop}
type: award
route: fund_committee
fund: FND-wutongli-micro
text: {zh: 资助巧手坊。, en: The workshop is given a grant.}
steps:
  - {step: decided, body: ORG-fund-committee, at: 2026-11-16, eligible: 7, present: 7, vote: {for: 7, against: 0, abstain: 0}}
awards:
  - {project: PRJ-2026-0101, amount: 60000}
events:
  - {to: proposed, at: 2026-11-16, by: ORG-fund-committee}
  - {to: passed, at: 2026-11-16, by: ORG-fund-committee}
"""


@dataclass
class Branches:
    """The demo, and branches that leave its main line."""

    repository: Repository
    main: str

    def text(self, path: str) -> str:
        return self.repository.git("show", f"{self.main}:{path}") + "\n"

    def branch(self, *steps: dict[str, str | None], who: Who = CLERK, message: str = "Work") -> str:
        """Return the last of some commits on top of main."""
        tip = self.main
        for files in steps:
            tip = self.repository.commit(files, message, who, parents=(tip,), at=AT)
        return tip

    def run(self, head: str, *arguments: str, base: str = "", lang: str = "zh"):
        return govgen("-C", self.repository.root, "--lang", lang,
                      "review", f"{base or self.main}..{head}", "--as-of", DAY, *arguments)  # fmt: skip

    def data(self, head: str):
        """Return the exit code and the review as data."""
        done = self.run(head, "--format", "json")
        return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Branches:
    made = Repository(tour.copied(tmp_path_factory))
    return Branches(made, made.git("rev-parse", "HEAD"))


def codes(review) -> list[str]:
    return [it["code"] for it in review["blocking"]]


def test_a_harmless_edit_may_be_merged(branches: Branches):
    text = branches.text(ISSUE).replace("约2厘米", "约3厘米")
    head = branches.branch({ISSUE: text})
    chinese, english = branches.run(head), branches.run(head, lang="en")
    assert (chinese.returncode, english.returncode) == (0, 0)
    assert "可以合并" in chinese.stdout
    assert "议题 ISS-2026-0054《锦绣苑12栋旁雨水井盖松动》：改 1 项" in chinese.stdout
    assert "登记，一人即可" in chinese.stdout
    assert "This may be merged." in english.stdout
    assert "issue ISS-2026-0054 “Loose drain cover beside Jinxiu building 12”: 1 field changed" in (
        english.stdout
    )
    code, told = branches.data(head)
    assert (code, told["mergeable"], told["blocking"], told["moves"]) == (0, True, [], [])


def test_a_decision_that_takes_effect_too_early_is_held_back(branches: Branches):
    text = branches.text(RULE) + "  - {to: effective, at: 2026-11-20, by: ORG-wutongli-committee}\n"
    text = text.replace("events:\n", "effective_from: 2026-11-20\nevents:\n")
    head = branches.branch({RULE: text})
    chinese, english = branches.run(head), branches.run(head, lang="en")
    assert (chinese.returncode, english.returncode) == (1, 1)
    assert "先不要合并" in chinese.stdout
    assert "公示到 2026-11-26 才满" in chinese.stdout
    assert "2026年11月20日 起生效（公示到 2026年11月26日）" in chinese.stdout
    assert "第 1 件，2026年11月14日 收到" in chinese.stdout
    assert "Do not merge this yet" in english.stdout
    assert "in force from 20 Nov 2026 (posted until 26 Nov 2026)" in english.stdout
    assert "no. 1, received 14 Nov 2026" in english.stdout
    _, told = branches.data(head)
    assert {"effect-before-window-end", "open-objection"} <= set(codes(told))
    assert [it["title"]["zh"] for it in told["approvals"][0]["may"]] == [
        "社区党委书记",
        "社区居委会主任",
    ]


def test_an_award_above_what_is_left_is_held_back(branches: Branches):
    head = branches.branch({"records/decisions/2026/DEC-2026-0900.yml": AWARD})
    chinese, english = branches.run(head), branches.run(head, lang="en")
    assert (chinese.returncode, english.returncode) == (1, 1)
    assert "DEC-2026-0900 资助名单·资助金额：无 → 60,000 元" in chinese.stdout
    assert "已答应未拨付 0 元 → 60,000 元，还可安排 44,129.20 元 → -15,870.80 元" in chinese.stdout
    assert "DEC-2026-0900 Awards, Amount: none → ¥60,000" in english.stdout
    assert "left for new awards ¥44,129.20 → ¥-15,870.80" in english.stdout
    _, told = branches.data(head)
    assert "ledger-commitment" in codes(told)


def test_personal_data_is_held_back_and_not_repeated(branches: Branches):
    number = "138" + "".join(random.Random(7).choices("0123456789", k=8))
    text = branches.text(ISSUE).replace("已放警示锥", f"联系电话{number}，已放警示锥")
    head = branches.branch({ISSUE: text})
    chinese, english = branches.run(head), branches.run(head, lang="en")
    assert (chinese.returncode, english.returncode) == (1, 1)
    assert "有手机号码（`138****`）" in chinese.stdout
    assert "holds a mobile number (`138****`)" in english.stdout
    _, told = branches.data(head)
    assert codes(told) == ["personal-data"]
    for shape in ("text", "markdown", "json"):
        assert number not in branches.run(head, "--format", shape).stdout


def test_personal_data_that_a_later_commit_took_out_is_held_back_too(branches: Branches):
    number = "139" + "".join(random.Random(11).choices("0123456789", k=8))
    text = branches.text(ISSUE)
    head = branches.branch({ISSUE: text + f"# {number}\n"}, {ISSUE: text + "# 电话已删\n"})
    done = branches.run(head)
    assert done.returncode == 1
    assert "合并后一直留在历史里" in done.stdout
    assert number not in done.stdout


def test_a_change_of_the_policy_is_spelled_out_and_goes_by_the_old_one(branches: Branches):
    policy = branches.text("records/policy.yml").replace("    persons: 1\n", "    persons: 2\n")
    head = branches.branch({"records/policy.yml": policy})
    chinese, english = branches.run(head), branches.run(head, lang="en")
    assert (chinese.returncode, english.returncode) == (0, 0)
    assert "审批规则（审批规则、岗位和任职人）：由社区党委书记" in chinese.stdout
    assert "，至少 1 人 → 由社区党委书记" in chinese.stdout
    assert "审批，至少 2 人" in chinese.stdout
    assert "policy：由社区党委书记或社区居委会主任或居务监督委员会主任审批，一人即可" in (
        chinese.stdout
    )
    assert "approves, at least 2 persons" in english.stdout
    _, told = branches.data(head)
    assert told["approvals"][0]["persons"] == 1


def test_a_rule_that_asks_for_less_proof_is_spelled_out(branches: Branches):
    policy = branches.text("records/policy.yml")
    policy = policy.replace(
        "    persons: 1\n", "    evidence: {github: host}\n    unknown: refuse\n"
    )
    done = branches.run(branches.branch({"records/policy.yml": policy}))
    assert "至少 1 人 → " in done.stdout
    assert "至少 1 人，在 github 上要有平台签名，查不到审批人的不予通过" in done.stdout


def test_rules_and_records_in_one_merge_are_held_back(branches: Branches):
    policy = branches.text("records/policy.yml").replace("    persons: 1\n", "    persons: 2\n")
    issue = branches.text(ISSUE).replace("约2厘米", "约3厘米")
    code, told = branches.data(branches.branch({"records/policy.yml": policy, ISSUE: issue}))
    assert (code, codes(told)) == (1, ["policy-with-records"])


def test_who_wrote_the_branch_may_not_approve_it(branches: Branches):
    text = branches.text(RULE).replace("往北挪, en", "往北移, en")
    head = branches.branch({RULE: text}, who=DIRECTOR)
    _, told = branches.data(head)
    (need,) = told["approvals"]
    assert [it["id"] for it in need["barred"]] == ["PER-committee-director"]
    assert "PER-committee-director" not in [it["id"] for it in need["may"]]
    assert "社区居委会主任参与了起草，不能批" in branches.run(head).stdout


def test_somebody_unknown_among_the_authors_is_said(branches: Branches):
    text = branches.text(ISSUE).replace("约2厘米", "约6厘米")
    done = branches.run(
        branches.branch({ISSUE: text}, who=Who("Visitor", "visitor@elsewhere.example"))
    )
    assert done.returncode == 0
    assert "有起草人不在 people.yml 里" in done.stdout


def test_a_late_entry_is_noted_and_blocks_nothing(branches: Branches):
    path = "records/issues/2026/ISS-2026-0900.yml"
    text = branches.text(ISSUE).replace("ISS-2026-0054", "ISS-2026-0900")
    text = text.replace("2026-11-12T09:40+08:00", "2026-09-12")
    done = branches.run(branches.branch({path: text}), lang="en")
    assert (done.returncode, "[late-entry]" in done.stdout) == (0, True), done.stdout


def test_a_step_without_its_papers_says_which_are_missing(branches: Branches):
    step = "  - {to: accepted, at: 2026-11-16, by: ORG-wutongli-committee, evidence: no-such.pdf}\n"
    done = branches.run(branches.branch({ISSUE: branches.text(ISSUE) + step}))
    assert done.returncode == 1
    assert "已提出 → 已受理；缺材料：`no-such.pdf` 不是本记录的材料" in done.stdout


def test_a_deleted_record_is_held_back(branches: Branches):
    _, told = branches.data(branches.branch({ISSUE: None}))
    assert "deleted-record" in codes(told)


def test_a_conflict_is_said(branches: Branches):
    text = branches.text(ISSUE)
    ours = branches.branch({ISSUE: text.replace("约2厘米", "约3厘米")})
    theirs = branches.branch({ISSUE: text.replace("约2厘米", "约4厘米")})
    chinese = branches.run(theirs, base=ours)
    english = branches.run(theirs, base=ours, lang="en")
    assert (chinese.returncode, english.returncode) == (1, 1)
    assert "合并不了：有 1 个文件冲突" in chinese.stdout
    assert "1 file is in conflict" in english.stdout
    assert ISSUE in english.stdout


def test_the_merge_result_is_judged_and_older_faults_are_backlog(branches: Branches):
    """Two branches that are well alone number one decision twice; what main had wrong does not count."""
    broken = branches.text(ISSUE).replace("category: safety", "category: hole")
    main = branches.branch({ISSUE: broken})
    clean = "records/issues/2026/ISS-2026-0053.yml"
    head = branches.repository.commit(
        {clean: branches.text(clean) + "# 已核对\n"}, "Work", CLERK, parents=(branches.main,), at=AT
    )
    done = branches.run(head, base=main, lang="en")
    assert done.returncode == 0
    assert "older fault" in done.stdout


def test_markdown_is_one_comment_that_obeys_nothing_of_a_record(branches: Branches):
    title = "@everyone <img src=x> [x](https://evil.example) #1 `code` 雨水井盖"
    text = branches.text(ISSUE).replace("锦绣苑12栋旁雨水井盖松动", f'"{title}"')
    done = branches.run(branches.branch({ISSUE: text}), "--format", "markdown")
    assert done.stdout.startswith("<!-- govgen:review -->\n")
    for active in ("@everyone", "<img", "](https", "#1 ", "https://", "[x]"):
        assert active not in done.stdout


def test_nothing_is_written_into_the_repository(branches: Branches):
    head = branches.branch({ISSUE: branches.text(ISSUE).replace("约2厘米", "约5厘米")})
    folder = branches.repository.root / ".git"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    branches.run(head)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("wanted", ["main", "main..nowhere", "--output=x..main"])
def test_what_names_no_range_is_refused(branches: Branches, wanted: str, tmp_path: Path):
    done = govgen("-C", branches.repository.root, "review", "--", wanted, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_hostile_repository_runs_nothing(branches: Branches, tmp_path: Path):
    """Both sides change one file, so that Git would ask the merge driver that .gitattributes names."""
    canary = tmp_path / "canary"
    repository = branches.repository
    attributes = "* merge=evil diff=evil filter=evil\n"
    text = branches.text(ISSUE)
    ours = branches.branch({ISSUE: f"# 一\n{text}", ".gitattributes": attributes})
    theirs = branches.branch({ISSUE: f"{text}# 二\n", ".gitattributes": attributes})
    for key in ("merge.evil.driver", "core.fsmonitor", "diff.evil.textconv", "gpg.program"):
        repository.git("config", key, f"touch {canary}; false")
    done = branches.run(theirs, base=ours)
    for key in ("merge.evil.driver", "core.fsmonitor", "diff.evil.textconv", "gpg.program"):
        repository.git("config", "--unset", key)
    assert done.returncode == 0
    assert not canary.exists()
