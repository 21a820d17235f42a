"""公开程度不合规定

规则：邻里调解议题和调解会只计数（`visibility: count`），除非双方书面同意公开；养老、健康、助残、未成年人、帮扶、就业的订单只公开进度（`visibility: card`）；仅计数或仅公开进度的记录不写摘要，场域只写到社区。
为什么：仓库和网站一样是公开的，不该让人看见的内容就不能写在文件里；隐去姓名也能从楼栋和细节认出人。
怎么改：写 `visibility: count`，删去 `summary`，`place` 改为社区；双方书面同意公开的，填 `public_consent`。
---
More is shown than may be

Rule: neighbour disputes and mediation meetings are counted only (`visibility: count`) unless both parties agreed in writing; orders about care, health, disability, minors, hardship or employment show progress only (`visibility: card`); records that are counted, or show progress only, carry no summary and no place finer than the community.
Why: the repository is as public as the site, so what must not be seen must not be in the file; people are known by their building and by details even without a name.
Mend: write `visibility: count`, delete `summary`, name the community as `place`; with written consent of both parties fill in `public_consent`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.checks.sensitive_place import CATEGORIES
from govgen.kinds.issue import Category, Issue
from govgen.kinds.meeting import Form, Meeting
from govgen.kinds.order import Order
from govgen.kinds.place import Level, Place
from govgen.particulars import Visibility
from govgen.problem import Problem
from govgen.record import Record
from govgen.register import Register
from govgen.words import Words


@rule()
def visibility(record: Record, register: Register) -> Iterator[Problem]:
    """Yield what a record shows beyond what its category allows."""
    if record.public_consent is not None:
        return
    field = confidential(record)
    if field and record.visibility is not Visibility.COUNT:
        yield must_be_count(field)
    if (
        isinstance(record, Order)
        and record.category in CATEGORIES
        and record.visibility is Visibility.FULL
    ):
        yield must_be_card(record)
    if record.visibility is not Visibility.FULL:
        yield from betrayed(record, register)


def confidential(record: Record) -> str:
    """Return the field that makes a record one of those that are only counted."""
    if isinstance(record, Issue | Order) and record.category is Category.DISPUTE:
        return "category"
    return "form" if isinstance(record, Meeting) and record.form is Form.MEDIATION else ""


def must_be_count(field: str) -> Problem:
    """Say that the record may only be counted."""
    return Problem(
        (field,),
        Words("邻里调解只计数，不公开内容", "neighbour disputes are counted and not shown"),
        Words(
            "写 `visibility: count`；双方书面同意公开的，填 `public_consent`",
            "write `visibility: count`, or fill in `public_consent` where both parties agreed",
        ),
    )


def must_be_card(order: Order) -> Problem:
    """Say that an order may only show its progress."""
    return Problem(
        ("category",),
        Words(
            f"“{order.category.words.zh}”的订单只公开进度",
            f"an order of `{order.category.value}` shows its progress only",
        ),
        Words(
            "写 `visibility: card`，删去 `summary`", "write `visibility: card`, delete `summary`"
        ),
    )


def betrayed(record: Record, register: Register) -> Iterator[Problem]:
    """Yield the summary and the place that a concealed record must not have."""
    if record.summary is not None:
        yield Problem(
            ("summary",),
            Words(
                f"“{record.visibility.words.zh}”的记录不写摘要",
                f"a record with `visibility: {record.visibility.value}` has no summary",
            ),
            Words("删去 `summary`", "delete `summary`"),
        )
    place = register.get(record.place)
    if isinstance(place, Place) and place.level is not Level.COMMUNITY:
        yield Problem(
            ("place",),
            Words(
                f"“{record.visibility.words.zh}”的记录，场域只写到社区",
                f"a record with `visibility: {record.visibility.value}` names no place below the community",
            ),
            Words("写社区的编号，或删去 `place`", "write the community's id, or delete `place`"),
        )
