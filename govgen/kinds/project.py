"""Projects 项目: what was decided becomes work, money and a result that somebody keeps."""

from decimal import Decimal
from typing import Annotated, ClassVar

from govgen.fields import Day, Money, Refers, Text, said
from govgen.kind import PREVIOUS, Kind, Moves
from govgen.progress import Acceptance, Deliverable, Handover, Milestone, Programme
from govgen.record import Planned, Record
from govgen.states.project import STATES
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
        states=STATES,
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
