"""The demo's repository and its site, made once a session for every test that looks at them."""

import shutil
from pathlib import Path

import command
import pytest
import sample
import yaml

from govgen import init
from govgen.demo.tour import demo

RECEIPT = "DEC-2026-0001"
"""A decision whose text was changed after it had passed."""
LAMPS = "PRJ-2025-0002"
"""The lamps of a courtyard."""


def pages() -> dict[str, bytes]:
    """What stands beside the demo's records: the sources of a site."""
    return {name: text.encode() for name, text in init.site_sources().items()}


def made(base: Path) -> Path:
    """The demo's repository; `base` is as `sample.once` has it."""
    return sample.once(base, "tour", lambda folder: demo(folder / "register", pages())) / "register"


def clean(base: Path) -> Path:
    """The demo's repository without its flaws, as the command makes it."""

    def make(folder: Path) -> None:
        done = command.govgen("demo", "--clean", folder / "register")
        assert done.returncode == 0, done.stderr

    return sample.once(base, "clean", make) / "register"


def copied(temporary: pytest.TempPathFactory) -> Path:
    """Copy the demo without its flaws, so that tests may go on with it."""
    root = temporary.mktemp("copied") / "register"
    return shutil.copytree(clean(temporary.getbasetemp()), root)


def built(base: Path) -> Path:
    """The demo's site."""
    root = made(base)
    return sample.once(base, "toured", lambda folder: sample.build(root, folder / "site")) / "site"


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
