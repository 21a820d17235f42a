"""Signed statements on who opened, approved and merged a request: attestations.

A statement is bound to what landed, as the set of (path, old blob, new blob), so that it holds for
merge, squash and rebase alike and for nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from govgen.history import Landed
from govgen.people import Key
from govgen.refs import Unreadable
from govgen.signing import opened, printed
from govgen.ssh import armoured, fingerprint, kind, public_key

FORMAT = "govgen-attestation-1"
NAMESPACE = "govgen-attestation"
"""What the signature is for; one made for Git or for anything else does not count."""
GOOD = r'Good "{}" signature for holder with \S+ key (SHA256:\S+)'
LARGEST = 1_000_000
FAULTS = (ValueError, TypeError, KeyError, RecursionError)
"""What the reading of something that is no statement ends in."""
STATEMENTS = "attestations"
"""The folder of signed statements, where `govgen attest import` leaves them."""
REWRITE = "rewrite.json"
"""The statement in the same folder that is on the history itself; see `govgen.rewrite`."""


@dataclass(frozen=True)
class Statement:
    """What a host's records say of one request: accounts on the host, instants, and the digest of what landed.

    `head` is the commit that `approved_by` approved; the approvals of `stale` were for another, or dismissed.
    """

    host: str
    repository: str
    number: str
    changes: str
    opened_by: str
    merged_by: str
    approved_by: tuple[str, ...]
    merged_at: str
    opened_at: str = ""
    head: str = ""
    stale: tuple[str, ...] = ()
    format: str = field(default=FORMAT)

    @property
    def opened(self) -> datetime | None:
        """When the request was opened; none where it does not say."""
        return instant(self.opened_at) if self.opened_at else None

    def written(self) -> bytes:
        """Write it as it is signed."""
        return (
            json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()


@dataclass(frozen=True)
class Signed:
    """A statement, the bytes that were signed, the armoured signature, and where it was found.

    That is the name of a file, or the commit whose note it is; two that differ in this alone are one.
    """

    statement: Statement
    content: bytes
    signature: bytes
    place: str = field(default="", compare=False)


def bound(landed: Landed) -> str:
    """Return the digest of what a commit landed."""
    lines = sorted(f"{it.path}\0{it.old}\0{it.new}\n" for it in landed.changes)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def statements(folder: Path) -> tuple[Signed, ...]:
    """Read a folder of statements, each `NAME.json` with `NAME.json.sig`; Unreadable where one is damaged."""
    if not folder.is_dir():
        raise Unreadable(f"没有 {folder} 这个文件夹", f"there is no folder {folder}")
    return tuple(signed(path) for path in sorted(folder.glob("*.json")) if path.name != REWRITE)


def signed(path: Path) -> Signed:
    """Read one statement."""
    try:
        content = path.read_bytes()[:LARGEST]
        signature = path.with_name(f"{path.name}.sig").read_bytes()[:LARGEST]
        return Signed(told(content), content, signature, path.name)
    except (OSError, *FAULTS) as fault:
        raise Unreadable(
            f"{path} 不是完整的签名证明；重新导入：govgen attest import",
            f"{path} is no whole signed statement; import it anew with govgen attest import",
        ) from fault


def told(content: bytes) -> Statement:
    """Read what was signed; one of `FAULTS` where it is no statement."""
    data = dict(json.loads(content))
    approved, stale = data.pop("approved_by"), data.pop("stale", [])
    if data["format"] != FORMAT or not isinstance(approved, list) or not isinstance(stale, list):
        raise ValueError(FORMAT)
    found = Statement(**data, approved_by=tuple(approved), stale=tuple(stale))
    if not all(isinstance(it, str) for it in (*data.values(), *approved, *stale)):
        raise TypeError(FORMAT)
    for at in filter(None, (found.merged_at, found.opened_at)):
        instant(at)
    return found


def instant(told: str) -> datetime:
    """Read an instant; ValueError where it is none, or says no zone."""
    found = datetime.fromisoformat(told)
    if found.tzinfo is None:
        raise ValueError(told)
    return found


def holds(
    content: bytes, signature: bytes, keys: tuple[Key, ...], namespace: str = NAMESPACE
) -> bool:
    """Whether one of `keys` signed some bytes for what `namespace` is for."""
    publics = [public for key in keys if (public := public_key(key.public))]
    made = opened(signature)
    if not publics or made is None or made.label != "SSH SIGNATURE":
        return False
    with tempfile.TemporaryDirectory() as name:
        said = proved(Path(name), armoured(made.data), content, publics, namespace)
    found = re.search(GOOD.format(namespace), said)
    return found is not None and found[1] in map(fingerprint, publics)


def proved(
    folder: Path, signature: bytes, content: bytes, publics: list[bytes], namespace: str
) -> str:
    """Return what ssh-keygen says of a signature by one of some keys."""
    allowed, made = folder / "allowed", folder / "statement.sig"
    allowed.write_bytes(
        b"".join(
            b'holder namespaces="%s" %s %s\n'
            % (namespace.encode(), kind(public), base64.b64encode(public))
            for public in publics
        )
    )
    made.write_bytes(signature)
    command = ("ssh-keygen", "-Y", "verify", "-n", namespace, "-I", "holder",
               "-f", str(allowed), "-s", str(made))  # fmt: skip
    return printed(folder, command, content)
