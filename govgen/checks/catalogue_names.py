"""公开目录里的名称不存在

规则：community.yml 公开目录每一项的 `kinds` 是有的记录类型，`types` 是其中某一种记录的 `type` 可以写的值。
为什么：写错一个字，这一项就对不上任何记录，网站会说它从没公开过。
怎么改：照提示改正。
---
The catalogue names something that does not exist

Rule: the `kinds` of each item of the disclosure catalogue in community.yml are kinds of record, and its `types` are values of `type` in one of these.
Why: with one letter wrong no record belongs to the item, and the site says that it was never published.
Mend: correct it as the hint says.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.form import choices
from govgen.misnamed import misnamed
from govgen.problem import Problem
from govgen.record import kinds
from govgen.register import Register

FILE = "community.yml"


@whole_rule
def catalogue_names(register: Register) -> Iterator[Problem]:
    """Yield each kind and type of an item that stands for nothing."""
    for index, item in enumerate(register.community.disclosure):
        route = ("disclosure", index)
        yield from misnamed(FILE, (*route, "kinds"), item.kinds, kinds())
        models = (kinds()[name] for name in item.kinds if name in kinds())
        known = dict.fromkeys(value for model in models for value in choices(model, ("type",)))
        yield from misnamed(FILE, (*route, "types"), item.types, known)
