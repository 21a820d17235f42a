"""The plan of a site: its pages, exports and other files, each with its address and what it is made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from govgen import export, search
from govgen.aliases import forwards
from govgen.attachments import cleaned, publishable
from govgen.drafts import drafts
from govgen.keys import Keys, joined
from govgen.page import Draft
from govgen.pieces import Source, Task, written
from govgen.poster import forwards as posted
from govgen.press import Press
from govgen.sitemap import sitemap
from govgen.trail import Archive
from govgen.words import Lang


class Plan:
    """What the site of one register consists of."""

    def __init__(self, press: Press, root: Path, archive: Archive | None) -> None:
        """Plan what `press` is to print, and the rest, from the register read at `root` and its history."""
        self.press = press
        self.root = root
        self.archive = archive
        self.register = press.register
        self.shells = press.shells
        self.views = press.views

    @cached_property
    def keys(self) -> Keys:
        """The keys of pages and feeds."""
        days = next(iter(self.views.values())).follow.calendar("")
        return Keys(self.register, self.shells.folder.name, self.press.head, self.archive, days)

    @cached_property
    def drafted(self) -> dict[Lang, list[Draft]]:
        """Every page's draft, by language."""
        left_out = () if self.shells.site.search else (search.PATH,)
        return {
            lang: [
                draft
                for draft in drafts(view)
                if draft.path not in left_out and not self.replaced(lang, draft)
            ]
            for lang, view in self.views.items()
        }

    def replaced(self, lang: Lang, draft: Draft) -> bool:
        """Whether a page of site_src stands in the place of a lasting one."""
        if not draft.lasting:
            return False
        page = self.root / "site_src" / lang / draft.path
        return page.with_suffix(".md").is_file() or (page / "index.md").is_file()

    @cached_property
    def paths(self) -> list[str]:
        """The addresses of all pages below a language's root."""
        return sorted({draft.path for drafted in self.drafted.values() for draft in drafted})

    def tasks(self) -> Iterator[Task]:
        """Yield every page to be written, in every language."""
        for lang in self.views:
            prefix = self.shells.site.prefix(lang)
            for draft in self.drafted[lang]:
                key = self.keys.page(lang, draft)
                yield Task(f"{prefix}{draft.path}index.html", key, draft, lang)

    def data(self) -> Iterator[Source]:
        """Yield the exports."""
        for target, key, make in export.parts(self.register, self.archive):
            yield Source(target, key, make)

    def sources(self) -> Iterator[Source]:
        """Yield the other files that are no pages: theme, attachments, forwards, sitemap."""
        made = self.shells.folder.name
        for target, path in self.shells.published.items():
            if target.endswith("/index.html"):
                key = joined(made, self.keys.common)
                yield Source(target, key, partial(self.press.bannered, target, path))
            else:
                yield Source(target, made, path.read_bytes)
        for target, path, key in publishable(self.register, self.root):
            yield Source(target, key, partial(cleaned, path))
        for target, html in forwards(self.register, self.shells.site):
            yield written(target, html)
        for target, html in posted(self.register, self.shells.site):
            yield written(target, html)
        yield from self.followed()
        yield written(".nojekyll", "")
        address = self.register.community.site_url
        if address:
            yield written("sitemap.xml", sitemap(address, self.paths, self.shells.site))

    def followed(self) -> Iterator[Source]:
        """Yield feeds and calendars, each made anew when a record it tells of has changed."""
        for lang, view in self.views.items():
            for path, records, make in view.follow.files():
                key = self.keys.feed(lang, path, records)
                yield Source(f"{self.shells.site.prefix(lang)}{path}", key, make)
