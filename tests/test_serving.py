"""`govgen serve` goes on whatever a change brings; work beside it leaves nothing behind."""

import subprocess
import sys

import pytest

from govgen.problem import GovgenError
from govgen.serving import bound

FAILS = """
from govgen.aside import aside
from govgen.problem import GovgenError

def work():
    {fault}

try:
    aside(work)()
except GovgenError as fault:
    print(fault.words["en"])
"""
LEAVES = """
from govgen.aside import aside

def inner():
    return "x" * 10_000_000

def outer():
    aside(inner)
    return "x" * 10_000_000

aside(outer)
raise SystemExit("the engine failed")
"""
INTERRUPTED = """
import os, signal, time
from govgen.aside import aside

other = aside(lambda: time.sleep(0.5) or 7)
time.sleep(0.2)
os.kill(other.process.pid, signal.SIGINT)
print(other())
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("raise GovgenError('找不到', 'not found')", "not found"),
        ("[][1]", "a process failed: IndexError: list index out of range"),
    ],
)
def test_a_fault_crosses_over_in_one_line(fault, said):
    done = run(FAILS.format(fault=fault))
    assert (done.stdout.strip(), done.stderr) == (said, "")


def test_a_result_that_nobody_takes_keeps_nobody_waiting():
    done = run(LEAVES)
    assert (done.returncode, done.stderr.strip()) == (1, "the engine failed")


def test_an_interrupt_is_for_the_one_who_waits():
    done = run(INTERRUPTED)
    assert (done.stdout.strip(), done.stderr) == ("7", "")


def test_a_port_in_use_is_said_before_anything_is_built(tmp_path):
    with bound(tmp_path, 0) as server, pytest.raises(GovgenError, match="name another with --port"):
        bound(tmp_path, server.server_port)


def test_a_fault_while_building_again_is_said_and_serving_goes_on(tmp_path, monkeypatch, capsys):
    from govgen.cache import Cache
    from govgen.commands import publish
    from govgen.commands.place import Place

    def fails(*_: object, **__: object) -> bool:
        raise GovgenError("页面有错", "a page is faulty")

    monkeypatch.setattr(publish, "publish", fails)
    where = Place(tmp_path, Cache(tmp_path), tmp_path, "en")
    publish.again(where, tmp_path / "site", "2026-03-05")
    assert capsys.readouterr().err == "a page is faulty\n"
