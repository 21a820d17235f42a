"""Orders 服务订单: 居民点单、社区分单、街道派单、单位领单、居民评单, one id from the request to the rating."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import PlainValidator, WithJsonSchema

from govgen.clock import AWAITED, Timed, Urgency
from govgen.community import Community
from govgen.fields import Count, Flag, Instant, Refers, Text, count, said, unfit
from govgen.kind import Kind, Moves, State
from govgen.kinds.issue import Category
from govgen.part import Part
from govgen.record import Cause
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
        states={
            "requested": State(
                "待分单",
                "To be sorted",
                "waiting",
                Words(
                    "需求登记上了，还没有交给谁办。",
                    "The request has been entered; nobody has it yet.",
                ),
                Words("社区分单", "sort it"),
                "",
                Words("点单", "ordered"),
            ),
            "triaged": State(
                "待派单",
                "To be dispatched",
                "waiting",
                Words(
                    "社区看过了，弄清了这件事该归谁办。",
                    "The community has looked at it and knows whose job it is.",
                ),
                Words("街道派单", "dispatch it"),
                "",
                Words("分单", "sorted"),
            ),
            "self_served": State(
                "社区直办",
                "Handled by the community",
                "under_way",
                Words(
                    "社区自己来办，不用再等别的单位。",
                    "The community does it itself; there is no need to wait for others.",
                ),
                Words("办完并告诉居民", "finish and tell the resident"),
            ),
            "dispatched": State(
                "待领单",
                "To be claimed",
                "waiting",
                Words(
                    "单子派给了单位，还没有人动手。",
                    "It has been sent to a unit; nobody has begun yet.",
                ),
                Words("单位领单", "claim it"),
                "",
                Words("派单", "dispatched"),
            ),
            "returned": State(
                "退单",
                "Returned",
                "waiting",
                Words(
                    "单位说办不了，退了回来；单子还算数。",
                    "The unit says it cannot do it and has sent it back; the order still stands.",
                ),
                Words("重新派单", "dispatch it again"),
            ),
            "claimed": State(
                "已领单",
                "Claimed",
                "under_way",
                Words(
                    "有单位接下了这件事，由它负责。", "A unit has taken it on and answers for it."
                ),
                Words("开始办理", "begin"),
                "",
                Words("领单", "claimed"),
            ),
            "reassigned": State(
                "改派",
                "Reassigned",
                "waiting",
                Words(
                    "接单的单位不办了，要换一家来办。",
                    "The unit that took it is not doing it, and another is to.",
                ),
                Words("重新派单", "dispatch it again"),
            ),
            "in_progress": State(
                "办理中",
                "Being done",
                "under_way",
                Words(
                    "单位已经动手办了，不用再报一遍。", "The work has begun; nobody need ask again."
                ),
                Words("办完并告诉居民", "finish and tell the resident"),
            ),
            "whistled": State(
                "吹哨",
                "Departments called",
                "under_way",
                Words(
                    "一家办不了，社区叫了有关部门来。",
                    "It is too much for one body, so the community has called the departments concerned.",
                ),
                Words("部门报到", "have the departments report"),
            ),
            "reported": State(
                "报到",
                "Departments reported",
                "under_way",
                Words("社区叫的部门已经到场了。", "The departments that were called have come."),
                Words("一起办理", "work on it together"),
            ),
            "partly_completed": State(
                "部分办结",
                "Partly completed",
                "under_way",
                Words(
                    "有一部分办好了，整件事还不算完。",
                    "Part of it is done, but it does not count as finished.",
                ),
                Words("办完余下的部分", "finish what is left"),
            ),
            "completed": State(
                "待评单",
                "To be rated",
                "open",
                Words(
                    "单位说办完了；满不满意，由点单的人来说。",
                    "The unit says it is done; how well is for whoever ordered it to say.",
                ),
                Words("回访并请居民评单", "call back and have the resident rate it"),
                "order_rate",
                Words("办结", "completed"),
            ),
            "rated": State(
                "已评单",
                "Rated",
                "under_way",
                Words(
                    "点单的人评过了；不满意可以要求重新办。",
                    "Whoever ordered it has rated it, and may ask to have it done again.",
                ),
                Words("归档", "file it"),
                "order_close",
                Words("评单", "rated"),
            ),
            "closed": State(
                "已归档",
                "Filed",
                "done",
                Words(
                    "这张单子了结了；再有需要，请重新点单。",
                    "This order is over; if more is needed, place a new one.",
                ),
                step=Words("归档", "filed"),
            ),
            "reopened": State(
                "重新办理",
                "Reopened",
                "waiting",
                Words(
                    "上次没办好，单子又打开了，编号不变。",
                    "It was not done well enough, so the order is open again under the same number.",
                ),
                Words("继续办理", "go on with it"),
            ),
            "became_issue": State(
                "转议题",
                "Became an issue",
                "ended",
                Words(
                    "这件事要大家商量，已经转成议题接着办。",
                    "It needs talking over, so it goes on as an issue.",
                ),
            ),
            "merged": State(
                "并单",
                "Merged",
                "ended",
                Words(
                    "和另一张单子是同一件事，并到那张一起办。",
                    "Another order asks for the same, and the two are done as one.",
                ),
            ),
            "declined": State(
                "不予办理",
                "Declined",
                "ended",
                Words(
                    "这张单子不办了；情况有变，可以重新点单。",
                    "It will not be done; if things change, a new order may be placed.",
                ),
            ),
            "extended": State(
                "延期",
                "Extended",
                "corrected",
                Words(
                    "按期办不完，期限往后推了，新期限看页面。",
                    "It needs more time; the page gives the new last day.",
                ),
            ),
            "supervised": State(
                "督办",
                "Under supervision",
                "corrected",
                Words(
                    "有单位专门盯着这张单子，催着办好。",
                    "Another body is watching this order and presses for it to be done.",
                ),
            ),
        },
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
