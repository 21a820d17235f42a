"""关联方中选没有回避

规则：`related_party` 为 true 的采购写明 `recusal`：谁回避、怎么回避。
为什么：自己人中选可以，自己人评自己人不行。
怎么改：写明回避情况；没有回避的，在 irregularities 里登记。
---
A related party without recusal

Rule: a procurement whose `related_party` is true says under `recusal` who stepped back and how.
Why: a relation may win, but may not judge itself.
Mend: say who stepped back; where nobody did, record it under irregularities.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.project import Project
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Project, on="procurement", irregular=True)
def procurement_recusal(project: Project, _: Register) -> Iterator[Problem]:
    """Yield each procurement from a related party where nobody stepped back."""
    for index, item in enumerate(project.procurement):
        if item.related_party and item.recusal is None:
            yield Problem(
                ("procurement", index, "related_party"),
                Words(
                    "中选的是关联方，没有写回避情况",
                    "the winner is a related party, but no recusal is recorded",
                ),
                Words(
                    "写上 `recusal`，或登记程序瑕疵", "add `recusal`, or record the irregularity"
                ),
            )
