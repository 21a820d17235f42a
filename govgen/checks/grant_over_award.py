"""拨付多于资助

规则：基金台账给一个项目的拨付合计不超过评审结果给它的资助；没有资助也没有写 `decision` 的拨付不成立；已经冲销的不算。
为什么：拨出去的每一块钱都要有评审结果作依据。
怎么改：核对拨付和资助；确有追加的，先作评审决议。
---
Granted more than awarded

Rule: a fund's ledger grants a project no more than was awarded to it; a grant without an award names a `decision`; entries that were reversed do not count.
Why: every yuan that goes out rests on an award.
Mend: compare grants and awards; where more was to be given, award it first.
"""

from collections.abc import Iterator
from decimal import Decimal

from govgen import money
from govgen.check import rule
from govgen.currency import unit
from govgen.kinds.ledger import EntryType
from govgen.kinds.project import Project
from govgen.money import Posting
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project)
def grant_over_award(project: Project, register: Register) -> Iterator[Problem]:
    """Yield the ledger entry at which the grants to a project exceed its awards."""
    found = [
        posting
        for posting in money.postings(project, register)
        if posting.entry.type is EntryType.GRANT and not undone(posting)
    ]
    for fund in dict.fromkeys(money.named(p.ledger.fund, register) for p in found):
        own = [p for p in found if money.named(p.ledger.fund, register) == fund]
        awarded = money.awarded(project, register, fund)
        if awarded is None:
            yield from ungrounded(own, project)
        else:
            yield from exceeding(own, awarded, project, unit(project, register))


def undone(posting: Posting) -> bool:
    """Whether the entry was reversed, or is the reversal."""
    entry = posting.entry
    return entry.reverses is not None or any(
        other.reverses == entry.no for other in posting.ledger.entries
    )


def ungrounded(postings: list[Posting], project: Project) -> Iterator[Problem]:
    """Grants without an award name the decision they rest on."""
    for posting in postings:
        if posting.entry.decision is None:
            yield Problem(
                ("entries", posting.index, "project"),
                Words(
                    f"`{project.id}` 没有得到该基金的资助，拨付也没有写依据",
                    f"`{project.id}` was awarded nothing by this fund, and the grant names no decision",
                ),
                Words("写上 `decision`，或先作评审决议", "add `decision`, or award it first"),
                record=posting.ledger.id,
            )


def exceeding(
    postings: list[Posting], awarded: Decimal, project: Project, coin: Words
) -> Iterator[Problem]:
    """Add the grants up until they exceed the award."""
    total = money.ZERO
    for posting in postings:
        total -= posting.entry.signed
        if total > awarded:
            yield Problem(
                ("entries", posting.index, "amount"),
                Words(
                    f"到这一笔共拨付 `{project.id}` {total} {coin.zh}，资助 {awarded} {coin.zh}",
                    f"with this entry `{project.id}` was granted {total} {coin.en}, but awarded {awarded}",
                ),
                Words("核对拨付和资助", "compare grants and awards"),
                record=posting.ledger.id,
            )
            return
