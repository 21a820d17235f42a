"""`community.yml`: names, languages, time, money, limits, contacts, disclosure.

Every number that looks like law (quorum, window, time limit) stands there with its legal basis;
where it says nothing, the starting points of `govgen.defaults` hold, shown as such on the pages.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints

from govgen.fields import Count, Flag, Line, Refers, Share, Text, said
from govgen.length import Term
from govgen.part import Part
from govgen.scalars import unfit
from govgen.words import Choice, Lang


def known_zone(value: str) -> str:
    """Accept a name of the time-zone database."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise unfit(
            f"没有时区 `{value}`",
            f"there is no time zone `{value}`",
            "写成 `Asia/Shanghai`",
            "write it like `Asia/Shanghai`",
        ) from None
    return value


def web_address(value: str) -> str:
    """Accept the address of a site, on which those of its pages can be built."""
    try:
        found = urlsplit(value)
        named = (found.hostname or "").encode("idna")
        sound = found.scheme in ("http", "https") and not (found.query or found.fragment)
    except ValueError:
        named, sound = b"", False
    if not (named and sound):
        raise unfit(
            f"`{value}` 不是网站地址",
            f"`{value}` is no address of a site",
            "写成 `https://shequ.example/`",
            "write it like `https://shequ.example/`",
        )
    return value


class ContactPurpose(Choice):
    """What a published contact is for."""

    OFFICE = "office", "值班电话", "office"
    REPORT = "report", "反映问题", "report a matter"
    OBJECTION = "objection", "提意见", "object or comment"
    SERVICE = "service", "预约服务", "book a service"
    SUPERVISION = "supervision", "监督举报", "supervision"
    EMERGENCY = "emergency", "应急", "emergency"
    DONATION = "donation", "捐赠", "donations"


class Contact(Part):
    """A published way to reach an office: by telephone, or in a public room at its hours."""

    name: Line = said("名称：引用时用", "Name: by which it is referred to")
    purpose: ContactPurpose = said("用途", "Purpose")
    title: Text | None = said("对外名称", "Title", None)
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 -]{2,20}$")] | None = said(
        "办公电话", "Telephone", None
    )
    room: Text | None = said("地点：公共房间", "Place: a public room", None)
    hours: Text | None = said("时间", "Hours", None)


class Limit(Part):
    """A time limit: how many days a step may take, on which basis."""

    days: Count = said("期限天数", "Days")
    unit: Literal["day", "working_day"] = said("日或工作日", "Days or working days", "day")
    legal_basis: Text | None = said("依据", "Legal basis", None)


class Majority(Part):
    """What a route demands: a share of those entitled must be present, a share must be for."""

    present: Share = said("到会比例", "Share present")
    present_over: Flag = said(
        "到会须超过（而非达到）该比例", "Presence must exceed the share", False
    )
    in_favour: Share = said("赞成比例", "Share for", alias="for")
    in_favour_over: Flag = said(
        "赞成须超过（而非达到）该比例", "Votes for must exceed the share", True, alias="for_over"
    )
    of: Literal["present", "eligible"] = said(
        "赞成比例以实到或应到计", "Votes for are a share of those present or entitled", "present"
    )
    legal_basis: Text | None = said("依据", "Legal basis", None)


class OwnersMajority(Part):
    """What an owners' vote demands, by heads and by area alike."""

    taking_part: Share = said("参与比例", "Share taking part")
    in_favour: Share = said("同意比例：占参与者", "Share for, of those taking part", alias="for")
    in_favour_over: Flag = said(
        "同意须超过（而非达到）该比例", "Votes for must exceed the share", False, alias="for_over"
    )
    legal_basis: Text | None = said("依据", "Legal basis", None)


class WindowRule(Part):
    """How long something must be publicised at least."""

    days: Count = said("公示天数", "Days")
    unit: Literal["day", "working_day"] = said("日或工作日", "Days or working days", "day")
    legal_basis: Text | None = said("依据", "Legal basis", None)


class OrderLimit(Part):
    """How soon an order is dispatched, and how soon the resident has the result, from its first minute."""

    dispatch: Term = said("派单时限：如 24 hours", "Dispatched within, like 24 hours")
    feedback: Term = said(
        "办结反馈时限：如 7 days、5 working days",
        "Result within, like 7 days or 5 working days",
    )
    legal_basis: Text | None = said("依据", "Legal basis", None)


