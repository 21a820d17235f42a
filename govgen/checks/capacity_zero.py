"""容量是零

规则：服务能力、资源数量、活动名额写了就大于零。
为什么：零个名额等于没有提供；服务停了要有停的日期和理由。
怎么改：不限量的删去这一项；停了的登记 `ended`，活动登记 `cancelled`。
---
A capacity of nothing

Rule: a capacity of a service or resource and the places of an activity are above zero where they stand.
Why: nought places offer nothing, and what has ended needs its day and reason.
Mend: leave it out where there is no limit; record `ended`, or `cancelled` for an activity, where it is over.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.activity import Activity
from govgen.kinds.resource import Resource
from govgen.kinds.service import Service
from govgen.problem import Problem
from govgen.register import Register
from govgen.source import Route
from govgen.words import Words


@rule(Service, Resource, Activity)
def capacity_zero(offer: Service | Resource | Activity, _: Register) -> Iterator[Problem]:
    """Yield a capacity that is nought."""
    if isinstance(offer, Activity):
        nought = offer.places == 0
        route: Route = ("places",)
    else:
        nought = offer.capacity is not None and offer.capacity.number == 0
        route = ("capacity", "number")
    if nought:
        yield Problem(
            route,
            Words("数量是 0", "the number is 0"),
            Words("不限量就删去这一项", "leave it out where there is no limit"),
        )
