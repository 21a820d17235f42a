"""GPG signatures: proved by gpg on a keyring of our own, of which only the status lines are read.

Neither the user's keyring nor an agent nor a key server is asked. Whether a key had expired by its
own word does not matter: the days in the register do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from govgen.people import Key
from govgen.signing import BAD, Made, printed, unable

PROVED = frozenset(("GOODSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG"))
"""The signature holds; whether the key did is judged by `revoked` and the days in the register."""
OUTCOMES = PROVED | {"BADSIG", "ERRSIG"}
NO_KEY = "9"
"""Why there is an ERRSIG: the key is not in the ring."""
BINARY = "00"
"""The class of a signature over bytes; one over text would hold for other line ends too."""
Status = list[list[str]]


@dataclass(frozen=True)
class Keyring:
    """Keys by the fingerprint of the primary key, and all fingerprints that were revoked."""

    folder: Path
    keys: dict[str, Key]
    revoked: frozenset[str]

    def made(self, name: str, data: bytes, payload: bytes) -> Made:
        """Prove the signature `data` over `payload`; its file is called after `name`."""
        if not one_signature(data):
            return BAD
        path = self.folder / f"{name}.sig"
        path.write_bytes(data)
        told = status(gpg(self.folder, "--lock-never", "--verify", str(path), "-", given=payload))
        if not told:
            raise unable("gpg")
        return self.outcome(told)

    def outcome(self, told: Status) -> Made:
        """Read what gpg says of one signature."""
        outcomes = [words for words in told if words[0] in OUTCOMES]
        valid = [words for words in told if words[0] == "VALIDSIG"]
        if len(outcomes) != 1:
            return BAD
        outcome = outcomes[0]
        if outcome[0] == "ERRSIG" and outcome[6:7] == [NO_KEY]:
            return Made(None, max(outcome[1], *outcome[7:], key=len), "unknown-key")
        if outcome[0] not in PROVED or len(valid) != 1 or valid[0][9] != BINARY:
            return BAD
        subkey, primary = valid[0][1], valid[0][-1]
        key = self.keys.get(primary)
        if {subkey, primary} & self.revoked:
            return Made(key, primary, "key-compromised")
        return Made(key, primary, "" if key else "unknown-key")


def keyring(keys: Iterable[Key], folder: Path) -> Keyring:
    """Import the GPG keys among `keys` into a new home in `folder`; of equal ones the first counts."""
    (folder / "gnupg").mkdir(mode=0o700, exist_ok=True)
    found: dict[str, Key] = {}
    for number, key in enumerate(key for key in keys if key.type == "gpg"):
        path = folder / f"{number}.key"
        path.write_text(key.public, "utf-8")
        told = status(gpg(folder, "--import-options", "import-minimal", "--import", str(path)))
        if not any(words[0] == "IMPORT_RES" for words in told):
            raise unable("gpg")
        for words in told:
            if words[0] == "IMPORT_OK":
                found.setdefault(words[2], key)
    return Keyring(folder, found, revoked(folder) if found else frozenset())


def revoked(folder: Path) -> frozenset[str]:
    """Return the fingerprints of all keys and subkeys in the ring that their owners revoked."""
    found: set[str] = set()
    gone = False
    for line in gpg(folder, "--with-colons", "--list-keys").splitlines():
        kind, validity, *rest = line.split(":")[:10]
        if kind in ("pub", "sub"):
            gone = validity == "r"
        if kind == "fpr" and gone:
            found.add(rest[-1])
    return frozenset(found)


def gpg(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """Return what gpg prints, its status lines among it."""
    return printed(
        folder,
        ("gpg", "--homedir", str(folder / "gnupg"), "--no-options", "--batch", "--no-tty",
         "--quiet", "--no-autostart", "--disable-dirmngr", "--no-auto-key-retrieve",
         "--no-auto-check-trustdb", "--trust-model", "always", "--ignore-time-conflict",
         "--status-fd", "1", *arguments),
        given,
    )  # fmt: skip


def status(printed_lines: str) -> Status:
    """Return the words of each status line."""
    lines = (line.split() for line in printed_lines.split("\n"))
    return [words[1:] for words in lines if len(words) > 1 and words[0] == "[GNUPG:]"]


def one_signature(data: bytes) -> bool:
    """Whether `data` is one OpenPGP signature packet, whole and with nothing after it."""
    length = packet_length(data)
    return length is not None and length == len(data)


def packet_length(data: bytes) -> int | None:
    """Return the length of a signature packet with its header; none where it is another or open-ended.

    RFC 4880, 4.2: the old format names the size of its length in two bits, the new in the first byte.
    """
    tag, first = data[0], data[1] if len(data) > 1 else 255
    if tag in (0x88, 0x89, 0x8A):
        size = 1 << (tag & 3)
        return 1 + size + int.from_bytes(data[1 : 1 + size])
    if tag != 0xC2 or 224 <= first < 255:
        return None
    if first < 192:
        return 2 + first
    if first < 224:
        return 3 + ((first - 192) << 8) + 192 + int.from_bytes(data[2:3])
    return 6 + int.from_bytes(data[2:6])
