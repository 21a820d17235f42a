"""What services and resources have alike: for whom, how much, and how to get it."""

from typing import Annotated

from annotated_types import Len

from govgen.fields import Count, Line, Text, said
from govgen.kind import Kind, Moves, State
from govgen.part import Part
from govgen.record import Record
from govgen.words import Choice, Words


class Audience(Choice):
    """Whom an offer is for."""

    RESIDENTS = "residents", "居民", "residents"
    PARTY_MEMBERS = "party_members", "党员", "Party members"
    PARTY_ORGS = "party_orgs", "党组织", "Party organisations"
    UNITS = "units", "辖区单位", "local units"


class Period(Choice):
    """The time in which a capacity is counted."""

    TIME = "time", "每次", "at a time"
    DAY = "day", "每天", "a day"
    WEEK = "week", "每周", "a week"
    MONTH = "month", "每月", "a month"


class Capacity(Part):
    """How much can be served."""

    number: Count = said("数量", "Number")
    unit: Text = said("单位：人、次、套", "Unit: persons, visits, sets")
    per: Period = said("多长时间", "In what time")


class Booking(Part):
    """How to get it: plain steps, whom to ring, where to go and when."""

    how: Text = said("怎么预约", "How to book")
    phone: Line | None = said(
        "预约电话：已在联系方式里公布的", "Telephone: one that is published", None
    )
    room: Text | None = said("预约地点：公共房间", "Place: a public room", None)
    hours: Text | None = said("受理时间", "Hours", None)

    @property
    def reachable(self) -> bool:
        """Whether a resident knows where to turn."""
        return self.phone is not None or self.room is not None


class Offer(Record):
    """A standing offer to a circle of people."""

    audience: Annotated[tuple[Audience, ...], Len(1)] = said("服务对象", "For")
    capacity: Capacity | None = said("数量和容量", "Capacity", None)
    booking: Booking | None = said("怎么预约", "How to book", None)

    @property
    def open(self) -> bool:
        """Whether it can be had now."""
        return self.state == "active"

    @property
    def seen(self) -> bool:
        """Whether pages of others name it as something to be had."""
        return self.open and self.visibility == "full"


def offered(name: str, words: Words, plural: Words, prefix: str, disclosure: Words) -> Kind:
    """Return a kind of standing offers: open until it ends, and it may open again."""
    moves: Moves = {"active": {"ended": ("note",)}, "ended": {"active": ("note",)}}
    return Kind(
        name=name,
        words=words,
        plural=plural,
        prefix=prefix,
        folder=f"{name}s",
        dated=False,
        states={
            "active": State(
                "可用",
                "Open",
                "done",
                Words(
                    "现在能用；哪些人可以用，写在页面上。",
                    "It can be had now; the page says by whom.",
                ),
            ),
            "ended": State(
                "已停止",
                "Ended",
                "ended",
                Words(
                    "现在已经不提供，不能再预约。", "It is no longer offered and cannot be booked."
                ),
            ),
        },
        moves={"": moves},
        disclosure=disclosure,
    )
