"""What residents can follow: feeds of all, of each kind, place and project, and calendars of days to keep.

Feeds carry addresses of the site, so a register without a `site_url` has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from govgen.appointments import KEPT, appointments, dated
from govgen.drawn.decision import open_windows
from govgen.drawn.place import inside, located
from govgen.feed import Entry, Feed
from govgen.ics import calendar
from govgen.kinds.decision import Decision
from govgen.kinds.evaluation import Evaluation
from govgen.kinds.meeting import Meeting
from govgen.kinds.order import Order
from govgen.kinds.place import Place
from govgen.kinds.project import Project
from govgen.particulars import Visibility
from govgen.publicity import Window
from govgen.record import Record, kinds
from govgen.steps import pending
from govgen.story import step_words
from govgen.wording import TAGS

if TYPE_CHECKING:
    from govgen.view import View

NOTICES = "notices/"
"""A page that has no channel of its own; whoever reads it follows all."""
MIMES = {"atom": "application/atom+xml", "ics": "text/calendar"}


@dataclass(frozen=True)
class Channel:
    """What can be followed together: its name in addresses, its title, its page, the ids of its records."""

    name: str
    title: str
    page: str
    records: tuple[str, ...]

    @property
    def feed(self) -> str:
        """The address of its feed below the language root."""
        return f"feeds/{self.name}.atom"

    @property
    def calendar(self) -> str:
        """The address of its calendar below the language root."""
        return "calendar.ics" if self.name == "all" else f"calendar/{self.name}.ics"


class Follow:
    """The feeds and calendars of one language."""

    def __init__(self, view: View) -> None:
        """Offer what `view` may show."""
        self.view = view
        self.register = view.register
        self.told = Feed(view)
        url = urlsplit(view.register.community.site_url or "")
        self.host = (url.hostname or "").encode("idna").decode()
        prefix = "" if view.lang == view.first else f"{view.lang}/"
        self.site = self.host + url.path.rstrip("/")
        self.base = f"{url.path.rstrip('/')}/{prefix}"
        self.root = f"{url.geturl().rstrip('/')}/{prefix}"

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """All channels that have anything to tell, by the address of the page they belong to."""
        found = self.offered() if self.host else ()
        return {channel.page: channel for channel in found if channel.records}

    def offered(self) -> Iterator[Channel]:
        """Yield the channel of all, of each kind, of each place and of each project."""
        lang = self.view.lang
        name = self.view.plain(self.register.community.name)
        shown = (r for r in self.register.records.values() if r.visibility != Visibility.COUNT)
        plain = tuple(r.id for r in shown if not isinstance(r, Order))
        yield Channel("all", name, "", plain)
        for model in kinds().values():
            kind = model.KIND
            # A day of orders counts those shown in full; of the others no day is told.
            own = tuple(
                r.id
                for r in self.register.of(model)
                if r.visibility == Visibility.FULL
                or (r.visibility == Visibility.CARD and model is not Order)
            )
            yield Channel(kind.folder, f"{name} · {kind.plural[lang]}", f"{kind.folder}/", own)
        for record in (*self.register.of(Place), *self.register.of(Project)):
            if record.visibility == Visibility.FULL and self.moving(record):
                own = self.there(record) if isinstance(record, Place) else self.about(record)
                title = f"{name} · {self.view.name(record)}"
                page = f"{record.KIND.folder}/{record.id}/"
                yield Channel(f"{record.KIND.name}/{record.id}", title, page, own)

    def moving(self, record: Record) -> bool:
        """Whether a place or project has news to come; a project may for a year after its last step."""
        lately = self.register.day(record.events[-1].at) >= self.register.as_of - KEPT
        going = isinstance(record, Place) or lately or pending(record)
        return record.state != "voided" and going

    def there(self, place: Place) -> tuple[str, ...]:
        """Return the ids of a place, of what lies there or within it, and of the meetings about that."""
        places = (place, *inside(place, self.register))
        return tuple(sorted({place.id}.union(*(self.lying.get(it.id, ()) for it in places))))

    @cached_property
    def lying(self) -> Mapping[str, set[str]]:
        """The ids of what lies at each place itself, and of the meetings about that."""
        found: dict[str, set[str]] = {}
        for place, records in located(self.register).items():
            own = [r for r in records if not isinstance(r, Order)]
            talks = (self.talks(r) for r in own if r.visibility == Visibility.FULL)
            found[place] = {r.id for r in own}.union(*talks)
        return found

    def about(self, project: Record) -> tuple[str, ...]:
        """Return the ids of a project, of the evaluations of it and of the meetings about it."""
        found = self.register.back(project.id, Evaluation)
        judged = (it.id for it in found if it.visibility != Visibility.COUNT)
        return tuple(sorted({project.id, *judged, *self.talks(project)}))

    def talks(self, record: Record) -> frozenset[str]:
        """Return the ids of the published meetings that had `record` on their agenda."""
        return self.meetings.intersection(self.register.referrers.get(record.id, ()))

    @cached_property
    def meetings(self) -> frozenset[str]:
        """The ids of the published meetings."""
        found = self.register.of(Meeting)
        return frozenset(it.id for it in found if it.visibility == Visibility.FULL)

    def feed(self, page: str) -> str:
        """Return the address of the feed that belongs to a page; empty where there is none."""
        found = self.channels.get(page)
        return f"~/{found.feed}" if found else ""

    def calendar(self, page: str) -> str:
        """Return the address of the calendar that belongs to a page; empty where there is none."""
        found = self.channels.get(page)
        return f"~/{found.calendar}" if found and self.keeps(found) else ""

    def keeps(self, channel: Channel) -> bool:
        """Whether a channel has a calendar: all, places and projects do, once there is a day to keep."""
        own = channel.name == "all" or "/" in channel.name
        return own and any(dated(self.register.records[name]) for name in channel.records)

    def head(self, page: str) -> str:
        """Return the links that lead a reader of `page` to what can be followed there.

        The space in `rel` hides them from the theme, which would look for a sitemap beside each.
        """
        found = self.channels.get("" if page == NOTICES else page)
        if found is None:
            return ""
        paths = (found.feed, *((found.calendar,) if self.keeps(found) else ()))
        return "".join(
            f'<link rel="alternate " type="{MIMES[path.rpartition(".")[2]]}" '
            f'title="{escape(found.title)}" href="~/{path}">'
            for path in paths
        )

    def files(self) -> Iterator[tuple[str, tuple[str, ...], Callable[[], bytes]]]:
        """Yield each file below the language root: its address, the ids of its records, how it is made.

        It tells of these and of what they name.
        """
        for channel in self.channels.values():
            yield channel.feed, channel.records, partial(self.atom, channel)
            if self.keeps(channel):
                yield channel.calendar, channel.records, partial(self.days, channel)

    def atom(self, channel: Channel) -> bytes:
        """Write a feed."""
        orders = channel.name == Order.KIND.folder
        entries = self.told.orders() if orders else self.told.entries(channel.records)
        return self.view.render(
            "feed.xml.jinja",
            own=self.root + channel.feed,
            root=self.root,
            page=channel.page,
            title=channel.title,
            tag=TAGS[self.view.lang],
            entries=entries,
            id=self.tag,
            words=step_words,
            windows=self.windows,
        ).encode()

    def tag(self, entry: Entry) -> str:
        """Return the id of an entry for good, a tag URI (RFC 4151)."""
        return f"tag:{self.host},{entry.year}:{self.base}{entry.path}{entry.name}"

    def windows(self, record: Record) -> tuple[Window, ...]:
        """Return the windows of a record that are open."""
        return open_windows(record, self.register) if isinstance(record, Decision) else ()

    def days(self, channel: Channel) -> bytes:
        """Write a calendar."""
        found = appointments((self.register.records[name] for name in channel.records), self.view)
        zone = self.register.community.zone
        return calendar(channel.title, found, self.site, self.root, zone).encode()
