"""Who merges in the demo: persons of the sample with an address, an account and, some, a key."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

KEYS = Path(__file__).parent / "keys"
PLATFORM = "platform"
"""The key that the demo's platform signs with."""


@dataclass(frozen=True)
class Office:
    """One person: `id` in people.yml, the name and the address that Git shows, the account, the key."""

    id: str
    name: str
    account: str
    key: str = ""

    @property
    def email(self) -> str:
        """The address in Git; people.yml holds only its digest."""
        return f"{self.account}@wutongli.example"


OFFICES = {
    office.id: office
    for office in (
        Office("PER-committee-director", "Lu Jingyi", "director", "director"),
        Office("PER-party-secretary", "Shen Huaiyuan", "secretary", "secretary"),
        Office("PER-supervision-head", "Shao Guoping", "supervisor", "supervisor"),
        Office("PER-deputy-director", "Deputy Director", "deputy"),
        Office("PER-clerk", "Clerk", "clerk"),
        Office("PER-accountant", "Accountant", "accountant"),
    )
}
HOSTS = ("gitlab", "github")
"""Where the accounts are."""


def public(name: str) -> str:
    """Return a public key as one line, without its comment."""
    return " ".join((KEYS / f"{name}.pub").read_text("utf-8").split()[:2])


def known(people: str) -> str:
    """Add to people.yml what lets Git's names be told: digests, accounts and keys."""
    return re.sub(r"(?ms)^  - id: (PER-[a-z0-9-]+)\n.*?(?=^  - id: |\Z)", entry, people)


def entry(found: re.Match[str]) -> str:
    """Return one person's lines with what Git needs behind them."""
    office = OFFICES.get(found[1])
    if office is None:
        return found[0]
    digest = hashlib.sha256(office.email.encode()).hexdigest()
    accounts = ", ".join(f"{host}: {office.account}" for host in HOSTS)
    told = f"    hosts: {{{accounts}}}\n    emails_sha256: [{digest}]\n"
    if office.key:
        told += f"    keys:\n      - {{type: ssh, public: {public(office.key)}}}\n"
    return found[0].rstrip("\n") + "\n" + told
