"""更正的位置不存在

规则：`corrections` 里的 `route` 指向本记录中存在的位置，写法如 `/funding/0/approved`（列表从 0 数起）或 `/entries/no=12/amount`。
为什么：居民要能对照“原来是多少、现在是多少”；指不到位置的更正无法核对。
怎么改：核对路径上的字段名和序号。
---
A correction of a place that is not there

Rule: `route` in `corrections` names a place in this record, like `/funding/0/approved` (lists count from 0) or `/entries/no=12/amount`.
Why: residents compare what stood there with what stands there now; a correction that points nowhere cannot be checked.
Mend: check the names and numbers on the path.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.source import Value
from govgen.words import Words

KEYS = ("no=", "id=")


@rule(on="corrections")
def correction_route(record: Record, register: Register) -> Iterator[Problem]:
    """Yield each correction whose route leads nowhere."""
    for index, amendment in enumerate(record.corrections):
        if not leads(amendment.route, register.documents[record.id].data):
            yield Problem(
                ("corrections", index, "route"),
                Words(
                    f"记录里没有 `{amendment.route}` 这个位置",
                    f"there is no place `{amendment.route}` in the record",
                ),
                Words(
                    "写成 `/字段/序号/字段`，序号从 0 数起",
                    "write `/field/number/field`; numbers count from 0",
                ),
            )


def leads(route: str, data: Value) -> bool:
    """Whether the JSON Pointer `route` names something in `data`."""
    if not route.startswith("/"):
        return False
    value: Value | None = data
    for step in route[1:].split("/"):
        value = below(value, step.replace("~1", "/").replace("~0", "~"))
    return value is not None


def below(value: Value | None, step: str) -> Value | None:
    """Return what stands at `step`: a key, a number from 0, or an item by its key."""
    if isinstance(value, dict):
        return value.get(step)
    if not isinstance(value, list):
        return None
    if step.isascii() and step.isdigit():
        return value[int(step)] if int(step) < len(value) else None
    key, _, wanted = step.partition("=")
    items = (item for item in value if isinstance(item, dict) and item.get(key) == wanted)
    return next(items, None) if step.startswith(KEYS) else None
