"""`govgen new` and `govgen move`: a record begins, a record goes on."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from govgen import blank, transition
from govgen.blank import Question
from govgen.commands.place import given_day, opened, place
from govgen.importing import trial
from govgen.importing.desk import Desk
from govgen.importing.paths import put
from govgen.importing.staging import Data, model_of, write
from govgen.problem import GovgenError
from govgen.words import Lang, Words

UNLISTED = Words("没有“{}”这一项，照上面列的写", "there is no `{}`; write one of the above")


@click.command("new")
@click.argument("kind")
@click.option(
    "--set", "given", metavar="FIELD=VALUE", multiple=True, help="Fill in a field; may be repeated."
)
@click.option("--at", metavar="DATE", help="When it happened; else today.")
@click.option("--state", default="", help="The state it begins in; else the first.")
@click.pass_context
def new_command(
    context: click.Context, kind: str, given: tuple[str, ...], at: str | None, state: str
) -> None:
    """Make a new record and print its path."""
    model = model_of(kind)
    kind = model.KIND.name
    where = place(context)
    register = opened(where)
    data = blank.settings(model, given)
    complete(kind, data, where.lang)
    happened = at or register.as_of.isoformat()
    given_day("--at", happened[:10])
    record = blank.draft(kind, data, happened, Desk(register), state)
    refused = trial.refusals(register, (record,)).get(record.id)
    if refused:
        raise GovgenError(
            f"没有新建：{refused.reason.zh}", f"nothing was made: {refused.reason.en}"
        )
    write(where.root, (record,))
    where.say(f"新建 {record.id}，接着填写：", f"{record.id} was made; go on in:")
    click.echo(record.path)


def complete(kind: str, data: Data, lang: Lang) -> None:
    """Ask for the required fields at a terminal; elsewhere name all that are missing."""
    open_questions = list(blank.questions(kind, data))
    if open_questions and not sys.stdin.isatty():
        names = [question.path for question in open_questions]
        raise GovgenError(
            f"缺少必填的字段：{'、'.join(names)}；用 --set 字段=值 填上",
            f"required fields are missing: {', '.join(names)}; fill them in with --set field=value",
        )
    for question in open_questions:
        put(data, question.path, answer(question, lang))


def answer(question: Question, lang: Lang) -> str:
    """Ask one question until it is answered; a value of a list may be given by its words."""
    for value, words in question.values:
        click.echo(f"  {value}  {words[lang]}", err=True)
    known = {name: value for value, words in question.values for name in (value, words[lang])}
    while True:
        found: str = click.prompt(question.words[lang], err=True).strip()
        if found in known or (found and not known):
            return known.get(found, found)
        if found:
            click.echo(UNLISTED[lang].format(found), err=True)


@click.command("move")
@click.argument("record_id", metavar="ID")
@click.argument("state")
@click.option(
    "--at", metavar="TIME", help="When it happened: a day, or an instant with offset; else today."
)
@click.option("--by", multiple=True, help="Organisation or office that did it; may be repeated.")
@click.option("--note", help="The reason or the gist.")
@click.option("--basis", help="Law, rules or a decision.")
@click.option(
    "--evidence", multiple=True, help="A document, archive number or record; may be repeated."
)
@click.option("--until", metavar="DATE", help="The day to which it is extended.")
@click.pass_context
def move_command(
    context: click.Context,
    record_id: str,
    state: str,
    at: str | None,
    by: tuple[str, ...],
    note: str | None,
    basis: str | None,
    evidence: tuple[str, ...],
    until: str | None,
) -> None:
    """Add the next step to a record, keeping the file's comments and layout."""
    where = place(context)
    register = opened(where)
    record = register.get(record_id)
    if record is None and record_id in register.broken:
        raise GovgenError(
            f"`{record_id}` 的文件还有错；先运行 govgen check 改好",
            f"the file of `{record_id}` is faulty; run govgen check and mend it first",
        )
    if record is None:
        raise GovgenError(
            f"没有编号为 `{record_id}` 的记录；核对编号，或用 govgen new 新建",
            f"there is no record `{record_id}`; check the id, or make it with govgen new",
        )
    step: transition.Step = {"to": state, "at": at or register.as_of.isoformat()}
    if by:
        step["by"] = by[0] if len(by) == 1 else list(by)
    texts = {"note": note, "basis": basis, "until": until}
    step.update({key: text for key, text in texts.items() if text})
    if evidence:
        step["evidence"] = list(evidence)
    path = register.documents[record.id].path
    content = transition.moved(register, record, step)
    transition.prove(register, record, content)
    replace(where.root / path, content)
    click.echo(path)


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the file's place at once, with the file's own mode."""
    mode = path.stat().st_mode
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        made = Path(beside.name)
    try:
        made.write_bytes(content)
        made.chmod(mode)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
