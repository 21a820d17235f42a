"""What breaks RFC 4287 in a feed: its grammar of appendix B, and the prose that no grammar can say."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lxml import etree

NAMES = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
GRAMMAR = etree.RelaxNG(file=str(Path(__file__).with_name("atom-rfc4287.rng")))
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([^\s<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})+")
ALTERNATE = "a:link[not(@rel) or @rel='alternate']"
UNSAFE = "//h:script | //h:style | //h:iframe | //h:object | //h:form | //h:*[@style or @*[starts-with(name(), 'on')]]"


def faults(feed: bytes, address: str) -> list[str]:
    """Return what is wrong with the feed that is served at `address`, which says so of itself."""
    top = etree.fromstring(feed)
    if not GRAMMAR.validate(top):
        return [f"line {it.line}: {it.message}" for it in GRAMMAR.error_log]
    return list(prose(top, address))


def prose(top: etree._Element, address: str) -> Iterator[str]:
    """Yield what breaks a sentence of the RFC, or one that feed validators check besides."""

    def at(path: str, part: etree._Element = top) -> list:
        return part.xpath(path, namespaces=NAMES)

    if at("not(/a:feed/@xml:lang)"):
        yield "no language"
    if at("not(a:author) and (not(a:entry) or a:entry[not(a:author)])"):
        yield "an entry without author"
    if at("a:link[@rel='self']/@href") != [address]:
        yield "its own address"
    for part in (top, *at("a:entry")):
        kinds = [(it.get("type"), it.get("hreflang")) for it in at(ALTERNATE, part)]
        yield from (f"alternate twice: {it}" for it in kinds if kinds.count(it) > 1)
        if not kinds and not at("a:content", part):
            yield "neither content nor alternate"
        published, updated = at("string(a:published)", part), at("string(a:updated)", part)
        yield from (f"no instant: {it}" for it in (published, updated) if it and not instant(it))
        if published and datetime.fromisoformat(published) > datetime.fromisoformat(updated):
            yield "updated before it was published"
    ids = Counter(at("//a:id/text()"))
    yield from (f"id twice: {it}" for it, count in ids.items() if count > 1)
    addresses = (*ids, *at("//a:link/@href | //h:*/@href | //h:*/@src"))
    yield from (f"no IRI: {it}" for it in addresses if not IRI.fullmatch(it))
    yield from (
        f"blank {it.tag}" for it in at("//a:title | //a:name") if not (it.text or "").strip()
    )
    yield from (f"unsafe {it.tag}" for it in at(UNSAFE))


def instant(text: str) -> bool:
    """Whether a text is an instant as RFC 3339 has it; the grammar saw to its days and hours."""
    return bool(INSTANT.fullmatch(text))
