"""A rewritten history, accepted where it is proved that nothing but redacted contents was replaced.

A signed statement names the old and the new anchor and which content became which, and holds the old
commits themselves. From the new trees the old ones are worked out with the contents put back; Git's
ids prove that the old commits had just these, up to the old anchor. So nobody has to be believed:
the signature only says who answers for it. The old contents are not needed, and are in no statement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govgen.authority import Authority, in_term, pure
from govgen.commit import SIGNATURES, Commit, headers, parsed
from govgen.former import UNCHANGED, Former
from govgen.git import object_id
from govgen.history import History
from govgen.objects import Objects
from govgen.people import Key
from govgen.policy import RULES
from govgen.powers import authorities, standing
from govgen.proof import Finding
from govgen.proving import leaks
from govgen.refs import HEX, Unreadable
from govgen.signature import day, fault_on
from govgen.statement import holds
from govgen.words import Words

FORMAT = "govgen-rewrite-1"
NAMESPACE = "govgen-rewrite"
"""What the signature is for; one made for anything else does not count."""
REDRAWN = SIGNATURES | {"tree", "parent", "mergetag"}
"""What of a commit a rewrite changes or takes away."""
ENTRY = re.compile(rb"([0-7]+) ([^\0]+)\0", re.DOTALL)
FOLDER = b"40000"
DEEPEST = 200
"""Folders within folders that are looked into; deeper ones fit nothing."""


@dataclass(frozen=True)
class Rewrite:
    """Which commit became which, which content became which (old, new), and why; `commits` are the old ones."""

    old_anchor: str
    new_anchor: str
    reason: str
    blobs: tuple[tuple[str, str], ...]
    commits: tuple[bytes, ...]

    def written(self) -> bytes:
        """Write it as it is signed."""
        told = {
            "format": FORMAT,
            "old_anchor": self.old_anchor,
            "new_anchor": self.new_anchor,
            "reason": self.reason,
            "blobs": [{"old": old, "new": new} for old, new in self.blobs],
            "commits": [it.decode("utf-8", "surrogateescape") for it in self.commits],
        }
        return (json.dumps(told, indent=1) + "\n").encode()


@dataclass(frozen=True)
class Sworn:
    """A statement, the bytes that were signed, and the armoured signature."""

    rewrite: Rewrite
    content: bytes
    signature: bytes


@dataclass(frozen=True)
class Judged:
    """What became of a statement: the history before it, or what is wrong; `rewrite` is told for ever."""

    former: Former = UNCHANGED
    rewrite: Rewrite | None = None
    findings: tuple[Finding, ...] = ()


class Mismatch(Exception):
    """The old history is not the new one with the old contents in it."""

    def __init__(self, zh: str, en: str) -> None:
        """Say why."""
        super().__init__(en)
        self.words = Words(zh, en)


def sworn(path: Path) -> Sworn:
    """Read a statement and its signature, `NAME.sig` beside it; Unreadable where one is damaged."""
    try:
        content = path.read_bytes()
        signature = path.with_name(f"{path.name}.sig").read_bytes()
        return Sworn(told(content), content, signature)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Unreadable(
            f"{path} 不是完整的改写说明；重新制作：govgen attest rewrite",
            f"{path} is no whole statement on a rewrite; make it anew with govgen attest rewrite",
        ) from fault


def told(content: bytes) -> Rewrite:
    """Read what was signed; ValueError, TypeError or KeyError where it is no statement."""
    data = dict(json.loads(content))
    blobs = tuple((it["old"], it["new"]) for it in data["blobs"])
    ids = (data["old_anchor"], data["new_anchor"], *(one for pair in blobs for one in pair))
    if data["format"] != FORMAT or not all(map(HEX.fullmatch, ids)):
        raise ValueError(FORMAT)
    commits = tuple(str(it).encode("utf-8", "surrogateescape") for it in data["commits"])
    return Rewrite(data["old_anchor"], data["new_anchor"], str(data["reason"]), blobs, commits)


def judge(objects: Objects, history: History, given: Sworn) -> Judged:
    """Accept a statement on the history, or say what is wrong with it."""
    rewrite = given.rewrite
    try:
        keys = tuple(signers(objects, history, rewrite.new_anchor))
        if not holds(given.content, given.signature, keys, NAMESPACE):
            return amiss("rewrite-forged", rewrite, FORGED)
        power = standing(objects, rewrite.new_anchor)
        return Judged(proved(objects, rewrite, power), rewrite)
    except Mismatch as fault:
        return amiss("rewrite-mismatch", rewrite, fault.words)


def signers(objects: Objects, history: History, new_anchor: str) -> Iterator[Key]:
    """Yield the keys that may sign, as they were listed at the anchor and held on its day; none that ever leaked."""
    if new_anchor not in history.chain:
        raise Mismatch(
            f"主线上没有说明里的新提交 {new_anchor[:10]}",
            f"the new commit {new_anchor[:10]} of the statement is not on the chain",
        )
    (anchor,) = objects.commits((new_anchor,))
    leaked = leaks(authorities(objects, history).values())
    for key in keys_of(standing(objects, anchor.id), day(anchor)):
        if key.type == "ssh" and pure(key) not in leaked and not fault_on(key, day(anchor)):
            yield key


FORGED = Words(
    "改写说明不是当时有权的人签名的",
    "the statement on the rewrite is not signed by anybody who then could",
)


def amiss(code: str, rewrite: Rewrite, words: Words) -> Judged:
    """Refuse a statement."""
    return Judged(findings=(Finding(code, "violation", rewrite.new_anchor, "", words),))


def keys_of(power: Authority, on: date) -> Iterator[Key]:
    """Yield the keys of who may answer for a rewrite on a day: attestors, and who may approve a change of the policy."""
    policy = power.policy
    rule = policy.rule("policy", None) if policy else None
    for person in (it for it in power.people if in_term(it, on)):
        attests = policy is not None and person.id in policy.attestors
        if attests or (rule and set(person.roles) & set(rule.offices)):
            yield from person.keys


def proved(objects: Objects, rewrite: Rewrite, power: Authority) -> Former:
    """Return the history before the rewrite; Mismatch where it was another."""
    back = {new: old for old, new in rewrite.blobs}
    if len(back) != len(rewrite.blobs):
        raise Mismatch(
            "两份旧内容换成了同一份新内容，分不清原来是哪一份；换一种写法再改写",
            "two old contents became one, and nobody can tell which was which; rewrite with another text",
        )
    if back.keys() & rules(objects, rewrite.new_anchor):
        raise Mismatch(
            "审批规则或岗位名册本身在这次改写里被换掉了；先提合并改好这两个文件，再改写",
            "the rules themselves, policy.yml or people.yml as they stand at the anchor, were replaced; "
            "have both mended in a merge first",
        )
    listed = {it.blob for it in power.policy.redacted} if power.policy else set()
    for old, _ in rewrite.blobs:
        if old not in listed:
            raise Mismatch(
                f"换掉的内容 {old[:10]} 没有列在 policy.yml 的 `redacted` 里",
                f"the replaced content {old[:10]} is not listed under `redacted` in policy.yml",
            )
    found = paired(objects, rewrite)
    now = {it.id: it for it in objects.commits(found)}
    trees = restored(objects, {it.tree for it in now.values()}, back)
    for commit, was in found.items():
        if alike(now[commit]) != alike(was):
            raise Mismatch(
                f"{was.id[:10]} 改写成 {commit[:10]} 时，提交人、日期或提交信息也变了",
                f"when {was.id[:10]} became {commit[:10]}, its author, dates or message changed too",
            )
        tree = now[commit].tree
        if trees[tree] != was.tree == tree:
            raise Mismatch(
                f"{was.id[:10]} 里本来就有一份和新内容一样的，分不清哪一份换过；换一种写法再改写",
                f"{was.id[:10]} held one of the new contents before, and nobody can tell which was replaced; "
                "rewrite with another text",
            )
        if trees[tree] != was.tree:
            raise Mismatch(
                f"{was.id[:10]} 改写成 {commit[:10]} 时，除了说明里的内容，还有别的变了",
                f"when {was.id[:10]} became {commit[:10]}, more changed than the contents of the statement",
            )
    return Former(found, back)


def rules(objects: Objects, commit: str) -> set[str]:
    """Return the contents of the files that say who may approve and sign, which a rewrite may not bring along."""
    below = f"{objects.prefix}records"
    files = objects.files(commit, below)
    return {files[path][1] for it in RULES if (path := f"{below}/{it}.yml") in files}


def paired(objects: Objects, rewrite: Rewrite) -> dict[str, Commit]:
    """Return each commit that was rewritten as it was, by what it is now, from the anchors down."""
    sha256 = len(rewrite.old_anchor) == 64
    given = {object_id("commit", it, sha256=sha256): it for it in rewrite.commits}
    graph = objects.graph(rewrite.new_anchor)
    found: dict[str, Commit] = {}
    waiting = [(rewrite.new_anchor, rewrite.old_anchor)]
    while waiting:
        new, old = waiting.pop()
        if new == old or (new in found and found[new].id == old):
            continue
        if new in found or new not in graph or old not in given:
            raise unlike(old)
        found[new] = read(old, given[old])
        if len(graph[new]) != len(found[new].parents):
            raise unlike(old)
        waiting += zip(graph[new], found[new].parents, strict=True)
    if len({was.id for was in found.values()}) != len(found):
        raise unlike(rewrite.old_anchor)
    return found


def read(commit: str, content: bytes) -> Commit:
    """Read an old commit."""
    try:
        return parsed(commit, content)
    except (KeyError, ValueError) as fault:
        raise unlike(commit) from fault


def unlike(commit: str) -> Mismatch:
    """Say that the commits do not correspond."""
    return Mismatch(
        f"旧提交 {commit[:10]} 在新历史里对不上，或说明里没有它",
        f"the old commit {commit[:10]} corresponds to none of the new history, or the statement lacks it",
    )


def alike(commit: Commit) -> tuple[list[tuple[str, bytes]], bytes]:
    """Return what a rewrite must leave as it was."""
    kept = [it for it in headers(commit.content) if it[0] not in REDRAWN]
    return kept, commit.content.partition(b"\n\n")[2]


def restored(objects: Objects, roots: set[str], back: Mapping[str, str]) -> dict[str, str]:
    """Return the id of each tree with the old contents put back, for all below `roots`."""
    contents: dict[str, bytes] = {}
    level = roots
    for _ in range(DEEPEST):
        if not level:
            break
        contents.update(objects.batch(sorted(level), b"tree"))
        below = {
            it for tree in level for mode, _, it in entries(contents[tree], tree) if mode == FOLDER
        }
        level = below - contents.keys()
    found: dict[str, str] = {}

    def was(tree: str) -> str:
        if tree not in found:
            made = b"".join(
                b"%s %s\0%s"
                % (mode, name, bytes.fromhex(was(it) if it in contents else back.get(it, it)))
                for mode, name, it in entries(contents[tree], tree)
            )
            found[tree] = object_id("tree", made, sha256=len(tree) == 64)
        return found[tree]

    return {root: was(root) for root in roots}


def entries(content: bytes, tree: str) -> Iterator[tuple[bytes, bytes, str]]:
    """Yield mode, name and id of all in a tree object."""
    size, at = len(tree) // 2, 0
    while found := ENTRY.match(content, at):
        at = found.end() + size
        yield found[1], found[2], content[found.end() : at].hex()
