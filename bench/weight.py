"""How much travels to a phone: a record's page, its first visit, and a search until its first result.

    python bench/weight.py SITE [TERM]

`SITE` is a site that was built; it is served from here, compressed as every host does it, and read
by Chromium with an empty cache. Every figure is what came over the wire, in KB of 1,000 bytes;
the page without its text keeps its markup and addresses.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NothingCame

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import browser

KINDS = ("issues", "meetings", "decisions", "projects", "evaluations", "orders", "funds", "places")
TEXT = re.compile(r"(?<=>)[^<]+(?=<)")
SHUT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
FIRST = ".gg-results li"


class Zipped(SimpleHTTPRequestHandler):
    """Serves files, compressed where the browser takes it."""

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        """Send one file's head; return its bytes."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = path.read_bytes()
        packed = path.suffix not in (".png", ".webp", ".jpg", ".woff2")
        body = gzip.compress(body, 6) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Visit:
    """One visit with an empty cache; `bytes` counts what came over the wire."""

    def __init__(self, chromium: Browser) -> None:
        """Open a page."""
        self.page = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
        self.bytes = 0
        link = self.page.context.new_cdp_session(self.page)
        link.send("Network.enable")
        link.on("Network.loadingFinished", self.count)

    def count(self, told: dict[str, float]) -> None:
        """Add what one request brought."""
        self.bytes += int(told["encodedDataLength"])


def heaviest(site: Path) -> dict[str, Path]:
    """Return the largest page of each kind that has records, by kind."""
    found = {kind: list((site / kind).glob("[A-Z][A-Z][A-Z]-*/index.html")) for kind in KINDS}
    return {
        kind: max(pages, key=lambda it: it.stat().st_size) for kind, pages in found.items() if pages
    }


def bare(page: Path) -> int:
    """Return the bytes of a page's markup, compressed, without the text between its tags."""
    html = page.read_text("utf-8")
    shut = [it[0] for it in SHUT.finditer(html)]
    return len(gzip.compress((TEXT.sub("", SHUT.sub("", html)) + "".join(shut)).encode(), 6))


def main(site: Path, term: str) -> None:
    """Print the table."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *given: Zipped(*given, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find(), args=browser.LAUNCH_ARGS
        )
        for kind, page in heaviest(site).items():
            visit = Visit(chromium)
            visit.page.goto(f"{root}/{page.parent.relative_to(site)}/", wait_until="networkidle")
            print(
                f"{kind:12} {page.parent.name:24} without its text {bare(page) / 1000:6.1f} (at most 12)"
                f"   first visit {visit.bytes / 1000:6.1f} (at most 250)"
            )
        visit = Visit(chromium)
        visit.page.goto(f"{root}/search/", wait_until="networkidle")
        before = visit.bytes
        visit.page.goto(f"{root}/search/?q={quote(term)}")
        try:
            visit.page.locator(FIRST).first.wait_for()
        except NothingCame as fault:
            raise SystemExit(f"nothing is found for {term}: name another word") from fault
        print(
            f"search for {term}: {(visit.bytes - before) / 1000:.1f} before the first result, "
            f"{visit.bytes / 1000:.1f} with page and theme (at most 250)"
        )
        chromium.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), sys.argv[2] if len(sys.argv) > 2 else "电梯")
