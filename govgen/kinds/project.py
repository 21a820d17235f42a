"""Projects 项目: what was decided becomes work, money and a result that somebody keeps."""

from decimal import Decimal
from typing import Annotated, ClassVar

from govgen.fields import Count, Day, Flag, Instant, Line, Money, Number, Refers, Text, said
from govgen.record import PREVIOUS, Kind, Moves, Part, Record, State, awaits
from govgen.words import Choice, Words


class ProjectType(Choice):
    """What a project is."""

    RENOVATION = "renovation", "改造项目", "renovation"
    SERVICE = "service", "服务项目", "service project"
    MICRO_FUND = "micro_fund", "微基金项目", "micro-fund project"
    VENTURE = "venture", "公益创投项目", "venture grant project"
    COMMUNITY_BUILDING = "community_building", "社区营造项目", "community-building project"
    PARTICIPATORY_BUDGET = (
        "participatory_budget",
        "参与式预算项目",
        "participatory-budget project",
    )


class Track(Choice):
    """The way a project runs."""

    SIMPLE = "simple", "简易程序", "simple track"
    WORKS = "works", "工程程序", "works track"
    VENTURE = "venture", "公益创投程序", "venture track"


class FundingSource(Choice):
    """Where money comes from."""

    FISCAL = "fiscal", "财政资金", "public budget"
    FUND = "fund", "社区基金", "community fund"
    MAINTENANCE_FUND = "maintenance_fund", "维修资金", "maintenance fund"
    OWNERS = "owners", "业主分摊", "owners' shares"
    DONATION = "donation", "捐赠", "donation"
    IN_KIND = "in_kind", "实物捐助", "in kind"
    PUBLIC_INCOME = "public_income", "公共收益", "common income"
    UNIT = "unit", "单位出资", "local units"


class ProcurementMethod(Choice):
    """How a contractor was chosen."""

    TENDER = "tender", "公开招标", "open tender"
    CONSULTATION = "consultation", "竞争性磋商", "competitive consultation"
    INQUIRY = "inquiry", "询价", "price inquiry"
    COMPARISON = "comparison", "比选", "comparison of offers"
    DIRECT = "direct", "直接委托", "direct award"


class PaymentKind(Choice):
    """Which part of the price a payment is."""

    FIRST = "first", "首款", "first payment"
    PROGRESS = "progress", "进度款", "progress payment"
    MIDTERM = "midterm", "中期款", "midterm payment"
    FINAL = "final", "尾款", "final payment"
    RETENTION = "retention", "质保金", "retention money"


class CommunityType(Choice):
    """The type of neighbourhood that community building starts from."""

    OLD_UNIT = "old_unit", "单位老旧小区", "old work-unit housing"
    COMMERCIAL = "commercial", "商品房小区", "commercial housing"
    RESETTLEMENT = "resettlement", "安置小区", "resettlement housing"
    MIXED = "mixed", "混合型社区", "mixed neighbourhood"


class Programme(Part):
    """The programme a project is a stage of."""

    name: Line = said("营造计划名称", "Programme")
    stage: Count = said("阶段：第几阶段", "Stage")
    stage_title: Text | None = said("阶段名称", "Name of the stage", None)
    step: Text | None = said("步骤", "Step", None)
    community_type: CommunityType | None = said("社区类型", "Type of neighbourhood", None)


class Funding(Part):
    """One source of money: planned by whom, approved, received."""

    source: FundingSource = said("资金来源", "Source")
    fund: Annotated[str, Refers("fund")] | None = said("基金", "Fund", None)
    payer: Annotated[str, Refers("organization")] | None = said("出资方", "Paid by", None)
    decision: Annotated[str, Refers("decision")] | None = said("批准依据", "Decision", None)
    approved: Money | None = said(
        "批准金额：由评审结果列明的不填", "Approved: left out where an award states it", None
    )
    received: Money | None = said(
        "到位金额：记在基金台账的不填", "Received: left out where the fund's ledger states it", None
    )
    note: Text | None = said("说明", "Note", None)


