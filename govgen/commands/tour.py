"""`govgen demo`."""

from __future__ import annotations

from pathlib import Path

import click

from govgen import init
from govgen.demo.tour import demo


@click.command("demo")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--clean", is_flag=True, help="Leave the planted flaws out.")
@click.pass_context
def demo_command(context: click.Context, folder: Path, *, clean: bool) -> None:
    """Make a repository with two years of real merges by fictional offices in DIR."""
    pages = {name: text.encode() for name, text in init.site_sources().items()}
    tip = demo(folder, pages, clean=clean)
    click.echo(
        f"示例仓库建好了，主线在 {tip[:10]}；接着运行 govgen -C {folder} serve 或 verify"
        if context.obj[2] == "zh"
        else f"the demo's repository stands at {tip[:10]}; go on with govgen -C {folder} serve or verify",
        err=True,
    )
    click.echo(folder)
