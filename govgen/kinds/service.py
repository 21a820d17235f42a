"""Services 服务: the menu: who does what for whom, in which steps, to which standard, at what price."""

from typing import Annotated, ClassVar

from annotated_types import Len

from govgen.fields import Money, Refers, Text, said
from govgen.kind import Kind
from govgen.kinds.issue import Category
from govgen.offer import Offer, offered
from govgen.part import Part
from govgen.words import Choice, Words


class Charge(Choice):
    """Whether a service costs anything."""

    FREE = "free", "免费", "free"
    SUBSIDISED = "subsidised", "补贴后收费", "at a subsidised price"
    PAID = "paid", "收费", "paid"


class Step(Part):
    """One step of a service, in plain words."""

    what: Text = said("做什么", "What happens")
    within: Text | None = said("多长时间内", "Within", None)


class Price(Part):
    """What one thing costs."""

    item: Text = said("收费项目", "For what")
    amount: Money = said("价格", "Price")
    note: Text | None = said("说明：谁减免、谁补贴", "Note: reductions and subsidies", None)


class Service(Offer):
    """One entry of the menu of services."""

    category: Category = said("需求类别", "Need")
    provider: Annotated[str, Refers("organization")] = said("提供单位", "Provided by")
    eligibility: Text | None = said("适用条件：只写条件", "Conditions", None)
    process: Annotated[tuple[Step, ...], Len(1)] = said("服务流程：一步一句", "Process, in steps")
    standard: Annotated[tuple[Text, ...], Len(1)] = said("服务规范", "Standard")
    charge: Charge = said("是否收费", "Charge")
    prices: tuple[Price, ...] = said("价目", "Prices", ())
    available: Text | None = said("服务时间", "When", None)

    KIND: ClassVar[Kind] = offered(
        "service",
        Words("服务", "service"),
        Words("服务菜单", "Services"),
        "SVC",
        Words("社区服务菜单", "menu of community services"),
    )
