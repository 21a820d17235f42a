"""`govgen build` and `govgen serve`."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import click

from govgen import check, hindrance, report
from govgen.aside import aside
from govgen.commands.past import at
from govgen.commands.place import Place, entered_late, given_day, place, today
from govgen.committed import commits
from govgen.compiled import COMPILED
from govgen.engine import begun
from govgen.git import Head, head
from govgen.load import Loaded, languages, load
from govgen.problem import Diagnostic, GovgenError
from govgen.redaction import HIDDEN, Blobs, hushed, listed, over
from govgen.register import Register
from govgen.site import Build, site_of
from govgen.trail import Archive
from govgen.view import compiled
from govgen.words import Words

SOURCES = ("records", "site_src", ".git")
"""What a site must not be built into: each of its changes would be a change of the register."""


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where the site goes.",
)
@click.option("--as-of", default=None, help="The day the register is judged on.")
@click.option("--at", "revision", metavar="REV", help="The register as it was approved at REV.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--search/--no-search", "searched", default=True, help="Whether the site can be searched."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Processes that render.")
@click.pass_context
def build_command(
    context: click.Context,
    site_dir: Path | None,
    as_of: str | None,
    revision: str | None,
    strict: bool,
    searched: bool,
    jobs: int | None,
) -> None:
    """Check, then make the site."""
    where = place(context)
    site = site_folder(where.root, site_dir)
    if revision is None:
        day = today(where.root, as_of)
        with templates_beside(where.root):
            done = publish(where, site, day, jobs, strict, searched=searched)
    else:
        with at(where, revision) as (there, stand, banner), templates_beside(there.root):
            day = given_day("--as-of", as_of) if as_of else stand.time
            past = Past(where.root, stand, banner)
            done = publish(there, site, day, jobs, strict, past, searched=searched)
    context.exit(0 if done else 1)


@contextmanager
def templates_beside(root: Path) -> Iterator[None]:
    """Compile the templates of the register at `root` in a process of its own, while it is read."""
    with aside(partial(compiled, languages(root)), patient=True) as told, COMPILED.expecting(told):
        yield


@dataclass(frozen=True)
class Past:
    """A commit of the register at `root`, laid out elsewhere, and what every page of it says."""

    root: Path
    stand: Head
    notice: Words


def publish(
    where: Place,
    site_dir: Path,
    as_of: date,
    jobs: int | None,
    strict: bool,
    past: Past | None = None,
    *,
    searched: bool = True,
) -> bool:
    """Build the site unless the check forbids it; tell whether it was built.

    The check runs beside the rendering; nothing of the site is touched before it agrees.
    """
    loaded = load(where.root, as_of, where.cache)
    hidden = listed(past.root if past else where.root)
    register = showable(where, loaded, hidden)
    if register is None or (past is None and blocking(loaded.diagnostics, strict, register)):
        rest = check.check(register) if register else ()
        late = entered_late(where, None, loaded)
        return refused(where, loaded, (*loaded.diagnostics, *rest, *late), strict, hidden)
    register.referrers  # noqa: B018 - known before the processes part, so that it is found once
    found: list[Diagnostic] = []
    site = site_of(register, searched=searched)
    with begun(site, where.root / "site_src", where.root / "mkdocs.yml", where.folder) as shells:

        def approve(judged: Iterable[Diagnostic]) -> bool:
            late = entered_late(where, None, loaded)
            whole = (*loaded.diagnostics, *judged, *late)
            found.extend(sorted(whole, key=lambda item: item.order))
            # What was approved then stands; nobody can mend it.
            return past is not None or not blocking(found, strict, register)

        stand = past.stand if past else head(where.root)
        kept = archive(where, stand, register, hidden, past)
        build = Build(register, shells, stand, where.root, site_dir, kept)
        judge = partial(check.check, register, alone=False)
        built = build.run(where.cache, jobs or min(2, os.cpu_count() or 1), judge, approve)
    if built is None:
        return refused(where, loaded, found, strict, hidden)
    click.echo(report.text(*hushed(found, loaded.sources, hidden), where.lang), nl=False, err=True)
    where.say(
        f"网站在 {site_dir}：新写 {built.written} 个文件，{built.kept} 个未变，删去 {built.removed} 个",
        f"the site is in {site_dir}: {built.written} files written, {built.kept} unchanged, {built.removed} removed",
    )
    return True


def showable(where: Place, loaded: Loaded, hidden: frozenset[str]) -> Register | None:
    """Return the register as it may be shown, and say which records are left out; none where there is none."""
    if loaded.register is None:
        return None
    found = over(loaded.register, where.root, hidden)
    gone = sorted(loaded.register.records.keys() - found.records.keys())
    if gone:
        where.say(
            f"{'、'.join(gone)} {HIDDEN.zh}，整条不公开；改好记录再发布",
            f"{HIDDEN.en} and left out as a whole: {', '.join(gone)}; mend the record and publish again",
        )
    return found


def archive(
    where: Place,
    stand: Head | None,
    register: Register,
    hidden: frozenset[str],
    past: Past | None = None,
) -> Archive | None:
    """Return the history of the register, showing nothing `hidden`; none where it does not lie in Git."""
    if stand is None:
        return None
    root = past.root if past else where.root
    last = commits(root, stand, register)
    return Archive(root, stand.commit, where.cache, last, past.notice if past else None, hidden)


def site_folder(root: Path, named: Path | None) -> Path:
    """Return where the site goes; GovgenError where it would lie among its own sources or over them."""
    chosen = named or root / "site"
    target = chosen.resolve()
    for source in (root, *(root / name for name in SOURCES)):
        below = source != root and target.is_relative_to(source.resolve())
        if below or source.resolve().is_relative_to(target):
            raise GovgenError(
                f"{chosen} 是登记册自己的地方，网站不能放在这里；换一个文件夹",
                f"{chosen} belongs to the register itself; name another folder for the site",
            )
    return chosen


def blocking(found: Iterable[Diagnostic], strict: bool, register: Register | None) -> int:
    """Return how many findings forbid a site; what is recorded as irregular is said, not forbidden."""
    return sum(
        item.severity == "error" or (strict and not recorded(item, register)) for item in found
    )


def recorded(found: Diagnostic, register: Register | None) -> bool:
    """Whether the record itself says that this rule was broken."""
    record = register.get(found.record) if register else None
    return record is not None and any(it.rule == found.code for it in record.irregularities)


def refused(
    where: Place, loaded: Loaded, found: Iterable[Diagnostic], strict: bool, hidden: Blobs
) -> bool:
    """Say why no site was made."""
    ordered = sorted(found, key=lambda item: item.order)
    click.echo(
        report.text(*hushed(ordered, loaded.sources, hidden), where.lang), nl=False, err=True
    )
    number = blocking(ordered, strict, loaded.register)
    where.say(
        f"有 {number} 处要先改好，网站没有生成",
        f"{number} findings to mend first; no site was made",
    )
    return False


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000)
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), default=None)
@click.option("--as-of", default=None, help="The day the register is judged on.")
@click.pass_context
def serve_command(
    context: click.Context, port: int, site_dir: Path | None, as_of: str | None
) -> None:
    """Build, watch, reload the browser."""
    from govgen import serving  # the watcher is read only where it is used

    where = place(context)
    site = site_folder(where.root, site_dir)
    gc.enable()  # every build leaves a register behind
    with serving.bound(site, port) as server:
        publish(where, site, today(where.root, as_of), None, strict=False)
        where.say(
            f"打开 http://127.0.0.1:{port}/，按 Ctrl+C 停止",
            f"open http://127.0.0.1:{port}/, stop with Ctrl+C",
        )
        serving.serve(server, where.root, partial(again, where, site, as_of))


def again(where: Place, site: Path, as_of: str | None) -> None:
    """Build once more in this one process; what prevents it is said, and the old site stays."""
    try:
        publish(where, site, today(where.root, as_of), 1, strict=False)
    except GovgenError as fault:
        click.echo(fault.words[where.lang], err=True)
    except OSError as fault:
        click.echo(hindrance.at(fault)[where.lang], err=True)
