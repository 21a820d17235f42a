"""How a matter is told: what folds, what is in sight, what is to come and by which day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from overlay import AS_OF, register_of

from govgen.cache import Cache
from govgen.drawn.decision import points
from govgen.folds import LONG
from govgen.kinds.decision import Decision
from govgen.load import load
from govgen.register import Register
from govgen.steps import next_step
from govgen.view import View

ISSUE = "ISS-2024-0091"
FORMS = {
    "issues": {"category": "facilities", "raised_by": {"kind": "resident"}},
    "decisions": {"type": "ordinary", "route": "delegates", "text": "分类点移到东门。"},
    "projects": {"type": "renovation", "track": "works"},
}
Told = dict[str, object]


@pytest.fixture
def laid(tmp_path: Path):
    """Read the base register with one record laid over it."""

    def read(folder: str, record_id: str, events: list[Told], **fields) -> Register:
        root = register_of(None, tmp_path)
        path = root / "records" / folder / record_id[4:8] / f"{record_id}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        said = {"id": record_id, "title": record_id, **FORMS[folder], "events": events, **fields}
        path.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
        loaded = load(root, AS_OF, Cache(root / "cache"))
        assert not loaded.diagnostics, [d.message.en for d in loaded.diagnostics]
        assert loaded.register
        return loaded.register

    return read


def notes(year: int, number: int) -> Iterator[Told]:
    """Yield as many steps of a year, a day each."""
    start = date(year, 1, 10)
    return ({"at": start + timedelta(days=day), "note": f"{year}第{day}"} for day in range(number))


def long_matter(last_year: int) -> list[Told]:
    """Return the events of an issue: 102 rows in 2024, 80 in 2025, `last_year` in 2026."""
    first: list[Told] = [{"to": "accepted", "at": "2024-01-05"}]
    return [*first, *notes(2024, 100), *notes(2025, 80), *notes(2026, last_year)]


def timeline(register: Register) -> str:
    return View(register, "zh").timeline(register.records[ISSUE])


def folds(html: str) -> list[str]:
    return re.findall(r"<summary[^>]*>(.*?)</summary>", html)


def test_each_earlier_year_of_a_long_matter_folds(laid):
    source = {"system": "旧台账", "id": "17"}
    html = timeline(laid("issues", ISSUE, long_matter(20), source=source))
    assert folds(html) == ["2024年：102 步", "2025年：80 步", "其间还有 18 步"]
    assert html.count("<li") - html.count("gg-step--fold") == 102 + 80 + 20 + 1


def test_the_years_of_a_matter_within_the_limit_do_not_fold(laid):
    source = {"system": "旧台账", "id": "17"}
    html = timeline(laid("issues", ISSUE, long_matter(LONG - 1 - 182), source=source))
    assert folds(html) == ["其间还有 197 步"]


def test_the_present_step_stays_in_sight_in_an_earlier_year(laid):
    later = [
        {"route": "/title", "was": "旧", "kind": "typo", "reason": f"第{day}处", "on": f"2026-01-{day}"}
        for day in range(10, 30)
    ]  # fmt: skip
    html = timeline(laid("issues", ISSUE, long_matter(0), corrections=later))
    assert folds(html)[:2] == ["2024年：101 步", "2025年：79 步"]
    (shown,) = re.findall(r'<li class="gg-step gg-step--present".*?</li>', html, re.DOTALL)
    assert "2025第79" in shown
    assert "现在" not in re.sub(
        r"<details.*?</details>", "", html.replace(shown, ""), flags=re.DOTALL
    )


STEPS: list[Told] = [
    {"step": "decided", "body": "ORG-qingxi-delegates", "at": "2026-05-10"},
]
WINDOW = {"no": 1, "purpose": "decision", "from": "2026-12-01", "to": "2026-12-08", "days": 7}


def way(register: Register) -> tuple[list[tuple[str, str]], bool]:
    """Return the points of the decision's way, and whether its page speaks of a result to come."""
    record = register.records["DEC-2026-0091"]
    assert isinstance(record, Decision)
    body = View(register, "zh").render("decision.html.jinja", r=record)
    return [(one.words.zh, one.status) for one in points(record, register)], "结果公开" in body


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "revoked", "superseded", "lapsed"])
def test_a_decision_that_is_over_draws_no_future_steps(laid, state):
    over: Told = {"to": state, "at": "2026-06-01", "note": "改由街道统一办理"}
    events = [{"to": "passed", "at": "2026-05-10"}, over]
    register = laid("decisions", "DEC-2026-0091", events, steps=STEPS, windows=[WINDOW])
    assert way(register) == ([("决议", "done")], False)


def test_a_decision_that_goes_on_draws_them(laid):
    events: list[Told] = [{"to": "passed", "at": "2026-05-10"}]
    register = laid("decisions", "DEC-2026-0091", events, steps=STEPS, windows=[WINDOW])
    ahead = [(words, "future") for words in ("决议公告", "生效", "实施", "结果公开")]
    assert way(register) == ([("决议", "done"), *ahead], True)


MILESTONES: list[Told] = [
    {"what": "浇筑", "planned": "2026-08-01", "actual": "2026-08-01"},
    {"what": "完工", "planned": "2026-10-31"},
]


@pytest.mark.parametrize(
    ("until", "due"),
    [(None, "2026-10-31"), ("2026-12-20", "2026-12-20"), ("2026-09-15", "2026-10-31")],
)
def test_an_extension_moves_the_milestone_that_is_the_next_step(laid, until, due):
    events: list[Told] = [{"to": "started", "at": "2026-07-01"}]
    if until:
        events.append({"at": "2026-09-01", "until": until, "note": "雨季停工"})
    register = laid("projects", "PRJ-2026-0091", events, milestones=MILESTONES)
    step = next_step(register.records["PRJ-2026-0091"], register)
    assert step is not None
    assert (step.what.zh, str(step.due)) == ("完工", due)
