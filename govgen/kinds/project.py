"""Projects 项目: what was decided becomes work, money and a result that somebody keeps."""

from decimal import Decimal
from typing import Annotated, ClassVar

from govgen.fields import Day, Money, Refers, Text, said
from govgen.kind import PREVIOUS, Kind, Moves, State
from govgen.progress import Acceptance, Deliverable, Handover, Milestone, Programme
from govgen.record import Planned, Record
from govgen.words import Choice, Words
from govgen.works import (
    Contract,
    Funding,
    Payment,
    Permit,
    Procurement,
    Refund,
    Settlement,
    Share,
    Urgent,
    Variation,
)


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


WORK = frozenset(("implementing", "started", "midterm", "settled", "warranty"))
"""States in which the next milestone is the next step."""
BEFORE_WORK = frozenset(("applied", "agreed", "initiated", "screened", "reviewed", "publicised"))


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
        track_field="project_track",
        states={
            "applied": State(
                "申请",
                "Applied",
                "waiting",
                Words(
                    "有人递了申请，还没有定办不办。",
                    "Somebody has applied; whether it goes ahead is not decided yet.",
                ),
                Words("评议是否立项", "judge the application"),
                "project_review",
            ),
            "agreed": State(
                "议定",
                "Agreed",
                "under_way",
                Words(
                    "大家同意办这个项目，还没有动手。",
                    "It was agreed to do it; the work has not begun.",
                ),
                Words("张贴公示", "post it for public view"),
                "decision_publicise",
            ),
            "initiated": State(
                "立项",
                "Initiated",
                "under_way",
                Words(
                    "这项工程要办，方案还可能改，没有动工。",
                    "The works are to be done; the scheme may still change, and nothing has begun.",
                ),
                Words("公示方案、听取意见", "publish the scheme and hear opinions"),
                "project_review",
            ),
            "screened": State(
                "初审",
                "Screened",
                "under_way",
                Words(
                    "申请材料看过了，符合条件，还没有选上。",
                    "The application meets the conditions; it has not been chosen yet.",
                ),
                Words("组织评审", "have it judged by the jury"),
                "project_review",
            ),
            "reviewed": State(
                "评审",
                "Judged",
                "under_way",
                Words(
                    "评委评过了，结果还没有最后定。",
                    "The jury has judged it; the result is not final yet.",
                ),
                Words("公示评审结果", "publish the jury's result"),
                "decision_publicise",
            ),
            "publicised": State(
                "公示中",
                "Open for comment",
                "open",
                Words(
                    "项目贴出来了，公示期内谁都可以提意见。",
                    "The project is on display, and anybody may comment until the last day.",
                ),
                Words("公示期满后实施", "start once the window is over"),
            ),
            "scheme_publicised": State(
                "方案公示",
                "Scheme open for comment",
                "open",
                Words(
                    "工程方案贴出来了，公示期内谁都可以提意见。",
                    "The scheme is on display, and anybody may comment until the last day.",
                ),
                Words("公示期满后采购", "procure once the window is over"),
            ),
            "procured": State(
                "采购",
                "Contractor chosen",
                "under_way",
                Words(
                    "由谁来做已经选定，怎么选的写在页面上。",
                    "Who does the work has been settled; the page says how they were chosen.",
                ),
                Words("签订合同", "sign the contract"),
                "project_contract",
            ),
            "contracted": State(
                "签约",
                "Contracted",
                "under_way",
                Words(
                    "合同签好了，做什么、多少钱都定了。",
                    "The contract is signed: what is done, and for how much, is settled.",
                ),
                Words("开工或启动", "start the work"),
                "project_start",
            ),
            "implementing": State(
                "实施中",
                "Under way",
                "under_way",
                Words(
                    "项目正在做，做到哪一步看页面。",
                    "The project is going on; the page says how far it has come.",
                ),
                Words("按节点完成", "finish as planned"),
            ),
            "started": State(
                "施工中",
                "Works under way",
                "under_way",
                Words(
                    "正在施工，经过请注意安全，有问题可以反映。",
                    "Building is going on; take care when passing, and say if something is wrong.",
                ),
                Words("按计划完工", "finish the works as planned"),
            ),
            "midterm": State(
                "中期评估",
                "Midterm evaluation",
                "under_way",
                Words(
                    "做到一半查过一次，看事情和钱对不对得上。",
                    "Halfway through, the work and the money have been looked at.",
                ),
                Words("继续实施", "go on with the project"),
            ),
            "completed": State(
                "完工",
                "Works finished",
                "under_way",
                Words(
                    "活儿干完了，合不合格还没有定。",
                    "The work is done; whether it is good enough is not settled yet.",
                ),
                Words("组织验收", "have the works accepted"),
                "project_accept",
            ),
            "final": State(
                "末期评估",
                "Final evaluation",
                "under_way",
                Words(
                    "项目做完了，做得怎么样已经评过。",
                    "The project is done, and how well has been evaluated.",
                ),
                Words("结项", "close the project"),
                "project_settle",
            ),
            "accepted": State(
                "验收通过",
                "Accepted",
                "done",
                Words(
                    "验收合格了，以后发现毛病还可以反映。",
                    "It has passed inspection; faults that show later may still be reported.",
                ),
                Words("结算审定", "settle and audit the accounts"),
                "project_settle",
            ),
            "settled": State(
                "结算",
                "Settled",
                "done",
                Words(
                    "账算清了，一共花了多少钱写在页面上。",
                    "The accounts are settled; the page says what it cost.",
                ),
                Words("公开结果，进入质保", "publish the result; the warranty runs"),
                "project_settle",
            ),
            "warranty": State(
                "质保期",
                "Under warranty",
                "done",
                Words(
                    "还在保修，这期间坏了由施工方来修。",
                    "For the time being the contractor mends what breaks.",
                ),
                Words("质保期满移交管护", "hand over when the warranty ends"),
            ),
            "handed_over": State(
                "移交管护",
                "Handed over",
                "done",
                Words(
                    "已经交给管护单位，坏了找它。",
                    "It now has a keeper, who is to be told when something breaks.",
                ),
            ),
            "results_publicised": State(
                "结果公示",
                "Result published",
                "done",
                Words(
                    "项目办完了，成果和花的钱谁都可以查。",
                    "The project is over; anybody may read what it achieved and what it cost.",
                ),
            ),
            "rejected": State(
                "未入选",
                "Not selected",
                "ended",
                Words(
                    "没有选上，这个项目不办；原因写在页面上。",
                    "It was not chosen and will not be done; the page says why.",
                ),
            ),
            "suspended": State(
                "暂停",
                "Suspended",
                "waiting",
                Words(
                    "项目暂时停了下来，原因写在页面上。",
                    "It has stopped for now; the page says why.",
                ),
                Words("复工或终止", "resume or end it"),
            ),
            "terminated": State(
                "终止",
                "Terminated",
                "ended",
                Words(
                    "项目没有做完就停了，不再做；原因写在页面上。",
                    "It was stopped before it was finished, for good; the page says why.",
                ),
            ),
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

    def planned(self) -> Planned | None:
        """While the work goes on, the first milestone that was not reached."""
        if self.state not in WORK:
            return None
        ahead = [point for point in self.milestones if point.actual is None]
        point = min(ahead, key=lambda point: point.planned, default=None)
        return Planned(point.responsible, point.what, point.planned) if point else None

    def due(self) -> Day | None:
        """The first milestone that was not reached; before the work, the step's own limit holds."""
        if self.state in BEFORE_WORK:
            return None
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
