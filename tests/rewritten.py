"""A register whose history is rewritten to take personal data out, as git filter-repo does it."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from chronicle import (
    ISSUE,
    PEOPLE,
    PLACE,
    POLICY,
    Chronicle,
    issue,
    pen,
    pens,
    people,
    place,
    policy,
    rule,
)
from command import govgen
from repository import Repository

from govgen.verify import Outside, Verified, verify

SECRET, MASK = "seven-old-street", "[redacted 03-05]"
"""Of one length, so that a stream of commits stays whole."""
SIGNED = rule(evidence={"*": "signed"})


@dataclass
class Rewritten:
    """`old` with the commits before the rewrite, the rewritten one at `root`, where `statement` is to lie."""

    old: Chronicle
    leak: str
    root: Path

    @property
    def statement(self) -> Path:
        return self.root / "attestations/rewrite.json"

    @property
    def tip(self) -> str:
        return Repository(self.root).git("rev-parse", "main")

    def state(self, key: str = "director") -> tuple[int, str]:
        """Make the statement."""
        done = govgen("-C", self.root, "--lang", "en", "attest", "rewrite", self.old.root,
                      "--from", "main", "--to", "main", "--reason", "an address",
                      "--key", pens() / key)  # fmt: skip
        return done.returncode, done.stderr

    def alter(self, key: str = "director", **told: object) -> None:
        """Change what the statement says, and sign it anew."""
        data = json.loads(self.statement.read_text("utf-8")) | told
        self.statement.write_text(json.dumps(data), "utf-8")
        words = ("ssh-keygen", "-q", "-Y", "sign", "-n", "govgen-rewrite", "-f", str(pens() / key))
        made = subprocess.run(
            words, input=self.statement.read_bytes(), capture_output=True, check=True
        )
        Path(f"{self.statement}.sig").write_bytes(made.stdout)

    def verified(self, anchor: str | None = None) -> Verified:
        """Verify the rewritten history with the statement."""
        return verify(self.root, "main", Outside(anchor, rewritten=self.statement))


def leaked(folder: Path, needs: dict[str, object]) -> tuple[Chronicle, str]:
    """Let a merge under the rule `needs` write down an address, and list its content in the policy."""
    made = Chronicle(folder / "old", policy(needs), people(keys=[pen().key()]))
    leak = made.merge({PLACE: place(title=SECRET)}, sign=pen().sign)
    return made, leak


def redacted(made: Chronicle, leak: str) -> dict[str, object]:
    """What the policy says of the content that a commit landed."""
    blob = made.repository.git("rev-parse", f"{leak}:{PLACE}")
    return {"redacted": [{"blob": blob, "reason": "写进了住址", "date": "2026-03-05"}]}


def plain(folder: Path) -> Rewritten:
    """A rewritten register in which nothing depends on the commits as they were."""
    made, leak = leaked(folder, rule())
    made.merge({POLICY: policy(**redacted(made, leak))})
    return redrawn(folder, made, leak)


def rewritten(folder: Path, *also: tuple[str, str]) -> Rewritten:
    """A rewritten register that asks for signatures and acknowledges a direct commit by its old id; `also` changed."""
    made, leak = leaked(folder, SIGNED)
    pushed = made.land({ISSUE: issue("submitted")})
    excuse = {"acknowledged": [{"commit": pushed, "code": "direct-change", "reason": "停机"}]}
    made.merge({POLICY: policy(SIGNED, **redacted(made, leak), **excuse)}, sign=pen().sign)
    made.merge({PLACE: place()}, sign=pen().sign)
    return redrawn(folder, made, leak, *also)


def redrawn(folder: Path, made: Chronicle, leak: str, *also: tuple[str, str]) -> Rewritten:
    """Rewrite all of a register's history."""
    new = Repository(folder / "new")
    stream = subprocess.run(
        ("git", "-C", str(made.root), "fast-export", "--signed-tags=strip", "main"),
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    for was, now in ((SECRET, MASK), *also):
        stream = stream.replace(was.encode(), now.encode())
    new.git("fast-import", "--quiet", given=stream)
    return Rewritten(made, leak, new.root)


def retitled(folder: Path) -> Rewritten:
    """A register whose first people.yml held an address, and was listed and replaced after it was mended."""
    made = Chronicle(folder / "old", people=people(title=SECRET, keys=[pen().key()]))
    listed = {"blob": made.repository.git("rev-parse", f"{made.tip}:{PEOPLE}")}
    made.merge({PEOPLE: people(keys=[pen().key()])})
    why = {"reason": "写进了住址", "date": "2026-03-05"}
    made.merge({POLICY: policy(redacted=[listed | why])})
    return redrawn(folder, made, made.tip)


def usurped(folder: Path) -> Rewritten:
    """A history in which policy and people were replaced: they list their own old contents, and a stranger's key."""
    fill = ["1" * 40, "2" * 40]
    listed = [{"blob": it, "reason": "写进了住址", "date": "2026-03-05"} for it in fill]
    made = Chronicle(folder / "old", policy(redacted=listed), people(keys=[pen().key()]))
    made.merge({PLACE: place(title="空地")})
    olds = [made.repository.git("rev-parse", f"main:{path}") for path in (POLICY, PEOPLE)]
    key = (pen().public, pen("stranger").public)
    return redrawn(folder, made, made.tip, *zip(fill, olds, strict=True), key)
