"""One commit as Git holds it: who, when, from what, in which words, under which signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property

SIGNATURES = frozenset(("gpgsig", "gpgsig-sha256"))


@dataclass(frozen=True, slots=True)
class Ident:
    """A name and an address as somebody wrote them, and when: anybody can write anything here."""

    name: str
    email: str
    time: datetime


@dataclass(frozen=True)
class Commit:
    """A commit; `message` is as written, `content` the object's bytes, which its signature is over."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Ident
    committer: Ident
    message: str
    content: bytes

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.strip().partition("\n")[0]

    @cached_property
    def signature(self) -> bytes:
        """The armoured signature; empty where there is none."""
        return b"\n".join(value for name, value in headers(self.content) if name in SIGNATURES)

    @cached_property
    def signed(self) -> bytes:
        """The bytes that the signature is over: the object without its signature headers."""
        head, gap, body = self.content.partition(b"\n\n")
        kept: list[bytes] = []
        inside = False
        for line in head.split(b"\n"):
            name = line.split(b" ", 1)[0].decode("utf-8", "replace")
            inside = (line[:1] == b" " and inside) or name in SIGNATURES
            if not inside:
                kept.append(line)
        return b"\n".join(kept) + gap + body


def headers(content: bytes) -> list[tuple[str, bytes]]:
    """Return the headers of a commit object in order, continued lines joined."""
    found: list[tuple[str, bytes]] = []
    for line in content.partition(b"\n\n")[0].split(b"\n"):
        if line[:1] == b" " and found:
            name, value = found[-1]
            found[-1] = name, value + b"\n" + line[1:]
        else:
            key, _, value = line.partition(b" ")
            found.append((key.decode("utf-8", "replace"), value))
    return found


def parsed(commit_id: str, content: bytes) -> Commit:
    """Read a commit object; ValueError where it is none."""
    told = headers(content)
    # Where a header stands twice, Git goes by the first.
    single = dict(reversed(told))
    return Commit(
        commit_id,
        single["tree"].decode(),
        tuple(value.decode() for name, value in told if name == "parent"),
        ident(single["author"]),
        ident(single["committer"]),
        words(content.partition(b"\n\n")[2], single.get("encoding", b"utf-8")),
        content,
    )


def words(message: bytes, encoding: bytes) -> str:
    """Decode a message by the encoding that its commit names, as far as it is one."""
    try:
        return message.decode(encoding.decode(), "replace")
    except LookupError:
        return message.decode("utf-8", "replace")


def ident(line: bytes) -> Ident:
    """Read `name <address> seconds +hhmm`; a time that is none becomes the first of all."""
    text = line.decode("utf-8", "replace")
    before, _, after = text.rpartition("> ")
    name, _, email = before.rpartition("<")
    return Ident(name.strip(), email.strip(), moment(after))


def moment(told: str) -> datetime:
    """Read Git's `seconds +hhmm`."""
    seconds, _, zone = told.partition(" ")
    try:
        return datetime.fromtimestamp(int(seconds), shift(zone))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def shift(zone: str) -> timezone:
    """Read Git's `+hhmm`; one that no clock has is none."""
    try:
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        return timezone(timedelta(minutes=-minutes if zone[:1] == "-" else minutes))
    except ValueError:
        return UTC
