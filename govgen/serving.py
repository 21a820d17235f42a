"""A small server for the desk: build, watch, build again, reload the browser.

The site stays as it is published: the script that reloads lies at an address of its own and is
added to pages as they are sent, so that the Content-Security-Policy holds.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from govgen import hindrance
from govgen.problem import GovgenError

WATCHED = ("records", "site_src", "mkdocs.yml")
SCRIPT_PATH = "/~reload.js"
WAIT_PATH = "/~reload"
SCRIPT = "fetch('/~reload').then(function (answer) { if (answer.status === 200) { location.reload(); } });\n"
PATIENCE = 25.0
"""Seconds a browser waits for a change before it asks again."""
QUIET = 0.2
"""Seconds without a further change before a build starts."""


class Changes(FileSystemEventHandler):
    """Counts builds; whoever waits is woken by the next one."""

    def __init__(self) -> None:
        """Start without a change."""
        self.touched = threading.Event()
        self.built = threading.Condition()
        self.count = 0

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that a file changed; reading one is no change."""
        if event.event_type in ("created", "deleted", "modified", "moved"):
            self.touched.set()

    def done(self) -> None:
        """Wake everybody who waits for a build."""
        with self.built:
            self.count += 1
            self.built.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the next build; tell whether it came in time."""
        with self.built:
            before = self.count
            return self.built.wait_for(lambda: self.count != before, seconds)


class Handler(SimpleHTTPRequestHandler):
    """Serves the site's files, the reload script and its long poll."""

    def __init__(self, *args: object, changes: Changes, **options: object) -> None:
        """Serve on behalf of `changes`."""
        self.changes = changes
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == WAIT_PATH:
            changed = self.changes.wait(PATIENCE)
            self.send_response(HTTPStatus.OK if changed else HTTPStatus.NO_CONTENT)
            self.end_headers()
        elif self.path == SCRIPT_PATH:
            self.answer(SCRIPT.encode(), "text/javascript")
        elif (page := self.page()) is not None:
            tag = f'<script src="{SCRIPT_PATH}" defer></script></body>'
            self.answer(
                page.read_bytes().replace(b"</body>", tag.encode()), "text/html; charset=utf-8"
            )
        else:
            super().do_GET()

    def page(self) -> Path | None:
        """Return the HTML file a request is for."""
        found = Path(self.translate_path(self.path))
        if found.is_dir() and self.path.partition("?")[0].endswith("/"):
            found /= "index.html"
        return found if found.suffix == ".html" and found.is_file() else None

    def answer(self, content: bytes, kind: str) -> None:
        """Send `content`."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay quiet; builds are what the desk wants to hear of."""


class Server(ThreadingHTTPServer):
    """Serves one site on this machine alone."""

    daemon_threads = True

    def __init__(self, site: Path, port: int) -> None:
        """Take the port; OSError where it is not free."""
        self.changes = Changes()
        answer = functools.partial(Handler, changes=self.changes, directory=str(site))
        super().__init__(("127.0.0.1", port), answer)


def bound(site: Path, port: int) -> Server:
    """Take the port for `site`; GovgenError where it is not to be had."""
    try:
        return Server(site, port)
    except OSError as fault:
        why = hindrance.fact(fault)
        raise GovgenError(
            f"端口 {port} 用不了（{why.zh}）；用 --port 换一个",
            f"port {port} is not to be had ({why.en}); name another with --port",
        ) from fault


def serve(server: Server, root: Path, build: Callable[[], None]) -> None:
    """Serve until interrupted; call `build` after every change below `root`."""
    changes = server.changes
    threading.Thread(target=server.serve_forever, daemon=True).start()
    observer = Observer()
    for name in WATCHED:
        if (root / name).exists():
            observer.schedule(changes, str(root / name), recursive=True)
    observer.start()
    try:
        while True:
            changes.touched.wait()
            settle(changes)
            build()
            changes.done()
    except KeyboardInterrupt:
        return
    finally:
        observer.stop()
        server.shutdown()


def settle(changes: Changes) -> None:
    """Wait until files have been quiet for a moment."""
    while changes.touched.is_set():
        changes.touched.clear()
        time.sleep(QUIET)
