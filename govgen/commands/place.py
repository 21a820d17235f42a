"""Where a command works, in which language it speaks, and on which day it judges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import click

from govgen import cache, check
from govgen.git import head
from govgen.lateness import late_entries
from govgen.load import Loaded, load
from govgen.problem import Diagnostic, GovgenError
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Lang


@dataclass(frozen=True)
class Place:
    """The repository, its cache, and the language to talk in."""

    root: Path
    cache: cache.Cache
    folder: Path
    lang: Lang

    def say(self, zh: str, en: str) -> None:
        """Talk, on standard error."""
        click.echo(en if self.lang == "en" else zh, err=True)


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` upwards that has `records/`."""
    for folder in (start, *start.parents):
        if (folder / "records").is_dir():
            return folder
    raise GovgenError(
        f"{start} 及其上级都没有 records 文件夹；用 -C 指明仓库，或先运行 govgen init",
        f"neither {start} nor a folder above it has records; name the repository with -C, or run govgen init first",
    )


def named_root(root: Path) -> Path:
    """Return the repository that -C names; it must have `records/` itself."""
    if (root / "records").is_dir():
        return root
    raise GovgenError(
        f"{root} 里没有 records 文件夹；核对 -C 后面的路径，或先运行 govgen init",
        f"there is no records folder in {root}; check the path after -C, or run govgen init first",
    )


def today(root: Path, as_of: str | None) -> When:
    """Return when the register is judged: on the day given, else at the time of HEAD's commit."""
    if as_of:
        return given_day("--as-of", as_of)
    found = head(root)
    if found is None:
        raise GovgenError(
            "这里没有提交，不知道以哪一天为准；加上 --as-of 2026-03-05",
            "there is no commit here to take the day from; add --as-of 2026-03-05",
        )
    return found.time


def given_day(option: str, value: str) -> date:
    """Return the day that an option names."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise GovgenError(
            f"{option} {value} 不是日期；写成 2026-03-05",
            f"{option} {value} is not a day; write it like 2026-03-05",
        ) from None


def place(context: click.Context) -> Place:
    """Find the repository that the command works on."""
    root, cache_dir, lang = context.obj
    found = named_root(root.resolve()) if root else find_root(Path.cwd().resolve())
    folder = cache.folder(found, cache_dir)
    return Place(found, cache.Cache(folder), folder, lang)


def judged(where: Place, as_of: When) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Load the register and apply every rule."""
    loaded = load(where.root, as_of, where.cache)
    found = check.check(loaded.register) if loaded.register else ()
    return loaded, tuple(sorted((*loaded.diagnostics, *found), key=lambda item: item.order))


def entered_late(where: Place, base: str | None, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return the late entries since `base`, else since the last commit; none before the first."""
    revision = base or ("HEAD" if head(where.root) else None)
    return tuple(late_entries(where.root, revision, loaded)) if revision else ()


def opened(where: Place) -> Register:
    """Load the register to work in it today, by the community's own clock; GovgenError where it cannot be read."""
    loaded = load(where.root, date.min, where.cache)
    if loaded.register is None:
        raise GovgenError(
            "community.yml 或 people.yml 有错，先运行 govgen check 改好",
            "community.yml or people.yml is faulty; run govgen check and mend it first",
        )
    return replace(loaded.register, as_of=datetime.now(loaded.register.community.zone).date())
