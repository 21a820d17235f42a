"""A host's export turned into signed statements: GitHub's pull requests with their reviews.

The file is what the REST API answers: one pull request or a list of them, each with `reviews` (and,
where they were asked for, `dismissals` by review id) put into it.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govgen.history import History
from govgen.problem import GovgenError
from govgen.statement import NAMESPACE, Statement, bound, instant

Pull = Mapping[str, Any]
TURNS = frozenset(("APPROVED", "CHANGES_REQUESTED", "DISMISSED"))
"""States of a review that change whether somebody approves; a comment does not."""


@dataclass(frozen=True)
class Stated:
    """What an export gave: commits with a statement on each, and the numbers of merged requests that the chain does not hold."""

    statements: tuple[tuple[str, Statement], ...]
    absent: tuple[str, ...]


def pulls(content: bytes) -> tuple[Pull, ...]:
    """Read an export; GovgenError where it is none."""
    try:
        found = json.loads(content)
        listed = found if isinstance(found, list) else [found]
        for pull in listed:
            whole(pull)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise GovgenError(
            "这不是 GitHub 导出的合并请求：每个都要有 number、user、head、base、merged_at、"
            "merge_commit_sha，并带上 reviews",
            "this is no export of GitHub's pull requests: each needs number, user, head, base, "
            "merged_at, merge_commit_sha, and its reviews",
        ) from fault
    return tuple(listed)


def whole(pull: Pull) -> None:
    """Raise KeyError, TypeError or ValueError where something that is needed is not there."""
    int(pull["number"])
    for key in ("user", "merged_at", "merge_commit_sha"):
        pull[key]
    for time in filter(None, (pull["merged_at"], pull.get("created_at"))):
        instant(time)
    for part, key in ((pull["head"], "sha"), (pull["base"]["repo"], "full_name")):
        part[key]
    for review in pull["reviews"]:
        review["state"], review["commit_id"]


def stated(exported: tuple[Pull, ...], told: History) -> Stated:
    """Bind each merged request to what its commit landed on the chain."""
    chain = set(told.chain)
    merged = [pull for pull in exported if pull["merged_at"]]
    held = [pull for pull in merged if pull["merge_commit_sha"] in chain]
    landed = ((told.landed(pull["merge_commit_sha"]), pull) for pull in held)
    return Stated(
        tuple((it.id, statement(pull, bound(it))) for it, pull in landed),
        tuple(str(pull["number"]) for pull in merged if pull not in held),
    )


def statement(pull: Pull, changes: str) -> Statement:
    """Say of one request who opened it, who approved what landed, and who merged it."""
    return Statement(
        "github",
        str(pull["base"]["repo"]["full_name"]),
        str(int(pull["number"])),
        changes,
        login(pull["user"]),
        login(pull.get("merged_by")),
        tuple(approvers(pull)),
        str(pull["merged_at"]),
        str(pull.get("created_at") or ""),
        str(pull["head"]["sha"]),
        tuple(outdated(pull)),
    )


def approvers(pull: Pull) -> Iterator[str]:
    """Yield whose last word was to approve just the commit that was merged; an older one is stale."""
    for account, review in last_words(pull).items():
        if review["state"] == "APPROVED" and fresh(pull, review):
            yield account


def outdated(pull: Pull) -> Iterator[str]:
    """Yield whose last word was to approve another commit, or was dismissed."""
    for account, review in last_words(pull).items():
        if review["state"] == "DISMISSED" or (
            review["state"] == "APPROVED" and not fresh(pull, review)
        ):
            yield account


def fresh(pull: Pull, review: Mapping[str, Any]) -> bool:
    """Whether a review is of what was merged, and nobody dismissed it."""
    withdrawn = {it["review_id"] for it in pull.get("dismissals", ())}
    return review["commit_id"] == pull["head"]["sha"] and review.get("id") not in withdrawn


def last_words(pull: Pull) -> dict[str, Mapping[str, Any]]:
    """Return everybody's last review that says yes or no, by account."""
    told = sorted(pull["reviews"], key=lambda it: str(it.get("submitted_at") or ""))
    return {login(it["user"]): it for it in told if it["state"] in TURNS and login(it.get("user"))}


def login(user: Mapping[str, Any] | None) -> str:
    """Return an account; empty for a bot, and for somebody who left the host."""
    return str(user["login"]) if user and user.get("type") != "Bot" else ""


def sign(content: bytes, key: Path, namespace: str = NAMESPACE) -> bytes:
    """Sign with an SSH key; ssh-keygen asks for its passphrase, or the agent for it."""
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", str(key)]
    try:
        done = subprocess.run(command, input=content, stdout=subprocess.PIPE, check=False)
    except OSError as fault:
        raise unsigned(key) from fault
    if done.returncode:
        raise unsigned(key)
    return done.stdout


def unsigned(key: Path) -> GovgenError:
    """Say that nothing was signed."""
    return GovgenError(
        f"用 {key} 签不了名；核对私钥的路径，并安装 OpenSSH 8.2 以上的版本",
        f"{key} cannot sign; check the path of the private key, and install OpenSSH 8.2 or later",
    )


def name_of(statement: Statement) -> str:
    """Return the name of a statement's file."""
    return f"{statement.host}-{statement.number}-{statement.changes[:12]}.json"


def keep(path: Path, content: bytes, signature: bytes) -> Path:
    """Write a statement to `path` and its signature beside it; return where it stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for place, told in ((path, content), (Path(f"{path}.sig"), signature)):
        staged = place.with_name(f"{place.name}.part")
        staged.write_bytes(told)
        os.replace(staged, place)  # noqa: PTH105 -- one act on every system
    return path
