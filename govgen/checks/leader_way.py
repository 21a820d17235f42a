"""骨干的成长经历前后对不上

规则：骨干先发现，再培养、任职，日期不早于发现那天；写明在哪次活动里培养的，那次活动的 `trained` 里要有这个人。
为什么：骨干页把每一步按日期排给居民看，培训一步点开就是那次活动；两边写的要一样。
怎么改：核对日期；把这个人补进活动的 `trained`，或删去这里的 `activity`。
---
A leader's way that does not hold together

Rule: a leader is found first, then trained and serving, on no earlier day; where training names an activity, that activity has the person under `trained`.
Why: the page of leaders tells each step by its day, and training leads to the activity; both must say the same.
Mend: check the days; add the person to the activity's `trained`, or delete `activity` here.
"""

from collections.abc import Iterator

from govgen.check import whole_rule
from govgen.kinds.activity import Activity
from govgen.leaders import found_on
from govgen.people import Growth, Person, Stage
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

FILE = "people.yml"


@whole_rule
def leader_way(register: Register) -> Iterator[Problem]:
    """Yield each step of a leader that comes before being found, or that its activity does not know of."""
    for index, person in enumerate(register.people_form.people):
        for number, step in enumerate(person.growth):
            at = ("people", index, "growth", number)
            found = found_on(person)
            if found and step.on < found:
                yield Problem(
                    (*at, "on"),
                    Words(
                        f"{step.on} {step.stage.words.zh}，可是 {found} 才发现",
                        f"{step.stage.words.en} on {step.on}, but found on {found}",
                    ),
                    Words("核对两个日期", "check both days"),
                    FILE,
                )
            if unknown(person, step, register):
                yield Problem(
                    (*at, "activity"),
                    Words(
                        f"`{step.activity}` 的 `trained` 里没有 `{person.id}`",
                        f"`{step.activity}` has no `{person.id}` under `trained`",
                    ),
                    Words(
                        "补进活动的 `trained`，或删去这里的 `activity`",
                        "add it there, or delete `activity` here",
                    ),
                    FILE,
                )


def unknown(person: Person, step: Growth, register: Register) -> bool:
    """Whether a step of training names an activity that did not train the person."""
    activity = register.get(step.activity)
    if step.stage is not Stage.TRAINED or not isinstance(activity, Activity):
        return False
    return person.id not in activity.trained
