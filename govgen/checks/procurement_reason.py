"""采购没有写理由

规则：询价、比选、磋商不足三家报价的，直接委托的，中选报价不是最低的，都要写明理由；中选单位在报价单位之中。
为什么：少于三家、直接委托或选了高价都可以，但要说得出为什么。
怎么改：在 `reason` 写明理由，或补登漏掉的报价。
---
A procurement without a reason

Rule: fewer than three quotes in an inquiry, a comparison or a consultation, a direct award, or a winner whose quote is not the lowest need a reason; the winner is among those who quoted.
Why: all of these may be right, but somebody must say why.
Mend: write the `reason`, or add quotes that were left out.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words
from govgen.works import Procurement, ProcurementMethod

COMPARED = frozenset(
    (ProcurementMethod.COMPARISON, ProcurementMethod.INQUIRY, ProcurementMethod.CONSULTATION)
)
LEAST_QUOTES = 3


@rule(Project, on="procurement")
def procurement_reason(project: Project, _: Register) -> Iterator[Problem]:
    """Yield each procurement that owes a reason, or whose winner did not quote."""
    if project.source:
        return
    for index, item in enumerate(project.procurement):
        owed = None if item.reason else ground(item)
        if owed is not None:
            yield Problem(
                ("procurement", index, "method"),
                Words(f"{owed.zh}，没有写理由", f"{owed.en}, but no reason is given"),
                Words("写上 `reason`", "add `reason`"),
            )
        if item.quotes and item.winner and item.winner not in {q.by for q in item.quotes}:
            yield Problem(
                ("procurement", index, "winner"),
                Words(f"`{item.winner}` 没有报价", f"`{item.winner}` did not quote"),
                Words("改正中选单位，或补登报价", "correct the winner, or add the quote"),
            )


def ground(item: Procurement) -> Words | None:
    """Say what needs a reason in a procurement."""
    if item.method is ProcurementMethod.DIRECT:
        return Words("直接委托", "it was awarded directly")
    if item.method in COMPARED and len(item.quotes) < LEAST_QUOTES:
        return Words(f"只有 {len(item.quotes)} 家报价", f"there are {len(item.quotes)} quotes")
    won = [quote.amount for quote in item.quotes if quote.by == item.winner]
    if won and min(won) > min(quote.amount for quote in item.quotes):
        return Words("中选的不是最低报价", "the winner's quote is not the lowest")
    return None
