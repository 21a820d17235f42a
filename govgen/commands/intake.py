"""`govgen import`: what comes in from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from govgen import hindrance
from govgen.commands.place import Place, opened, place
from govgen.importing import chart as charts
from govgen.importing import faults, pabulib, rounds, rows, staging, tables, trial
from govgen.importing.desk import Desk, Origin
from govgen.importing.staging import Harvest, Refusal, Staged, model_of
from govgen.problem import GovgenError
from govgen.register import Register
from govgen.words import Words

Maker = Callable[[Desk, list[Refusal]], Harvest]
MAX_BYTES, MAX_EXPORT = 20_000_000, 500_000_000
RECORDED = frozenset(("award-over-budget",))
"""What a round is allowed to break: it is recorded as its file has it, and the check reports it."""


@click.command("import")
@click.argument("kind")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
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
    """Make records from CSV, XLSX, Pabulib rounds (`fund FILE.pb`) or an export (`register DIR`)."""
    if kind == "register" or any(file.suffix.lower() == ".json" for file in files):
        if chart or template:
            raise GovgenError(
                "导出的 JSON 不用对照表，也没有模板；去掉 --map 或 --template",
                "an export needs no column map and has no form; leave --map or --template out",
            )
        return_all(context, kind, files, partial=partial, dry_run=dry_run)
    kind = model_of(kind).KIND.name
    if template:
        from govgen.importing import templates

        templates.write(kind, template)
        click.echo(template)
        return
    where = place(context)
    register = opened(where)
    if not files:
        raise GovgenError(
            "没有指明文件；写上要导入的文件", "no file is named; name the file to import"
        )
    harvests = tried(register, files, kind, chart)
    settle(context, where, harvests, partial=partial, dry_run=dry_run)


def settle(
    context: click.Context,
    where: Place,
    harvests: list[tuple[Path, Harvest]],
    *,
    partial: bool,
    dry_run: bool,
) -> NoReturn:
    """Say what was found in each file, write the records, and exit: 1 where something was refused."""
    refused = sum(told(where, file, harvest) for file, harvest in harvests)
    taken = tuple(record for _, harvest in harvests for record in harvest.staged)
    finish(where, taken, refused, partial=partial, dry_run=dry_run)
    context.exit(1 if refused else 0)


def return_all(
    context: click.Context, kind: str, files: tuple[Path, ...], *, partial: bool, dry_run: bool
) -> NoReturn:
    """Take back what an export holds: of one kind, or with `register` whatever is there."""
    from govgen.importing import returned

    where = place(context)
    register = opened(where)
    wanted = None if kind == "register" else model_of(kind).KIND.name
    read: list[tuple[Path, returned.Exported]] = []
    for file in returned.named(files):
        with about(file):
            read.append((file, returned.read(content(file, MAX_EXPORT), wanted)))
    allowed = returned.contacts(register, (it for _, it in read))
    harvests = [(file, returned.harvest(it, register, allowed)) for file, it in read]
    settle(context, where, harvests, partial=partial, dry_run=dry_run)


def tried(
    register: Register, files: tuple[Path, ...], kind: str, chart: Path | None
) -> list[tuple[Path, Harvest]]:
    """Read all files; rows whose records break a rule are refused, and the others made anew.

    Made anew, because the others may refer to a refused one, and numbers are not left out. Where a
    record made beside the rows breaks a rule, the rows that name it are refused.
    """
    makers = [(file, maker(file, kind, chart, register)) for file in files]
    refused: list[list[Refusal]] = [[] for _ in files]
    barred: dict[Origin, Words] = {}
    while True:
        desk = Desk(register, barred)
        harvests = [
            (file, make(desk, without))
            for (file, make), without in zip(makers, refused, strict=True)
        ]
        staged = [record for _, harvest in harvests for record in harvest.staged]
        found = trial.refusals(register, staged, RECORDED if kind == "fund" else frozenset())
        if not found:
            return harvests
        for index, (_, harvest) in enumerate(harvests):
            for record in harvest.staged:
                if record.id in found and record.origin in harvest.made_beside:
                    barred[record.origin] = found[record.id].reason
                elif record.id in found:
                    refused[index].append(found[record.id])


def maker(file: Path, kind: str, chart: Path | None, register: Register) -> Maker:
    """Read a file; return what makes records of it at a desk, without the rows refused."""
    zone = register.community.timezone
    if file.suffix.lower() == ".pb":
        if kind != "fund":
            raise GovgenError(
                "`.pb` 文件用 `govgen import fund` 导入",
                "a `.pb` file is imported with `govgen import fund`",
            )
        with about(file):
            return partial(of_round, pabulib.sheet(content(file)))
    plan = mapped(chart, kind, zone)
    with about(file):
        return partial(of_table, tables.read(content(file), plan), kind, plan)


def mapped(path: Path | None, kind: str, zone: str) -> charts.Chart:
    """Read the column map for a kind, else that of its form; GovgenError with the line of what is wrong with it."""
    if path is None:
        from govgen.importing import templates

        return templates.chart(kind, zone)
    plan, document = charts.chart(path, zone)
    faults.check(plan, model_of(kind), document)
    return plan


@contextmanager
def about(file: Path) -> Iterator[None]:
    """Name the file in what is wrong with it."""
    try:
        yield
    except GovgenError as error:
        raise GovgenError(f"`{file}`：{error.words.zh}", f"`{file}`: {error.words.en}") from error


def content(file: Path, most: int = MAX_BYTES) -> bytes:
    """Return a file's bytes; GovgenError where it cannot be read, or has more than `most`."""
    try:
        found = file.read_bytes() if file.stat().st_size <= most else None
    except OSError as error:
        why = hindrance.told(error)
        raise GovgenError(f"读不了：{why.zh}", f"it cannot be read: {why.en}") from error
    if found is None:
        size = f"{most // 1_000_000} MB"
        raise GovgenError(f"超过 {size}，请分开导入", f"it is over {size}; split it")
    return found


def of_round(sheet: pabulib.Sheet, desk: Desk, without: list[Refusal]) -> Harvest:
    """Make records of a round, which is refused as a whole."""
    made = rounds.harvest(sheet, desk)
    return replace(made, staged=(), refused=(*made.refused, *without)) if without else made


def of_table(
    table: tables.Table, kind: str, plan: charts.Chart, desk: Desk, without: list[Refusal]
) -> Harvest:
    """Make records of a table without the rows refused."""
    left_out = {refusal.row for refusal in without}
    kept = tuple(row for row in table.rows if row[0] not in left_out)
    made = rows.harvest(replace(table, rows=kept), kind, plan, desk)
    refused = sorted((*made.refused, *without), key=lambda refusal: refusal.row)
    return replace(made, refused=tuple(refused))


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
            f"有 {refused} 处不能导入，没有写入任何文件；改好再来，或加 --partial 先导入其余的",
            f"nothing was written: mend what is named above ({refused}), or add --partial to import the rest",
        )
        return
    if dry_run:
        staging.unwritten(where.root, taken)
    else:
        staging.write(where.root, taken)
    if taken:
        click.echo("\n".join(record.path for record in taken))
    where.say(
        f"{'可以写入' if dry_run else '写入'} {len(taken)} 条记录，{refused} 处未导入",
        f"records {'that can be ' if dry_run else ''}written: {len(taken)}; left out: {refused}",
    )
