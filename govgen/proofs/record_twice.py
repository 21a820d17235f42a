"""一条记录有两个文件

规则：一条记录只有一个文件；policy.yml、people.yml 和 community.yml 只在 `records/` 下。

原因：同一编号有两个文件，审批的是一个，大家看到的可能是另一个。

怎么改：只留真正的那一个，另一个移走；移走以后在 policy.yml 的 `acknowledged` 里说明。
---
Two files of one record

Rule: a record has one file; policy.yml, people.yml and community.yml stand right below `records/`.

Why: where two files bear one id, one may be approved and the other be seen.

How to mend: keep the true one and take the other away; then say so under `acknowledged` in policy.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from govgen.history import Landed
from govgen.policy import FILES
from govgen.proof import Examined, Finding, proof
from govgen.record import kind_of
from govgen.words import Words


@proof
def record_twice(examined: Examined) -> Iterator[Finding]:
    """Yield the files that landed though their record has another."""
    below = f"{examined.objects.prefix}records"
    places: dict[str, set[str]] = {name: {f"{below}/{name}.yml"} for name in FILES}
    for landed in examined.receipts.history:
        for path in seconds(landed, places):
            yield Finding(
                "record-twice",
                "violation",
                landed.id,
                path,
                Words("这条记录已有另一个文件", "the record has another file"),
            )


def seconds(landed: Landed, places: dict[str, set[str]]) -> Iterator[str]:
    """Yield the paths that came beside others of the same record; keep `places` up to date."""
    came: list[tuple[str, str]] = []
    for change in landed.changes:
        path = PurePosixPath(change.path)
        if path.suffix != ".yml" or not (kind_of(path.stem) or path.stem in FILES):
            continue
        known = places.setdefault(path.stem, set())
        if change.new:
            came.append((path.stem, change.path))
        elif path.stem not in FILES:
            known.discard(change.path)
    for stem, name in came:
        if places[stem] and name not in places[stem]:
            yield name
        places[stem].add(name)
