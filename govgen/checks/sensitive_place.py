"""敏感事项的场域太小

规则：涉及养老、健康、助残、未成年人、帮扶、就业、纠纷，或写明老年人、残疾人、儿童、就业困难、低收入等服务群体的记录，场域不少于50户。
为什么：户数少的楼栋和单元里，不写姓名也猜得出是谁家。
怎么改：换成上一级场域。
---
A place too small for a sensitive matter

Rule: a record about care, health, disability, minors, hardship, employment or a dispute, or with beneficiaries such as older, disabled, young or low-income people, names a place of at least 50 households.
Why: in a small building or stairwell people are guessed without a name.
Mend: use the parent place.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.issue import Category, Issue
from govgen.kinds.order import Order
from govgen.kinds.place import Level, Place
from govgen.particulars import Group
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words

LEAST = 50
CATEGORIES = frozenset(
    (
        Category.ELDERLY_CARE,
        Category.HEALTH,
        Category.DISABILITY,
        Category.MINORS,
        Category.HARDSHIP,
        Category.EMPLOYMENT,
        Category.DISPUTE,
    )
)
GROUPS = frozenset(
    (
        Group.ELDERLY,
        Group.DISABLED,
        Group.CHILDREN,
        Group.HARD_TO_EMPLOY,
        Group.LOW_INCOME,
        Group.CARERS,
    )
)
SMALL = frozenset((Level.BUILDING, Level.STAIRWELL))


@rule()
def sensitive_place(record: Record, register: Register) -> Iterator[Problem]:
    """Compare the households of a sensitive record's place with the least allowed."""
    if record.place is None or not sensitive(record):
        return
    place = register.get(record.place)
    if isinstance(place, Place) and too_small(place):
        yield Problem(
            ("place",),
            Words(
                f"{count(place).zh}，敏感事项容易认出是谁家",
                f"{count(place).en}; in a sensitive matter households would be recognised",
            ),
            hint(place),
        )


def sensitive(record: Record) -> bool:
    """Whether a record concerns people who must not be recognised."""
    if isinstance(record, Issue | Order) and record.category in CATEGORIES:
        return True
    return not GROUPS.isdisjoint(record.beneficiaries)


def too_small(place: Place) -> bool:
    """Whether a place has too few households; where nobody counted, buildings and stairwells do."""
    return place.level in SMALL if place.households is None else 0 < place.households < LEAST


def count(place: Place) -> Words:
    """Say how many households the place has."""
    if place.households is None:
        return Words(
            f"`{place.id}` 没有写户数", f"`{place.id}` does not say how many households it has"
        )
    return Words(
        f"`{place.id}` 只有 {place.households} 户",
        f"`{place.id}` has only {place.households} households",
    )


def hint(place: Place) -> Words:
    """Name the parent place."""
    if place.parent is None:
        return Words("换成更大的场域", "use a larger place")
    return Words(f"换成上一级场域 `{place.parent}`", f"use the parent place `{place.parent}`")
