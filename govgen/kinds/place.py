"""Places 场域: from the community down to the stairwell; where matters happen."""

from typing import Annotated, ClassVar

from govgen.fields import Count, Refers, Text, said
from govgen.kind import Kind, State
from govgen.record import Record
from govgen.words import Choice, Words


class Level(Choice):
    """The level of a place, from the largest."""

    COMMUNITY = "community", "社区", "community"
    GRID = "grid", "网格", "grid"
    COMPOUND = "compound", "小区", "compound"
    COURTYARD = "courtyard", "院落", "courtyard"
    BUILDING = "building", "楼栋", "building"
    STAIRWELL = "stairwell", "单元", "stairwell"
    VENUE = "venue", "公共场所", "venue"


class Place(Record):
    """A place within the community."""

    level: Level = said("层级", "Level")
    parent: Annotated[str, Refers("place")] | None = said("上级场域", "Part of", None)
    households: Count | None = said("户数", "Households", None)
    built: Count | None = said("建成年份", "Built in", None)
    address: Text | None = said("公开地址：不写门牌到户", "Public address: no flat numbers", None)

    KIND: ClassVar[Kind] = Kind(
        name="place",
        words=Words("场域", "place"),
        plural=Words("场域", "Places"),
        prefix="PLC",
        folder="places",
        dated=False,
        states={
            "active": State(
                "在用",
                "Active",
                "done",
                Words(
                    "这个地方现在在用，这里的事登记在它名下。",
                    "The place is in use, and what happens there is entered under it.",
                ),
            ),
            "ended": State(
                "已撤并",
                "Ended",
                "ended",
                Words(
                    "这个地方撤了，或者并到了别处；过去的记录留着。",
                    "The place is gone or has become part of another; the records of its past stay.",
                ),
            ),
        },
        moves={"": {"active": {"ended": ("note",)}, "ended": {"active": ("note",)}}},
    )
