"""The site folder: pages stamped into the theme's shells, files copied, nothing half-written unnoticed.

What changed is staged beside the site, then renamed file by file; provenance.json comes last, and a
marker tells a later run that an earlier one died. A page whose inputs did not change is not touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from govgen import __version__
from govgen.aliases import forwards
from govgen.aside import aside
from govgen.attachments import publishable
from govgen.cache import Cache, code_digest
from govgen.drafts import drafts
from govgen.engine import Shells
from govgen.git import Head
from govgen.problem import GovgenError
from govgen.register import Register
from govgen.sections import Site
from govgen.shell import Stamp
from govgen.sitemap import sitemap
from govgen.tree import TOP
from govgen.view import Draft, Page, View
from govgen.words import Lang

MARKER = ".govgen-unfinished"
STAGE = ".govgen-stage"
MANIFEST = "provenance.json"
FEW = 200
"""Below so many pages a second process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site as it was last written: what it was made from, its digest, its stat."""

    key: str
    sha256: str
    size: int
    mtime: int

    @classmethod
    def read(cls, told: str) -> Written:
        """Read what `told` wrote."""
        key, sha256, size, mtime = told.split()
        return cls(key, sha256, int(size), int(mtime))

    @property
    def told(self) -> str:
        """One line for the cache."""
        return f"{self.key} {self.sha256} {self.size} {self.mtime}"


@dataclass(frozen=True)
class Built:
    """What a build did, in files."""

    written: int
    kept: int
    removed: int


@dataclass(frozen=True)
class Task:
    """One file to write: its address in the site, what it is made from, the page and its language."""

    target: str
    key: str
    draft: Draft
    lang: Lang


class Build:
    """One build of one register into one folder."""

    def __init__(self, register: Register, shells: Shells, head: Head | None, root: Path, out: Path) -> None:
        """Build `register`, read at `root`, into `out`."""
        self.register = register
        self.shells = shells
        self.head = head
        self.root = root
        self.out = out
        self.views = {lang: View(register, lang, head.commit if head else "") for lang in shells.site.languages}

    def run(self, cache: Cache, jobs: int, approve: Callable[[], bool] = lambda: True) -> Built | None:
        """Write what differs from what stands in the folder; return what was done.

        `approve` is asked once all is staged: when it says no, nothing is moved and none is returned.
        """
        self.claim()
        told = cache.table("site")
        known = {name: Written.read(value) for name, value in told.items()}
        made: dict[str, Written] = {}
        stale: list[Task] = []
        for task in self.tasks():
            before = known.get(task.target)
            if before and before.key == task.key and self.stands(task.target, before):
                made[task.target] = before
            else:
                stale.append(task)
        kept = len(made)
        shutil.rmtree(self.out / STAGE, ignore_errors=True)
        (self.out / STAGE).mkdir()
        made.update(self.pages(stale, jobs))
        made.update(self.copies(known))
        if not approve():
            shutil.rmtree(self.out / STAGE)
            return None
        removed = self.finish(made)
        cache.replace("site", {name: written.told for name, written in made.items()}, told)
        return Built(len(made) - kept, kept, removed)

    def claim(self) -> None:
        """Make the folder ours; refuse one that holds somebody else's files."""
        self.out.mkdir(parents=True, exist_ok=True)
        ours = any((self.out / name).exists() for name in (MANIFEST, MARKER, STAGE))
        if not ours and any(self.out.iterdir()):
            raise GovgenError(
                f"{self.out} 里有别的文件，不会覆盖；换一个空文件夹", f"{self.out} holds other files and is left alone; name an empty folder"
            )

    def stands(self, target: str, before: Written) -> bool:
        """Whether the file is there as it was written."""
        try:
            found = os.stat(self.out / target)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (before.size, before.mtime)

    def tasks(self) -> Iterator[Task]:
        """Yield every page to be written, in every language."""
        common = hashlib.sha256(self.common().encode()).hexdigest()
        for lang, view in self.views.items():
            prefix = self.shells.site.prefix(lang)
            for draft in drafts(view):
                yield Task(f"{prefix}{draft.path}index.html", self.key(common, lang, draft), draft, lang)

    def common(self) -> str:
        """Say what every page depends on: code, shells, day, commit, and the two files of all."""
        commit = self.head.commit if self.head else ""
        shared = (blob for name, blob in self.register.blobs.items() if name in TOP)
        return "\0".join((code_digest(), self.shells.folder.name, str(self.register.as_of), commit, *shared))

    def key(self, common: str, lang: Lang, draft: Draft) -> str:
        """Return a digest of all that a page is made from."""
        needs = self.register.blobs if draft.needs is None else draft.needs
        blobs = (self.register.blobs.get(need, "") for need in needs)
        return hashlib.sha256("\0".join((common, lang, draft.path, draft.facts, *needs, *blobs)).encode()).hexdigest()

    def pages(self, stale: list[Task], jobs: int) -> dict[str, Written]:
        """Write the stale pages into the stage, in `jobs` processes where there are many."""
        parts = [stale[at::jobs] for at in range(jobs)] if len(stale) >= FEW else [stale]
        others = [aside(partial(self.some, part)) for part in parts[1:]]
        made = self.some(parts[0])
        for other in others:
            made.update(other())
        return made

    def some(self, tasks: list[Task]) -> dict[str, Written]:
        """Write the pages of `tasks` into the stage."""
        return dict(self.page(task) for task in tasks)

    def page(self, task: Task) -> tuple[str, Written]:
        """Render, stamp and stage one page."""
        html = self.stamped(task.draft.write(), task.lang)
        return task.target, self.stage(task.target, html.encode(), task.key)

    def stamped(self, page: Page, lang: Lang) -> str:
        """Put a page into its shell; `~/` and `^/` become relative addresses."""
        up = "../" * page.path.count("/") or "./"
        root = "../" * (page.path.count("/") + self.shells.site.prefix(lang).count("/")) or "./"
        edit = self.register.community.edit_uri
        stamp = Stamp(
            path=page.path,
            title=page.title,
            description=page.description,
            body=page.body.replace('="~/', f'="{up}').replace('="^/', f'="{root}'),
            head=page.head,
            edit_url=f"{edit}{page.source}" if edit and page.source else None,
            version=self.version(lang),
        )
        return self.shells.stamp(lang, stamp)

    def version(self, lang: Lang) -> str:
        """Say which day and commit the page shows."""
        day = self.views[lang].day(self.register.as_of, "medium")
        return f"{day} · {self.head.commit[:10]}" if self.head else day

    def stage(self, target: str, content: bytes, key: str) -> Written:
        """Write one file beside the site."""
        name = hashlib.sha256(target.encode()).hexdigest()
        path = self.out / STAGE / name
        path.write_bytes(content)
        found = path.stat()
        return Written(key, hashlib.sha256(content).hexdigest(), found.st_size, found.st_mtime_ns)

    def copies(self, known: Mapping[str, Written]) -> Iterator[tuple[str, Written]]:
        """Stage every other file whose content changed; yield all of them."""
        for target, content in self.others():
            key = hashlib.sha256(content).hexdigest()
            before = known.get(target)
            if before and before.key == key and self.stands(target, before):
                yield target, before
            else:
                yield target, self.stage(target, content, key)

    def others(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are no pages: theme, attachments, forwards, sitemap."""
        for target, path in self.shells.published.items():
            yield target, path.read_bytes()
        for target, content in publishable(self.register, self.root):
            yield target, content
        for target, html in forwards(self.register, self.shells.site):
            yield target, html.encode()
        yield ".nojekyll", b""
        address = self.register.community.site_url
        if address:
            paths = (draft.path for draft in drafts(self.views[self.shells.site.languages[0]]))
            yield "sitemap.xml", sitemap(address, sorted(paths), self.shells.site).encode()

    def finish(self, made: Mapping[str, Written]) -> int:
        """Rename what was staged, remove what is no longer made, write the manifest last."""
        (self.out / MARKER).write_text("building\n")
        for target in made:
            staged = self.out / STAGE / hashlib.sha256(target.encode()).hexdigest()
            if staged.exists():
                place = self.out / target
                place.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(place)
        removed = sum(self.remove(path) for path in self.leftovers(made))
        manifest = self.out / f"{MANIFEST}.new"
        manifest.write_text(self.manifest(made), "utf-8")
        shutil.rmtree(self.out / STAGE)
        manifest.replace(self.out / MANIFEST)
        (self.out / MARKER).unlink()
        return removed

    def leftovers(self, made: Mapping[str, Written]) -> Iterator[Path]:
        """Yield the files of an earlier build that this one does not make."""
        spared = {MANIFEST, MARKER}
        for folder, names, files in os.walk(self.out, topdown=False):
            place = Path(folder)
            if STAGE in place.parts:
                continue
            base = place.relative_to(self.out).as_posix()
            prefix = "" if base == "." else f"{base}/"
            yield from (place / name for name in files if f"{prefix}{name}" not in made and f"{prefix}{name}" not in spared)
            yield from (place / name for name in names if name != STAGE and not any((place / name).iterdir()))

    @staticmethod
    def remove(path: Path) -> int:
        """Remove a file, or a folder that became empty; return how many files went."""
        if path.is_dir():
            path.rmdir()
            return 0
        path.unlink()
        return 1

    def manifest(self, made: Mapping[str, Written]) -> str:
        """Return provenance.json: what the site was made from, and the digest of every file."""
        told = {
            "commit": self.head.commit if self.head else None,
            "tree": self.head.tree if self.head else None,
            "as_of": str(self.register.as_of),
            "govgen": __version__,
            "files": {name: made[name].sha256 for name in sorted(made)},
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def site_of(register: Register) -> Site:
    """Return the site's names in the community's languages."""
    name = register.community.name
    return Site({lang: name if isinstance(name, str) else name.get(lang) or next(iter(name.values())) for lang in register.community.languages})

