"""The site's few areas, in the order a resident meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govgen.words import Lang, Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One list within an area: its address below the language root, and its words."""

    path: str
    words: Words


@dataclass(frozen=True, slots=True)
class Section:
    """One area of the site; its own address is that of its first entry."""

    slug: str
    words: Words
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """One of the five large buttons of the home page: the page below the language root, its words, its icon."""

    path: str
    words: Words
    icon: str


DOORS = (
    Door("places/", Words("我家院子", "My courtyard"), "home"),
    Door("notices/", Words("公示中", "Open for comment"), "open"),
    Door("funds/", Words("钱花在哪里", "Where the money goes"), "money"),
    Door("services/", Words("点服务", "Book a service"), "service"),
    Door("contact/", Words("打电话/反映问题", "Call or report"), "phone"),
)


def _entry(path: str, zh: str, en: str) -> Entry:
    return Entry(path, Words(zh, en))


HOME = Section("home", Words("首页", "Home"), (_entry("", "首页", "Home"),))
HELP = Section("help", Words("帮助", "Help"), (_entry("help/", "帮助", "Help"),))
"""Left out where `help: false` stands in community.yml."""

SECTIONS = (
    HOME,
    Section(
        "talks",
        Words("议事", "Issues"),
        (_entry("issues/", "议题", "Issues"), _entry("meetings/", "会议", "Meetings")),
    ),
    Section(
        "decisions",
        Words("决议", "Decisions"),
        (
            _entry("decisions/", "决议", "Decisions"),
            _entry("rules/", "现行规约", "Rules in force"),
        ),
    ),
    Section(
        "projects",
        Words("项目", "Projects"),
        (
            _entry("projects/", "项目", "Projects"),
            _entry("programmes/", "社区营造", "Community building"),
            _entry("evaluations/", "评估", "Evaluations"),
        ),
    ),
    Section(
        "services",
        Words("服务", "Services"),
        (
            _entry("services/", "服务菜单", "Services"),
            _entry("orders/", "订单进展", "Orders"),
            _entry("matching/", "供需对接", "Needs and offers"),
            _entry("activities/", "活动日历", "Activities"),
            _entry("resources/", "资源目录", "Resources"),
            _entry("volunteering/", "志愿服务", "Volunteering"),
        ),
    ),
    Section(
        "money",
        Words("资金", "Money"),
        (
            _entry("funds/", "钱花在哪里", "Where it goes"),
            _entry("rounds/", "征集与评选", "Calls"),
            _entry("ledgers/", "台账", "Ledgers"),
        ),
    ),
    Section(
        "places",
        Words("我家院子", "Places"),
        (_entry("places/", "我家院子", "Places"),),
    ),
    Section(
        "organizations",
        Words("组织", "Organisations"),
        (
            _entry("organizations/", "组织", "Organisations"),
            _entry("party/", "党建引领", "Party leadership"),
            _entry("leaders/", "社区骨干", "Community leaders"),
        ),
    ),
    Section(
        "open",
        Words("公开", "Open"),
        (
            _entry("open/", "公开目录", "What we publish"),
            _entry("supervision/", "监督", "Supervision"),
            _entry("measures/", "数据年报", "Year in figures"),
            _entry("approvals/", "审批记录", "Approvals"),
            _entry("data/", "数据", "Data"),
            _entry("verify/", "核对", "Check"),
        ),
    ),
    HELP,
)


@dataclass(frozen=True)
class Site:
    """What every page says about the site: its name by language, default language first."""

    names: Mapping[Lang, str]
    sections: tuple[Section, ...] = SECTIONS
    search: bool = True
    """Whether the site can be searched."""
    address: str = ""
    """Where it stands on the web, ending in a slash; empty where that is not known."""

    @property
    def languages(self) -> tuple[Lang, ...]:
        """Languages of the site; the first stands at the root."""
        return tuple(self.names)

    def prefix(self, lang: Lang) -> str:
        """Return a language's folder: "" for the default, else as `en/`."""
        return "" if lang == self.languages[0] else f"{lang}/"

    def section(self, entry: str) -> Section:
        """Return the area an entry (as `issues/`) belongs to; pages outside the menu are at home."""
        areas = (area for area in self.sections if entry in (e.path for e in area.entries))
        return next(areas, self.sections[0])
