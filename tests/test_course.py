"""The course of a fund's money: sums that agree with ledgers and promises, and figures that lead to where they stand."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from overlay import AS_OF, register_of
from sample import REPOSITORY

from govgen import commitment, course, drawn
from govgen.cache import Cache
from govgen.community import Community
from govgen.course import Sums
from govgen.drafts import drafts
from govgen.kinds.decision import Decision
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import EntryType, Ledger
from govgen.kinds.project import Project
from govgen.load import load
from govgen.people import People
from govgen.register import Register
from govgen.view import View
from govgen.words import LANGS

PARTS = ("awarded", "granted", "owed", "dropped", "returned", "spent", "silent", "left", "withheld", "evaluated", "unevaluated")  # fmt: skip


def read(root: Path, cache: Path) -> Register:
    found = load(root, AS_OF, Cache(cache)).register
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Register:
    return read(REPOSITORY, tmp_path_factory.mktemp("cache"))


def test_the_samples_funds_add_up_to_the_fen(sample):
    found = {
        fund.id: drawn.course.total(drawn.course.groups(fund, sample)) for fund in sample.of(Fund)
    }
    assert {
        name: {part: amount for part in PARTS if (amount := getattr(sums, part))}
        for name, sums in found.items()
    } == {
        "FND-community-support": {
            "awarded": 96000,
            "granted": 73200,
            "owed": 21600,
            "dropped": 1200,
            "spent": 72840,
            "left": 360,
            "unevaluated": 72840,
        },
        "FND-jinhe-venture": {
            "awarded": 148000,
            "granted": 134400,
            "owed": 13600,
            "silent": 134400,
            "evaluated": 107200,
            "unevaluated": 27200,
        },
        "FND-wutongli-micro": {
            "awarded": 22500,
            "granted": 19700,
            "dropped": 2800,
            "returned": Decimal("2860.40"),
            "spent": Decimal("16839.60"),
            "evaluated": 5000,
            "unevaluated": Decimal("11839.60"),
        },
        "FND-yard-renewal-2025": {
            "awarded": 124860,
            "granted": 124860,
            "spent": Decimal("109300.40"),
            "left": Decimal("15559.60"),
            "evaluated": Decimal("55067.40"),
            "unevaluated": 54233,
        },
    }


def test_every_figure_leads_to_where_it_stands(sample):
    for lang in LANGS:
        bodies = {draft.path: draft.write().body for draft in drafts(View(sample, lang))}
        found = [
            (fund.id, href)
            for fund in sample.of(Fund)
            for href in re.findall('href="([^"]+)"', section(bodies[f"funds/{fund.id}/"]))
        ]
        assert len(found) > 80
        assert [at for at in found if not stands(*at, bodies)] == []
        chains = "".join(section(bodies[f"funds/{fund.id}/"]) for fund in sample.of(Fund))
        figures = re.findall(r"<strong>(?!<a)([^<]*)</strong>", chains)
        assert {one for one in figures if one not in ("0 元", "¥0")} == {unknown(lang)}


def section(body: str) -> str:
    """The course of the money on a fund's page."""
    return body.partition('id="courses"')[2].partition("</section>")[0]


def unknown(lang: str) -> str:
    return "未记载" if lang == "zh" else "not recorded"


def stands(fund: str, href: str, bodies: dict[str, str]) -> bool:
    """Whether a page, and on it the place, is there."""
    path, _, anchor = href.partition("#")
    body = bodies.get(path.removeprefix("~/") if path else f"funds/{fund}/", "")
    return bool(body) and (not anchor or f'id="{anchor}"' in body)


FUND = Fund.model_validate(
    {
        "id": "FND-qingxi",
        "title": "微基金",
        "type": "micro_fund",
        "events": ({"to": "active", "at": "2026-01-05"},),
    }
)
ONE, TWO = "PRJ-2026-0001", "PRJ-2026-0002"
DAYS = st.integers(0, 300).map(lambda days: str(date(2026, 1, 1) + timedelta(days)))
AMOUNTS = st.decimals(0, 99999, places=2).map(str)
PROJECTS = st.sampled_from([ONE, TWO])
ENDS = st.sampled_from(["implementing", "accepted", "terminated"])
AWARDS = st.lists(st.tuples(DAYS, PROJECTS, AMOUNTS, st.booleans()), max_size=5)
ENTRIES = st.lists(
    st.tuples(
        DAYS,
        PROJECTS,
        AMOUNTS,
        st.sampled_from(["grant", "return"]),
        st.sampled_from(["first", "final"]),
    ),
    max_size=6,
)
PAYMENTS = st.lists(st.tuples(DAYS, PROJECTS, AMOUNTS), max_size=5)
JUDGED = st.lists(st.tuples(DAYS, PROJECTS, st.sampled_from(["midterm", "final"])), max_size=3)
SEEN = st.sampled_from(["full", "card", "count"])


def event(to: str, at: str) -> dict[str, str]:
    return {"to": to, "at": at, "note": "说明"}


