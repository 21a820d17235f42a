"""Verify a site at its address: what is compared, and what no host can make the reader do."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chronicle import Chronicle
from click.testing import CliRunner

from govgen import fetched
from govgen.cli import cli

FILES = {"index.html": b"<p>new", "data/v1/issues.json": b"[]", "en/a b.html": b"<p>A"}
Answer = Callable[[BaseHTTPRequestHandler], bool]
"""What a host does with a request of its own; false leaves it to the folder."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Chronicle:
    return Chronicle(tmp_path_factory.mktemp("register") / "repo")


@pytest.fixture
def site(made: Chronicle, tmp_path: Path) -> Path:
    """A site of a few files, as it was built."""
    folder = tmp_path / "site"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    listed = {
        name: hashlib.sha256(it).hexdigest() for name, it in {**FILES, ".nojekyll": b""}.items()
    }
    told = {"commit": made.tip, "as_of": "2026-01-01", "govgen": "0", "files": listed}
    (folder / "provenance.json").write_text(json.dumps(told))
    return folder


@contextmanager
def hosted(folder: Path, answer: Answer = lambda _: False) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; yield its address, and what is asked of it."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *more: object) -> None:
            super().__init__(*more, directory=str(folder))

        def do_GET(self) -> None:
            asked.append(self.path)
            if not answer(self):
                super().do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def verified(made: Chronicle, address: str) -> tuple[int, list[dict[str, object]]]:
    """Verify with a site; return the exit code and the findings.

    One that equals its manifest comes to its end as AGREES: no govgen of that version is here.
    """
    words = ("-C", str(made.root), "--lang", "en", "verify", "--format", "json", "--site", address)
    done = CliRunner().invoke(cli, words)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, json.loads(done.stdout)["findings"]


AGREES = (2, ["site-not-rebuilt"])


def verdict(made: Chronicle, address: str) -> tuple[int, list[object]]:
    code, found = verified(made, address)
    return code, [it["code"] for it in found]


def why(made: Chronicle, address: str) -> str:
    """Verify with a site that cannot be read; return what is told."""
    code, (finding,) = verified(made, address)
    assert (code, finding["code"], finding["severity"]) == (2, "site-unreachable", "unprovable")
    return finding["message"]["en"]


def moving(to: str, path: str = "/index.html") -> Answer:
    """A host that answers a path with a redirect."""

    def answer(request: BaseHTTPRequestHandler) -> bool:
        if request.path != path:
            return False
        request.send_response(302)
        request.send_header("Location", to)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return True

    return answer


def answering(*parts: bytes, **headers: str) -> Answer:
    """A host that answers `/index.html` with some bytes under some headers."""

    def answer(request: BaseHTTPRequestHandler) -> bool:
        if request.path != "/index.html":
            return False
        request.send_response(200)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        for part in parts:
            request.wfile.write(part)
        request.close_connection = True
        return True

    return answer


def test_a_site_at_its_address_is_compared_file_by_file(made: Chronicle, site: Path):
    with hosted(site) as (address, asked):
        assert verdict(made, address) == AGREES
        assert asked[0] == "/provenance.json"
        assert set(asked) == {
            "/provenance.json", "/.nojekyll", "/index.html", "/data/v1/issues.json", "/en/a%20b.html",
        }  # fmt: skip
        (site / "index.html").write_bytes(b"<p>old")
        (site / "en/a b.html").unlink()
        code, found = verified(made, f"{address}/")
    assert code == 1
    assert [(it["code"], it["path"]) for it in found] == [
        ("site-altered", "en/a b.html"),
        ("site-altered", "index.html"),
    ]


def test_a_site_below_a_folder_of_its_host_is_found(made: Chronicle, site: Path):
    with hosted(site.parent) as (address, asked):
        assert verdict(made, f"{address}/site") == AGREES
    assert asked[0] == "/site/provenance.json"


def test_a_site_without_a_manifest_is_no_site_of_the_register(made: Chronicle, site: Path):
    (site / "provenance.json").unlink()
    with hosted(site) as (address, _):
        code, found = verified(made, address)
    assert (code, [it["code"] for it in found]) == (1, ["site-altered"])


