"""瑕疵登记的规则代码不对

规则：`irregularities` 里的 `rule` 是一条可以登记瑕疵的规则的代码；算术、引用等不可能成立的错误不能靠登记放行。
为什么：登记瑕疵要落到具体规则上，检查才会把错误改为提醒，页面才能说明违反了什么。
怎么改：写检查所报的代码，即方括号里的那个；查全部代码用 `govgen explain`。
---
An irregularity that names no such rule

Rule: `rule` in `irregularities` is the code of a rule that can be broken in the world; what is impossible, such as sums that do not add up, cannot be recorded away.
Why: only with its rule can an irregularity turn the error into a warning and be explained on the page.
Mend: write the code that the check reports in brackets; `govgen explain` lists all of them.
"""

import difflib
from collections.abc import Iterator

from govgen.check import CHECKS, rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule(on="irregularities")
def unknown_rule(record: Record, _: Register) -> Iterator[Problem]:
    """Yield each irregularity whose rule is none that may be recorded."""
    for index, item in enumerate(record.irregularities):
        known = CHECKS.get(item.rule)
        if known is None or not known.irregular:
            yield Problem(("irregularities", index, "rule"), message(item.rule), hint(item.rule))


def message(code: str) -> Words:
    """Say whether the rule is unknown or cannot be recorded."""
    if code in CHECKS:
        return Words(
            f"违反 `{code}` 的错误不能登记为瑕疵",
            f"a breach of `{code}` cannot be recorded as irregular",
        )
    return Words(f"没有代码为 `{code}` 的规则", f"there is no rule `{code}`")


def hint(code: str) -> Words:
    """Name the code that may be meant."""
    codes = [known.code for known in CHECKS.values() if known.irregular]
    near = difflib.get_close_matches(code, codes, 1, 0.6)
    if code in CHECKS:
        return Words("改正记录本身", "correct the record itself")
    if near:
        return Words(f"是不是想写 `{near[0]}`？", f"did you mean `{near[0]}`?")
    return Words(
        f"可用的代码：{'、'.join(sorted(codes))}", f"codes are: {', '.join(sorted(codes))}"
    )
