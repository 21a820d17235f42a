"""What a rule of the policy asks of a merge beside who made it: one batch a day, days of notice; and what a review does not say."""

import json
from pathlib import Path

import pytest
from chronicle import (
    ISSUE,
    PEOPLE,
    PLACE,
    POLICY,
    Chronicle,
    codes,
    issue,
    pen,
    people,
    place,
    policy,
    rule,
)
from command import govgen
from repository import CLERK, HOUR, START

OTHER = place(title="空地")
LISTED = {PLACE: OTHER, ISSUE: issue("submitted")}
MORE = {PLACE: place(), ISSUE: issue("submitted", "accepted")}
DAY = 24 * HOUR
SHANGHAI = (Path(__file__).parents[1] / "records/community.yml").read_text("utf-8")


def review(made: Chronicle, head: str, day: str = "2026-01-01") -> dict[str, object]:
    """Ask what merging `head` on `day` would approve."""
    done = govgen("-C", made.root, "review", f"main..{head}", "--as-of", day, "--format", "json")
    assert done.stderr == ""
    return json.loads(done.stdout)


def said(told: dict[str, object], part: str, code: str) -> list[str]:
    """What a part of a review says under one code, in English."""
    return [it["message"]["en"] for it in told[part] if it["code"] == code]


def daily(root: Path) -> Chronicle:
    """A register where everything comes in one batch a day."""
    return Chronicle(root, policy=policy(rule(batch=True)))


def test_one_batch_a_day_and_single_records_beside_it_pass(tmp_path):
    made = daily(tmp_path / "repo")
    made.merge(LISTED)
    made.merge({PLACE: place()})
    made.merge(MORE, at=START + DAY)
    assert codes(made.verified()) == []


def test_another_batch_of_a_day_is_one_too_many_though_its_rule_was_reworded(tmp_path):
    made = daily(tmp_path / "repo")
    made.merge(LISTED)
    made.merge({POLICY: policy(rule(batch=True, unknown="refuse"))})
    made.merge(MORE)
    assert codes(made.verified()) == ["batch-twice"]


@pytest.mark.parametrize("by", ["", "  "])
def test_a_blank_owner_is_none(by, tmp_path):
    made = daily(tmp_path / "repo")
    step = {"to": "submitted", "at": "2026-01-01", "by": by}
    made.merge({PLACE: OTHER, ISSUE: issue(events=[step])})
    assert codes(made.verified()) == ["batch-owner"]


def test_a_batch_that_touches_other_records_needs_what_their_rules_ask(tmp_path):
    rules = rule(kinds="issue", batch=True), rule(offices=["nobody"])
    made = Chronicle(tmp_path / "repo", policy=policy(*rules))
    made.merge(LISTED)
    assert codes(made.verified()) == ["approver-role"]


def test_review_tells_of_a_second_batch_on_its_day_and_no_later(tmp_path):
    made = daily(tmp_path / "repo")
    head = made.side(LISTED)
    assert said(review(made, head), "blocking", "batch-twice") == []
    assert [it["batch"] for it in review(made, head)["approvals"]] == [True]
    made.merge(LISTED)
    head = made.side(MORE)
    again = ["a batch was merged on 2026-01-01 already"]
    assert said(review(made, head), "blocking", "batch-twice") == again
    assert said(review(made, head, "2026-01-02"), "blocking", "batch-twice") == []


@pytest.mark.parametrize(("days", "expected"), [(3, ["notice-short"]), (4, [])])
def test_a_proposal_stands_its_days_the_first_not_counted(days, expected, tmp_path):
    made = Chronicle(tmp_path / "repo", policy=policy(rule(notice=3)))
    made.merge(LISTED, at=START + days * DAY)
    assert codes(made.verified()) == expected


def test_another_commit_on_the_branch_begins_the_days_anew(tmp_path):
    made = Chronicle(tmp_path / "repo", policy=policy(rule(notice=3)))
    first = made.side(LISTED)
    second = made.repository.commit(
        {PLACE: place(title="广场")}, "More", CLERK, parents=(first,), at=START + 2 * DAY
    )
    files = LISTED | {PLACE: place(title="广场")}
    made.land(files, sides=[second], at=START + 5 * DAY)
    found = made.verified().findings
    assert [(it.code, it.path) for it in found] == [("notice-short", PLACE)]


def test_another_attachment_begins_the_days_anew(tmp_path):
    made = Chronicle(tmp_path / "repo", policy=policy(rule(notice=3)))
    paper = {ISSUE.replace(".yml", "/plan.csv"): "1200\n"}
    first = made.side(LISTED | paper)
    second = made.repository.commit(
        dict.fromkeys(paper, "9200\n"), "More", CLERK, parents=(first,), at=START + 2 * DAY
    )
    made.land(LISTED | dict.fromkeys(paper, "9200\n"), sides=[second], at=START + 5 * DAY)
    found = made.verified().findings
    assert [(it.code, it.path) for it in found] == [("notice-short", ISSUE)]


def test_a_direct_commit_that_is_dated_back_stood_for_no_day(tmp_path):
    needs = policy(rule(notice=1, author=True))
    made = Chronicle(tmp_path / "repo", needs, people(keys=[pen().key()]))
    made.merge(LISTED, at=START + 6 * DAY)
    made.land({PLACE: place()}, at=START + 4 * DAY + HOUR, sign=pen().sign)
    assert codes(made.verified()) == ["notice-short"]


def test_days_are_those_of_the_community_and_begin_at_midnight(tmp_path):
    """A branch of 4 January, 23:30 in Shanghai: merged in the last second of the 5th, and in the first of the 6th."""
    for second, expected in ((-1, ["notice-short"]), (0, [])):
        made = Chronicle(tmp_path / str(second + 1), policy=policy(rule(notice=1)))
        made.merge({"records/community.yml": SHANGHAI}, at=START + 3 * DAY)
        late = START + 3 * DAY + 15 * HOUR + HOUR // 2
        side = made.side({PLACE: OTHER}, at=late)
        made.land({PLACE: OTHER}, sides=[side], at=START + 4 * DAY + 16 * HOUR + second)
        assert codes(made.verified()) == expected


def test_review_tells_the_first_day_for_a_merge(tmp_path):
    made = Chronicle(tmp_path / "repo", policy=policy(rule(notice=3)))
    head = made.side(LISTED)
    early, due = review(made, head, "2026-01-04"), review(made, head, "2026-01-05")
    assert said(early, "blocking", "notice-short") == [
        "it must stand for 3 days, and may be merged on 2026-01-05 at the earliest"
    ]
    assert said(due, "blocking", "notice-short") == []
    assert [it["earliest"] for it in due["approvals"]] == ["2026-01-05"]


def test_review_repeats_nothing_that_is_redacted(tmp_path):
    made = Chronicle(tmp_path / "repo", people=people(title="七号院旧病历"))
    blob = made.repository.git("rev-parse", f"main:{PEOPLE}")
    mended = {PEOPLE: people()}
    assert "七号院旧病历" in str(review(made, made.side(mended))["rulings"])
    entry = {"blob": blob, "reason": "写进了病情", "date": "2026-01-01"}
    made.merge({POLICY: policy(redacted=[entry])})
    assert review(made, made.side(mended))["rulings"] == [
        {
            "zh": "people.yml：有改动，因个人信息已遮蔽",
            "en": "people.yml: changed, redacted for personal data",
        }
    ]
