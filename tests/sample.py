"""The sample community of `records/`, copied and built for tests, with every day and commit fixed."""

import fcntl
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import command
import overlay

from govgen.cache import folder as cache_folder

REPOSITORY = Path(__file__).parents[1]
AS_OF = "2026-11-20"
"""The day on which every test looks at the sample."""
IDENTITY = {
    "GIT_AUTHOR_NAME": "Clerk",
    "GIT_AUTHOR_EMAIL": "clerk@community.example",
    "GIT_AUTHOR_DATE": "2026-11-19T09:00:00+08:00",
    "GIT_COMMITTER_NAME": "Clerk",
    "GIT_COMMITTER_EMAIL": "clerk@community.example",
    "GIT_COMMITTER_DATE": "2026-11-19T09:00:00+08:00",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
HERE = {"TZ": "America/New_York", "PYTHONHASHSEED": "1"}
SHARED: dict[str, Path] = {}
"""Folders of the session: `engine` keeps what MkDocs makes for a site's name, menus and written pages."""
SOURCES = ("records", "site_src", "mkdocs.yml")


def copied(target: Path, source: Path = REPOSITORY) -> Path:
    """Copy what a site is made from into the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        found = source / name
        if found.is_dir():
            shutil.copytree(found, target / name)
        elif found.exists():
            shutil.copyfile(found, target / name)
    return target


def committed(target: Path) -> Path:
    """Make `target` a repository of one commit, the same each time for the same files."""
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        ("commit", "--quiet", "--no-gpg-sign", "--message", "Register of the sample community"),
    ):
        git(target, *words)
    return target


def git(root: Path, *command: str) -> str:
    """Run git in `root` as a fixed person on a fixed day; return what it prints."""
    done = subprocess.run(
        ("git", "-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false", *command),
        cwd=root,
        env={**os.environ, **IDENTITY},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def govgen(root: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with a cache beside `root` unless one is named.

    In that cache the theme's shells, which take longer than the pages of a small register, are
    those of the whole session.
    """
    if "--cache-dir" in words:
        return command.govgen("-C", root, *words, **environment)
    cache = root.parent / "cache"
    own = cache_folder(root, cache)
    if "engine" in SHARED and not own.exists():
        own.mkdir(parents=True)
        (own / "engine").symlink_to(SHARED["engine"])
    return command.govgen("-C", root, "--cache-dir", cache, *words, **environment)


def build(root: Path, site: Path, *options: str, **environment: str) -> Path:
    """Build the site of `root` into `site`; what went wrong fails the test."""
    done = govgen(root, "build", "--as-of", AS_OF, "--site-dir", str(site), *options, **environment)
    assert done.returncode == 0, done.stderr
    return site


def shared_by_all(base: Path) -> Path:
    """Return the folder of the session where `base` may be that of one of its processes."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def once(base: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Let `make` fill a folder of that name, once for all processes of a session; return it.

    `base` is the folder of the session, or of one of its processes below that; nobody writes into
    what is shared.
    """
    shared = shared_by_all(base)
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def built(base: Path) -> Path:
    """The site of the sample, built once a session by one process in `HERE`; its register lies beside it."""

    def make(folder: Path) -> None:
        build(committed(copied(folder / "register")), folder / "site", "--jobs", "1", **HERE)

    return once(base, "sample", make) / "site"


def base(target: Path) -> Path:
    """The small register of the cases as a repository of one commit."""
    copied(target)
    shutil.rmtree(target / "records")
    return committed(overlay.register_of(None, target))


class Host(SimpleHTTPRequestHandler):
    """Serves a folder as a host of pages does, at addresses `below` a path: a wrong one gets the site's own page."""

    def __init__(self, *given: object, below: str = "", **named: object) -> None:
        self.below = below
        super().__init__(*given, **named)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(f"{self.below}/")
        return super().translate_path(path.removeprefix(self.below) if inside else "/elsewhere")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class Server(ThreadingHTTPServer):
    """Takes all the connections that a browser opens at once, on a busy machine too."""

    request_queue_size = 64
    daemon_threads = True


@contextmanager
def serving(site: Path, below: str = "") -> Iterator[str]:
    """Serve the folder `site` on this machine alone; the value is its address, without a slash."""
    server = Server(("127.0.0.1", 0), partial(Host, directory=str(site), below=below))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
