"""The money of a project and the papers behind it: sources, procurement, contracts, payments, settlement."""

from decimal import Decimal
from typing import Annotated

from govgen.fields import Count, Day, Flag, Instant, Line, Money, Refers, Text, said
from govgen.part import Part
from govgen.words import Choice


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
        "到账金额：记在基金台账的不填", "Received: left out where the fund's ledger states it", None
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