class OrderLimits(Part):
    """The limits of orders by urgency; an appointment is due at the agreed time."""

    urgent: OrderLimit | None = said("紧急", "Urgent", None)
    utilities: OrderLimit | None = said("水电气暖", "Utilities", None)
    general: OrderLimit | None = said("一般", "General", None)
    complex: OrderLimit | None = said("复杂", "Complex", None)
    appointment: OrderLimit | None = said("预约", "Appointment", None)


class CatalogueItem(Part):
    """One item of the disclosure catalogue 公开目录."""

    no: Count = said("序号", "Number")
    item: Text = said("公开事项", "Item")
    kinds: tuple[Line, ...] = said("对应记录类型", "Kinds of record", ())
    types: tuple[Line, ...] = said(
        "这些记录里只算哪几类，如 rule；不写就都算",
        "Which types of these records alone, like rule; all where left out",
        (),
    )
    basis: Text = said("公开依据", "Basis")
    body: Annotated[str, Refers("organization")] = said("公开主体", "Published by")
    audience: Text = said("公开对象", "Audience")
    every: Literal["month", "quarter", "half_year", "year", "as_needed"] = said(
        "公开频次", "How often"
    )
    within: Count = said("公开时限：形成后几天内", "Within days of the event", 20)


class Community(Part):
    """A community: names, languages, time, money, limits, contacts, disclosure."""

    format: Literal["1"] = said("格式版本", "Format")
    name: Text = said("社区名称", "Name of the community")
    subdistrict: Text | None = said("街道", "Sub-district", None)
    region_code: Annotated[str, StringConstraints(pattern=r"^\d{12}$")] = said(
        "统计用区划代码：12 位", "Region code: 12 digits"
    )
    languages: tuple[Lang, ...] = said(
        "语言：第一个为主", "Languages: the first is the original", ("zh", "en")
    )
    timezone: Annotated[str, AfterValidator(known_zone)] = said(
        "时区", "Time zone", "Asia/Shanghai"
    )
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] = said(
        "币种", "Currency", "CNY"
    )
    site_url: Annotated[Line, AfterValidator(web_address)] | None = said(
        "网站地址", "Address of the site", None
    )
    repo_url: Line | None = said("仓库地址", "Address of the repository", None)
    edit_uri: Line | None = said(
        "编辑地址：到文件路径为止", "Edit address: up to the file's path", None
    )
    about: Text | None = said("社区简介", "About", None)
    committee: Annotated[str, Refers("organization")] | None = said(
        "居委会", "Residents' committee", None
    )
    supervision: Annotated[str, Refers("organization")] | None = said(
        "居务监督委员会", "Supervisory committee", None
    )
    late_after: Count = said("补录天数：超过几天才录入算补录", "Late after: days", 30)
    groups_min: Count = said("小群体下限：少于此数不公开分组", "Smallest group shown", 5)
    limits: dict[str, Limit] = said("办理时限", "Time limits", {})
    majorities: dict[str, Majority] = said("表决规则：按程序", "Majorities by route", {})
    owners_ordinary: OwnersMajority | None = said(
        "业主一般事项表决规则", "Owners: ordinary matters", None
    )
    owners_special: OwnersMajority | None = said(
        "业主特别事项表决规则：第六至八项", "Owners: items 6 to 8", None
    )
    windows: dict[str, WindowRule] = said("公示期限：按内容", "Publicity windows by purpose", {})
    order_limits: OrderLimits = said("订单时限：按紧急程度", "Limits of orders", OrderLimits())
    dispatcher: Annotated[str, Refers("organization")] | None = said(
        "派单单位：街道一级", "Who dispatches orders: the sub-district", None
    )
    contacts: tuple[Contact, ...] = said("公开联系方式", "Published contacts", ())
    disclosure: tuple[CatalogueItem, ...] = said("公开目录", "Disclosure catalogue", ())
    help: Flag = said("帮助栏目：不要就写 false", "Help section: false leaves it out", True)
    licence: Line = said("数据许可", "Licence of the data", "CC-BY-4.0")

    @cached_property
    def zone(self) -> ZoneInfo:
        """The community's time zone."""
        return ZoneInfo(self.timezone)

    def contact(self, name: str) -> Contact | None:
        """Return the contact called `name`."""
        return next((contact for contact in self.contacts if contact.name == name), None)
