"""The sample community's two years as a repository: each step a branch, merged by the office that approved it.

Three hosts take turns, as in many places: first plain Git with signed merges, then GitLab, then
GitHub with the platform's signature. The same files give the same commit ids.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from govgen.authority import in_term
from govgen.demo.offices import KEYS, OFFICES, PLATFORM, Office, known, public
from govgen.demo.steps import Step, steps
from govgen.demo.store import Store
from govgen.form import fill
from govgen.part import Part
from govgen.people import People
from govgen.policy import Policy
from govgen.problem import GovgenError
from govgen.source import read

ZONE = timezone(timedelta(hours=8))
CLERK, ACCOUNTANT, DEPUTY = (
    OFFICES[f"PER-{name}"] for name in ("clerk", "accountant", "deputy-director")
)
PLATFORMS = {"gitlab": "GitLab", "github": "GitHub"}
GITHUB = "GitHub <noreply@github.com>"
MONEY = frozenset(("fund", "round", "ledger"))


@dataclass
class Line:
    """The first-parent chain as it grows: the present host, the tip, the time, and a count of merges."""

    store: Store
    work: Path
    host: str = "plain"
    tip: str = ""
    time: datetime = datetime(2024, 9, 1, 9, tzinfo=ZONE)
    number: int = 0
    people: People = field(default_factory=lambda: People(format="1"))
    policy: Policy = field(default_factory=lambda: Policy(format="1"))

    def at(self, day: date) -> None:
        """Go on to `day`, or by some minutes where it is that day already."""
        morning = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
        self.time = max(morning, self.time + timedelta(minutes=7))

    def commit(
        self, author: str, committer: str, message: str, parents: tuple[str, ...], key: str = ""
    ) -> str:
        """Hold a commit of the folder as it stands."""
        stamp = f"{int(self.time.timestamp())} +0800"
        head = "".join(
            (
                f"tree {self.store.tree()}\n",
                *(f"parent {parent}\n" for parent in parents),
                f"author {author} {stamp}\n",
                f"committer {committer} {stamp}\n",
            )
        )
        body = f"\n{message}\n"
        signature = self.signature(f"{head}{body}".encode(), key) if key else ""
        return self.store.add("commit", f"{head}{signature}{body}".encode())

    def signature(self, content: bytes, key: str) -> str:
        """Sign with one of the demo's keys; Ed25519 gives the same signature each time."""
        kept = self.work / key
        if not kept.exists():
            shutil.copyfile(KEYS / key, kept)
            kept.chmod(0o600)
        done = subprocess.run(
            ["ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", str(kept)],
            input=content,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise GovgenError(
                "ssh-keygen 不能签名；安装 OpenSSH 8.2 以上的版本",
                "ssh-keygen cannot sign; install OpenSSH 8.2 or later",
            )
        lines = done.stdout.decode().strip().split("\n")
        return "gpgsig " + "\n ".join(lines) + "\n"

    def merge(self, author: Office, by: Office, title: str, files: Mapping[str, bytes]) -> None:
        """Let `author` write `files` on a branch, and `by` merge it as the present host does."""
        for path, content in files.items():
            self.store.put(path, content)
        side = self.commit(who(author), who(author), title, (self.tip,))
        self.time += timedelta(minutes=3)
        self.number += 1
        match self.host:
            case "gitlab":
                made = self.commit(who(by), who(by), gitlab(title, self.number), (self.tip, side))
            case "github":
                message = f"Merge pull request #{self.number} from wutongli/work\n\n{title}"
                made = self.commit(who(by), GITHUB, message, (self.tip, side), PLATFORM)
            case _:
                message = f"Merge branch 'work'\n\n{title}"
                made = self.commit(who(by), who(by), message, (self.tip, side), by.key)
        self.tip = made

    def approver(self, step: Step, author: Office) -> Office:
        """Return who may merge a step under the policy of today, and did not write it."""
        wanted = [self.policy.rule(step.kind, state) for state in step.states or (None,)]
        rules = [rule for rule in wanted if rule is not None]
        day = self.time.date()
        for person in self.people.people:
            office = OFFICES.get(person.id)
            fit = office is not None and office is not author and in_term(person, day)
            if office and fit and all(set(person.roles) & set(rule.offices) for rule in rules):
                return office
        raise GovgenError(
            f"示例规则里没有人能批 {step.record}", f"nobody of the demo may approve {step.record}"
        )


def who(office: Office) -> str:
    """Write a name and an address as Git does."""
    return f"{office.name} <{office.email}>"


def gitlab(title: str, number: int) -> str:
    """Write a merge's message as GitLab does."""
    return f"Merge branch 'work' into 'main'\n\n{title}\n\nSee merge request wutongli/register!{number}"


def author(step: Step) -> Office:
    """Return who writes a step down: money the accountant, projects the deputy, all else the clerk."""
    if step.kind in MONEY:
        return ACCOUNTANT
    return DEPUTY if step.kind == "project" else CLERK


Form = TypeVar("Form", bound=Part)


def with_host(policy: str, host: str) -> str:
    """Return policy.yml with the present host in it, and the key that the host signs with."""
    key = f", keys: [{{type: ssh, public: {public(PLATFORM)}}}]" if host == "github" else ""
    told = f'format: "1"\nhosts:\n  - {{host: {host}{key}}}\n'
    return policy.replace('format: "1"\n', told, 1)


def attachments(step: Step, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that lie beside a record, entered with its first step."""
    below = step.path.removesuffix(".yml") + "/"
    return {path: it for path, it in files.items() if step.first and path.startswith(below)}


def begun(line: Line, files: dict[str, bytes], extra: Mapping[str, bytes]) -> None:
    """Enter what stands when the register begins: people, rules, organisations, places."""
    files["records/people.yml"] = known(files["records/people.yml"].decode()).encode()
    line.people = form(People, "people.yml", files["records/people.yml"])
    dated = {step.path.removesuffix(".yml") for step in steps(files)}
    for path, content in {**extra, **files}.items():
        if not any(path == f"{stem}.yml" or path.startswith(f"{stem}/") for stem in dated):
            line.store.put(path, content)
    ruled(line, files, "plain")
    line.tip = line.commit(who(CLERK), who(CLERK), "登记册建立：机构、地点、岗位和审批规则", ())


def ruled(line: Line, files: Mapping[str, bytes], host: str, acknowledged: str = "") -> bytes:
    """Put the policy for `host` in force; return it."""
    content = (with_host(files["records/policy.yml"].decode(), host) + acknowledged).encode()
    line.policy = form(Policy, "policy.yml", content)
    line.store.put("records/policy.yml", content)
    line.host = host
    return content


def form(model: type[Form], name: str, content: bytes) -> Form:
    """Fill one of the demo's own files."""
    found = fill(model, read(name, content).data)
    if isinstance(found, tuple):
        raise GovgenError(f"示例的 {name} 有错", f"the demo's {name} is faulty")
    return found
