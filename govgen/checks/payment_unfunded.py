"""付款的来源不在资金来源里

规则：每笔付款的 `source`（和 `fund`）在本项目的 `funding` 里有一项。
为什么：没有登记过的来源，说不清是谁批准、到了多少。
怎么改：改正付款的来源，或在 `funding` 里补上这一项。
---
Paid from a source that is not listed

Rule: the `source` (and `fund`) of each payment is one of the project's `funding`.
Why: of a source that is not listed nobody knows who approved it and how much came.
Mend: correct the payment's source, or add it to `funding`.
"""

from collections.abc import Iterator

from govgen import money
from govgen.check import rule
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project, on="payments")
def payment_unfunded(project: Project, register: Register) -> Iterator[Problem]:
    """Yield each payment whose source the project does not list."""
    known = money.funded(project, register)
    for index, payment in enumerate(project.payments):
        source, fund = money.key_of(payment, project, register)
        if (source, fund) not in known:
            of = f"（{fund}）" if fund else ""
            yield Problem(
                ("payments", index, "source"),
                Words(
                    f"资金来源里没有{source.words.zh}{of}",
                    f"`funding` has no `{source.value}`{f' of `{fund}`' if fund else ''}",
                ),
                Words(
                    "改正来源，或在 `funding` 里补上", "correct the source, or add it to `funding`"
                ),
            )
