"""`govgen attest import`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from govgen import attesting, notes, rewriting
from govgen.commands.audit import audited
from govgen.history import history
from govgen.objects import reading
from govgen.people import Key
from govgen.powers import standing
from govgen.problem import GovgenError
from govgen.rewrite import NAMESPACE, signers
from govgen.ssh import public_key
from govgen.statement import REWRITE, STATEMENTS

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
@click.option(
    "--notes",
    "noting",
    is_flag=True,
    help="Print the commands that put them into refs/notes/govgen.",
)
@click.pass_context
def import_command(
    context: click.Context, file: Path, key: Path, folder: Path | None, noting: bool
) -> None:
    """Turn GitHub's pull requests with their reviews into signed statements; 1 where some are not on the chain."""
    root, kept, lang = audited(context)
    with reading(root) as objects:
        told = history(objects, objects.resolved("HEAD"), kept)
        power = standing(objects, told.tip)
        offices = power.policy.attestors if power.policy else ()
        listed(key, (it for one in power.people if one.id in offices for it in one.keys))
        found = attesting.stated(attesting.pulls(file.read_bytes()), told)
    for commit, statement in found.statements:
        content = statement.written()
        path = (folder or root / STATEMENTS) / attesting.name_of(statement)
        attesting.keep(path, content, attesting.sign(content, key))
        click.echo(notes.command(path, commit) if noting else path)
    for number in found.absent:
        click.echo(
            f"#{number} 合并的提交不在主线上，没有导入"
            if lang == "zh"
            else f"#{number}: its merge is not on the chain; not imported",
            err=True,
        )
    context.exit(1 if found.absent else 0)


@attest_command.command("rewrite")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--key", type=FILE, required=True, help="A private SSH key; NAME.pub beside it.")
@click.option("--reason", required=True, help="What happened, without the data itself.")
@click.option("--from", "before", default="HEAD", metavar="REV", help="The old anchor, in OLD.")
@click.option("--to", "after", default="HEAD", metavar="REV", help="The new anchor, here.")
@click.pass_context
def rewrite_command(
    context: click.Context, old: Path, key: Path, reason: str, before: str, after: str
) -> None:
    """State what a rewrite replaced, from OLD, a clone from before; see `govgen explain redaction`."""
    root, _, _ = audited(context)
    with reading(root) as new, reading(old.resolve()) as was:
        anchors = was.resolved(before), new.resolved(after)
        listed(key, signers(new, history(new, anchors[1]), anchors[1]))
        content = rewriting.stated(was, new, anchors, reason).written()
    path = root / STATEMENTS / REWRITE
    click.echo(attesting.keep(path, content, attesting.sign(content, key, NAMESPACE)))


def listed(key: Path, keys: Iterable[Key]) -> None:
    """Raise GovgenError where a key is none of `keys`: nobody would believe what it signs."""
    public = key.with_name(f"{key.name}.pub")
    own = public_key(public.read_text("utf-8")) if public.is_file() else b""
    if not own or own not in {public_key(it.public) for it in keys}:
        raise GovgenError(
            f"{public} 不是登记册里有权签名的公钥，签了也不算数；先在 people.yml 登记公钥，"
            "在 policy.yml 的 attestors 写上岗位，批准合并后再来",
            f"{public} is no key that the register lets sign, so what it signs would not count; list it in "
            "people.yml and its holder under attestors in policy.yml, and have that merged first",
        )
