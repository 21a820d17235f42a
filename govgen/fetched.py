"""A site read from its host over HTTP or HTTPS: the manifest, then each file that it lists.

A host is not believed: how much it answers, how long that takes and where it points to have bounds,
and nothing is asked of any other origin. What else the host may serve, beside what the manifest
lists, cannot be seen this way.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
)
from socket import gaierror
from ssl import SSLCertVerificationError, SSLError
from urllib.parse import quote, urljoin, urlsplit

from govgen import hindrance
from govgen.folder import MANIFEST
from govgen.problem import GovgenError
from govgen.shown import Shown, manifest
from govgen.words import Words

CONNECTIONS: Mapping[str, type[HTTPConnection]] = {"http": HTTPConnection, "https": HTTPSConnection}
PORTS = {"http": 80, "https": 443}
MOVED = frozenset((301, 302, 303, 307, 308))
GONE = frozenset((404, 410))
HOPS = 5
"""Redirects that are followed for one file."""
LARGEST = 64_000_000
"""Bytes of one answer."""
WHOLE = 4_000_000_000
"""Bytes of all."""
MOST = 500_000
"""Files of a manifest."""
SILENCE = 20.0
"""Seconds without a byte."""
LONGEST = 300.0
"""Seconds for one file."""
SWITCH = ".nojekyll"
"""An empty file that tells the host something; many keep it to themselves."""


class Unreached(GovgenError):
    """The site could not be read."""


@dataclass(frozen=True)
class Address:
    """Where a site is published; `path` begins and ends with a slash."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What a redirect must not leave."""
        return self.scheme, self.host, self.port


def address(told: str) -> Address:
    """Read a site's address; ValueError where it is none of HTTP or HTTPS, or says more than where."""
    found = urlsplit(told)
    if found.query or found.fragment or "@" in found.netloc:
        raise ValueError(told)
    return Address(*origin(told), quote(found.path.rstrip("/"), safe="/%") + "/")


def origin(told: str) -> tuple[str, str, int]:
    """Return scheme, host and port; ValueError where it is none of HTTP or HTTPS, or no host can be called so."""
    found = urlsplit(told)
    if found.scheme not in PORTS or not found.hostname:
        raise ValueError(told)
    found.hostname.encode("idna")
    return found.scheme, found.hostname, found.port or PORTS[found.scheme]


def fetched(place: Address) -> Shown:
    """Read the site at `place`, as far as its manifest lists it; with `trouble` where that cannot be done."""
    host = Host(place)
    try:
        content = host.file(MANIFEST) or b""
        names = sorted(manifest(content).files)
        if len(names) > MOST:
            raise too_much(place.path)
        return Shown(content, dict(digests(host, names)))
    except Unreached as fault:
        return Shown(b"", {}, fault.words)
    finally:
        host.connection.close()


def digests(host: Host, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that the host has, with their digests."""
    for name in names:
        inside = not {"", ".", ".."} & set(name.split("/"))
        content = host.file(name) if inside else None
        if content is None and name == SWITCH:
            content = b""
        if content is not None:
            yield name, hashlib.sha256(content).hexdigest()


class Host:
    """One connection to a site's host, kept from file to file."""

    def __init__(self, place: Address) -> None:
        """Ask nothing yet."""
        self.place = place
        self.left = WHOLE
        self.connection = CONNECTIONS[place.scheme](place.host, place.port, timeout=SILENCE)

    def file(self, name: str) -> bytes | None:
        """Return the file of that name; none where the host has none. Unreached where nobody can tell."""
        path = self.place.path + quote(name, safe="/")
        try:
            return self.followed(path)
        except (OSError, HTTPException) as fault:
            why = broken(fault)
            raise unreached(
                path, f"连不上（{why.zh}）", f"it cannot be reached ({why.en})"
            ) from fault

    def followed(self, path: str) -> bytes | None:
        """Return what stands at a path, or where the host moved it to within its own origin."""
        for _ in range(HOPS + 1):
            answer = self.asked(path)
            if answer.status == HTTPStatus.OK:
                return self.body(answer, path)
            # What else it says is not worth reading to its end.
            self.connection.close()
            if answer.status in GONE:
                return None
            if answer.status not in MOVED:
                status = answer.status
                raise unreached(path, f"回答的是 {status}", f"the answer is {status}")
            path = self.moved(path, answer.getheader("Location") or "")
        raise unreached(path, "转来转去没有尽头", "redirects without end")

    def asked(self, path: str) -> HTTPResponse:
        """Ask once; again where the host had closed the connection meanwhile."""
        try:
            return self.once(path)
        except ConnectionError:
            self.connection.close()
            return self.once(path)

    def once(self, path: str) -> HTTPResponse:
        """Ask for a path as it stands, not compressed."""
        self.connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        return self.connection.getresponse()

    def moved(self, path: str, location: str) -> str:
        """Return the path that a redirect points to; Unreached where that is elsewhere."""
        scheme, host, port = self.place.origin
        try:
            target = urljoin(f"{scheme}://{bracketed(host)}:{port}{path}", location)
            same = origin(target) == self.place.origin
        except ValueError:
            same = False
        if not same:
            raise unreached(path, "转到别处去了，没有跟去", "redirects elsewhere; not followed")
        found = urlsplit(target)
        return quote(found.path or "/", safe="/%") + (f"?{found.query}" if found.query else "")

    def body(self, answer: HTTPResponse, path: str) -> bytes:
        """Read an answer to its end, within bounds."""
        until = time.monotonic() + LONGEST
        if (answer.getheader("Content-Encoding") or "identity") != "identity":
            raise unreached(path, "回答的是压缩过的", "the answer is compressed")
        most = min(LARGEST, self.left)
        found = bytearray()
        while chunk := answer.read1(65536):
            found += chunk
            if len(found) > most:
                raise too_much(path)
            if time.monotonic() > until:
                raise unreached(path, "太慢", "it is too slow")
        if answer.length:
            raise unreached(path, "没有传完", "it was cut short")
        answer.close()
        self.left -= len(found)
        return bytes(found)


def broken(fault: OSError | HTTPException) -> Words:
    """Return what came between us and the host."""
    if isinstance(fault, SSLCertVerificationError):
        return Words("证书不可信", "its certificate is not to be trusted")
    if isinstance(fault, SSLError):
        return Words("加密连接建不起来", "no encrypted connection can be made")
    if isinstance(fault, gaierror):
        return Words("找不到这个主机", "no such host is known")
    if isinstance(fault, OSError):
        return hindrance.told(fault)
    return Words("回答的不是网页", "what answers is no web server")


def bracketed(host: str) -> str:
    """Return a host as an address has it."""
    return f"[{host}]" if ":" in host else host


def too_much(path: str) -> Unreached:
    """Say that an answer is larger than any file of a site."""
    return unreached(path, "回答太大", "the answer is too large")


def unreached(path: str, zh: str, en: str) -> Unreached:
    """Say that something at a path could not be read, and why."""
    return Unreached(f"读不了 {path}：{zh}", f"{path} cannot be read: {en}")
