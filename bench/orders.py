"""Measure the import of a hotline's requests against a bare rewriting of the table, then their site.

    python bench/orders.py [REQUESTS.csv [--import-only]]

The table is the open data of Los Angeles' 311 hotline, by default ../shared/real/requests-la311.csv,
and comes in by the map that ships with govgen. The bare rewriting reads the table with the csv module
and writes each row with PyYAML's CSafeDumper into a file of its own. MkDocs Material gets the text of
the very pages that govgen built, in both languages; neither makes a search. Then each order is there
five times, and all measures of fifty thousand are held against their cold check.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from run import DAY, ROOT, Measured, Scene, bare, least, material, texts, timed

TABLE = ROOT.parent / "shared/real/requests-la311.csv"
REWRITE = """
import csv, pathlib, sys, yaml
folder = pathlib.Path(sys.argv[2])
folder.mkdir()
with open(sys.argv[1], encoding="utf-8-sig", newline="") as table:
    for number, row in enumerate(csv.DictReader(table)):
        text = yaml.dump(row, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (folder / f"{number}.yml").write_text(text, "utf-8")
"""
MEASURES = """
import gc, sys, time
gc.disable()  # as in every govgen command
from datetime import date
from pathlib import Path
from govgen.approved import NO_GIT
from govgen.cache import Cache
from govgen.load import load
from govgen.yearbook import yearbook
register = load(Path(sys.argv[1]), date.fromisoformat(sys.argv[3]), Cache(Path(sys.argv[2]))).register
begun = time.perf_counter()
yearbook(register, NO_GIT)
print(time.perf_counter() - begun)
"""
COPIES = 5
Row = tuple[str, float, float, float]


def empty(scene: Scene) -> Path:
    """Return a new register on the clocks of Los Angeles, in a turn of its own."""
    scene.forget()
    root = scene.base / f"register-{scene.turn}"
    zone = ("--timezone", "America/Los_Angeles", "--since", "2020-01-01")
    timed([sys.executable, "-m", "govgen", "init", str(root), *zone])
    return root


def imported(scene: Scene, root: Path, table: Path) -> Measured:
    """Import the table by the map that ships with govgen."""
    cache = ("--cache-dir", str(scene.cache))
    command = [sys.executable, "-m", "govgen", "-C", str(root), *cache, "import", "orders"]
    return timed([*command, str(table), "--map", "la311"])


def rewritten(scene: Scene, table: Path) -> Measured:
    """Rewrite the table as YAML, and do nothing else."""
    bare = scene.base / f"bare-{scene.turn}"
    return timed([sys.executable, "-c", REWRITE, str(table), str(bare)])


def intake(scene: Scene, table: Path) -> tuple[Path, Row]:
    """Compare the import with the bare rewriting; return the imported register too."""
    roots: list[Path] = []
    theirs = least(lambda: rewritten(scene, table), scene.forget)
    ours = least(lambda: imported(scene, roots[-1], table), lambda: roots.append(empty(scene)))
    return roots[-1], ("import / csv and CSafeDumper", ours.seconds, theirs.seconds, 2)


def site(scene: Scene, root: Path) -> list[Row]:
    """Compare the check and the build in two languages with what they must do at the least."""
    parse = least(lambda: bare(root))
    check = least(lambda: scene.govgen(root, "check"), scene.forget)
    build = least(lambda: scene.build(root), scene.forget)
    made = scene.site(root)
    pages = [*texts(made), *((f"en/{address}", text) for address, text in texts(made / "en"))]
    theirs = material(scene.base, pages)
    return [
        ("cold check / bare CSafeLoader", check.seconds, parse.seconds, 2),
        (
            f"cold build, {len(pages):,} pages / MkDocs Material",
            build.seconds,
            theirs.seconds,
            0.25,
        ),
    ]


def multiplied(root: Path) -> None:
    """Let each order stand five times, under ids and origins of its own."""
    for path in sorted((root / "records/orders").glob("*/*.yml")):
        text = path.read_text("utf-8")
        stem, number = path.stem.rsplit("-", 1)
        for copy in range(1, COPIES):
            name = f"{stem}-{int(number) + copy * 20_000}"
            other = text.replace(path.stem, name, 1).replace("\n  id: ", f"\n  id: {copy}-", 1)
            path.with_name(f"{name}.yml").write_text(other, "utf-8")


def measures(scene: Scene, root: Path) -> Row:
    """Hold the measures of five times as many orders against their cold check."""
    multiplied(root)
    check = least(lambda: scene.govgen(root, "check"), scene.forget)
    command = [sys.executable, "-c", MEASURES, str(root), str(scene.cache), DAY]
    told = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            for _ in range(2)]  # fmt: skip
    count = sum(1 for _ in (root / "records/orders").glob("*/*.yml"))
    return (f"measures of {count:,} orders / cold check", min(told), check.seconds, 0.2)


def main(table: Path, *, import_only: bool) -> None:
    """Run everything and print the table."""
    if not table.is_file():
        print(f"orders not measured: {table} is not there; name the table of requests")
        return
    with tempfile.TemporaryDirectory(prefix="govgen-bench-") as name:
        scene = Scene(Path(name))
        root, row = intake(scene, table)
        rows = [row, *([] if import_only else [*site(scene, root), measures(scene, root)])]
    for words, ours, other, most in rows:
        print(f"{words:50} {ours:8.2f} / {other:7.2f} = {ours / other:6.2f}   at most {most}")


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(named[0]) if named else TABLE, import_only="--import-only" in sys.argv)
