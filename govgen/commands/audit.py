"""`govgen history` and `govgen verify`."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from govgen import accounts, cache, verify
from govgen.commands.place import find_root
from govgen.fetched import Address, address
from govgen.imposed import Faulty, imposed
from govgen.problem import GovgenError
from govgen.refs import Unreadable, git_folder
from govgen.statement import STATEMENTS
from govgen.words import Lang

USAGE = 3
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""How an address begins, and no folder."""
SHAPES = click.Choice(("text", "json"))


STATEMENTS_IN = click.option(
    "--attestations",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Signed statements; else those in attestations/ beside records/. Notes count always.",
)


def lying(root: Path, named: Path | None) -> Path | None:
    """Return the folder of signed statements: the one that is named, else the one beside the records."""
    beside = root / STATEMENTS
    return named or (beside if beside.is_dir() else None)


def audited(context: click.Context) -> tuple[Path, cache.Cache, Lang]:
    """Return the register, or the bare repository that -C names, the cache, and the language."""
    named, cache_dir, lang = context.obj
    root = named.resolve() if named else find_root(Path.cwd().resolve())
    git_folder(root)
    return root, cache.Cache(cache.folder(root, cache_dir)), lang


@click.command("history")
@click.argument("record", metavar="ID")
@click.option("--format", "shape", type=SHAPES, default="text", show_default=True)
@click.option("--at", "revision", default="HEAD", metavar="REV", help="The tip to look back from.")
@STATEMENTS_IN
@click.pass_context
def history_command(
    context: click.Context, record: str, shape: str, revision: str, attestations: Path | None
) -> None:
    """Tell the versions of one record: events, differences, approval."""
    root, kept, lang = audited(context)
    with verify.judged(root, revision, kept, lying(root, attestations)) as (objects, found):
        versions = found.by_record.get(record, ())
        if not versions:
            raise GovgenError(
                f"历史里没有 `{record}` 这条记录；核对编号，或看它是否已提交",
                f"the history holds no record `{record}`; check the id, or whether it is committed",
            )
        zone = verify.zone(objects, found.history.tip)
        click.echo(
            accounts.history_json(record, versions)
            if shape == "json"
            else accounts.history_text(versions, zone, lang),
            nl=False,
        )


class Misused(click.UsageError):
    """Wrong usage of `verify`."""

    exit_code = USAGE


class Proof(click.Command):
    """A command whose wrong usage exits 3, for 2 says that nothing can be proved."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as wrong:
            raise Misused(wrong.format_message(), ctx) from wrong


def site_of(told: str) -> Path | Address:
    """Return the folder or the address that is meant; Misnamed where it is neither. No other scheme is ever opened."""
    if not SCHEME.match(told):
        if Path(told).is_dir():
            return Path(told)
        raise verify.Misnamed(f"没有 {told} 这个文件夹", f"there is no folder {told}")
    try:
        return address(told)
    except ValueError as fault:
        raise verify.Misnamed(
            f"网站的地址只能是 http:// 或 https:// 加主机和路径，不是 `{told}`",
            f"a site's address is http:// or https:// with a host and a path, not `{told}`",
        ) from fault


@click.command("verify", cls=Proof)
@click.argument("revision", metavar="[REV]", default="HEAD")
@click.option("--anchor", metavar="COMMIT", help="A commit known from outside the repository.")
@click.option(
    "--site",
    metavar="DIR|URL",
    help="A built site to compare with: its folder, or its address.",
)
@click.option(
    "--attestations",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Signed statements, as govgen attest import writes them.",
)
@click.option(
    "--rewrite",
    "rewritten",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A signed statement on a rewritten history, as govgen attest rewrite writes it.",
)
@click.option(
    "--policy",
    "policy",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A policy from outside to judge by, instead of the repository's own.",
)
@click.option("--format", "shape", type=SHAPES, default="text", show_default=True)
@click.pass_context
def verify_command(
    context: click.Context,
    revision: str,
    anchor: str | None,
    site: str | None,
    attestations: Path | None,
    rewritten: Path | None,
    policy: Path | None,
    shape: str,
) -> None:
    """Prove the history against its own policies: 0 well, 1 a violation, 2 cannot verify, 3 usage."""
    lang: Lang = context.obj[2]
    given = None
    try:
        given = imposed(policy) if policy else None
        root, _, lang = audited(context)
        shown = site_of(site) if site else None
        outside = verify.Outside(anchor, shown, attestations, rewritten, given)
        found = verify.verify(root, revision, outside)
    except (verify.Misnamed, Faulty) as fault:
        click.echo(fault.words[lang], err=True)
        context.exit(USAGE)
    except Unreadable as fault:
        found = replace(verify.unreadable(fault), imposed=given)
    click.echo(
        accounts.verified_json(found) if shape == "json" else accounts.verified_text(found, lang),
        nl=False,
    )
    context.exit(found.exit_code)
