"""Resources 资源: talent, technology, venues, equipment and money that others may use."""

from typing import Annotated, ClassVar

from govgen.fields import Money, Refers, Text, said
from govgen.kind import Kind
from govgen.kinds.issue import Category
from govgen.offer import Offer, offered
from govgen.words import Choice, Words


class ResourceType(Choice):
    """What a resource is."""

    TALENT = "talent", "人才", "talent"
    TECHNOLOGY = "technology", "技术", "technology"
    VENUE = "venue", "场地", "venues"
    EQUIPMENT = "equipment", "设备", "equipment"
    MONEY = "money", "资金", "money"


class Resource(Offer):
    """Something that its owner lets the community use."""

    type: ResourceType = said("类型", "Type")
    needs: tuple[Category, ...] = said(
        "适用需求：能帮上哪几类需求", "Needs: which it can serve", ()
    )
    owner: Annotated[str, Refers("organization")] = said("提供单位", "Owner")
    available: Text = said("什么时候可用", "When available")
    amount: Money | None = said("金额：资金类", "Amount: of money", None)
    terms: tuple[Text, ...] = said("使用须知", "Terms of use", ())

    KIND: ClassVar[Kind] = offered(
        "resource",
        Words("资源", "resource"),
        Words("资源目录", "Resources"),
        "RES",
        Words("社区共享资源目录", "catalogue of shared resources"),
    )
