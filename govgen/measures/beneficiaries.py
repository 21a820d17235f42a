"""Whom it is for: issues, projects, services, orders and activities by the groups they name, one axis at a time."""

from __future__ import annotations

from collections.abc import Iterator

from govgen.kinds.activity import Activity
from govgen.kinds.issue import Issue
from govgen.kinds.order import Order
from govgen.kinds.project import Project
from govgen.kinds.service import Service
from govgen.measure import Definition, Measure
from govgen.tally import Case, split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, begun

FAMILY = Family(70, "beneficiaries", Words("为谁办的", "Whom it is for"))
SERVED = Definition(
    "beneficiaries",
    Words("写明服务人群的事", "Records that name whom they serve"),
    Words(
        "当年开始的议题、项目、服务、订单、活动里写明了重点服务群体的。写了几个群体的，在每个群体里各算一次，总数里只算一次。",
        "Issues, projects, services, orders and activities begun in the year that name whom they serve. One that names several groups counts in each of them, and once in the total.",
    ),
    "number",
    Words("件", "records"),
    private=True,
)
GROUP = Words("按服务群体", "by group")
UNNAMED = Words("没有写明服务群体", "that name none")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield how many records name whom they serve."""
    found = [
        record
        for kind in (Issue, Project, Service, Order, Activity)
        for record in begun(basis.register, kind, year)
    ]
    cases = [Case(record) for record in found if record.beneficiaries]
    groups = [(group, case) for case in cases for group in case.record.beneficiaries]
    unnamed = [Case(record) for record in found if not record.beneficiaries]
    yield taken(SERVED, cases, basis.least, (split(GROUP, groups),), ((UNNAMED, unnamed),))
