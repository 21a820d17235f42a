"""随导入的步数多于经过

规则：`source.steps` 不多于 `events` 里的步数。
为什么：随导入带来的步骤之间可以有没记载的；把以后的步骤也算进去，以后的每一步就都不受规则约束了。
怎么改：数一数随导入带来了几步，改正 `steps`。
---
More steps came with the import than there are

Rule: `source.steps` is no more than the number of events.
Why: between the steps of an import some may be missing; to count later ones among them would free every later step of the rules.
Mend: count the steps that came with the import and correct `steps`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def import_steps(record: Record, _: Register) -> Iterator[Problem]:
    """Compare what is said to have come with an import with what is there."""
    there = len(record.events)
    if record.imported > there:
        yield Problem(
            ("source", "steps"),
            Words(
                f"写着随导入带来 {record.imported} 步，经过只有 {there} 步",
                f"{record.imported} steps are said to have come with the import; there are {there}",
            ),
            Words("改正 `steps`", "correct `steps`"),
        )