class Quote(Part):
    """One offer."""

    by: Annotated[str, Refers("organization")] = said("报价单位", "By")
    amount: Money = said("报价", "Amount")


class Procurement(Part):
    """How the contractor was chosen."""

    no: Count = said("序号", "Number", 1)
    what: Text | None = said("采购内容", "What", None)
    method: ProcurementMethod = said("采购方式", "Method")
    on: Day | None = said("采购日期", "On", None)
    quotes: tuple[Quote, ...] = said("报价", "Quotes", ())
    reason: Text | None = said("选择理由", "Reason", None)
    winner: Annotated[str, Refers("organization")] | None = said("中选单位", "Winner", None)
    related_party: Flag = said("是否关联方", "Related party", False)
    recusal: Text | None = said("回避情况", "Recusal", None)


class Contract(Part):
    """A contract."""

    no: Line = said("合同号", "Number")
    with_: Annotated[str, Refers("organization")] = said("签约方", "With", alias="with")
    amount: Money = said("合同金额", "Amount")
    signed: Day = said("签订日期", "Signed on")
    warranty_until: Day | None = said("质保期至", "Warranty until", None)


class Payment(Part):
    """Money that was paid out, from one source."""

    no: Count = said("序号", "Number")
    kind: PaymentKind = said("款项", "Kind")
    source: FundingSource = said("资金来源", "Source")
    fund: Annotated[str, Refers("fund")] | None = said("基金", "Fund", None)
    payee: Annotated[str, Refers("organization")] = said("收款单位", "Payee")
    contract: Line | None = said("合同号", "Contract", None)
    voucher_no: Line = said("凭证号", "Voucher number")
    handled_by: Annotated[str, Refers("person", "organization")] = said("经办", "Handled by")
    approved_by: Annotated[str, Refers("person", "organization")] = said("审批", "Approved by")
    at: Day = said("付款日期", "Paid on")
    amount: Money = said("金额", "Amount")


class Refund(Part):
    """Money that went back to a source."""

    source: FundingSource = said("退回来源", "Source")
    fund: Annotated[str, Refers("fund")] | None = said("基金", "Fund", None)
    at: Day = said("退回日期", "On")
    amount: Money = said("金额", "Amount")
    voucher_no: Line = said("凭证号", "Voucher number")


class Variation(Part):
    """A change of the contract's scope or price."""

    no: Count = said("序号", "Number")
    on: Day = said("变更日期", "On")
    what: Text = said("变更内容", "What")
    amount: Money = said("变更金额", "Amount", Decimal(0))
    decrease: Flag = said("是否核减", "Less, not more", False)
    decision: Annotated[str, Refers("decision")] | None = said("变更依据", "Decision", None)


class Settlement(Part):
    """Submitted − cut = audited."""

    submitted: Money = said("送审金额", "Submitted")
    audited: Money = said("审定金额", "Audited")
    cut: Money = said("核减金额", "Cut")
    by: Annotated[str, Refers("organization")] | None = said("审定单位", "Audited by", None)
    on: Day | None = said("审定日期", "On", None)


class Permit(Part):
    """A permit."""

    what: Text = said("许可事项", "Permit")
    by: Annotated[str, Refers("organization")] = said("许可机关", "By")
    on: Day = said("许可日期", "On")
    doc_no: Line | None = said("文号", "Number", None)


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


class Urgent(Part):
    """Done first, decided after."""

    ground: Text = said("应急理由", "Ground")
    ordered_by: Annotated[str, Refers("person", "organization")] = said("决定人", "Ordered by")
    at: Instant = said("决定时间", "Ordered at")
    cap: Money = said("费用上限", "Cap")
    ratify_by: Day = said("追认期限", "Ratify by")
    ratified_by: Annotated[str, Refers("decision")] | None = said("追认决议", "Ratified by", None)


