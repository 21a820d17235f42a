"""Orders 服务订单: 居民点单、社区分单、街道派单、单位领单、居民评单, one id from the request to the rating."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import PlainValidator, WithJsonSchema

from govgen.clock import AWAITED, Timed, Urgency
from govgen.community import Community
from govgen.fields import Count, Flag, Instant, Refers, Text, said
from govgen.kind import Kind, Moves
from govgen.kinds.issue import Category
from govgen.part import Part
from govgen.record import Cause
from govgen.scalars import count, unfit
from govgen.states.order import STATES
from govgen.words import Choice, Words


class Requester(Choice):
    """Who orders; never a name."""

    RESIDENT = "resident", "居民", "resident"
    PARTY_MEMBER = "party_member", "党员", "Party member"
    PARTY_ORG = "party_org", "党组织", "Party organisation"
    UNIT = "unit", "辖区单位", "local unit"


class Intake(Choice):
    """How an order came in."""

    RESIDENT = "resident", "本人点单", "ordered in person"
    ON_BEHALF = "on_behalf", "代下单", "ordered on someone's behalf"
    HOTLINE = "hotline", "12345 热线", "12345 hotline"
    GRID = "grid", "网格上报", "reported by a grid worker"
    APP = "app", "线上点单", "ordered online"


class Duty(Choice):
    """What a unit is to an order."""

    LEAD = "lead", "主办", "lead"
    SUPPORT = "support", "协办", "support"


class Solved(Choice):
    """What residents say of the result."""

    YES = "yes", "已解决", "solved"
    PARTLY = "partly", "部分解决", "partly solved"
    NO = "no", "未解决", "not solved"


class OrderTask(Part):
    """What one unit does about an order."""

    unit: Annotated[str, Refers("organization")] = said("承办单位", "Unit")
    role: Duty = said("主办或协办", "Lead or support", Duty.LEAD)
    part: Text | None = said("承担哪一部分", "Which part", None)
    claimed: Instant | None = said("领单时间", "Claimed", None)
    done: Instant | None = said("办完时间", "Done", None)
    outcome: Text | None = said("这一部分的结果", "Result of this part", None)


def stars(value: object) -> int:
    """Parse a score from 1 to 5."""
    found = count(value)
    if 1 <= found <= MOST_STARS:
        return found
    raise unfit(
        f"`{value}` 不是 1 到 5 分",
        f"`{value}` is not from 1 to 5",
        "5 分最好，1 分最差",
        "5 is best, 1 is worst",
    )


MOST_STARS = 5
Stars = Annotated[
    int,
    PlainValidator(stars),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_STARS}),
]


class Followup(Part):
    """The call back to the resident, made by somebody who did not do the work."""

    by: Annotated[str, Refers("organization", "person")] = said("回访方", "Called back by")
    on: Instant = said("回访时间", "When")
    reached: Flag = said("是否联系上", "Whether the resident was reached")
    contacted: Flag | None = said(
        "承办单位是否联系过居民", "Whether the unit had been in touch with the resident", None
    )
    solved: Solved | None = said(
        "居民认为是否解决", "Whether it was solved, says the resident", None
    )
    score: Stars | None = said("满意度：1 到 5 分", "Score: 1 to 5", None)
    note: Text | None = said("居民的意见", "What the resident said", None)


TURNS = {
    "became_issue": ("note", "became"),
    "merged": ("note", "merged_into"),
    "declined": ("note",),
}
"""How an order may end before it is completed."""
WORKED_ON = {"completed": ("outcome",), "partly_completed": ("note",), "whistled": ("note",)}
STEPS: Moves = {
    "requested": {"triaged": ()},
    "triaged": {"dispatched": (), "self_served": ()},
    "self_served": {"completed": ("outcome",)},
    "dispatched": {"claimed": ("by",), "returned": ("by", "note")},
    "returned": {"dispatched": ()},
    "claimed": {"in_progress": (), "reassigned": ("note",)},
    "reassigned": {"dispatched": ()},
    "in_progress": WORKED_ON,
    "whistled": {"reported": ("by",)},
    "reported": {"in_progress": ()},
    "partly_completed": {"in_progress": (), "completed": ("outcome",)},
    "completed": {"rated": ("followup",), "closed": ()},
    "rated": {"closed": (), "reopened": ("note",)},
    "reopened": {"in_progress": ()},
}
CHAIN: Moves = {
    state: {**moves, **(TURNS if state in AWAITED else {})} for state, moves in STEPS.items()
}
FROM_THE_HOTLINE: Moves = {"dispatched": CHAIN["dispatched"], **CHAIN}
"""The hotline has sorted and dispatched already: its orders begin with the dispatch."""
WITH_THE_UNIT = frozenset(
    ("dispatched", "claimed", "in_progress", "whistled", "reported", "partly_completed", "reopened")
)


class Order(Timed):
    """An order and its way from the request to the rating."""

    category: Category = said("需求类别", "Need")
    urgency: Urgency = said("紧急程度", "Urgency", Urgency.GENERAL)
    requester: Requester = said("谁点的单", "Ordered by", Requester.RESIDENT)
    intake: Intake = said("点单方式", "How it came in", Intake.RESIDENT)
    service: Annotated[str, Refers("service")] | None = said(
        "点的是哪项服务", "Service ordered", None
    )
    promised: Instant | None = said(
        "约定时间：约好的或承诺的办结时间",
        "Agreed time: when it is to be done, as agreed or promised",
        None,
    )
    tasks: tuple[OrderTask, ...] = said("承办单位和分工", "Units and their parts", ())
    batch: Text | None = said("成批的服务：是哪一批", "Batch: which one", None)
    quantity: Count | None = said("需要数量：人次、户次", "Quantity ordered", None)
    served: Count | None = said("实际服务数量", "Quantity served", None)
    outcome: Text | None = said("办理结果：做了什么", "Result: what was done", None)
    followup: Followup | None = said("回访和评价", "Call back and rating", None)
    became: Annotated[str, Refers("issue")] | None = said("转成的议题", "Issue it became", None)
    merged_into: Annotated[str, Refers("order")] | None = said("并入订单", "Merged into", None)

    KIND: ClassVar[Kind] = Kind(
        name="order",
        words=Words("服务订单", "service order"),
        plural=Words("服务订单", "Service orders"),
        prefix="ORD",
        folder="orders",
        dated=True,
        monthly=True,
        states=STATES,
        marks={"extended": ("until", "by", "note"), "supervised": ("by", "note")},
        moves={
            intake.value: FROM_THE_HOTLINE if intake is Intake.HOTLINE else CHAIN
            for intake in Intake
        },
        track_field="intake",
        withdrawable=AWAITED,
        byways=frozenset(("self_served", "partly_completed", *TURNS)),
        withheld=(
            "beneficiaries",
            "followup.contacted",
            "followup.solved",
            "followup.score",
            "followup.note",
        ),
        binding=("category", "urgency", "tasks", "outcome", "followup", "promised", "source"),
        frozen_from="closed",
        disclosure=Words("服务订单及办理结果", "service orders and their results"),
    )

    def causes(self) -> Iterator[Cause]:
        """An order that was merged, or became an issue, follows the record that took it in."""
        yield from super().causes()
        for taker in (self.merged_into, self.became):
            if taker:
                yield Cause(taker)

    @property
    def settled(self) -> bool:
        """An imported order goes on where its source left it, unless the source ends with a result."""
        return self.imported >= len(self.events) and self.state in ("completed", "rated")

    @property
    def lead(self) -> str | None:
        """The unit that is to have it done."""
        return next((task.unit for task in self.tasks if task.role is Duty.LEAD), None)

    def doer(self, community: Community) -> str | None:
        """Return who acts next: the community sorts and calls back, the sub-district dispatches, units do the work.

        Of an imported order the source says who has it, though not every step that led there.
        """
        if self.imported >= len(self.events) and self.lead:
            return self.lead
        if self.state in ("triaged", "returned", "reassigned"):
            return community.dispatcher
        return self.lead if self.state in WITH_THE_UNIT else community.committee
