"""A round counted anew: on the sample, on real rounds, on any round there can be, and on its page."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from overlay import AS_OF
from overlay import register_of as base
from sample import REPOSITORY, govgen

from govgen import recount
from govgen.cache import Cache
from govgen.drawn import rounds
from govgen.kinds.round import Round
from govgen.load import load
from govgen.pages import records
from govgen.recount import Verdict
from govgen.register import Register
from govgen.view import View


def read(root: Path, cache: Path) -> Register:
    found = load(root, AS_OF, Cache(cache)).register
    assert found is not None
    return found


def told(name: str, register: Register) -> list[tuple[str, str, int, int, str]]:
    """Each step as (project, mark, before, after, verdict)."""
    count = recount.recount(register.records[name], register)
    return [
        (s.project, str(s.mark), int(s.before), int(s.after), s.verdict.value) for s in count.steps
    ]


def test_the_samples_rounds_come_out_as_they_were_published(tmp_path):
    register = read(REPOSITORY, tmp_path)
    assert told("RND-2026-0102", register) == [
        ("PRJ-2026-0102", "731", 100000, 58000, "taken"),
        ("PRJ-2026-0103", "688", 58000, 22000, "taken"),
        ("PRJ-2026-0104", "602", 22000, 22000, "over"),
        ("PRJ-2026-0105", "549", 22000, 4000, "taken"),
        ("PRJ-2026-0106", "318", 4000, 4000, "over"),
    ]
    assert told("RND-2025-0101", register) == [
        ("PRJ-2025-0101", "433/5", 24000, 18000, "taken"),
        ("PRJ-2025-0102", "83", 18000, 13000, "taken"),
        ("PRJ-2025-0103", "401/5", 13000, 8500, "taken"),
        ("PRJ-2025-0104", "386/5", 8500, 1500, "taken"),
        ("PRJ-2025-0105", "354/5", 1500, 1500, "below"),
        ("PRJ-2025-0106", "61", 1500, 1500, "below"),
    ]
    judged = {one.id: recount.recount(one, register) for one in register.of(Round)}
    assert {name: count.differs for name, count in judged.items()} == {
        "RND-2025-0101": False,
        "RND-2025-0102": False,
        "RND-2026-0101": False,
        "RND-2026-0102": False,
    }


def test_the_winners_of_real_rounds_are_those_of_the_recount_or_the_difference_is_told(
    real_data, tmp_path
):
    root = tmp_path / "register"
    assert govgen(tmp_path, "init", str(root), "--since", "2016-01-01").returncode == 0
    files = sorted(str(path) for path in (real_data / "pb").glob("*.pb"))
    assert govgen(root, "import", "fund", *files).returncode == 0
    register = read(root, tmp_path / "cache")
    found = {one.id: rounds.counted(one, register) for one in register.of(Round)}
    assert len(found) == 39
    assert {
        name: (len(it.count.missed), len(it.count.extra), len(it.count.steps))
        for name, it in found.items()
        if it.count.differs
    } == {
        "RND-2020-0001": (1, 0, 7),
        "RND-2020-0002": (7, 0, 10),
        "RND-2020-0011": (1, 0, 5),
        "RND-2021-0001": (2, 0, 16),
    }
    reasons = [reason["zh"] for it in found.values() for reason in it.reasons.values()]
    assert reasons == ["未入选（selected = 0）；理由原文件未记载"] * 11
    view = View(register, "zh")
    pages = {draft.path: draft for draft in records.drafts(view)}
    assert {
        name: ("不一致" in body, body.count("按规则应入选，公布的结果里没有"))
        for name in found
        if "不一致" in (body := pages[f"rounds/{name}/"].write().body)
    } == {
        "RND-2020-0001": (True, 1),
        "RND-2020-0002": (True, 7),
        "RND-2020-0011": (True, 1),
        "RND-2021-0001": (True, 2),
    }


AMOUNTS = st.decimals(0, 10_000, places=2)
MARKS = st.fractions(0, 100, max_denominator=7)


@given(st.lists(st.tuples(MARKS, st.none() | AMOUNTS), max_size=12), AMOUNTS, st.none() | AMOUNTS)
def test_each_step_begins_with_what_the_one_before_left(applied, budget, threshold):
    ranks = {f"PRJ-2026-{n:04}": mark for n, (mark, _) in enumerate(applied)}
    order = dict(sorted(ranks.items(), key=lambda pair: -pair[1]))
    costs = {f"PRJ-2026-{n:04}": cost for n, (_, cost) in enumerate(applied)}
    call = votes_round(budget, threshold)
    made = recount.steps(call, order, costs)
    assert [step.project for step in made] == list(order)
    left = budget
    for step in made:
        assert step.before == left
        left = step.after
        if step.verdict is Verdict.TAKEN:
            assert step.before - step.after == costs[step.project]
        elif step.verdict is Verdict.OVER:
            assert costs[step.project] > step.before == step.after
        elif step.verdict is Verdict.BELOW:
            assert step.mark < threshold
        else:
            earlier = made[: made.index(step) + 1]
            assert None in [costs[one.project] for one in earlier]
    assert left == budget - sum(costs[step.project] for step in made if step.taken)
    assert left >= 0


@given(st.lists(st.decimals(0, 100, places=1), max_size=9))
def test_one_lowest_and_one_highest_of_more_than_two_scores_are_struck(given_):
    found = recount.struck(tuple(given_), drop=True)
    kept = sorted(given_)[1:-1] if len(given_) > 2 else sorted(given_)
    assert sorted(found.kept) == kept
    assert found.mean == (Fraction(sum(kept)) / len(kept) if kept else None)
    assert recount.struck(tuple(given_), drop=False).kept == tuple(given_)


def votes_round(budget: Decimal, threshold: Decimal | None) -> Round:
    return Round.model_validate(
        {
            "id": "RND-2026-0001",
            "title": "居民投票",
            "type": "participatory_budget",
            "fund": "FND-qingxi",
            "budget": str(budget),
            "rule": "greedy",
            **({} if threshold is None else {"threshold": str(threshold)}),
            "events": ({"to": "judged", "at": "2026-05-11"},),
        }
    )


ROUND = "records/rounds/2026/RND-2026-0001.yml"
OTHER = "records/projects/2026/PRJ-2026-0003.yml"


def page(root: Path, lang: str = "zh") -> str:
    register = read(root, root.parent / "cache")
    drafts = records.drafts(View(register, lang))
    return next(d for d in drafts if d.path == "rounds/RND-2026-0001/").write().body


def changed(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    """The base register with changes of one file."""
    root = base(None, tmp_path / "register")
    path = root / name
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return root


def test_a_page_lists_the_differences_with_the_reason_of_the_record(tmp_path):
    root = changed(
        tmp_path, ROUND, ("scores: [62, 70, 58, 66, 64]", "scores: [96, 95, 91, 93, 97]")
    )
    for lang, words in {
        "zh": ("不一致", "按规则应入选，公布的结果里没有", "理由：评分未达到入选线"),
        "en": ("They differ.", "Selected by the rule, not in the result", "Reason: "),
    }.items():
        body = page(root, lang)
        assert [one for one in words if one not in body] == []


@pytest.mark.parametrize("seen", ["card", "count"])
def test_nothing_of_an_application_that_is_not_open_is_counted_on_the_page(seen, tmp_path):
    root = changed(tmp_path, OTHER, ("type: micro_fund", f"type: micro_fund\nvisibility: {seen}"))
    body = page(root)
    count = body.partition('id="recount"')[2].partition("</section>")[0]
    assert "本轮有不公开的申报，这里不逐个列出。" in count
    assert "与公布的结果一样。" in count
    assert [one for one in ("PRJ-", "<del>", "10,000") if one in count] == []
    told = body.partition('id="applications"')[2].partition("</section>")[0]
    assert "PRJ-2026-0002" in told
    assert "PRJ-2026-0003" not in told


def test_a_count_goes_no_further_than_an_unknown_cost(tmp_path):
    call = votes_round(Decimal(100), None)
    ranks = {"A": Fraction(9), "B": Fraction(8), "C": Fraction(8)}
    made = recount.steps(call, ranks, {"A": Decimal(40), "B": None, "C": Decimal(1)})
    assert [(s.verdict.value, s.before, s.after, s.tied) for s in made] == [
        ("taken", 100, 60, False),
        ("unknown", 60, 60, False),
        ("unknown", 60, 60, True),
    ]
    count = recount.Recount(made, ("D",), {"C": Decimal(1), "D": Decimal(2)})
    assert (count.missed, count.extra, count.spent) == (("A",), ("D",), 40)
    assert count.awards is not None
