"""The demo's repository and its site, made once a session for every test that looks at them."""

from functools import cache
from pathlib import Path

import sample
import yaml

from govgen import init
from govgen.demo.tour import demo

RECEIPT = "DEC-2026-0001"
"""A decision whose text was changed after it had passed."""
LAMPS = "PRJ-2025-0002"
"""The lamps of a courtyard."""


@cache
def made(base: Path) -> Path:
    """The demo's repository below `base`, a folder of the session."""
    root = base / "tour" / "register"
    demo(root, {name: text.encode() for name, text in init.site_sources().items()})
    return root


@cache
def built(base: Path) -> Path:
    """The demo's site below `base`."""
    return sample.build(made(base), base / "tour" / "site")


def secrets(root: Path) -> set[str]:
    """Whatever nobody may read on a page: addresses and names in Git, digests, accounts' keys."""
    told = sample.git(root, "log", "--all", "--format=%ae%n%ce%n%an%n%cn").splitlines()
    people = yaml.safe_load((root / "records/people.yml").read_text("utf-8"))["people"]
    policy = yaml.safe_load((root / "records/policy.yml").read_text("utf-8"))
    digests = (sha for person in people for sha in person.get("emails_sha256", ()))
    keys = [key["public"] for person in people for key in person.get("keys", ())]
    keys += [key["public"] for host in policy["hosts"] for key in host["keys"]]
    bodies = (word for key in keys for word in key.split() if len(word) > 20)
    return {*told, *digests, *bodies} - {person.get("name", "") for person in people} - {"GitHub"}
