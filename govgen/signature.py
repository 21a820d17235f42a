"""Whose signature a commit bears: proved against the keys of the register, on the commit's own day."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from types import MappingProxyType
from typing import Literal, get_args

from govgen.commit import Commit
from govgen.gpg import Keyring, keyring
from govgen.people import Key
from govgen.signing import BAD, Fault, Made, Opened, opened
from govgen.ssh import Signers, signers

Integrity = Literal["none", "host", "person"]
INTEGRITIES: dict[str, Integrity] = {name: name for name in get_args(Integrity)}
FAULTS: dict[str, Fault] = {name: name for name in get_args(Fault)}
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Holder:
    """Who holds a key: the id of somebody in people.yml, or the name of a host."""

    id: str
    host: bool
    key: Key


@dataclass(frozen=True)
class Verdict:
    """What a signature proves.

    With a `fault` it proves nothing: `integrity` is none. `holder` is told wherever the signature is
    by a known key, also one that did not hold that day; `fingerprint` wherever a key could be read.
    """

    integrity: Integrity
    holder: str
    fault: Fault
    fingerprint: str


UNSIGNED = Verdict("none", "", "", "")


@dataclass(frozen=True)
class Provers:
    """The programs' keyrings for one set of holders, made in `folder` when first needed."""

    holders: Sequence[Holder]
    folder: Path
    lock: Lock

    @cached_property
    def ssh(self) -> Signers:
        """The SSH keys."""
        return signers((holder.key for holder in self.holders), self.folder)

    @cached_property
    def gpg(self) -> Keyring:
        """The GPG keys."""
        return keyring((holder.key for holder in self.holders), self.folder)

    def verdict(self, commit: Commit) -> Verdict:
        """Judge one signed commit."""
        found = opened(commit.signature)
        made = self.made(commit, found) if found else BAD
        holder = next((it for it in self.holders if it.key is made.key), None)
        if holder is None:
            return Verdict("none", "", made.fault, made.fingerprint)
        fault = made.fault or fault_on(holder.key, day(commit))
        proved: Integrity = "host" if holder.host else "person"
        return Verdict("none" if fault else proved, holder.id, fault, made.fingerprint)

    def made(self, commit: Commit, found: Opened) -> Made:
        """Find out which key made a signature; X.509 has none in the register."""
        if found.label == "SIGNED MESSAGE":
            return Made(None, "", "unknown-key")
        with self.lock:
            prover = self.ssh if found.label == "SSH SIGNATURE" else self.gpg
        return prover.made(commit.id, found.data, commit.signed)


def judged(
    commits: Iterable[Commit], holders: Sequence[Holder], known: Mapping[str, str] = NOTHING
) -> dict[str, Verdict]:
    """Return the verdict on each commit by its id; of two holders of one key the first counts.

    `known` are lines that `told` wrote under the same holders, by commit. Raises Unreadable where
    ssh-keygen or gpg is needed and cannot be run.
    """
    every = tuple(commits)
    found = {it.id: untold(known[it.id]) if it.id in known else UNSIGNED for it in every}
    signed = {it.id: it for it in every if it.id not in known and it.signature}
    if signed:
        found.update(zip(signed, proved(tuple(signed.values()), holders), strict=True))
    return found


def proved(commits: Sequence[Commit], holders: Sequence[Holder]) -> list[Verdict]:
    """Return the verdict on each of some signed commits, as many at once as there are processors."""
    with TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        provers = Provers(holders, Path(name), Lock())
        return list(pool.map(provers.verdict, commits))


def day(commit: Commit) -> date:
    """Return the day in UTC that a commit is dated."""
    return commit.committer.time.astimezone(UTC).date()


def fault_on(key: Key, on: date) -> Fault:
    """Return why a key does not hold on a day; both ends of its validity are days on which it does."""
    if key.valid_from and on < key.valid_from:
        return "key-not-yet-valid"
    if key.compromised_since and on >= key.compromised_since:
        return "key-compromised"
    if key.valid_until and on > key.valid_until:
        return "key-expired"
    return ""


def told(verdict: Verdict) -> str:
    """Write a verdict as one line, to be kept by commit and holders."""
    values = (verdict.integrity, verdict.holder, verdict.fault, verdict.fingerprint)
    return json.dumps(values, ensure_ascii=False)


def untold(line: str) -> Verdict:
    """Read what `told` wrote; ValueError where it is anything else."""
    try:
        integrity, holder, fault, fingerprint = map(str, json.loads(line))
        return Verdict(INTEGRITIES[integrity], holder, FAULTS[fault], fingerprint)
    except (KeyError, TypeError) as wrong:
        raise ValueError(line) from wrong
