"""先付款，后决定

规则：付款不早于批准这笔钱的决议生效；基金拨付不早于评审结果生效，没有写 `decision` 的按该基金给这个项目的资助算。应急先行的项目由追认决议批准的，先付款不算。
为什么：钱先花出去，表决和公示就成了走过场。
怎么改：核对日期；确实先付的，报居务监督委员会，补走程序并在 irregularities 里登记。
---
Paid before it was decided

Rule: nothing is paid before the decision that approved the money takes effect, and no fund grants before its award does (where an entry names no `decision`, the fund's award to the project counts). Urgent works that a ratification approves may be paid first.
Why: once the money is gone, vote and publicity are for show.
Mend: check the days; if it was paid first, tell the supervisory committee, have it ratified and record it under irregularities.
"""

from collections.abc import Iterator
from datetime import date

from govgen import money, reached
from govgen.check import rule
from govgen.kinds.decision import Decision, DecisionType
from govgen.kinds.ledger import Entry, EntryType, Ledger
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.voting import IN_FORCE
from govgen.words import Words
from govgen.works import Funding

HINT = Words("核对日期，或登记程序瑕疵", "check the days, or record the irregularity")


@rule(Project, Ledger, irregular=True)
def payment_before_decision(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each payment, or grant, that no decision covered on its day."""
    if isinstance(record, Project) and record.payments:
        yield from payments(record, register)
    elif isinstance(record, Ledger):
        yield from grants(record, register)


def payments(project: Project, register: Register) -> Iterator[Problem]:
    """Compare each payment with the decisions behind its source."""
    approving = {
        key: [d for i in items for d in behind(project.funding[i], project, register)]
        for key, items in money.funded(project, register).items()
    }
    for index, payment in enumerate(project.payments):
        found = approving.get(money.key_of(payment, project, register), [])
        if found:
            yield from early(("payments", index, "at"), payment.at, found, register)


def grants(ledger: Ledger, register: Register) -> Iterator[Problem]:
    """Compare each grant with the decision behind it."""
    for index, entry in enumerate(ledger.entries):
        if entry.type is EntryType.GRANT and entry.reverses is None:
            found = list(granting(entry, ledger, register))
            if found:
                yield from early(("entries", index, "at"), entry.at, found, register)


def granting(entry: Entry, ledger: Ledger, register: Register) -> Iterator[Decision]:
    """Yield the decision a grant names, else those that awarded the project money of this fund."""
    decision, project = register.get(entry.decision), register.get(entry.project)
    if isinstance(decision, Decision):
        yield decision
    elif isinstance(project, Project):
        fund = money.named(ledger.fund, register)
        yield from (
            award.decision for award in money.awards(project, register) if award.fund == fund
        )


def behind(item: Funding, project: Project, register: Register) -> Iterator[Decision]:
    """Yield the decisions that approved one funding entry: named, or the fund's awards."""
    named = register.get(item.decision)
    if isinstance(named, Decision):
        if project.urgent is None or named.type is not DecisionType.RATIFICATION:
            yield named
    elif item.fund is not None:
        for award in money.awards(project, register):
            if award.fund == money.named(item.fund, register):
                yield award.decision


def early(
    route: tuple[str, int, str], day: date, decisions: list[Decision], register: Register
) -> Iterator[Problem]:
    """Say that none of `decisions` was in force on `day`."""
    effects = [(effect(decision, register) or date.max, decision) for decision in decisions]
    begin, decision = min(effects, key=lambda pair: pair[0])
    if day >= begin:
        return
    when = (
        Words("还没有生效", "is not in force")
        if begin == date.max
        else Words(f"{begin} 才生效", f"took effect on {begin}")
    )
    yield Problem(
        route,
        Words(
            f"{day} 付款，`{decision.id}` {when.zh}",
            f"it was paid on {day}, but `{decision.id}` {when.en}",
        ),
        HINT,
    )


def effect(decision: Decision, register: Register) -> date | None:
    """Return the first day on which `decision` was in force."""
    begun = reached.first(decision, register, *IN_FORCE)
    return decision.effective_from if begun and decision.effective_from else begun
