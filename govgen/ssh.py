"""SSH signatures: whose key is read from the signature itself, and ssh-keygen proves it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from govgen.people import Key
from govgen.signing import BAD, Made, printed, unable

PREAMBLE = b"SSHSIG\0\0\0\1"
HASHES = frozenset((b"sha256", b"sha512"))


@dataclass(frozen=True)
class Signers:
    """Keys, each by the bytes that a signature names it with; files are written in `folder`."""

    folder: Path
    keys: dict[bytes, Key]

    def made(self, name: str, data: bytes, payload: bytes) -> Made:
        """Prove the signature `data` over `payload`; its file is called after `name`."""
        public = public_of(data)
        if public is None:
            return BAD
        key = self.keys.get(public)
        if key is None:
            return Made(None, fingerprint(public), "unknown-key")
        told = self.told(name, data, payload, public)
        if told.startswith('Good "git" signature for holder '):
            return Made(key, fingerprint(public))
        if "Could not verify signature" in told:
            return BAD
        raise unable("ssh-keygen")

    def told(self, name: str, data: bytes, payload: bytes, public: bytes) -> str:
        """Return what ssh-keygen says of a signature by one key."""
        signature = self.folder / f"{name}.sig"
        allowed = self.folder / f"{name}.signer"
        signature.write_bytes(armoured(data))
        allowed.write_bytes(
            b'holder namespaces="git" %s %s\n' % (kind(public), base64.b64encode(public))
        )
        return printed(
            self.folder,
            ("ssh-keygen", "-Y", "verify", "-n", "git", "-I", "holder",
             "-f", str(allowed), "-s", str(signature)),
            payload,
        )  # fmt: skip


def signers(keys: Iterable[Key], folder: Path) -> Signers:
    """Gather the SSH keys among `keys`, of equal ones the first; a text that is no key is nobody's."""
    found: dict[bytes, Key] = {}
    for key in keys:
        public = public_key(key.public) if key.type == "ssh" else b""
        if public:
            found.setdefault(public, key)
    return Signers(folder, found)


def public_key(text: str) -> bytes:
    """Return the bytes of a key written as `type base64 comment`; empty where it is none."""
    name, _, rest = text.strip().partition(" ")
    try:
        public = base64.b64decode(rest.split()[0], validate=True)
        return public if kind(public) == name.encode() else b""
    except (ValueError, IndexError):
        return b""


def public_of(data: bytes) -> bytes | None:
    """Return the key that a signature names; none where it is not one for Git."""
    if not data.startswith(PREAMBLE):
        return None
    try:
        public, namespace, _, digest, _ = islice(strings(data[len(PREAMBLE) :]), 6)
    except ValueError:
        return None
    return public if namespace == b"git" and digest in HASHES else None


def kind(public: bytes) -> bytes:
    """Return the type that a key's bytes begin with; ValueError where they are cut off."""
    return next(strings(public), b"")


def strings(data: bytes) -> Iterator[bytes]:
    """Yield strings that each follow their length in four bytes; ValueError where one is cut off."""
    start = 0
    while start < len(data):
        end = start + 4 + int.from_bytes(data[start : start + 4])
        if end > len(data) or start + 4 > len(data):
            raise ValueError(start)
        yield data[start + 4 : end]
        start = end


def armoured(data: bytes) -> bytes:
    """Write a signature as ssh-keygen reads it."""
    body = base64.encodebytes(data)
    return b"-----BEGIN SSH SIGNATURE-----\n%s-----END SSH SIGNATURE-----\n" % body


def fingerprint(public: bytes) -> str:
    """Return a key's fingerprint as ssh-keygen prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(public).digest()).decode().rstrip("=")
