"""Tiny registers under a policy, merge by merge, that are well until a test spoils one thing."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from repository import CLERK, DIRECTOR, Repository, Who

from govgen.receipts import Receipts
from govgen.verify import Outside, Verified, judged, verify

SUPERVISOR = Who("Supervisor", "supervisor@community.example")
POLICY = "records/policy.yml"
PEOPLE = "records/people.yml"
PLACE = "records/places/PLC-yard.yml"
ISSUE = "records/issues/2026/ISS-2026-0001.yml"
Data = dict[str, object]


def yml(data: object) -> str:
    """Write data as JSON, which is YAML."""
    return json.dumps(data, ensure_ascii=False)


def person(who: Who, role: str, **more: object) -> Data:
    """One entry of people.yml, known by an address."""
    return {
        "id": f"PER-{who.name.lower()}",
        "title": who.name,
        "org": "ORG-committee",
        "standing": "appointed",
        "from": "2020-01-01",
        "roles": [role],
        "emails_sha256": [hashlib.sha256(who.email.encode()).hexdigest()],
    } | more


def people(*more: Data, **director: object) -> str:
    """people.yml: a clerk, a director (with `director` changed), and `more`."""
    told = [person(CLERK, "clerk"), person(DIRECTOR, "director", **director), *more]
    return yml({"format": "1", "people": told})


def rule(**more: object) -> Data:
    """The rule for everything: the director, and nobody else, records."""
    return {"kinds": "*", "edit": True, "means": "record", "offices": ["director"]} | more


def policy(*rules: Data, **more: object) -> str:
    """policy.yml: `rules`, else the rule for everything."""
    return yml({"format": "1", "rules": list(rules) or [rule()]} | more)


def place(**more: object) -> str:
    """A place, the simplest of records."""
    return yml({"id": "PLC-yard", "title": "院子"} | more)


def issue(*states: str, **more: object) -> str:
    """An issue that went through `states`."""
    return yml(
        {
            "id": "ISS-2026-0001",
            "title": "路灯",
            "category": "facilities",
            "raised_by": {"kind": "resident"},
            "place": "PLC-yard",
            "events": [
                {"to": state, "at": f"2026-01-{day:02}", "by": "ORG-committee"}
                for day, state in enumerate(states, 1)
            ],
        }
        | more
    )


@dataclass(frozen=True)
class Pen:
    """An SSH key made for the tests: its line for people.yml, and what git needs to sign with it."""

    public: str
    sign: tuple[str, ...]

    def key(self, **days: str) -> Data:
        """The key as an entry of `keys`."""
        return {"type": "ssh", "public": self.public} | days


@cache
def pens() -> Path:
    """A folder for keys, made once a process."""
    return Path(tempfile.mkdtemp(prefix="pens"))


def pen(name: str = "director") -> Pen:
    """Return the key of that name, made when it is first asked for."""
    path = pens() / name
    if path.exists():
        return borrowed(path)
    subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)), check=True)
    return borrowed(path)


def borrowed(path: Path) -> Pen:
    """Return a key pair that exists, from a copy that only its owner can read."""
    kept = pens() / f"{path.name}-own"
    shutil.copyfile(path, kept)
    kept.chmod(0o600)
    public = " ".join(path.with_suffix(".pub").read_text().split()[:2])
    return Pen(public, ("-c", "gpg.format=ssh", "-c", f"user.signingkey={kept}"))


@dataclass
class Chronicle:
    """A register with a place, and `tip`, the commit that main stands on."""

    root: Path
    policy: str = field(default_factory=policy)
    people: str = field(default_factory=people)
    repository: Repository = field(init=False)
    tip: str = field(init=False)

    def __post_init__(self) -> None:
        self.repository = Repository(self.root)
        files = {POLICY: self.policy, PEOPLE: self.people, PLACE: place()}
        self.tip = self.repository.main(self.repository.commit(files, "Begin"))

    def side(self, files: Mapping[str, str | None], who: Who = CLERK, **more: object) -> str:
        """Commit `files` on a branch."""
        return self.repository.commit(files, "Work", who, parents=(self.tip,), **more)

    def land(
        self,
        files: Mapping[str, str | None],
        by: Who = DIRECTOR,
        *,
        message: str = "Merge branch 'work'",
        sides: Sequence[str] = (),
        **more: object,
    ) -> str:
        """Put `files` on main by a merge of `sides`; without a side by a direct commit."""
        parents = (self.tip, *sides)
        self.tip = self.repository.commit(files, message, by, parents=parents, **more)
        return self.repository.main(self.tip)

    def merge(
        self,
        files: Mapping[str, str | None],
        by: Who = DIRECTOR,
        author: Who = CLERK,
        **more: object,
    ) -> str:
        """Let `author` write `files` on a branch, and `by` merge it."""
        return self.land(files, by, sides=(self.side(files, author),), **more)

    def verified(self, **more: str) -> Verified:
        """Verify what main stands on."""
        return verify(self.root, "HEAD", Outside(**more))

    @contextmanager
    def judged(self) -> Iterator[Receipts]:
        """Judge what main stands on."""
        with judged(self.root, "HEAD", None) as (_, found):
            yield found


def codes(found: Verified) -> list[str]:
    """The codes of what was found, each as often as it was."""
    return sorted(it.code for it in found.findings)
