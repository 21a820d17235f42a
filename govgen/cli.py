"""The commands by name; each lies in a module of `govgen.commands`, read when it is asked for."""

from __future__ import annotations

import atexit
import gc
import importlib
import locale
import os
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from govgen import hindrance
from govgen.problem import GovgenError
from govgen.words import LANGS, Lang

COMMANDS = {
    "init": "start",
    "demo": "tour",
    "new": "author",
    "move": "author",
    "check": "judge",
    "verify": "audit",
    "history": "audit",
    "diff": "compare",
    "review": "review",
    "attest": "attest",
    "match": "match",
    "explain": "judge",
    "build": "publish",
    "serve": "publish",
    "import": "intake",
    "export": "outlet",
}
"""The module of each command, where it is called `<name>_command`."""


class Commands(click.Group):
    """All commands; a fault of the environment is said in the user's language and exits 2."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return all names, in the order of a community's work."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or none where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"govgen.commands.{COMMANDS[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return behind(found)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GovgenError as fault:
            words = fault.words
        except BrokenPipeError:
            raise
        except OSError as fault:
            words = hindrance.at(fault)
        click.echo(words[talked(ctx)], err=True)
        raise click.exceptions.Exit(2)


def talked(context: click.Context | None) -> Lang:
    """Return the language that was asked for; else the user's."""
    told = context.find_root().obj if context else None
    lang: Lang = told[2] if told else spoken()
    return lang


def spoken() -> Lang:
    """Return the language of the user's locale; Chinese where it is not English."""
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "zh"


def everywhere() -> list[click.Option]:
    """Return the options that stand before a command or behind it."""
    folder = click.Path(path_type=Path, file_okay=False)
    return [
        click.Option(
            ["-C", "root"],
            type=folder,
            help="The repository; else the nearest parent that has records/.",
        ),
        click.Option(["--cache-dir"], type=folder, help="Where derived values are kept."),
        click.Option(["--lang"], type=click.Choice(LANGS), help="The language to talk in."),
    ]


def behind(command: click.Command) -> click.Command:
    """Let a command take the options of all, unless it has one of that name for itself."""
    own = {name for found in command.params for name in found.opts}
    for index, option in enumerate(everywhere()):
        if not own.intersection(option.opts):
            option.expose_value = False
            option.callback = partial(overridden, index)
            command.params.append(option)
    return command


def overridden(index: int, context: click.Context, _: click.Parameter, value: object) -> None:
    """Put an option that stands behind the command in the place of the one before it."""
    if value is not None:
        told = list(context.find_root().obj)
        told[index] = value
        context.obj = context.find_root().obj = tuple(told)


@click.group(
    cls=Commands, params=[*everywhere()], context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="govgen")
@click.pass_context
def cli(
    context: click.Context, root: Path | None, cache_dir: Path | None, lang: Lang | None
) -> None:
    """A community's register: records in Git, checked, published."""
    context.obj = (root, cache_dir, lang or spoken())


def main() -> NoReturn:
    """Run a command; wrong usage is one line and exit 2, or what the command says."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    # What a command reads it keeps to its end, its own modules first: walking all that again and
    # again to look for rubbish takes longer than making it.
    gc.disable()
    try:
        code = cli.main(standalone_mode=False)
    except click.Abort:
        click.echo("已中断 / interrupted", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(max(wrong.exit_code, 2))
    leave(code if isinstance(code, int) else 0)


def leave(code: int) -> NoReturn:
    """End here and now: to give a register of thousands back piece by piece takes as long as to read it."""
    sys.stdout.flush()
    sys.stderr.flush()
    atexit._run_exitfuncs()  # noqa: SLF001 - what others wanted done at the end
    os._exit(code)
