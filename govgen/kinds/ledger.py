"""Ledgers 台账: every yuan of a fund in one year; the type of an entry fixes its sign."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from govgen.fields import Count, Day, Line, Money, Refers, Text, said
from govgen.kind import Kind, State
from govgen.part import Part
from govgen.record import Cause, Record
from govgen.words import Choice, Words


class EntryType(Choice):
    """What an entry is."""

    DONATION = "donation", "捐赠收入", "donation"
    ALLOCATION = "allocation", "拨入资金", "allocation"
    INTEREST = "interest", "利息收入", "interest"
    GRANT = "grant", "项目资助", "grant"
    RETURN = "return", "资助退回", "money returned"
    EXPENSE = "expense", "管理支出", "expense"


INCOMING = frozenset(
    (EntryType.DONATION, EntryType.ALLOCATION, EntryType.INTEREST, EntryType.RETURN)
)


class Tranche(Choice):
    """Which part of a grant."""

    FIRST = "first", "首款", "first tranche"
    MIDTERM = "midterm", "中期款", "midterm tranche"
    FINAL = "final", "尾款", "final tranche"
    WHOLE = "whole", "一次性拨付", "in one sum"


class Entry(Part):
    """One movement of money; never edited, a later entry `reverses` it."""

    no: Count = said("序号", "Number")
    at: Day = said("日期", "Date")
    type: EntryType = said("类型", "Type")
    amount: Money = said("金额", "Amount")
    from_: Text | None = said(
        "来自：捐赠方经同意署名，或写爱心居民",
        "From: donors by consent, or “a kind resident”",
        None,
        alias="from",
    )
    from_org: Annotated[str, Refers("organization")] | None = said(
        "来自单位", "From organisation", None
    )
    to: Annotated[str, Refers("organization")] | None = said("付给", "To", None)
    project: Annotated[str, Refers("project")] | None = said("项目", "Project", None)
    tranche: Tranche | None = said("批次", "Tranche", None)
    decision: Annotated[str, Refers("decision")] | None = said("依据", "Decision", None)
    voucher_no: Line | None = said("凭证号", "Voucher number", None)
    reverses: Count | None = said("冲销第几笔", "Reverses entry", None)
    note: Text | None = said("说明", "Note", None)

    @property
    def signed(self) -> Decimal:
        """The amount with the sign of its type, turned round where it reverses another entry."""
        sign = 1 if (self.type in INCOMING) != (self.reverses is not None) else -1
        return self.amount * sign


class Ledger(Record):
    """One fund's ledger of one year."""

    fund: Annotated[str, Refers("fund")] = said("基金", "Fund")
    year: Count = said("年度", "Year")
    opening: Money = said("年初余额", "Opening balance", Decimal(0))
    entries: tuple[Entry, ...] = said("收支明细", "Entries", ())

    KIND: ClassVar[Kind] = Kind(
        name="ledger",
        words=Words("台账", "ledger"),
        plural=Words("基金台账", "Ledgers"),
        prefix="LED",
        folder="ledgers",
        dated=False,
        states={
            "open": State(
                "记账中",
                "Open",
                "under_way",
                Words(
                    "这一年的账还在记，数字还会变。",
                    "The book for this year is still being kept, and its figures will change.",
                ),
                Words("按月公布收支", "publish income and spending every month"),
            ),
            "closed": State(
                "年度结账",
                "Closed",
                "done",
                Words(
                    "这一年的账结了，数字定了，谁都可以查。",
                    "The book for this year is closed and its figures settled; anybody may read them.",
                ),
            ),
        },
        moves={"": {"open": {"closed": ()}, "closed": {"open": ("note",)}}},
        binding=("opening", "entries"),
        frozen_from="closed",
        disclosure=Words("基金收支明细", "every movement of a fund's money"),
    )

    def causes(self) -> Iterator[Cause]:
        """Ledgers are common ground: they belong to no matter."""
        yield from ()
