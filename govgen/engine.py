"""MkDocs Material, run once per language over the few written pages and the shells.

Nothing of ours runs inside it: it gets a prepared folder and a complete configuration, and what it
makes is kept on disk under the hash of everything that went in.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache as once
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path

import yaml

from govgen import hindrance
from govgen.docs_tree import PACKAGE, SHELL, files, menu, write_docs
from govgen.problem import GovgenError
from govgen.sections import Site
from govgen.shell import Shell, Stamp, seal, tighten
from govgen.words import Lang

FORMAT = "1"
COMPLETE = "complete.txt"
"""Lists the files of a kept folder; written last."""
_ENGINE = ("mkdocs", "mkdocs-material", "Jinja2", "Markdown", "pymdown-extensions", "Pygments")
_UNPUBLISHED = (".map", "sitemap.xml", "sitemap.xml.gz")
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/favicon.png")


@dataclass(frozen=True)
class Shells:
    """What the engine makes: `published` files by address, and the shells of a site.

    The name of `folder` tells all that they are made from; what lies in it is waited for by `finish`
    once it is asked for.
    """

    site: Site
    folder: Path
    finish: Callable[[], None] = lambda: None
    _split: dict[tuple[Lang, str, int], Shell] = field(default_factory=dict, repr=False)

    @cached_property
    def published(self) -> dict[str, Path]:
        """Files to publish as they are (written pages, 404, theme): address → file on disk."""
        self.finish()
        root = self.folder / "site"
        return {path.relative_to(root).as_posix(): path for path in files(root)}

    def stamp(self, lang: Lang, page: Stamp) -> bytes:
        """Return the whole page; its address names the shell."""
        first = page.path.partition("/")[0]
        key = lang, f"{first}/" if first else "", page.path.count("/")
        if key not in self._split:
            self._split[key] = self._read(*key)
        return self._split[key].stamp(page)

    def _read(self, lang: Lang, entry: str, depth: int) -> Shell:
        self.finish()
        slug = self.site.section(entry).slug
        html = (self.folder / "shells" / f"{lang}-{slug}-{depth}.html").read_text("utf-8")
        return Shell.split(html, depth, entry)


@contextmanager
def begun(site: Site, sources: Path, config: Path, cache: Path) -> Iterator[Shells]:
    """Start the engine where `cache` lacks what it makes; the shells wait for it where they are used.

    `sources` holds a folder of Markdown per language; `config` is an mkdocs.yml.
    Raises GovgenError with the engine's own words.
    """
    kept = cache / "engine" / _key(site, sources, config)
    if _whole(kept):
        yield Shells(site, kept)
        return
    kept = _writable(kept.parent) / kept.name
    with tempfile.TemporaryDirectory(dir=kept.parent) as name, ExitStack() as stack:
        work = Path(name)
        runs = _started(site, sources, settings(config), work)
        for run in runs.values():
            stack.enter_context(run)
        yield Shells(site, kept, once(partial(_finished, site, runs, work, kept)))


def shells(site: Site, sources: Path, config: Path, cache: Path) -> Shells:
    """Return the site's shells and written pages, as `begun` makes them."""
    with begun(site, sources, config, cache) as made:
        made.finish()
    return made


def _whole(kept: Path) -> bool:
    """Whether a kept folder has all the files that were made."""
    try:
        names = (kept / COMPLETE).read_text("utf-8").splitlines()
        return bool(names) and all((kept / name).is_file() for name in names)
    except (OSError, ValueError):
        return False


def _writable(wanted: Path) -> Path:
    """Return `wanted`; a folder that goes when this process ends where nothing can be written in it."""
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            return wanted
    except OSError:
        made = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        return Path(made)


