"""The press: a page's words and those of its shell become the HTML of one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from govgen import __version__
from govgen.engine import Shells
from govgen.folder import Folder
from govgen.git import Head
from govgen.page import Page
from govgen.pieces import Files, Task
from govgen.register import Register
from govgen.shell import BANNER_TOKEN, Stamp
from govgen.view import View
from govgen.wording import plain
from govgen.words import Lang


class Press:
    """Writes the pages of one register into the theme's shells."""

    def __init__(
        self, register: Register, shells: Shells, head: Head | None, views: dict[Lang, View]
    ) -> None:
        """Write what `views` show of `register`, as it was at `head`, into `shells`."""
        self.register = register
        self.shells = shells
        self.head = head
        self.views = views

    def printed(self, pieces: Iterable[Sequence[Task]], folder: Folder) -> Files:
        """Write the pages of `pieces` into the stage.

        All of a piece go one step before any goes the next: what a processor keeps at hand for one step is
        of no use for another, and to fetch it anew for each page takes up to a tenth of a build.
        """
        made: Files = {}
        for piece in pieces:
            for lang, matter in dict.fromkeys((it.lang, it.draft.matter) for it in piece):
                if matter in self.views[lang].matters:
                    self.views[lang].matter_timeline(matter)
            pages = [task.draft.write() for task in piece]
            whole = [
                self.stamped(page, task.lang, lasting=task.draft.lasting)
                for task, page in zip(piece, pages, strict=True)
            ]
            for task, content in zip(piece, whole, strict=True):
                made[task.target] = folder.stage(task.target, content, task.key)
        return made

    def stamped(self, page: Page, lang: Lang, *, lasting: bool) -> bytes:
        """Write a page into its shell; `~/` and `^/` become relative addresses."""
        up = "../" * page.path.count("/") or "./"
        root = "../" * (page.path.count("/") + self.shells.site.prefix(lang).count("/")) or "./"
        edit = self.register.community.edit_uri
        stamp = Stamp(
            path=page.path,
            title=page.title,
            description=page.description if page.description != page.title else self.about(lang),
            body=addressed(self.banner(lang) + page.body, up, root),
            head=page.head + addressed(self.views[lang].follow.head(page.path), up, root),
            edit_url=f"{edit}{page.source}" if edit and page.source else None,
            version=f"govgen {__version__}" if lasting else self.version(lang),
        )
        return self.shells.stamp(lang, stamp)

    def about(self, lang: Lang) -> str:
        """Say what the site is, for pages that have no words of their own where their address is shared."""
        community = self.register.community
        return plain(community.about or community.name, lang)

    def banner(self, lang: Lang) -> str:
        """Return what stands on top of every page after the policy was broken; else nothing."""
        return self.views[lang].approvals.banner

    def bannered(self, target: str, path: Path) -> bytes:
        """Return a page that is written in Markdown, with the banner of the others."""
        prefixes = {lang: self.shells.site.prefix(lang) for lang in reversed(self.views)}
        lang = next(lang for lang, prefix in prefixes.items() if target.startswith(prefix))
        root = "../" * target.count("/")
        up = "../" * target.removeprefix(prefixes[lang]).count("/")
        told = addressed(self.banner(lang), up, root)
        return path.read_bytes().replace(BANNER_TOKEN, told.encode())

    def version(self, lang: Lang) -> str:
        """Say which day and commit the page shows."""
        day = self.views[lang].day(self.register.as_of, "medium")
        return f"{day} · {self.head.commit[:10]}" if self.head else day


def addressed(html: str, up: str, root: str) -> str:
    """Turn `~/` and `^/` into addresses relative to a page: `up` leads to its language's root, `root` to the site's."""
    html = html.replace('="~/', f'="{up}')
    # Few pages lead above their language, and one sign is found much sooner than four.
    return html.replace('="^/', f'="{root}') if "^" in html else html
