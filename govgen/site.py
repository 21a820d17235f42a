"""The site: every page stamped into the theme's shells, every other file beside them.

A page whose inputs did not change is not touched: its key is a digest of the records it shows, the
day, the code and the shells.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from itertools import chain, starmap
from pathlib import Path

from govgen import __version__, search
from govgen.aside import Aside
from govgen.cache import Cache
from govgen.engine import Shells
from govgen.folder import Folder, Written, held
from govgen.git import Head
from govgen.heap import heaped
from govgen.pieces import PIECES, Files, Made, Source, Task, changed, copied, divided, written
from govgen.plan import Plan
from govgen.press import Press
from govgen.problem import Diagnostic, GovgenError
from govgen.register import Register
from govgen.sections import HELP, SECTIONS, Site
from govgen.trail import Archive
from govgen.view import View
from govgen.wording import plain
from govgen.yearbook import yearbook


@dataclass(frozen=True)
class Built:
    """What a build did, in files."""

    written: int
    kept: int
    removed: int


Found = Sequence[Diagnostic]


class Build:
    """One build of one register into one folder."""

    def __init__(
        self,
        register: Register,
        shells: Shells,
        head: Head | None,
        root: Path,
        out: Path,
        archive: Archive | None = None,
    ) -> None:
        """Build `register`, read at `root`, into `out`; `archive` is its history, where there is a repository."""
        self.register = register
        self.shells = shells
        self.head = head
        self.root = root
        self.out = out
        self.archive = archive
        self.taken: set[str] = set()
        self.views = {lang: View(register, lang, archive) for lang in shells.site.languages}
        self.press = Press(register, shells, head, self.views)
        self.plan = Plan(self.press, root, archive)

    def run(
        self,
        cache: Cache,
        jobs: int,
        judge: Callable[[], Found] = tuple,
        approve: Callable[[Found], bool] = lambda _: True,
    ) -> Built | None:
        """Write what differs from what stands in the folder; return what was done.

        The register is judged meanwhile. `approve` is told once all is staged what `judge` found: when
        it says no, nothing is moved and none is returned.
        """
        with held(self.out):
            return self.moved(cache, jobs, judge, approve)

    def moved(
        self,
        cache: Cache,
        jobs: int,
        judge: Callable[[], Found],
        approve: Callable[[Found], bool],
    ) -> Built | None:
        """Do what `run` says, in a folder that nobody else builds in."""
        # By the way from the register, so that a folder moved with it is known again.
        root = self.archive.root if self.archive else self.root
        way = os.path.relpath(self.out.resolve(), root.resolve())
        table = f"site {hashlib.sha256(os.fsencode(way)).hexdigest()[:16]}"
        told = cache.table(table)
        folder = Folder(self.out, told)
        with folder.claimed():
            fresh: Files = {}
            kept: Files = {}
            data = list(self.unwritten(self.plan.data(), folder, kept))
            self.prepare(len(data))
            # While the pages are planned and written.
            work = partial(self.apart, judge, data, cache, folder)
            with Aside(work, here=jobs == 1) as aside:
                take = once(aside)
                stale = list(self.unwritten(self.plan.tasks(), folder, kept))
                self.prepare(len(stale))
                self.shells.finish()
                fresh |= self.staged(
                    stale, folder, kept, jobs, lambda: aside.done() and bool(take())
                )
                found, exported, index, unchanged = take()
            for name in (*index, *unchanged):
                self.claim(name)
            if not approve(found):
                folder.forget()
                return None
            made = {**kept, **unchanged, **fresh, **exported, **index}
            new = len(fresh) + len(exported) + len(index)
            removed = folder.finish(made, self.manifest(made))
        known = {name: written.told for name, written in made.items()}
        cache.replace(table, known, folder.known)
        return Built(new, len(made) - new, removed)

    def apart(
        self, judge: Callable[[], Found], data: list[Source], cache: Cache, folder: Folder
    ) -> tuple[Found, Files, Files, Files]:
        """Do what no page waits for: judge, export, and write the search, of which some stands as it would be written."""
        return judge(), copied(data, folder), *self.index(cache, folder)

    def prepare(self, stale: int) -> None:
        """Do once, before processes part, what each of them would do for so many files."""
        for view in self.views.values() if stale else ():
            yearbook(self.register, view.approvals.trail)
            view.environment  # noqa: B018 - with the templates that another process compiled
        if self.archive and stale:
            self.archive.trail.violations  # noqa: B018 - read now

    def claim(self, target: str) -> None:
        """Take an address; GovgenError where it is taken: only a page or a file of site_src can stand in the way."""
        if target in self.taken:
            where = target.removesuffix("index.html")
            raise GovgenError(
                f"site_src 里有一个文件占了 `{where}` 这个地址，登记册自己要写在那里；给它改名",
                f"a file in site_src stands at `{where}`, where the register writes its own; rename it",
            )
        self.taken.add(target)

    def unwritten(self, wanted: Iterable[Made], folder: Folder, kept: Files) -> Iterator[Made]:
        """Yield what is to be written, each at an address of its own; what stands as it would be written joins `kept`."""
        for item in wanted:
            self.claim(item.target)
            yield from changed([item], folder, kept)

    def staged(
        self,
        tasks: list[Task],
        folder: Folder,
        kept: Files,
        jobs: int,
        ended: Callable[[], bool],
    ) -> Files:
        """Write all stale files into the stage: first those that are no pages, then pages in up to `jobs` processes.

        The last of these begins only when the one beside has `ended`, for each has the whole register in
        its memory.
        """
        with heaped(divided(tasks, min(PIECES, len(tasks)))) as heap, ExitStack() as stack:
            work = partial(self.press.printed, heap, folder)
            others = [stack.enter_context(Aside(work)) for _ in range(jobs - 2)]
            made: Files = {}
            last = jobs > 1
            all_else = self.unwritten(self.plan.sources(), folder, kept)
            items: Iterable[Source | Sequence[Task]] = chain(all_else, heap)
            for item in items:
                if last and ended():
                    others.append(stack.enter_context(Aside(work)))
                    last = False
                if isinstance(item, Source):
                    made |= copied([item], folder)
                else:
                    made |= self.press.printed([item], folder)
            for other in others:
                made |= other()
        return made

    def index(self, cache: Cache, folder: Folder) -> tuple[Files, Files]:
        """Write the files of the search into the stage; return them, and those that stand as they would be written."""
        kept: Files = {}
        site = self.shells.site
        prefixes = {lang: site.prefix(lang) for lang in self.views}
        found = search.files(self.views, prefixes, cache) if site.search else ()
        return copied(changed(starmap(written, found), folder, kept), folder), kept

    def manifest(self, made: Mapping[str, Written]) -> str:
        """Return provenance.json: what the site was made from, and the digest of every file.

        `beside` is a digest of the signed statements and of what was hidden, which no commit tells.
        """
        told = {
            "commit": self.head.commit if self.head else None,
            "tree": self.head.tree if self.head else None,
            "as_of": str(self.register.as_of),
            "govgen": __version__,
            "beside": self.archive.beside if self.archive else None,
            "files": {name: made[name].sha256 for name in sorted(made)},
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def site_of(register: Register, *, searched: bool = True) -> Site:
    """Return the site's names in the community's languages; the signs of a shell's tokens are no name's."""
    name = register.community.name
    languages = register.community.languages
    names = {it: plain(name, it).replace("@@", "＠＠") for it in languages}
    areas = tuple(it for it in SECTIONS if it is not HELP or register.community.help)
    address = register.community.site_url
    root = f"{address.rstrip('/')}/" if address else ""
    return Site(names, areas, search=searched, address=root)