class Share(Part):
    """What one group of those who pay together bears; never one flat."""

    what: Text = said("分摊对象", "Who bears it")
    households: Count = said("户数", "Households")
    each: Money = said("每户金额", "Each")


END = {"terminated": ("note",), "suspended": ("note",)}
SIMPLE: Moves = {
    "applied": {"agreed": (), "rejected": ("note",)},
    "agreed": {"publicised": (), **END},
    "publicised": {"implementing": (), "rejected": ("note",), **END},
    "implementing": {"accepted": ("acceptance",), **END},
    "suspended": {PREVIOUS: ("note",), "terminated": ("note",)},
}
WORKS: Moves = {
    "initiated": {"scheme_publicised": (), "rejected": ("note",), **END},
    "scheme_publicised": {"procured": ("procurement",), "rejected": ("note",), **END},
    "procured": {"contracted": ("contracts",), **END},
    "contracted": {"started": (), **END},
    "started": {"completed": (), **END},
    "completed": {"accepted": ("acceptance",), "started": ("note",), **END},
    "accepted": {"settled": ("settlement",), **END},
    "settled": {"warranty": ()},
    "warranty": {"handed_over": ("handover",)},
    "suspended": {PREVIOUS: ("note",), "terminated": ("note",)},
}
VENTURE: Moves = {
    "applied": {"screened": (), "rejected": ("note",)},
    "screened": {"reviewed": (), "rejected": ("note",)},
    "reviewed": {"publicised": (), "rejected": ("note",)},
    "publicised": {"contracted": (), "rejected": ("note",), **END},
    "contracted": {"implementing": (), **END},
    "implementing": {"midterm": ("evidence",), "final": ("evidence",), **END},
    "midterm": {"implementing": (), **END},
    "final": {"settled": (), "implementing": ("note",), **END},
    "settled": {"results_publicised": ()},
    "suspended": {PREVIOUS: ("note",), "terminated": ("note",)},
}


