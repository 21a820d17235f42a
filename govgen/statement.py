"""Signed statements on who opened, approved and merged a request: attestations.

A statement is bound to what landed, as the set of (path, old blob, new blob), so that it holds for
merge, squash and rebase alike and for nothing else. It counts where an attestor's key, listed in the
policy before the merge, signed it. An approval of anything else than what landed is stale: given for
another commit, dismissed, or in a statement on the same request that is bound to other content.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from govgen.approvals import Setting
from govgen.authority import pure
from govgen.former import UNCHANGED, Former
from govgen.history import Landed
from govgen.host import Named
from govgen.people import Key
from govgen.refs import Unreadable
from govgen.signature import fault_on
from govgen.signing import opened, printed
from govgen.ssh import armoured, fingerprint, kind, public_key

FORMAT = "govgen-attestation-1"
NAMESPACE = "govgen-attestation"
"""What the signature is for; one made for Git or for anything else does not count."""
GOOD = r'Good "{}" signature for holder with \S+ key (SHA256:\S+)'
LARGEST = 1_000_000
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
        found = datetime.fromisoformat(self.opened_at) if self.opened_at else None
        return found if found and found.tzinfo else None

    def written(self) -> bytes:
        """Write it as it is signed."""
        return (
            json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()


@dataclass(frozen=True)
class Signed:
    """A statement, the bytes that were signed, and the armoured signature."""

    statement: Statement
    content: bytes
    signature: bytes


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
        return Signed(told(content), content, signature)
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise Unreadable(
            f"{path} 不是完整的签名证明；重新导入：govgen attest import",
            f"{path} is no whole signed statement; import it anew with govgen attest import",
        ) from fault


def told(content: bytes) -> Statement:
    """Read what was signed; ValueError, TypeError or KeyError where it is no statement."""
    data = dict(json.loads(content))
    approved, stale = data.pop("approved_by"), data.pop("stale", [])
    if data["format"] != FORMAT or not isinstance(approved, list) or not isinstance(stale, list):
        raise ValueError(FORMAT)
    found = Statement(**data, approved_by=tuple(approved), stale=tuple(stale))
    if not all(isinstance(it, str) for it in (*data.values(), *approved, *stale)):
        raise TypeError(FORMAT)
    if found.opened_at and found.opened is None:
        raise ValueError(found.opened_at)
    return found


def witnessed(
    settings: Iterable[Setting],
    found: tuple[Signed, ...],
    leaked: Mapping[str, date],
    former: Former = UNCHANGED,
) -> Iterator[Setting]:
    """Yield each merge with those whom a statement names, where an attestor listed before it signed.

    A key that is known to have leaked signs nothing any more: nobody can tell when a statement was made.
    A statement is bound to what landed as it was before a rewrite.
    """
    if not found:
        yield from settings
        return
    every = tuple(settings)
    was = [former.landed(setting.landed) for setting in every]
    landings = [bound(landed) for landed in was]
    known = set(landings)
    of_nothing = tuple(it for it in found if it.statement.changes not in known)
    by_changes: dict[str, list[Signed]] = {}
    for one in found:
        by_changes.setdefault(one.statement.changes, []).append(one)
    for setting, landed, changes in zip(every, was, landings, strict=True):
        about = by_changes.get(changes, [])
        strayed = [it for it in of_nothing if it.statement.number == setting.landing.number]
        fitting = tuple(it.statement for it in about if believed(it, setting, leaked))
        other = tuple(it.statement for it in strayed if believed(it, setting, leaked))
        yield told_by(setting, landed, fitting, other) if fitting or other else setting


def believed(one: Signed, setting: Setting, leaked: Mapping[str, date]) -> bool:
    """Whether a statement on this host is signed by who could then attest."""
    return one.statement.host == setting.host and holds(
        one.content, one.signature, attestors(setting, leaked)
    )


def told_by(
    setting: Setting, landed: Landed, fitting: tuple[Statement, ...], other: tuple[Statement, ...]
) -> Setting:
    """Return a merge with what `fitting` say of it; `other` speak of its request with other content."""
    known = [it if reviewed(it, landed) else outdated(it) for it in fitting]
    strayed = [outdated(replace(it, approved_by=(*it.approved_by, it.merged_by))) for it in other]
    attested = tuple(name for it in known for name in named(it))
    accounts = {name.account for name in attested} | {""}
    return replace(
        setting,
        attested=attested,
        stale=tuple(one for it in (*known, *strayed) for one in it.stale if one not in accounts),
        opened=tuple(it.opened for it in known if it.opened),
    )


def outdated(statement: Statement) -> Statement:
    """Return a statement whose approvals were all for other content."""
    return replace(statement, approved_by=(), stale=(*statement.stale, *statement.approved_by))


def reviewed(statement: Statement, landed: Landed) -> bool:
    """Whether the approved commit is the branch that was merged; a squash keeps no branch to compare."""
    return not (statement.head and landed.side) or statement.head in landed.commit.parents[1:]


def attestors(setting: Setting, leaked: Mapping[str, date]) -> tuple[Key, ...]:
    """Return the SSH keys of the attestors as they were listed before the merge, and held on its day."""
    policy = setting.authority.policy
    offices = policy.attestors if policy else ()
    return tuple(
        key
        for person in setting.authority.people
        if person.id in offices
        for key in person.keys
        if key.type == "ssh" and pure(key) not in leaked and not fault_on(key, setting.day)
    )


def named(statement: Statement) -> Iterator[Named]:
    """Yield who merged and who approved."""
    if statement.merged_by:
        yield Named(statement.merged_by, "", statement.merged_by, "merger")
    for account in statement.approved_by:
        yield Named(account, "", account, "reviewer")


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