def settings(config: Path) -> dict[str, object]:
    """Return an mkdocs.yml as plain values; tags that would load code are refused."""
    if not config.is_file():
        raise GovgenError(
            f"没有 `{config.name}`，网站不知道怎么排；用 govgen init 在空文件夹里建一份，拷过来",
            f"there is no `{config.name}`, which lays out the site; make one with govgen init in an empty folder and copy it here",
        )
    try:
        loaded = yaml.safe_load(config.read_text("utf-8"))
    except OSError as error:
        why = hindrance.told(error)
        raise GovgenError(
            f"读不了 `{config.name}`：{why.zh}", f"`{config.name}` cannot be read: {why.en}"
        ) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise GovgenError(
            f"`{config.name}{line}` 读不成 YAML；看这一行和上一行的缩进、冒号和引号，删去 `!!` 开头的标签，存为 UTF-8",
            f"`{config.name}{line}` cannot be read as YAML; "
            "look at this line and the one before for spaces, colons, quotes and tags that begin with "
            "`!!`, which are not taken; save it in UTF-8",
        ) from error
    if not isinstance(loaded, dict):
        raise GovgenError(
            f"`{config.name}` 应当是“键: 值”的形式", f"`{config.name}` must be a mapping"
        )
    return loaded


def _started(
    site: Site, sources: Path, base: dict[str, object], work: Path
) -> dict[Lang, subprocess.Popen[str]]:
    for lang in site.languages:
        write_docs(site, lang, sources / lang, base, work / lang)
    return {lang: _start(work / lang) for lang in site.languages}


def _finished(site: Site, runs: dict[Lang, subprocess.Popen[str]], work: Path, kept: Path) -> None:
    said = {lang: run.communicate()[0] for lang, run in runs.items()}
    for lang, run in runs.items():
        if run.returncode:
            raise _refused(lang, said[lang].strip())
    made = work / "made"
    for lang in site.languages:
        _collect(work / lang / "site", made, site, lang)
    _keep(made, kept)


def _start(folder: Path) -> subprocess.Popen[str]:
    # -P: a module that lies in the working folder must not be taken for MkDocs.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "mkdocs", "build", "--quiet", "-f", "mkdocs.yml"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _refused(lang: Lang, said: str) -> GovgenError:
    return GovgenError(
        f"MkDocs 没能生成 `site_src/{lang}` 的页面，请按它的提示修改：\n{said}",
        f"MkDocs could not build the pages in `site_src/{lang}`; mend what it names:\n{said}",
    )


def _collect(built: Path, made: Path, site: Site, lang: Lang) -> None:
    for path in files(built):
        name = path.relative_to(built).as_posix()
        target = _target(name, made, site, lang)
        if target is None:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            html = seal(path.read_text("utf-8"))
            target.write_text(tighten(html) if target.parent.name == "shells" else html, "utf-8")
        else:
            shutil.move(path, target)


def _target(name: str, made: Path, site: Site, lang: Lang) -> Path | None:
    """Return where a built file is kept; None for what is not ours to publish."""
    prefix = site.prefix(lang)
    if name == f"{prefix}index.html":
        return made / "shells" / f"{lang}-{site.sections[0].slug}-0.html"
    if SHELL in name:
        return made / "shells" / f"{lang}-{name.rpartition(SHELL)[2].partition('/')[0]}.html"
    unused = name.endswith(_UNPUBLISHED) or name.startswith(_UNUSED)
    return None if unused or not name.startswith(prefix) else made / "site" / name


def _keep(made: Path, kept: Path) -> None:
    names = [path.relative_to(made).as_posix() for path in files(made)]
    (made / COMPLETE).write_text("\n".join(names), "utf-8")
    if not _whole(kept):
        shutil.rmtree(kept, ignore_errors=True)
    try:
        made.rename(kept)
    except OSError:
        # Another build may have finished first with the same content.
        if not _whole(kept):
            raise


def _key(site: Site, sources: Path, config: Path) -> str:
    digest = hashlib.sha256()
    facts = {
        "format": FORMAT,
        "versions": {name: version(name) for name in _ENGINE},
        "python": sys.version,
        "names": dict(site.names),
        "search": site.search,
        "address": site.address,
        "menus": {lang: menu(site, lang) for lang in site.languages},
    }
    digest.update(json.dumps(facts, ensure_ascii=False).encode())
    digest.update(config.read_bytes() if config.is_file() else b"")
    for root in (sources, PACKAGE / "theme", PACKAGE / "assets"):
        for path in files(root):
            name = path.relative_to(root).as_posix()
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