class Project(Record):
    """A project, from application to hand-over."""

    type: ProjectType = said("类型", "Type")
    project_track: Track = said("程序", "Track", alias="track")
    programme: Programme | None = said("营造计划", "Programme", None)
    round: Annotated[str, Refers("round")] | None = said("申报轮次", "Round", None)
    requested: Money | None = said("申请金额", "Amount asked for", None)
    budget: Money | None = said("预算", "Budget", None)
    scope: Text | None = said("建设或服务内容", "Scope", None)
    funding: tuple[Funding, ...] = said("资金来源", "Funding", ())
    shares: tuple[Share, ...] = said("费用分摊", "Cost shares", ())
    procurement: tuple[Procurement, ...] = said("采购", "Procurement", ())
    contracts: tuple[Contract, ...] = said("合同", "Contracts", ())
    payments: tuple[Payment, ...] = said("付款", "Payments", ())
    refunds: tuple[Refund, ...] = said("退款", "Refunds", ())
    variations: tuple[Variation, ...] = said("变更", "Variations", ())
    settlement: Settlement | None = said("结算审定", "Settlement", None)
    permits: tuple[Permit, ...] = said("许可", "Permits", ())
    milestones: tuple[Milestone, ...] = said("进度节点", "Milestones", ())
    deliverables: tuple[Deliverable, ...] = said("建设成果", "Deliverables", ())
    acceptance: Acceptance | None = said("验收", "Acceptance", None)
    handover: Handover | None = said("移交管护", "Handover", None)
    urgent: Urgent | None = said("应急先行", "Urgent works", None)

    KIND: ClassVar[Kind] = Kind(
        name="project",
        words=Words("项目", "project"),
        plural=Words("项目", "Projects"),
        prefix="PRJ",
        folder="projects",
        dated=True,
        section="projects",
        track_field="project_track",
        states={
            "applied": State(
                "申请",
                "Applied",
                "waiting",
                awaits("评议是否立项", "judge the application"),
                "project_review",
            ),
            "agreed": State(
                "议定",
                "Agreed",
                "under_way",
                awaits("张贴公示", "post it for public view"),
                "decision_publicise",
            ),
            "initiated": State(
                "立项",
                "Initiated",
                "under_way",
                awaits("公示方案、听取意见", "publish the scheme and hear opinions"),
                "project_review",
            ),
            "screened": State(
                "初审",
                "Screened",
                "under_way",
                awaits("组织评审", "have it judged by the jury"),
                "project_review",
            ),
            "reviewed": State(
                "评审",
                "Judged",
                "under_way",
                awaits("公示评审结果", "publish the jury's result"),
                "decision_publicise",
            ),
            "publicised": State(
                "公示中",
                "Open for comment",
                "open",
                awaits("公示期满后实施", "start once the window is over"),
            ),
            "scheme_publicised": State(
                "方案公示",
                "Scheme open for comment",
                "open",
                awaits("公示期满后采购", "procure once the window is over"),
            ),
            "procured": State(
                "采购",
                "Contractor chosen",
                "under_way",
                awaits("签订合同", "sign the contract"),
                "project_contract",
            ),
            "contracted": State(
                "签约",
                "Contracted",
                "under_way",
                awaits("开工或启动", "start the work"),
                "project_start",
            ),
            "implementing": State(
                "实施中", "Under way", "under_way", awaits("按节点完成", "finish as planned")
            ),
            "started": State(
                "施工中",
                "Works under way",
                "under_way",
                awaits("按计划完工", "finish the works as planned"),
            ),
            "midterm": State(
                "中期评估",
                "Midterm evaluation",
                "under_way",
                awaits("继续实施", "go on with the project"),
            ),
            "completed": State(
                "完工",
                "Works finished",
                "under_way",
                awaits("组织验收", "have the works accepted"),
                "project_accept",
            ),
            "final": State(
                "末期评估",
                "Final evaluation",
                "under_way",
                awaits("结项", "close the project"),
                "project_settle",
            ),
            "accepted": State(
                "验收通过",
                "Accepted",
                "done",
                awaits("结算审定", "settle and audit the accounts"),
                "project_settle",
            ),
            "settled": State(
                "结算",
                "Settled",
                "done",
                awaits("公开结果，进入质保", "publish the result; the warranty runs"),
                "project_settle",
            ),
            "warranty": State(
                "质保期",
                "Under warranty",
                "done",
                awaits("质保期满移交管护", "hand over when the warranty ends"),
            ),
            "handed_over": State("移交管护", "Handed over", "done"),
            "results_publicised": State("结果公示", "Result published", "done"),
            "rejected": State("未入选", "Not selected", "ended"),
            "suspended": State(
                "暂停", "Suspended", "waiting", awaits("复工或终止", "resume or end it")
            ),
            "terminated": State("终止", "Terminated", "ended"),
        },
        moves={"simple": SIMPLE, "works": WORKS, "venture": VENTURE},
        withdrawable=(
            "applied",
            "agreed",
            "initiated",
            "screened",
            "reviewed",
            "publicised",
            "scheme_publicised",
            "procured",
        ),
        binding=("scope", "budget", "funding", "contracts"),
        frozen_from="contracted",
        disclosure=Words(
            "项目实施、资金使用和验收结果", "projects: progress, money and acceptance"
        ),
    )

    def due(self) -> Day | None:
        """The first milestone that was not reached."""
        open_points = (point.planned for point in self.milestones if point.actual is None)
        return min(open_points, default=None) if self.live else None

    @property
    def live(self) -> bool:
        """Whether the project still runs."""
        return self.KIND.all_states[self.state or "applied"].awaits is not None

    @property
    def paid(self) -> Decimal:
        """All payments, in yuan."""
        return sum((payment.amount for payment in self.payments), Decimal(0))
