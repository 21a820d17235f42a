"""Evil files: each is refused with its line, in a process that may use little memory, and at once.

Small ones lie in `evil/`, with code and line in `expected.txt`; large ones are made here.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govgen.source import MAX_BYTES, read

EVIL = Path(__file__).parent / "evil"
MEMORY = 256 * 1024 * 1024
SECONDS = 0.1

HEAD = b"id: ISS-2026-0001\ntitle: a\n"
LARGE = {
    "brackets": (b"[" * 100_000, "yaml-limit", 1),
    "braces": (b"{a: " * 100_000, "yaml-limit", 1),
    "dashes": (b"- " * 100_000, "yaml-limit", 1),
    "question-marks": (b"? " * 100_000, "yaml-feature", 1),
    "stairs": (b"".join(b" " * n + b"a:\n" for n in range(1200)), "yaml-limit", 33),
    "too-large": (HEAD + b"summary: " + b"x" * MAX_BYTES, "yaml-limit", 1),
    "many-items": (HEAD + b"tags: [" + b"x," * 300_000 + b"x]\n", "yaml-limit", 1),
    "many-keys": (HEAD + b"".join(b"k%d: 1\n" % n for n in range(80_000)), "yaml-limit", 1),
    "flow-in-depth": (HEAD + b"tags: " + b"[a, " * 30 + b"a," * 400_000, "yaml-limit", 1),
    "commas": (b"{" + b"," * 50_000, "yaml-syntax", 1),
    "colons": (b"a" + b": " * 400_000, "yaml-syntax", 1),
    "quotes": (b'a: "' + b'\\"' * 400_000, "yaml-syntax", 1),
    "comment": (b"#" * 900_000, "yaml-syntax", 1),
    "anchors": (b"".join(b"k%d: &a%d 1\n" % (n, n) for n in range(30_000)), "yaml-feature", 1),
}

READ = """
import json, sys, time
from govgen.source import read
content = sys.stdin.buffer.read()
read("warm.yml", b"id: a\\n")
start = time.process_time()
document = read("evil.yml", content)
spent = time.process_time() - start
print(json.dumps([[(f.code, f.mark[0]) for f in document.faults], document.data, spent]))
"""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def refusals(content: bytes) -> tuple[list[tuple[str, int]], float]:
    """Codes and lines with which `content` is refused by a process of its own, and its seconds."""
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=content,
        capture_output=True,
        preexec_fn=limited,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr.decode()
    faults, data, spent = json.loads(done.stdout)
    assert faults
    assert data == {} or all(code == "invisible-character" for code, _ in faults)
    return [(code, line) for code, line in faults], spent


def listed() -> dict[str, tuple[str, int]]:
    found = {}
    for line in (EVIL / "expected.txt").read_text(encoding="utf-8").splitlines():
        place, code = line.split(" ")
        name, number = place.split(":")
        found[name] = (code, int(number))
    return found


def test_every_evil_file_is_listed():
    assert sorted(listed()) == sorted(path.name for path in EVIL.glob("*.yml"))


@pytest.mark.parametrize("name", sorted(listed()))
def test_an_evil_file_is_refused_at_its_line(name):
    found = read(name, (EVIL / name).read_bytes()).faults
    assert (found[0].code, found[0].mark[0]) == listed()[name]
    for fault in found:
        assert all((fault.message.zh, fault.message.en, fault.hint.zh, fault.hint.en))


def test_small_evil_files_are_refused_in_little_memory_at_once():
    for name in ("billion-laughs.yml", "merge-bomb.yml", "python-object.yml", "null-byte.yml"):
        found, spent = refusals((EVIL / name).read_bytes())
        assert found[0] == listed()[name]
        assert spent < SECONDS


@pytest.mark.parametrize("name", sorted(LARGE))
def test_a_large_evil_file_is_refused_in_little_memory_at_once(name):
    content, code, line = LARGE[name]
    found, spent = refusals(content)
    assert found == [(code, line)]
    assert spent < SECONDS


PLAIN: dict[str, tuple[str, Callable[[object], bool]]] = {
    "no": ("a: no", lambda value: value == "no"),
    "octal": ("a: 010", lambda value: value == "010"),
    "clock": ("a: 12:30:45", lambda value: value == "12:30:45"),
    "money": ("a: 1250.50", lambda value: value == "1250.50"),
    "day": ("a: 2026-03-05", lambda value: value == "2026-03-05"),
    "quoted null": ('a: "null"', lambda value: value == "null"),
    "rare name": ("a: 葛\U000e0101", lambda value: value == "葛\U000e0101"),
    "escaped line": ('a: "一\\n二"', lambda value: value == "一\n二"),
    "bracket text": ("a: 一[二]三", lambda value: value == "一[二]三"),
}


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_what_was_written_is_what_is_read(name):
    text, holds = PLAIN[name]
    document = read("plain.yml", text.encode())
    assert not document.faults
    assert holds(document.data["a"])


def test_a_key_without_a_value_is_left_out():
    assert read("plain.yml", b"a:\nb: x\n").data == {"b": "x"}


def test_a_place_is_found_for_every_route():
    document = read("plain.yml", b"a:\n  - b: 1\n  - {c: 2}\n")
    assert document.mark(("a", 1, "c")) == (3, 6)
    assert document.mark(("a", 1, "missing")) == (3, 5)
    assert document.mark(("nothing",)) == (1, 1)
