"""Money: what came from outside for each yuan of the fund, how far budgets were spent, what the funds hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from govgen import money, spending
from govgen.kinds.fund import Fund
from govgen.kinds.project import Project
from govgen.measure import YUAN, Definition, Measure
from govgen.money import ZERO
from govgen.register import Register
from govgen.tally import Case, split, taken
from govgen.words import Words
from govgen.works import FundingSource
from govgen.yearbook import Basis, Family, begun

FAMILY = Family(40, "money", Words("钱", "Money"))
OUTSIDE = (FundingSource.DONATION, FundingSource.IN_KIND, FundingSource.UNIT)
OWN = (FundingSource.OWNERS, FundingSource.PUBLIC_INCOME)
Point = tuple[date, Decimal]
"""A day and the balance at its end."""
DRAWN = Definition(
    "outside-money",
    Words("引资聚力：每 1 元基金带来的社会资金", "Outside money for each yuan of the fund"),
    Words(
        "当年开始的项目：（捐赠＋实物折价＋单位出资）到账 ÷ 社区基金到账。业主分摊和公共收益列在旁边，不算进去。",
        "Over the projects begun in the year: donations, gifts in kind and what local units gave ÷ what community funds gave, as received. Owners' shares and common income stand beside it and do not count.",
    ),
    "ratio",
    YUAN,
)
SPENT = Definition(
    "budget-execution",
    Words("预算执行率", "Budget spent"),
    Words(
        "当年开始的项目：到今天已付的钱 ÷ 批准的钱；没有登记批准金额的项目不算。",
        "Over the projects begun in the year: paid to this day ÷ approved; projects for which no approved sum is recorded do not count.",
    ),
    "share",
    YUAN,
)
HELD = Definition(
    "fund-balance",
    Words("基金余额", "What the funds hold"),
    Words(
        "各基金台账：年初余额＋收入－支出，到年底；今年到今天。只加本币的基金。",
        "From the funds' ledgers: opening balance + income − spending, at the end of the year; this year to this day. Only funds in the community's currency are added.",
    ),
    "amount",
    YUAN,
)
TYPE, FUND = Words("按项目类型", "by type of project"), Words("按基金", "by fund")
DAY = Words("逐日", "day by day")
UNFUNDED = Words("没有登记到账的项目", "projects for which nothing received is recorded")
UNBUDGETED = Words("没有登记批准金额的项目", "projects for which no approved sum is recorded")


@dataclass(frozen=True, slots=True)
class Purse:
    """One project's money in yuan: received by source, approved (none where nothing says), spent."""

    project: Project
    received: Mapping[FundingSource, Decimal]
    approved: Decimal | None
    spent: Decimal

    def of(self, source: FundingSource) -> Decimal:
        """Return what was received from one source."""
        return self.received.get(source, ZERO)


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield outside money, budget execution and balances."""
    purses = [
        purse(project, basis.register)
        for project in begun(basis.register, Project, year)
        if project.currency in (None, basis.register.community.currency)
    ]
    yield drawn(basis, purses)
    yield spent(basis, purses)
    yield held(basis, year)


def purse(project: Project, register: Register) -> Purse:
    """Add up one project's money."""
    received: dict[FundingSource, Decimal] = {}
    lines = money.lines(project, register)
    for line in lines:
        if line.received is not None:
            received[line.source] = received.get(line.source, ZERO) + line.received
    approved = money.total(line.approved for line in lines)
    return Purse(project, received, approved, spending.total(spending.spent_on(project, register)))


def drawn(basis: Basis, purses: list[Purse]) -> Measure:
    """Set outside money against the fund's, by type of project; each source stands beside it."""
    found = [
        (it.project.type, Case(it.project, outside, fund))
        for it in purses
        for outside in (sum((it.of(source) for source in OUTSIDE), ZERO),)
        for fund in (it.of(FundingSource.FUND),)
        if outside or fund
    ]
    sources = ((it.words, [Case(p.project, p.of(it)) for p in purses]) for it in (*OUTSIDE, *OWN))
    unknown = (UNFUNDED, [Case(it.project) for it in purses if not it.received])
    cases = [case for _, case in found]
    return taken(DRAWN, cases, basis.least, (split(TYPE, found),), (*sources, unknown))


def spent(basis: Basis, purses: list[Purse]) -> Measure:
    """Set what was paid against what was approved, by type of project."""
    found = [
        (it.project.type, Case(it.project, it.spent, it.approved))
        for it in purses
        if it.approved is not None
    ]
    unknown = [Case(it.project) for it in purses if it.approved is None]
    cases = [case for _, case in found]
    return taken(SPENT, cases, basis.least, (split(TYPE, found),), ((UNBUDGETED, unknown),))


def held(basis: Basis, year: int) -> Measure:
    """Return what the funds held at the end of the year, fund by fund and day by day."""
    known = [
        (fund, upto)
        for fund, days in balances(basis.register)
        if (upto := [point for point in days if point[0].year <= year])
    ]
    cases = [(fund.id, Case(fund, days[-1][1])) for fund, days in known]
    splits = (split(FUND, cases), split(DAY, daily(known, year), ordered=True))
    return taken(HELD, [case for _, case in cases], basis.least, splits)


@lru_cache(maxsize=2)
def balances(register: Register) -> tuple[tuple[Fund, tuple[Point, ...]], ...]:
    """Return each fund's end-of-day balances, of those that have a ledger in the community's currency."""
    ours = (None, register.community.currency)
    funds = (fund for fund in register.of(Fund) if fund.currency in ours and fund.state != "voided")
    found = ((fund, money.balance(fund, register)) for fund in funds)
    return tuple((fund, days) for fund, days in found if days)


def daily(known: list[tuple[Fund, list[Point]]], year: int) -> Iterator[tuple[date, Case]]:
    """Yield each fund's balance on each day of `year` on which any of them moved."""
    now: dict[str, Case] = {}
    moves = ((day, fund, amount) for fund, days in known for day, amount in days)
    for day, moved in groupby(sorted(moves, key=lambda it: it[0]), key=lambda it: it[0]):
        now |= {fund.id: Case(fund, amount) for _, fund, amount in moved}
        if day.year == year:
            yield from ((day, case) for case in now.values())
