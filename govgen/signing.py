"""What all signatures share: their armour, the programs that prove them, and what came out."""

from __future__ import annotations

import base64
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from govgen.people import Key
from govgen.refs import Unreadable

Fault = Literal[
    "",
    "bad-signature",
    "unknown-key",
    "key-not-yet-valid",
    "key-expired",
    "key-compromised",
]
Label = Literal["SSH SIGNATURE", "PGP SIGNATURE", "SIGNED MESSAGE"]
LABELS: dict[bytes, Label] = {
    b"SSH SIGNATURE": "SSH SIGNATURE",
    b"PGP SIGNATURE": "PGP SIGNATURE",
    b"SIGNED MESSAGE": "SIGNED MESSAGE",
}
LONGEST = 100_000
"""No signature is longer, in bytes of armour: the largest that OpenSSH and GnuPG make have 70,000."""
ARMOUR = re.compile(rb"\s*-----BEGIN ([A-Z ]+)-----[ \t\r]*\n(.*?)-----END \1-----\s*", re.DOTALL)
PATIENCE = 60
"""Seconds until a program that proves one signature is given up."""
NEEDED = {"gpg": "GnuPG 2.2", "ssh-keygen": "OpenSSH 8.2"}


@dataclass(frozen=True)
class Made:
    """Which of the keys made a signature, whatever the day; none where there is a fault.

    `fingerprint` is that of the key, also of an unknown one; empty where the signature is bad.
    """

    key: Key | None
    fingerprint: str
    fault: Fault = ""


BAD = Made(None, "", "bad-signature")


@dataclass(frozen=True)
class Opened:
    """A signature out of its armour."""

    label: Label
    data: bytes


def opened(signature: bytes) -> Opened | None:
    """Take the armour off; none where it is anything but one whole signature of a kind known to Git."""
    found = ARMOUR.fullmatch(signature) if len(signature) <= LONGEST else None
    label = LABELS.get(found[1]) if found else None
    if found is None or label is None:
        return None
    lines = [line.strip() for line in found[2].splitlines()]
    if label == "PGP SIGNATURE":
        lines = without_headers(lines)
    try:
        data = base64.b64decode(b"".join(lines), validate=True)
    except ValueError:
        return None
    return Opened(label, data) if data else None


def without_headers(lines: list[bytes]) -> list[bytes]:
    """Return the lines of a PGP armour between its headers and its check sum."""
    body = lines[lines.index(b"") + 1 :] if b"" in lines else []
    return [line for line in body if not line.startswith(b"=")]


def printed(folder: Path, command: Sequence[str], given: bytes = b"") -> str:
    """Return what a program prints, run in `folder` and told nothing of its user.

    Raises Unreadable where it is not installed, was stopped, or does not come to an end.
    """
    try:
        done = subprocess.run(
            command, input=given, cwd=folder, env=environment(folder), timeout=PATIENCE,
            capture_output=True, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise unable(command[0]) from fault
    if done.returncode < 0:
        raise unable(command[0])
    return done.stdout.decode("utf-8", "replace")


def environment(folder: Path) -> dict[str, str]:
    """Return all that a program may know: where programs are, and a home with nothing in it."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C",
        "TZ": "UTC",
    }


def unable(program: str) -> Unreadable:
    """Say that signatures cannot be proved, which is not to say that there are none."""
    needed = NEEDED[program]
    return Unreadable(
        f"{program} 运行不了，签名无法核验；请安装 {needed} 以上的版本，再核验一次",
        f"{program} cannot be run, so signatures cannot be verified; "
        f"install {needed} or later and verify again",
    )
