"""`govgen export`: what goes out."""

from __future__ import annotations

from pathlib import Path

import click

from govgen import check, export
from govgen.commands.place import place, today
from govgen.commands.publish import archive, showable
from govgen.git import head
from govgen.load import load
from govgen.redaction import listed
from govgen.wording import counted


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--as-of", metavar="DATE", help="The day the register is judged on.")
@click.pass_context
def export_command(context: click.Context, folder: Path, as_of: str | None) -> None:
    """Write the register as data: DIR/data/v1, as the site has it."""
    where = place(context)
    loaded = load(where.root, today(where.root, as_of), where.cache)
    hidden = listed(where.root)
    register = showable(where, loaded, hidden)
    found = (*loaded.diagnostics, *(check.check(register) if register else ()))
    errors = sum(item.severity == "error" for item in found)
    if register is None or errors:
        where.say(
            f"有 {errors} 处错误，没有写出任何文件；先运行 govgen check 改好",
            f"{counted(errors, 'error', 'errors')}, so nothing was written; run govgen check and mend what it names",
        )
        context.exit(1)
    kept = archive(where, head(where.root), register, hidden)
    count = export.write(register, folder, kept)
    where.say(f"写好 {count} 个文件", f"{count} files written")
    click.echo(folder / export.BASE)
