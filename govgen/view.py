"""What a template may ask: one register, in one language.

Templates write `~/issues/…` for an address below the language's root and `^/…` for one below the
site's root; `Page` turns both into relative addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govgen import drawn, marks, matching, money, qr, readout, voting, wording
from govgen.approved import Approved
from govgen.check import manual
from govgen.community import Contact
from govgen.compiled import COMPILED, Templates, compile_most
from govgen.excerpt import excerpt
from govgen.follow import Follow
from govgen.form import label
from govgen.kind import State
from govgen.matter import Matter, matters
from govgen.naming import Card, Naming
from govgen.page import Draft, Page
from govgen.pointed import earlier, pointed
from govgen.poster import poster
from govgen.record import Record, kinds
from govgen.register import Register
from govgen.spoken import Spoken
from govgen.steps import Next, answers, contact_of, next_step, pending, state_of
from govgen.story import Story
from govgen.trail import Archive
from govgen.translation import catalogue, counted
from govgen.words import Choice, Lang

__all__ = ["Draft", "Page", "View"]


class View(Naming):
    """A register as one language's pages see it."""

    def __init__(self, register: Register, lang: Lang, archive: Archive | None = None) -> None:
        """See `register` in `lang`; `archive` is its history, where there is a repository."""
        super().__init__(register, lang)
        self.commits: Mapping[str, str] = archive.commits if archive else {}
        self.approvals = Approved(self, archive)
        self.follow = Follow(self)
        self._stories: dict[str, Story] = {}
        self._timelines: dict[str, Markup] = {}

    @cached_property
    def matters(self) -> dict[str, Matter]:
        """The matter of each record, by id."""
        return dict(matters(self.register))

    @cached_property
    def environment(self) -> Environment:
        """Templates with this language's words; record text is escaped, never compiled."""
        made = templates(self.lang)
        made.hold(**{name: make(self) for name, make in HELD.items()})
        made.filters |= {name: make(self) for name, make in FILTERS.items()}
        for name, template in PARTS.items():
            made.hold(**{name: made.get_template(f"{template}.html.jinja").module})
        return made

    def render(self, template: str, **values: object) -> str:
        """Render `template` with `values`."""
        return self.environment.get_template(template).render(values)

    def state(self, record: Record) -> State:
        """Return the state now."""
        return state_of(record)

    def next(self, record: Record) -> Next | None:
        """Return the next step."""
        return next_step(record, self.register)

    def pending(self, record: Record) -> bool:
        """Whether the record leads on."""
        return pending(record)

    def contact(self, who: str | None) -> Contact | None:
        """Return whom to ring about `who`'s matters."""
        return contact_of(who, self.register)

    def answers(self, who: str | None) -> bool:
        """Whether `who` has a published telephone of its own."""
        return answers(who, self.register)

    def contact_for(self, purpose: str) -> Contact | None:
        """Return the community's contact for a purpose, else its first."""
        offered = self.register.community.contacts
        return next((c for c in offered if c.purpose == purpose), offered[0] if offered else None)

    def story(self, record: Record) -> Story | None:
        """Return the timeline of the record's matter, made once a matter."""
        matter = self.matters.get(record.id)
        if matter is None:
            return None
        if matter.root not in self._stories:
            self._stories[matter.root] = Story(matter, self.register)
        return self._stories[matter.root]

    def timeline(self, record: Record) -> Markup:
        """Return the drawn timeline of the record's matter, the record itself marked; empty without one."""
        matter = self.matters.get(record.id)
        if matter is None:
            return Markup("")
        href = f'href="~/{record.KIND.folder}/{record.id}/"'
        own = str.replace(self.matter_timeline(matter.root), href, f'{href} aria-current="page"')
        return Markup(own)  # noqa: S704 -- rendered with escapes below

    def matter_timeline(self, root: str) -> str:
        """Return the timeline of the matter with this root, drawn once."""
        if root not in self._timelines:
            told = self.environment.get_template("timeline.html.jinja").module
            story = self.story(self.register.records[root])
            self._timelines[root] = told.timeline(story)  # type: ignore[attr-defined]
        return self._timelines[root]

    def days_left(self, until: date) -> int:
        """Return the days from the register's day to `until`; negative when past."""
        return (until - self.register.as_of).days

    def back(self, record_id: str, kind: str) -> tuple[Record, ...]:
        """Return the visible records of the kind named `kind` that refer to `record_id`."""
        found = self.register.back(record_id, kinds()[kind])
        return tuple(r for r in found if r.visibility != "count")

    def related(self, record: Record) -> list[Card]:
        """Return cards of the records that name this one and stand outside its timeline.

        Orders come by the hundred; what a page tells of them it tells in sums.
        """
        story = self.story(record)
        told = {member.id for member in story.records} if story else {record.id}
        sources = self.register.referrers.get(record.id, ())
        found = (self.register.records[source] for source in sources if source not in told)
        return [
            self.card(other)
            for other in found
            if other.visibility != "count" and not other.KIND.monthly
        ]

    def rule(self, code: str) -> str:
        """Return the title of a rule's manual page."""
        page = manual().get(code)
        return page[self.lang].partition("\n")[0] if page else code

    def field(self, record: Record, route: str) -> str:
        """Return the label of the field at a JSON Pointer: the words before the colon."""
        return label(type(record), tuple(step for step in route.split("/") if step), self.lang)

    def value(self, record: Record, route: str, was: wording.Written | None = None) -> Markup | str:
        """Write what stands at a JSON Pointer; given `was`, what stood there before."""
        found, paid = pointed(record, route)
        if was is not None:
            found = earlier(self.plain(was), found)
        if isinstance(found, Decimal | int):
            return self.amount(found) if paid else wording.number(found)
        if isinstance(found, date):
            return self.day(found, "medium")
        if isinstance(found, Choice):
            return found.words[self.lang]
        return self.text(found) if isinstance(found, str | Mapping) else ""

    def code(self, path: str) -> str:
        """Return the QR code of the page at `path` as the address of an image; empty where the site has no address."""
        return qr.image(f"{self.follow.root}{path}") if self.follow.host else ""

    def file(self, record: Record, name: str) -> str:
        """Return the address of an attachment's file."""
        return f"^/{record.KIND.folder}/{record.id}/{name}"


