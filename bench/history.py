"""Measure reading a history against the bare Git commands, and a site's receipts against no Git.

    python bench/history.py [COMMITS [RECORDS [MERGES]]]

COMMITS merges with a side commit each are read whole, then once more after one merge more. A register
of RECORDS records, of which MERGES were merged one by one, is built warm with its Git and without.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generate import Town
from run import Scene, least

from govgen.cache import Cache
from govgen.history import history
from govgen.objects import reading

BEGIN = 1_483_200_000
"""The first commit's time: 2017."""
CLERK = "Clerk <clerk@community.example>"
DIRECTOR = "Director <director@community.example>"
POLICY = """format: 1
rules:
  - {kinds: [policy, people], edit: true, means: approve, offices: [director]}
  - {kinds: "*", edit: true, to: "*", means: record, offices: [director]}
"""
PEOPLE = f"""format: 1
people:
  - id: PER-director
    title: {{zh: 居委会主任, en: Director}}
    org: ORG-committee
    standing: elected
    from: 2016-01-01
    roles: [director]
    emails_sha256: [{hashlib.sha256(b"director@community.example").hexdigest()}]
"""
Files = Iterable[tuple[str, str]]


class Scribe:
    """Writes commits of a new repository into `git fast-import`."""

    def __init__(self, root: Path) -> None:
        """Begin a repository at `root`."""
        root.mkdir(parents=True, exist_ok=True)
        subprocess.run(("git", "init", "--quiet", "--initial-branch", "main", root), check=True)
        self.git = ("git", "-C", str(root))
        self.number = 0
        self.main = ""
        self.begin()

    def begin(self) -> None:
        """Take more commits."""
        command = (*self.git, "fast-import", "--quiet")
        self.pipe = subprocess.Popen(command, stdin=subprocess.PIPE)

    def end(self) -> None:
        """Let Git write what was said."""
        self.pipe.communicate()
        if self.pipe.returncode:
            raise SystemExit("git fast-import failed")
        done = subprocess.run(
            (*self.git, "rev-parse", "main"), check=True, capture_output=True, text=True
        )
        self.main = done.stdout.strip()

    def commit(self, who: str, words: str, files: Files, *parents: str, branch: str) -> str:
        """Write one commit; return its mark."""
        self.number += 1
        told = words.encode()
        lines = [
            f"commit refs/heads/{branch}\nmark :{self.number}\n"
            f"committer {who} {BEGIN + 600 * self.number} +0800\ndata {len(told)}\n".encode(),
            told,
            *(
                f"\n{key} {one}".encode()
                for key, one in zip(("from", "merge"), parents, strict=False)
            ),
        ]
        for path, text in files:
            content = text.encode()
            lines += [f"\nM 100644 inline {path}\ndata {len(content)}\n".encode(), content]
        self.pipe.stdin.write(b"".join((*lines, b"\n")))  # type: ignore[union-attr]
        return f":{self.number}"

    def merge(self, path: str, text: str, onto: str) -> str:
        """Write a side commit of one file and the merge that brings it to `onto`; return the merge's mark."""
        side = self.commit(CLERK, f"Write {path}", [(path, text)], onto, branch="side")
        words = f"Merge branch 'side' ({self.number})"
        return self.commit(DIRECTOR, words, [(path, text)], onto, side, branch="main")


def chronicle(root: Path, commits: int) -> Scribe:
    """Return a repository of `commits` merges, each of which changes one of 2,000 records."""
    scribe = Scribe(root)
    files = dict(ruled(Town(2_000, 1).files()))
    tip = scribe.commit(DIRECTOR, "Begin", files.items(), branch="main")
    records = sorted(path for path in files if "/issues/" in path)
    for number in range(commits):
        path = records[number * 7 % len(records)]
        files[path] = files[path].replace("id: ", f"# {number}\nid: ", 1)[-4_000:]
        tip = scribe.merge(path, files[path], tip)
    scribe.end()
    return scribe


def ruled(files: Files) -> Iterator[tuple[str, str]]:
    """Yield the files of a register with a policy and somebody who may merge under it."""
    yield "records/policy.yml", POLICY
    for path, text in files:
        yield path, PEOPLE if path.endswith("people.yml") else text


def bare(root: Path, tip: str) -> None:
    """Run the Git commands that any reader of a history needs, and throw away what they say."""

    def git(*arguments: str, given: bytes = b"") -> bytes:
        command = ("git", "-C", str(root), *arguments)
        return subprocess.run(command, input=given, check=True, capture_output=True).stdout

    git("rev-list", "--first-parent", tip)
    graph = git("rev-list", "--parents", "--topo-order", tip).splitlines()
    pairs = b"\n".join(b" ".join(line.split()[:2]) for line in graph) + b"\n"
    git("cat-file", "--batch", "--buffer", given=b"\n".join(line.split()[0] for line in graph))
    git("diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--no-abbrev", "--no-renames", given=pairs)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def passes(base: Path, commits: int) -> list[tuple[str, float, float, float]]:
    """Measure a whole pass and a warm one over `commits` merges."""
    root = base / "chronicle"
    scribe = chronicle(root, commits)
    cache = Cache(base / "kept")

    def read() -> None:
        with reading(root) as objects:
            history(objects, scribe.main, cache)

    whole = seconds(read)
    git = seconds(lambda: bare(root, scribe.main))
    scribe.begin()
    scribe.merge("records/places/PLC-new.yml", "id: PLC-new\n", scribe.main)
    scribe.end()
    warm = seconds(read)
    return [
        (f"history of {commits:,} merges / bare Git commands", whole, git, 2.5),
        ("the same after one merge more / whole pass", warm, whole, 0.1),
    ]


def receipts(base: Path, records: int, merges: int) -> list[tuple[str, float, float, float]]:
    """Measure the warm build of a register with its merges, and without Git."""
    scene = Scene(base)
    root = scene.register(records, "zh")
    written = sorted((root / "records").rglob("*.yml"), key=lambda path: path.name)
    texts = ((path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in written)
    files = list(ruled(texts))
    scribe = Scribe(root)
    tip = scribe.commit(DIRECTOR, "Begin", files[:-merges], branch="main")
    for path, text in files[-merges:]:
        tip = scribe.merge(path, text, tip)
    scribe.end()
    subprocess.run((*scribe.git, "reset", "--quiet", "--hard", "main"), check=True)
    scene.build(root)
    told = least(lambda: scene.build(root)).seconds
    (root / ".git").rename(base / "put-away")
    scene.build(root)
    silent = least(lambda: scene.build(root)).seconds
    return [(f"warm build with {merges:,} merges / without Git", told, silent, 1.5)]


def main(commits: int = 30_000, records: int = 10_000, merges: int = 3_000) -> None:
    """Run everything and print the table."""
    with tempfile.TemporaryDirectory(prefix="govgen-bench-") as name:
        base = Path(name)
        rows = [*passes(base, commits), *receipts(base, records, merges)]
    for words, ours, other, most in rows:
        print(f"{words:50} {ours:8.2f} / {other:7.2f} = {ours / other:6.2f}   at most {most}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