def a_project(name: str, state: str, paid: list[tuple[str, str, str]], seen: str) -> Project:
    return Project.model_validate(
        {
            "id": name,
            "title": "小花园",
            "type": "micro_fund",
            "track": "simple",
            "visibility": seen,
            "funding": ({"source": "fund", "fund": FUND.id},),
            "payments": tuple(
                {
                    "no": str(no),
                    "kind": "progress",
                    "source": "fund",
                    "payee": "ORG-lamp",
                    "voucher_no": f"PZ-{no}",
                    "handled_by": "PER-clerk",
                    "approved_by": "PER-director",
                    "at": at,
                    "amount": amount,
                }
                for no, (at, owner, amount) in enumerate(paid, 1)
                if owner == name
            ),
            "events": (event("implementing", "2026-01-05"), event(state, "2026-12-01")),
        }
    )


def a_decision(number: int, at: str, name: str, amount: str, *, stands: bool) -> Decision:
    return Decision.model_validate(
        {
            "id": f"DEC-2026-{number:04}",
            "title": "评审结果",
            "type": "award",
            "route": "fund_committee",
            "fund": FUND.id,
            "text": "资助",
            "awards": ({"project": name, "amount": amount},),
            "events": (
                event("passed", at),
                *(() if stands else (event("revoked", "2026-12-01"),)),
            ),
        }
    )


def a_ledger(entries: list[tuple[str, str, str, str, str]]) -> Ledger:
    return Ledger.model_validate(
        {
            "id": "LED-FND-qingxi-2026",
            "title": "台账",
            "fund": FUND.id,
            "year": "2026",
            "opening": "900000",
            "entries": tuple(
                {"no": str(no), "at": at, "type": t, "amount": a, "project": p, "tranche": part}
                for no, (at, p, a, t, part) in enumerate(entries, 1)
            ),
            "events": (event("open", "2026-01-01"),),
        }
    )


def an_evaluation(number: int, at: str, name: str, stage: str) -> Evaluation:
    return Evaluation.model_validate(
        {
            "id": f"EVA-2026-{number:04}",
            "title": "评估",
            "type": "evaluation",
            "cycle": "regular",
            "stage": stage,
            "subject": {"ref": name},
            "evaluator": "ORG-center",
            "events": (event("published", at),),
        }
    )


@given(AWARDS, ENTRIES, PAYMENTS, JUDGED, st.tuples(ENDS, ENDS), SEEN)
def test_the_stages_agree_with_ledgers_promises_and_payments(
    awards, entries, paid, judged, ends, seen
):
    records = [
        FUND,
        a_project(ONE, ends[0], paid, seen),
        a_project(TWO, ends[1], paid, "full"),
        *(a_decision(n, *one[:3], stands=one[3]) for n, one in enumerate(awards, 1)),
        a_ledger(entries),
        *(an_evaluation(n, *one) for n, one in enumerate(judged, 1)),
    ]
    register = Register(
        Community.model_validate({"format": "1", "name": "清溪", "region_code": "990102003999"}),
        People.model_validate({"format": "1"}),
        {record.id: record for record in records},
        {},
        {},
        date(2026, 12, 31),
    )
    found = list(course.courses(FUND, register))
    sums = sum((one.sums for one in found), Sums())
    totals = {kind: value for kind, value, _ in drawn.fund.totals(FUND, register)}
    open_to_all = [p for p in paid if p[1] == TWO or seen == "full"]
    assert sums.awarded == sum(Decimal(a) for _, _, a, stands in awards if stands)
    assert sums.granted == totals.get(EntryType.GRANT, 0)
    assert sums.returned == totals.get(EntryType.RETURN, 0)
    assert sums.spent == sum(Decimal(amount) for _, _, amount in open_to_all)
    assert sums.owed == commitment.standing(FUND, register)[-1].committed
    for one in found:
        assert 0 <= one.sums.owed <= max(one.sums.awarded, 0)
        assert one.sums.evaluated in evaluated(one, judged)
        if one.project.visibility != "full":
            assert (one.payments, one.evaluations, one.sums.spent) == ((), (), 0)
            assert one.sums.withheld == one.sums.granted - one.sums.returned
    grouped = drawn.course.groups(FUND, register)
    assert drawn.course.total(grouped) == sums
    assert sum(group.all for group in grouped) == len(found)


def evaluated(one: course.Course, judged: list[tuple[str, str, str]]) -> tuple[Decimal, ...]:
    """What may be called evaluated: everything after a final evaluation, what left by then after a midterm one."""
    own = [(at, stage) for at, name, stage in judged if name == one.project.id]
    if not own or one.project.visibility != "full":
        return (Decimal(0),)
    used = one.sums.spent + one.sums.silent
    if any(stage == "final" for _, stage in own):
        return (used,)
    last = date.fromisoformat(max(at for at, _ in own))
    left = [(p.at, p.amount) for p in one.payments]
    if not one.project.payments:
        left = [(m.entry.at, -m.entry.signed) for m in one.moves]
    return (sum((amount for at, amount in left if at <= last), Decimal(0)),)


def test_of_a_project_that_is_not_open_only_the_grant_is_told(tmp_path):
    root = register_of(None, tmp_path / "register")
    path = root / "records" / "projects" / "2026" / "PRJ-2026-0002.yml"
    path.write_text(path.read_text("utf-8") + "visibility: card\n", "utf-8")
    register = read(root, tmp_path / "cache")
    for lang, words in {"zh": "1 个不单独公开的项目", "en": "1 project that is not shown"}.items():
        bodies = {draft.path: draft.write().body for draft in drafts(View(register, lang))}
        told = section(bodies["funds/FND-qingxi/"])
        assert words in told
        assert [one for one in ("PRJ-", "payment-", "EVA-", "entry-") if one in told] == []