HELD: Mapping[str, Callable[[View], object]] = {
    "_": lambda view: catalogue(view.lang).gettext,
    "_n": lambda view: partial(counted, catalogue(view.lang)),
    "lang": lambda view: view.lang,
    "v": lambda view: view,
    "register": lambda view: view.register,
    "community": lambda view: view.register.community,
    "money": lambda _: money,
    "voting": lambda _: voting,
    "drawn": lambda _: drawn,
    "poster": lambda view: partial(poster, register=view.register),
    "readout": lambda _: readout,
    "matching": lambda _: matching,
    "marks": lambda _: marks,
    "excerpt": lambda _: excerpt,
}
"""What every template has at hand."""
FILTERS: Mapping[str, Callable[[View], Callable[..., object]]] = {
    "day": lambda view: view.day,
    "text": lambda view: view.text,
    "plain": lambda view: view.plain,
    "markdown": lambda view: view.markdown,
    "amount": lambda view: view.amount,
    "rough": lambda view: view.rough,
    "words": lambda view: partial(wording.words, lang=view.lang),
    "number": lambda _: wording.number,
    "upfirst": lambda _: wording.upfirst,
}
PARTS = {
    "c": "components",
    "told": "told",
    "receipts": "receipts",
    "listed": "listed",
    "cover": "coverage",
}
"""Templates of macros that every page may use, by the names they go by, each after those it uses."""


def templates(lang: Lang) -> Templates:
    """Return an environment whose templates speak `lang` and know every name, though not what it stands for."""
    inner = ChoiceLoader([PackageLoader("govgen", "templates"), PackageLoader("govgen", "kinds")])
    made = Templates(
        loader=Spoken(inner, catalogue(lang), lang),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.loopcontrols"],
        bytecode_cache=COMPILED,
    )
    made.hold(**dict.fromkeys((*HELD, *PARTS)))
    made.filters |= dict.fromkeys(FILTERS, str)
    return made


def compiled(languages: Iterable[Lang]) -> bytes:
    """Compile most templates in `languages`; return what `COMPILED` of another process takes."""
    for lang in languages:
        compile_most(templates(lang))
    return COMPILED.told()
