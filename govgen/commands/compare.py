"""`govgen diff`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from govgen import compared_text
from govgen.commands.place import place
from govgen.commands.publish import archive, showable
from govgen.compared import Compared, compared
from govgen.compared_json import as_json
from govgen.git import head
from govgen.load import load
from govgen.problem import GovgenError
from govgen.redaction import listed
from govgen.refs import git_folder
from govgen.stretch import stretch
from govgen.view import View

WRITERS: Mapping[str, Callable[[Compared, View], str]] = {
    "text": compared_text.text,
    "markdown": compared_text.markdown,
    "json": lambda told, _: as_json(told),
}


@click.command("diff")
@click.argument("between", metavar="DATE1..DATE2")
@click.option(
    "--format", "shape", type=click.Choice(tuple(WRITERS)), default="text", show_default=True
)
@click.pass_context
def diff_command(context: click.Context, between: str, shape: str) -> None:
    """Tell what was approved between two dates: new, changed and gone records, by whom, on what evidence.

    The register at the end of DATE1 against that at the end of DATE2, as the first-parent chain of HEAD
    had it by then: a merge counts by its committer date in the community's time zone, and never as
    older than one before it. A commit or a tag may stand for a date; DATE1 left out is the beginning,
    DATE2 left out the last approval. What no page of the site shows is not told here either.
    """
    where = place(context)
    git_folder(where.root)
    stand = head(where.root)
    if stand is None:
        raise GovgenError(
            "这个仓库还没有提交，没有可比较的；先提交登记册",
            "this repository has no commits to compare; commit the register first",
        )
    hidden = listed(where.root)
    register = showable(where, load(where.root, stand.time, where.cache), hidden)
    if register is None:
        raise GovgenError(
            "community.yml 或 people.yml 有错，先运行 govgen check 改好",
            "community.yml or people.yml is faulty; run govgen check and mend it first",
        )
    view = View(register, where.lang, archive(where, stand, register, hidden))
    trail = view.approvals.trail
    if trail.receipts is None:
        raise GovgenError(
            *("；".join(it.zh for it in trail.trouble), "; ".join(it.en for it in trail.trouble))
        )
    told = compared(register, trail.receipts, stretch(between, trail.receipts, where.root))
    click.echo(WRITERS[shape](told, view), nl=False)
