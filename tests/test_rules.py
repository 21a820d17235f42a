"""What a rule of the policy asks of a merge beside who made it: one batch a day."""

import json
import subprocess
import sys
from pathlib import Path

from chronicle import ISSUE, PLACE, Chronicle, codes, issue, place, policy, rule
from repository import HOUR, START

OTHER = place(title="空地")
LISTED = {PLACE: OTHER, ISSUE: issue("submitted")}
MORE = {PLACE: place(), ISSUE: issue("submitted", "accepted")}
DAY = 24 * HOUR


def review(made: Chronicle, head: str, day: str = "2026-01-01") -> dict[str, object]:
    """Ask what merging `head` on `day` would approve."""
    done = subprocess.run(
        (sys.executable, "-m", "govgen", "-C", str(made.root), "review", f"main..{head}",
         "--as-of", day, "--format", "json"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
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
