"""`govgen import` and `govgen export`: what comes in from elsewhere, what goes out."""

from __future__ import annotations

from pathlib import Path

import click

from govgen import export
from govgen.commands.place import Place, opened, place, today
from govgen.importing import chart as charts
from govgen.importing import pabulib, rounds, rows, staging, tables, templates
from govgen.importing.staging import Desk, Harvest, Staged
from govgen.load import load
from govgen.problem import GovgenError
from govgen.record import kinds


@click.command("import")
@click.argument("kind")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--map", "chart", type=click.Path(path_type=Path, dir_okay=False), help="The column map."
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an XLSX form to fill in.",
)
@click.option("--partial", is_flag=True, help="Leave out refused rows and write the others.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.pass_context
def import_command(
    context: click.Context,
    kind: str,
    files: tuple[Path, ...],
    chart: Path | None,
    template: Path | None,
    partial: bool,
    dry_run: bool,
) -> None:
    """Make records from CSV, XLSX or Pabulib rounds (`fund FILE.pb`)."""
    if kind not in kinds():
        raise GovgenError(
            f"没有 `{kind}` 这类记录；可用：{'、'.join(kinds())}",
            f"there is no kind `{kind}`; kinds are: {', '.join(kinds())}",
        )
    if template:
        templates.write(kind, template)
        click.echo(template)
        return
    where = place(context)
    register = opened(where)
    desk = Desk(register)
    harvests = [
        (file, gathered(file, kind, chart, desk, register.community.timezone)) for file in files
    ]
    if not files:
        raise GovgenError(
            "没有指明文件；写上要导入的文件", "no file is named; name the file to import"
        )
    taken = tuple(record for _, harvest in harvests for record in harvest.staged)
    refused = sum(told(where, file, harvest) for file, harvest in harvests)
    finish(where, taken, refused, partial=partial, dry_run=dry_run)
    context.exit(1 if refused else 0)


def gathered(file: Path, kind: str, chart: Path | None, desk: Desk, zone: str) -> Harvest:
    """Read one file into records."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise GovgenError(
            f"读不了 `{file}`：{error.strerror}", f"`{file}` cannot be read: {error.strerror}"
        ) from error
    if file.suffix.lower() == ".pb":
        if kind != "fund":
            raise GovgenError(
                "`.pb` 文件用 `govgen import fund` 导入",
                "a `.pb` file is imported with `govgen import fund`",
            )
        return rounds.harvest(pabulib.sheet(content), desk)
    plan = charts.chart(chart, zone) if chart else templates.chart(kind, zone)
    return rows.harvest(tables.read(file.name, content, plan), kind, plan, desk)


def told(where: Place, file: Path, harvest: Harvest) -> int:
    """Say what was refused, doubtful or not taken; return how many rows were refused."""
    for refusal in harvest.refused:
        row = f":{refusal.row}" if refusal.row else ""
        where.say(f"{file}{row}: {refusal.reason.zh}", f"{file}{row}: {refusal.reason.en}")
    for warning in harvest.warnings:
        where.say(f"{file}: {warning.zh}", f"{file}: {warning.en}")
    if harvest.ignored:
        names = ", ".join(harvest.ignored)
        where.say(f"{file}: 未导入的栏：{names}", f"{file}: columns not taken: {names}")
    return len(harvest.refused)


def finish(
    where: Place, taken: tuple[Staged, ...], refused: int, *, partial: bool, dry_run: bool
) -> None:
    """Write what was gathered, all of it or nothing, and name the files on standard output."""
    if refused and not partial:
        where.say(
            f"有 {refused} 行不能导入，没有写入任何文件；改好再来，或加 --partial 先导入其余的",
            f"{refused} rows were refused and nothing was written; mend them, or add --partial to import the others",
        )
        return
    if dry_run:
        staging.unwritten(where.root, taken)
    else:
        staging.write(where.root, taken)
    for record in taken:
        click.echo(record.path)
    where.say(
        f"{'可以写入' if dry_run else '写入'} {len(taken)} 条记录，未导入 {refused} 行",
        f"{len(taken)} records {'can be' if dry_run else 'were'} written, {refused} rows left out",
    )


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--as-of", metavar="DATE", help="The day the register is judged on.")
@click.pass_context
def export_command(context: click.Context, folder: Path, as_of: str | None) -> None:
    """Write the register as data: DIR/data/v1, as the site has it."""
    where = place(context)
    loaded = load(where.root, today(where.root, as_of), where.cache)
    if loaded.register is None or loaded.register.broken:
        where.say(
            "有文件读不了，先运行 govgen check 改好",
            "some files cannot be read; run govgen check and mend them first",
        )
        context.exit(1)
    count = export.write(loaded.register, folder)
    where.say(f"写好 {count} 个文件", f"{count} files written")
    click.echo(folder / export.BASE)
