from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from govgen import commitment, money
from govgen.community import Community
from govgen.kinds.decision import Decision
from govgen.kinds.fund import Fund
from govgen.kinds.ledger import Ledger
from govgen.kinds.project import Project
from govgen.people import People
from govgen.register import Register

COMMUNITY = Community.model_validate(
    {"format": "1", "name": "清溪社区", "region_code": "990102003999"}
)
FUND = Fund.model_validate(
    {
        "id": "FND-qingxi",
        "title": "微基金",
        "type": "micro_fund",
        "events": ({"to": "active", "at": "2026-01-05"},),
    }
)
YEAR = date(2026, 1, 1)


def register(*records):
    found = {record.id: record for record in (FUND, *records)}
    people = People.model_validate({"format": "1"})
    return Register(COMMUNITY, people, found, {}, {}, date(2026, 11, 20))


def entry(no, at, type_, amount, **extra):
    return {"no": str(no), "at": str(at), "type": type_, "amount": str(amount), **extra}


def ledger(*entries, year=2026, opening="0"):
    return Ledger.model_validate(
        {
            "id": f"LED-FND-qingxi-{year}",
            "title": "台账",
            "fund": "FND-qingxi",
            "year": str(year),
            "opening": opening,
            "entries": entries,
            "events": ({"to": "open", "at": f"{year}-01-01"},),
        }
    )


def award(at, *amounts, to="passed", events=(), number=1):
    return Decision.model_validate(
        {
            "id": f"DEC-2026-{number:04}",
            "title": "评审结果",
            "type": "award",
            "route": "fund_committee",
            "fund": "FND-qingxi",
            "text": "资助",
            "awards": tuple({"project": p, "amount": str(a)} for p, a in amounts),
            "events": ({"to": to, "at": str(at)}, *events),
        }
    )


def project(number=1, **extra):
    return Project.model_validate(
        {
            "id": f"PRJ-2026-{number:04}",
            "title": "小花园",
            "type": "micro_fund",
            "track": "simple",
            "events": ({"to": "implementing", "at": "2026-05-25"},),
            **extra,
        }
    )


def payment(no, amount, source="fund", **extra):
    return {
        "no": str(no),
        "kind": "progress",
        "source": source,
        "payee": "ORG-lamp",
        "voucher_no": f"PZ-{no}",
        "handled_by": "PER-clerk",
        "approved_by": "PER-director",
        "at": "2026-06-01",
        "amount": str(amount),
        **extra,
    }


ONE = "PRJ-2026-0001"
FROM_FUND = {"source": "fund", "fund": "FND-qingxi"}


def test_what_a_project_leaves_out_comes_from_award_and_ledger():
    one = project(funding=(FROM_FUND,), payments=(payment(1, "1250.50"), payment(2, "749.50")))
    found = money.lines(
        one,
        register(
            one,
            award("2026-05-12", (ONE, 6000)),
            ledger(
                entry(1, "2026-05-22", "grant", 4000, project=ONE),
                entry(2, "2026-06-22", "grant", 1000, project=ONE),
                entry(3, "2026-06-23", "grant", 1000, project=ONE, reverses="2"),
                entry(4, "2026-09-01", "return", 300, project=ONE),
            ),
        ),
    )
    assert found == (
        money.Line(
            "fund", "FND-qingxi", Decimal(6000), Decimal(4000), Decimal(2000), Decimal(300), (0,)
        ),
    )
    assert found[0].left == 2000


def test_what_a_project_states_stands():
    one = project(
        funding=(
            {"source": "fiscal", "approved": "12000", "received": "9000"},
            {"source": "fiscal", "approved": "3000"},
            {"source": "owners"},
        ),
        refunds=({"source": "fiscal", "at": "2026-09-01", "amount": "20", "voucher_no": "T1"},),
    )
    fiscal, owners = money.lines(one, register(one))
    assert (fiscal.approved, fiscal.received, fiscal.refunded) == (15000, 9000, 20)
    assert fiscal.items == (0, 1)
    assert (owners.approved, owners.received, owners.left) == (None, None, None)


def test_award_and_ledger_stand_before_what_a_project_states_and_count_once():
    one = project(
        funding=(
            {"source": "fund", "fund": "FND-qingxi", "approved": "9000", "received": "9000"},
            {"source": "fund", "fund": "FND-qingxi"},
        )
    )
    granted = entry(1, "2026-06-01", "grant", 4000, project=one.id)
    awarded = award("2026-05-12", (one.id, 6000))
    (found,) = money.lines(one, register(one, awarded, ledger(granted, opening="8000")))
    assert (found.approved, found.received, found.items) == (6000, 4000, (0, 1))


def test_money_paid_from_a_source_nobody_listed_is_a_line_of_its_own():
    one = project(payments=(payment(1, 100, "donation"),))
    (line,) = money.lines(one, register(one))
    assert (line.source, line.items, line.paid, line.approved) == ("donation", (), 100, None)


def test_a_payment_without_a_fund_belongs_to_the_only_one_of_its_source():
    one = project(funding=(FROM_FUND,), payments=(payment(1, 100),))
    assert money.lines(one, register(one))[0].paid == 100
    two = project(
        funding=(FROM_FUND, {**FROM_FUND, "fund": "FND-other"}), payments=(payment(1, 100),)
    )
    assert [line.paid for line in money.lines(two, register(two))] == [0, 0, 100]


