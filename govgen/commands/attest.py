"""`govgen attest import`."""

from __future__ import annotations

from pathlib import Path

import click

from govgen import attesting
from govgen.authority import Authority
from govgen.commands.audit import audited
from govgen.history import history
from govgen.objects import reading
from govgen.problem import GovgenError
from govgen.proposal import standing
from govgen.ssh import public_key

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("attest")
def attest_command() -> None:
    """Keep what a host knows of approvals as signed statements."""


@attest_command.command("import")
@click.argument("file", metavar="FILE", type=FILE)
@click.option(
    "--key", type=FILE, required=True, help="The attestor's private SSH key; NAME.pub beside it."
)
@click.option(
    "--attestations",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where statements go; else attestations/ beside records/.",
)
@click.pass_context
def import_command(context: click.Context, file: Path, key: Path, folder: Path | None) -> None:
    """Turn GitHub's pull requests with their reviews into signed statements; 1 where some are not on the chain."""
    root, kept, lang = audited(context)
    with reading(root) as objects:
        told = history(objects, objects.resolved("HEAD"), kept)
        listed(key, standing(objects, told.tip))
        found = attesting.stated(attesting.pulls(file.read_bytes()), told)
    for statement in found.statements:
        click.echo(attesting.keep(attesting.sign(statement, key), folder or root / "attestations"))
    for number in found.absent:
        click.echo(
            f"#{number} 合并的提交不在主线上，没有导入"
            if lang == "zh"
            else f"#{number}: its merge is not on the chain; not imported",
            err=True,
        )
    context.exit(1 if found.absent else 0)


def listed(key: Path, authority: Authority) -> None:
    """Raise GovgenError where no attestor of the policy holds the key: nobody would believe it."""
    public = key.with_name(f"{key.name}.pub")
    own = public_key(public.read_text("utf-8")) if public.is_file() else b""
    offices = authority.policy.attestors if authority.policy else ()
    keys = (it for person in authority.people if person.id in offices for it in person.keys)
    if not own or own not in {public_key(it.public) for it in keys}:
        raise GovgenError(
            f"{public} 不是 policy.yml 里 attestors 的公钥，签了也不算数；先登记公钥，批准合并后再导入",
            f"{public} is no key of the attestors in policy.yml, so what it signs would not count; "
            "list it and have that merged first",
        )
