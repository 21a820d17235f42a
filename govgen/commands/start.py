"""`govgen init`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from govgen import init
from govgen.commands.place import given_day
from govgen.git import begin
from govgen.host import hosts
from govgen.problem import GovgenError
from govgen.words import LANGS


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The community's name in its first language.")
@click.option("--name-en", default="", help="Its name in English.")
@click.option("--region-code", help="Its 12-digit region code.")
@click.option(
    "--lang",
    "langs",
    type=click.Choice(LANGS),
    multiple=True,
    help="Languages of the site, the first is the original.",
)
@click.option("--timezone", default=init.Choices.timezone, show_default=True)
@click.option("--currency", default=init.Choices.currency, show_default=True)
@click.option(
    "--since",
    metavar="DATE",
    help="Since when the committee is in office; else the first of January.",
)
@click.option("--host", help="Where the register will be hosted; it decides how merges are read.")
@click.option(
    "--squash", is_flag=True, help="Write a policy for a host that can only squash; else on GitHub."
)
@click.pass_context
def init_command(
    context: click.Context,
    folder: Path,
    name: str | None,
    name_en: str,
    region_code: str | None,
    langs: tuple[str, ...],
    timezone: str,
    currency: str,
    since: str | None,
    host: str | None,
    squash: bool,
) -> None:
    """Make a new community's repository in DIR."""
    zh = context.obj[2] == "zh"
    choices = init.Choices(
        name=name or asked("社区名称" if zh else "Name of the community", unnamed(langs)),
        name_en=name_en,
        region_code=region_code
        or asked("12 位区划代码" if zh else "12-digit region code", init.Choices.region_code),
        languages=langs or init.Choices.languages,
        timezone=timezone,
        currency=currency,
        since=given_day("--since", since)
        if since
        else datetime.now().astimezone().date().replace(month=1, day=1),
        host=hosted(host) or ("github" if squash else ""),
        squash=squash,
    )
    written = init.write(folder, choices)
    begin(folder)
    click.echo(
        f"写好 {len(written)} 个文件；先改 records/community.yml 并提交到 Git，再运行 govgen -C {folder} check"
        if zh
        else f"{len(written)} files written; edit records/community.yml, commit it to Git, then run govgen -C {folder} check",
        err=True,
    )
    click.echo(folder)


def hosted(host: str | None) -> str:
    """Return a host that is known; empty where none is named."""
    if host and host not in hosts():
        raise GovgenError(
            f"没有 `{host}` 这个平台；可以写：{'、'.join(hosts())}",
            f"there is no host `{host}`; it may be one of {', '.join(hosts())}",
        )
    return host or ""


def unnamed(langs: tuple[str, ...]) -> str:
    """Return what a community is called until it says its name."""
    return "Our community" if langs[:1] == ("en",) else init.Choices.name


def asked(words: str, default: str) -> str:
    """Ask at a terminal; elsewhere take the default."""
    if not sys.stdin.isatty():
        return default
    found: str = click.prompt(words, default=default, err=True)
    return found
