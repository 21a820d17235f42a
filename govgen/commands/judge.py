"""`govgen check` and `govgen explain`."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from govgen import report
from govgen.backlog import backlog
from govgen.commands.place import Place, entered_late, judged, place, today
from govgen.formats import FORMATS, WRITERS
from govgen.load import Loaded
from govgen.manual import manual
from govgen.problem import Diagnostic, GovgenError
from govgen.redaction import hushed, listed
from govgen.tree import TOP
from govgen.wording import counted
from govgen.words import Words


@click.command("check")
@click.argument("paths", nargs=-1)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--base", metavar="REV", help="Faults in fields unchanged since REV do not fail.")
@click.option("--as-of", metavar="DATE", help="The day the register is judged on.")
@click.pass_context
def check_command(
    context: click.Context, paths: tuple[str, ...], shape: str, base: str | None, as_of: str | None
) -> None:
    """Apply every rule to the working tree."""
    where = place(context)
    day = today(where.root, as_of)
    loaded, found = judged(where, day)
    found = (*found, *entered_late(where, base, loaded))
    chosen = tuple(inside(where.root, path) for path in paths)
    shown = [item for item in found if not chosen or item.file in TOP or within(item.file, chosen)]
    old = backlog(where.root, base, loaded, shown, day) if base else frozenset()
    fresh = [item for item in shown if item not in old]
    print_found(where, loaded, fresh, shape)
    if old:
        where.say(
            f"另有 {len(old)} 个积压问题，{base} 时就有，不计入",
            f"{len(old)} more were there at {base} and do not count",
        )
    context.exit(1 if any(item.severity == "error" for item in fresh) else 0)


def print_found(where: Place, loaded: Loaded, found: list[Diagnostic], shape: str) -> None:
    """Write the diagnostics as data, and their number as talk."""
    records = len(loaded.register.records) if loaded.register else 0
    try:
        told, quoted = hushed(found, loaded.sources, listed(where.root))
    except GovgenError:
        # Nobody knows what must not be shown; the policy's own fault is among those found.
        told, quoted = found, {}
    written = (
        report.text(told, quoted, where.lang)
        if shape == "text"
        else WRITERS[shape](told, records, where.lang)
    )
    click.echo(written, nl=False)
    errors = sum(item.severity == "error" for item in found)
    warnings = len(found) - errors
    said = (
        counted(records, "record", "records"),
        counted(errors, "error", "errors"),
        counted(warnings, "warning", "warnings"),
    )
    where.say(f"{records} 条记录，{errors} 个错误，{warnings} 个提醒", ", ".join(said))


def inside(root: Path, path: str) -> str:
    """Return `path`, given from here or from the repository, relative to the repository."""
    for start in (Path.cwd(), root):
        found = (start / path).resolve()
        if found.exists() and found.is_relative_to(root):
            return found.relative_to(root).as_posix()
    raise GovgenError(
        f"仓库里没有 `{path}` 这个文件或文件夹",
        f"the repository has no file or folder `{path}`",
    )


def within(file: str, chosen: tuple[str, ...]) -> bool:
    """Say whether `file` is one of `chosen` or lies below one."""
    return any(path in (".", file) or file.startswith(f"{path}/") for path in chosen)


@click.command("explain")
@click.argument("code", required=False)
@click.pass_context
def explain_command(context: click.Context, code: str | None) -> None:
    """Show the manual page of a rule, or list all rules."""
    lang = context.obj[2]
    pages = manual()
    if code is None:
        for name, page in pages.items():
            click.echo(f"{name}\t{page[lang].splitlines()[0]}")
        return
    if code not in pages:
        raise unknown(code, pages)
    click.echo(pages[code][lang])


def unknown(code: str, pages: dict[str, Words]) -> GovgenError:
    """Say that no such rule exists, and which one may be meant."""
    near = difflib.get_close_matches(code, pages, 1, 0.5)
    return GovgenError(
        f"没有规则 `{code}`；"
        + (f"是不是 `{near[0]}`？" if near else "运行 govgen explain 看全部规则"),
        f"there is no rule `{code}`; "
        + (f"did you mean `{near[0]}`?" if near else "run govgen explain to list all rules"),
    )