def test_an_award_counts_from_its_vote_until_it_falls():
    revoked = award(
        "2026-05-12", (ONE, 6000), events=({"to": "revoked", "at": "2026-06-01", "note": "撤"},)
    )
    pending = award("2026-05-12", (ONE, 10), to="proposed", number=2)
    one = project(funding=(FROM_FUND,))
    found = register(one, revoked, pending)
    assert money.awarded(one, found) is None
    assert money.books(found).awards[ONE][0].fallen == date(2026, 6, 1)


def test_a_balance_is_that_of_the_day_s_end():
    found = money.balance(
        FUND,
        register(
            ledger(entry(1, "2025-12-20", "donation", 500), year=2025),
            ledger(
                entry(1, "2026-03-01", "expense", 800, note="印刷"),
                entry(2, "2026-03-01", "donation", "1000.05"),
                opening="500",
            ),
        ),
    )
    assert found == (
        (date(2025, 12, 20), Decimal(500)),
        (date(2026, 1, 1), Decimal(500)),
        (date(2026, 3, 1), Decimal("700.05")),
    )


def test_a_promise_lasts_from_the_vote_to_the_grant():
    found = commitment.standing(
        FUND,
        register(
            project(),
            award("2026-05-12", (ONE, 6000)),
            ledger(
                entry(1, "2026-02-01", "donation", 7000),
                entry(2, "2026-05-22", "grant", 4000, project=ONE),
            ),
        ),
    )
    assert [(str(day.day), day.balance, day.committed, day.free) for day in found] == [
        ("2026-02-01", 7000, 0, 7000),
        ("2026-05-12", 7000, 6000, 1000),
        ("2026-05-22", 3000, 2000, 1000),
    ]


def test_nothing_is_owed_to_a_project_that_has_ended():
    ended = project(
        events=(
            {"to": "implementing", "at": "2026-05-25"},
            {"to": "terminated", "at": "2026-07-01", "note": "终止"},
        )
    )
    found = commitment.committed(FUND, register(ended, award("2026-05-12", (ONE, 6000))))
    assert found == ((date(2026, 5, 12), Decimal(6000)), (date(2026, 7, 1), Decimal(0)))


def test_a_project_that_is_done_is_owed_the_rest_until_its_last_tranche():
    done = project(
        events=(
            {"to": "implementing", "at": "2026-05-25"},
            {"to": "accepted", "at": "2026-07-01"},
        )
    )
    awarded = award("2026-05-12", (ONE, 6000))
    first = entry(1, "2026-05-22", "grant", 4000, project=ONE, tranche="first")
    last = entry(2, "2026-08-03", "grant", 1500, project=ONE, tranche="final")
    undone = entry(3, "2026-08-05", "grant", 1500, project=ONE, tranche="final", reverses="2")

    def owed(*entries):
        found = commitment.committed(FUND, register(done, awarded, ledger(*entries)))
        return [(f"{day:%m-%d}", int(amount)) for day, amount in found]

    assert owed(first) == [("05-12", 6000), ("05-22", 2000)]
    assert owed(first, last) == [("05-12", 6000), ("05-22", 2000), ("08-03", 0)]
    assert owed(first, last, undone) == [
        ("05-12", 6000),
        ("05-22", 2000),
        ("08-03", 500),
        ("08-05", 2000),
    ]


AMOUNTS = st.decimals(0, 99999, places=2)
MOVES = st.lists(
    st.tuples(
        st.integers(0, 364),
        st.sampled_from(["donation", "interest", "expense", "grant", "return"]),
        AMOUNTS,
    ),
    max_size=12,
)


@given(MOVES, AMOUNTS)
def test_the_last_balance_is_the_closing_one_to_the_fen(moves, opening):
    entries = [
        entry(no, YEAR + timedelta(day), type_, amount, project=ONE)
        for no, (day, type_, amount) in enumerate(sorted(moves, key=lambda move: move[0]), 1)
    ]
    book = ledger(*entries, opening=str(opening))
    balances = money.balance(FUND, register(book))
    assert [day for day, _ in balances] == sorted({day for day, _ in balances})
    assert (balances[-1][1] if balances else 0) == money.closing(book)


@given(
    MOVES, st.lists(st.tuples(st.integers(0, 364), st.integers(1, 9999)), min_size=1, max_size=4)
)
def test_what_is_owed_is_never_below_nothing(moves, promised):
    entries = [
        entry(no, YEAR + timedelta(day), type_, amount, project=ONE)
        for no, (day, type_, amount) in enumerate(sorted(moves, key=lambda move: move[0]), 1)
    ]
    awards = [
        award(YEAR + timedelta(day), (ONE, amount), number=number)
        for number, (day, amount) in enumerate(promised, 1)
    ]
    one = project()
    found = register(one, ledger(*entries), *awards)
    owed = commitment.committed(FUND, found)
    assert all(amount >= 0 for _, amount in owed)
    granted = money.granted(one, found) or Decimal(0)
    assert owed[-1][1] == max(sum(amount for _, amount in promised) - granted, 0)
