"""How a project gets on: programme, milestones, deliverables, acceptance, hand-over."""

from typing import Annotated

from govgen.fields import Count, Day, Flag, Line, Number, Refers, Text, said
from govgen.part import Part
from govgen.words import Choice


class CommunityType(Choice):
    """The type of neighbourhood that community building starts from."""

    OLD_UNIT = "old_unit", "单位老旧小区", "old work-unit housing"
    COMMERCIAL = "commercial", "商品房小区", "commercial housing"
    RESETTLEMENT = "resettlement", "安置小区", "resettlement housing"
    MIXED = "mixed", "混合型社区", "mixed neighbourhood"


class Programme(Part):
    """The programme a project is a stage of."""

    name: Text = said("营造计划名称", "Programme")
    stage: Count = said("阶段：第几阶段", "Stage")
    stage_title: Text | None = said("阶段名称", "Name of the stage", None)
    step: Text | None = said("步骤", "Step", None)
    community_type: CommunityType | None = said("社区类型", "Type of neighbourhood", None)


class Milestone(Part):
    """A planned point on the way and when it was reached."""

    what: Text = said("节点", "Milestone")
    planned: Day = said("计划日期", "Planned")
    actual: Day | None = said("实际日期", "Reached", None)
    responsible: Annotated[str, Refers("organization", "person")] | None = said(
        "责任方", "Responsible", None
    )


class Deliverable(Part):
    """Something countable that is to be there in the end."""

    item: Text = said("内容", "Item")
    unit: Line | None = said("单位", "Unit", None)
    planned: Number = said("计划数量", "Planned")
    actual: Number | None = said("完成数量", "Done", None)


class Acceptance(Part):
    """Who looked at the result and what they found."""

    on: Day = said("验收日期", "On")
    by: tuple[Annotated[str, Refers("organization", "person")], ...] = said("验收方", "By")
    residents: Count | None = said("参加验收居民人数", "Residents who took part", None)
    passed: Flag = said("是否合格", "Passed")
    findings: Text | None = said("验收意见", "Findings", None)


class Handover(Part):
    """Who keeps the result, who pays for that, until when."""

    keeper: Annotated[str, Refers("organization")] = said("管护单位", "Keeper")
    paid_by: Text = said("管护费用由谁出", "Who pays for the upkeep")
    until: Day | None = said("管护期至", "Until", None)
    on: Day | None = said("移交日期", "Handed over on", None)