def test_a_redirect_within_the_origin_is_followed(made: Chronicle, site: Path):
    (site / "moved").write_bytes(FILES["index.html"])
    with hosted(site, moving("/moved")) as (address, _):
        assert verdict(made, address) == AGREES


def test_a_redirect_to_another_host_is_not_followed(made: Chronicle, site: Path):
    with hosted(site) as (other, asked_there):
        for to in (f"{other}/index.html", f"//{other.removeprefix('http://')}/index.html"):
            with hosted(site, moving(to)) as (address, _):
                assert why(made, address) == (
                    "/index.html cannot be read: redirects elsewhere; not followed"
                )
    assert asked_there == []


@pytest.mark.parametrize(
    "to", ["file:///etc/hostname", "https://127.0.0.1/", "ftp://a/", "http://[", ""]
)
def test_a_redirect_to_another_scheme_or_nowhere_is_not_followed(
    made: Chronicle, site: Path, to: str
):
    with hosted(site, moving(to)) as (address, _):
        assert "redirects" in why(made, address)


def test_redirects_end(made: Chronicle, site: Path):
    with hosted(site, moving("/index.html")) as (address, asked):
        assert why(made, address).endswith("redirects without end")
    assert asked.count("/index.html") == fetched.HOPS + 1


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "5000"}])
def test_an_oversize_answer_is_read_no_further(made: Chronicle, site: Path, headers, monkeypatch):
    monkeypatch.setattr(fetched, "LARGEST", 1000)
    with hosted(site, answering(b"x" * 5000, **headers)) as (address, _):
        assert why(made, address) == "/index.html cannot be read: the answer is too large"


def test_all_answers_together_have_a_bound(made: Chronicle, site: Path, monkeypatch):
    most = (site / "provenance.json").stat().st_size + len(FILES["index.html"])
    monkeypatch.setattr(fetched, "WHOLE", most)
    with hosted(site) as (address, _):
        assert why(made, address).endswith("the answer is too large")


def test_an_answer_that_is_cut_short_or_compressed_proves_nothing(made: Chronicle, site: Path):
    with hosted(site, answering(b"<p>", Content_Length="6")) as (address, _):
        assert why(made, address).endswith("it was cut short")
    with hosted(site, answering(b"", Content_Encoding="gzip")) as (address, _):
        assert why(made, address).endswith("the answer is compressed")


def test_a_host_that_is_silent_or_slow_is_left(made: Chronicle, site: Path, monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(fetched, "SILENCE", 0.2)
    with hosted(site, lambda _: done.wait(10)) as (address, _):
        assert "no answer in time" in why(made, address)
        done.set()
    monkeypatch.setattr(fetched, "LONGEST", 0.0)
    with hosted(site) as (address, _):
        assert why(made, address).endswith("it is too slow")


def test_a_host_that_fails_or_is_not_there_proves_nothing(made: Chronicle, site: Path):
    def failing(request: BaseHTTPRequestHandler) -> bool:
        request.send_error(503)
        return True

    with hosted(site, failing) as (address, _):
        assert why(made, address) == "/provenance.json cannot be read: the answer is 503"
    assert "/provenance.json cannot be read: it cannot be reached" in why(made, address)


def test_a_name_that_leaves_the_site_is_not_asked_for(made: Chronicle, site: Path):
    told = json.loads((site / "provenance.json").read_bytes())
    told["files"] = {"../secret": "0", "//other.example/x": "0"}
    (site / "provenance.json").write_text(json.dumps(told))
    with hosted(site) as (address, asked):
        code, found = verified(made, address)
    assert (code, [it["path"] for it in found]) == (1, ["../secret", "//other.example/x"])
    assert asked == ["/provenance.json"]


@pytest.mark.parametrize(
    "address",
    ["file:///etc", "FILE:/etc", "ftp://a.example/", "http:", "https:///x", "http://a:b@c/",
     "http://a/?b", "http://a:port/", "http://a..b/", "data:text/plain,x"],
)  # fmt: skip
def test_no_other_scheme_is_opened(made: Chronicle, address: str):
    done = CliRunner().invoke(
        cli, ["-C", str(made.root), "--lang", "en", "verify", "--site", address]
    )
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"a site's address is http:// or https:// with a host and a path, not `{address}`\n"
    )
