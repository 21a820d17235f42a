"""The command in a process of its own, forked from one that has read all of govgen before.

To read its modules takes longer than most commands take on a small register. What Python itself
reads from the environment, such as the seed of its hashes, takes a process from nothing.
"""

import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import govgen as package
from govgen import cli

FROM_NOTHING = ("LC_", "PYTHON")


def govgen(
    *words: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command with `environment` added to that of the tests; say its exit code and what it printed."""
    arguments = [str(word) for word in words]
    told = {**os.environ, **environment}
    if any(name.startswith(FROM_NOTHING) for name in environment):
        line = (sys.executable, "-m", "govgen", *arguments)
        return subprocess.run(line, env=told, cwd=cwd, capture_output=True, text=True, check=False)
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("out", "err")]
        place = cwd or Path.cwd()
        child = forks().Process(target=run, args=(arguments, told, place, streams))
        child.start()
        child.join()
        out, err = (path.read_bytes().decode() for path in streams)
    assert child.exitcode is not None
    return subprocess.CompletedProcess(arguments, child.exitcode, out, err)


@cache
def forks() -> ForkServerContext:
    """Return what forks, told to read every module but the one that runs the command at once."""
    context = get_context("forkserver")
    found = pkgutil.walk_packages(package.__path__, "govgen.")
    context.set_forkserver_preload([it.name for it in found if not it.name.endswith("__main__")])
    return context


def run(
    arguments: list[str], environment: Mapping[str, str], cwd: Path, streams: list[Path]
) -> None:
    """Be the command: its words, its surroundings, and files for what it prints."""
    for number, path in enumerate(streams, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(cwd)
    sys.argv[:] = ["govgen", *arguments]
    cli.main()
