"""`govgen review`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from govgen import reviewed
from govgen.commands.audit import STATEMENTS_IN, lying
from govgen.commands.place import find_root, given_day
from govgen.problem import GovgenError
from govgen.proposal import proposal
from govgen.review import Review, review
from govgen.reviewed_json import as_json
from govgen.words import Lang

WRITERS: Mapping[str, Callable[[Review, Lang], str]] = {
    "text": reviewed.text,
    "markdown": reviewed.markdown,
    "json": as_json,
}


@click.command("review")
@click.argument("revisions", metavar="BASE..HEAD")
@click.option(
    "--format", "shape", type=click.Choice(tuple(WRITERS)), default="text", show_default=True
)
@click.option(
    "--as-of", metavar="DATE", help="The day it is judged on; else that of the later commit."
)
@STATEMENTS_IN
@click.pass_context
def review_command(
    context: click.Context,
    revisions: str,
    shape: str,
    as_of: str | None,
    attestations: Path | None,
) -> None:
    """Say what merging HEAD into BASE would approve: 0 it may be merged, 1 not as it is, 2 cannot tell."""
    named, _, lang = context.obj
    root = named.resolve() if named else find_root(Path.cwd().resolve())
    base, head = ends(revisions)
    day = given_day("--as-of", as_of) if as_of else None
    told = review(proposal(root, base, head, day, lying(root, attestations)))
    click.echo(WRITERS[shape](told, lang), nl=False)
    context.exit(0 if told.mergeable else 1)


def ends(revisions: str) -> tuple[str, str]:
    """Return both ends of a range; three dots mean the same here, and an end left out is HEAD."""
    base, dots, head = revisions.replace("...", "..").partition("..")
    if not dots:
        raise GovgenError(
            f"`{revisions}` 不是一段范围；写成 main..分支名",
            f"`{revisions}` is no range; write it like main..branch",
        )
    return base or "HEAD", head or "HEAD"
