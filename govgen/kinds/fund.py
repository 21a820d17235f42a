"""Funds 基金: money that a committee gives to residents' projects, in the open."""

from typing import Annotated, ClassVar

from govgen.fields import Day, Instant, Line, Money, Refers, Text, said
from govgen.kind import Kind, State
from govgen.part import Part
from govgen.record import Record
from govgen.words import Choice, Words


class FundType(Choice):
    """What a fund is."""

    MICRO_FUND = "micro_fund", "社区微基金", "community micro-fund"
    VENTURE = "venture", "公益创投资金", "venture grant fund"
    BUDGET = "budget", "预算资金", "budget"


class Seat(Part):
    """A seat of the fund's committee."""

    member: Annotated[str, Refers("person", "organization")] = said("成员", "Member")
    role: Text = said("职务", "Role")
    until: Day | None = said("任期至", "Until", None)


class Agreement(Part):
    """The agreement with the charity that keeps the money."""

    with_: Annotated[str, Refers("organization")] = said("合作慈善组织", "With", alias="with")
    signed: Day = said("签订日期", "Signed on")
    doc_no: Line | None = said("协议编号", "Number", None)


class Fund(Record):
    """A micro-fund, a venture grant fund or a budget."""

    type: FundType = said("类型", "Type")
    host: Annotated[str, Refers("organization")] | None = said("托管机构", "Host", None)
    agreement: Agreement | None = said("托管协议", "Agreement", None)
    committee: tuple[Seat, ...] = said("管理委员会", "Committee", ())
    purposes: tuple[Text, ...] = said(
        "用途：只写群体和事项，不写个人", "Purposes: groups and causes, never persons", ()
    )
    ceiling: Money | None = said("单个项目上限", "Ceiling for one project", None)
    amount: Money | None = said("资金总额：预算资金", "Amount: of a budget", None)
    rules: Annotated[str, Refers("decision")] | None = said("管理办法", "Rules", None)
    opened: Instant | None = said("设立日期", "Opened", None)

    KIND: ClassVar[Kind] = Kind(
        name="fund",
        words=Words("基金", "fund"),
        plural=Words("基金", "Funds"),
        prefix="FND",
        folder="funds",
        dated=False,
        states={
            "set_up": State(
                "设立",
                "Set up",
                "waiting",
                Words(
                    "基金成立了，现在还不能申请。",
                    "The fund has been founded; nobody can apply to it yet.",
                ),
                Words("开始募集和资助", "begin to raise and grant"),
            ),
            "active": State(
                "运行中",
                "Active",
                "done",
                Words(
                    "基金在正常运作，收支情况谁都可以查。",
                    "The fund is at work, and anybody may look up what comes in and goes out.",
                ),
            ),
            "suspended": State(
                "暂停",
                "Suspended",
                "waiting",
                Words(
                    "基金暂时停了，这段时间不资助新项目。",
                    "The fund stands still for now and grants nothing new.",
                ),
                Words("恢复或清算", "resume or wind up"),
            ),
            "closing": State(
                "清算",
                "Being wound up",
                "under_way",
                Words(
                    "基金要结束了，正在算清账目，不能再申请。",
                    "The fund is coming to an end and its books are being settled; nobody can apply.",
                ),
                Words("公布清算结果", "publish the accounts"),
            ),
            "closed": State(
                "终止",
                "Closed",
                "ended",
                Words(
                    "基金已经结束，不能再申请；过去的账还能查。",
                    "The fund has ended and takes no applications; its books can still be read.",
                ),
            ),
        },
        moves={
            "": {
                "set_up": {"active": ()},
                "active": {"suspended": ("note",), "closing": ("note",)},
                "suspended": {"active": (), "closing": ("note",)},
                "closing": {"closed": ("note",)},
            }
        },
        disclosure=Words("社区基金收支", "income and spending of community funds"),
    )
