"""A branch as it would stand after its merge, made by Git in a folder of our own and judged there.

The merge commit that nobody has made yet is written beside the repository, never into it, so that
what reads a history can read it like any other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from govgen.approvals import Setting
from govgen.batching import batches, repeated
from govgen.cache import Cache
from govgen.contents import contents
from govgen.history import History, versions, written
from govgen.host import Landing
from govgen.load import Loaded, load
from govgen.manual import title
from govgen.notes import Testimony, heard
from govgen.objects import Objects, reading
from govgen.powers import NOW, standing
from govgen.proof import GROUNDS, Examined, Finding, examine, proofs
from govgen.proofs.batch_twice import again
from govgen.receipts import Receipt, Receipts
from govgen.redaction import Blobs
from govgen.refs import Unreadable
from govgen.remnants import Remnant, remnants
from govgen.revision import laid_out
from govgen.scalars import When
from govgen.signature import UNSIGNED
from govgen.verify import zone
from govgen.witness import heard_alone
from govgen.words import Words

NEEDED = ("shallow-clone", "partial-clone")
"""What a merge cannot be worked out without."""
PENDING = Landing("merge", "", None, (), bot=False, reason=Words("还没有合并", "not merged yet"))


@dataclass(frozen=True)
class Proposal:
    """The register at `base` and as it would be; `setting` is the merge under the rules of `base`.

    With `conflicts` nothing else was worked out.
    """

    base: str
    head: str
    day: date
    conflicts: tuple[str, ...]
    setting: Setting | None = None
    receipts: tuple[Receipt, ...] = ()
    then: Loaded | None = None
    now: Loaded | None = None
    findings: tuple[Finding, ...] = ()
    remnants: tuple[Remnant, ...] = ()


def proposal(
    root: Path, base: str, head: str, as_of: date | None, attestations: Path | None = None
) -> Proposal:
    """Work out the merge of `head` into `base`, judged on `as_of`, else on the later commit's day.

    Signed statements are read from the notes, and from a folder of `attestations`. Raises Unreadable where Git cannot tell.
    """
    with reading(root) as objects, tempfile.TemporaryDirectory() as folder:
        whole(objects)
        ours, theirs = objects.resolved(base), objects.resolved(head)
        tree, conflicts = objects.merged_tree(ours, theirs)
        when = as_of or max(it.committer.time for it in objects.commits((ours, theirs)))
        if conflicts:
            return Proposal(ours, theirs, on(when, objects, ours), tuple(sorted(conflicts)))
        merge = pending(objects, tree, ours, theirs)
        said = heard(objects, attestations)
        return judged(objects, (ours, theirs, merge), when, Path(folder), said)


def judged(
    objects: Objects, commits: tuple[str, str, str], when: When, folder: Path, said: Testimony
) -> Proposal:
    """Load both sides, and apply to the merge whatever is asked of a history."""
    ours, theirs, merge = commits
    cache = Cache(folder / "cache")
    then = load(laid_out(objects, ours, folder / "then", ("records",)), when, cache)
    now = load(laid_out(objects, merge, folder / "now", ("records",)), when, cache)
    told = landing(objects, merge, ours)
    now_on = standing(objects, merge)
    alone = under(objects, told, ours, on(when, objects, ours))
    setting = heard_alone(alone, said.signed, now_on.leaked)
    found = landed(objects, told, setting)
    by_record = {receipt.record: (receipt,) for receipt in found}
    powers = {merge: setting.authority, NOW: now_on}
    receipts = Receipts(told, (setting,), by_record, powers)
    return Proposal(
        ours,
        theirs,
        setting.day,
        (),
        setting,
        found,
        then,
        now,
        (*examine(Examined(objects, receipts)), *batched(objects, ours, found)),
        tuple(remnants(objects, told, ours, (then, now))),
    )


def landed(objects: Objects, told: History, setting: Setting) -> tuple[Receipt, ...]:
    """Return the receipts of one merge, which is all that `told` tells."""
    texts = contents(objects, told, None)
    found = versions(setting.landed)
    hidden = withheld(setting)
    return tuple(Receipt(record, version, setting, texts, hidden) for record, version in found)


def withheld(setting: Setting) -> Blobs:
    """Return the contents that nobody is shown under the policy of a merge."""
    policy = setting.authority.policy
    return frozenset(it.blob for it in policy.redacted) if policy else frozenset()


def batched(objects: Objects, base: str, found: tuple[Receipt, ...]) -> Iterator[Finding]:
    """Yield what would be a second batch, after those that main took in on the same day."""
    if not batches(found):
        return
    merges = (*reversed(tuple(same_day(objects, base, found[0].setting.day))), found)
    pending = found[0].version.commit
    yield from (again(it) for it in repeated(merges) if it.version.commit == pending)


def same_day(objects: Objects, base: str, day: date) -> Iterator[tuple[Receipt, ...]]:
    """Yield what each merge up to `base` landed on `day`, the newest first."""
    (commit,) = objects.commits((base,))
    where = zone(objects, base)
    while commit.parents and commit.committer.time.astimezone(where).date() == day:
        told = landing(objects, commit.id, commit.parents[0])
        yield landed(objects, told, under(objects, told, commit.parents[0], day))
        (commit,) = objects.commits((commit.parents[0],))


def whole(objects: Objects) -> None:
    """Raise Unreadable where the clone is cut off."""
    proofs()
    for code in NEEDED:
        for found in GROUNDS[code](objects):
            words, named = found.message, title(code)
            raise Unreadable(
                f"{words.zh}（{named.zh}），看不出合并的结果；取回完整历史：git fetch --unshallow",
                f"{words.en} ({named.en}), so the merge cannot be worked out; fetch the whole "
                "history with git fetch --unshallow",
            )


def on(when: When, objects: Objects, base: str) -> date:
    """Return the community's day at `when`."""
    return when.astimezone(zone(objects, base)).date() if isinstance(when, datetime) else when


def pending(objects: Objects, tree: str, ours: str, theirs: str) -> str:
    """Write the merge into our own folder and return its id; its time is that of the later parent."""
    time = max(it.committer.time for it in objects.commits((ours, theirs)))
    stamp = f"nobody <> {int(time.timestamp())} +0000"
    text = f"tree {tree}\nparent {ours}\nparent {theirs}\nauthor {stamp}\ncommitter {stamp}\n\n\n"
    return (
        objects.asked("hash-object", "-t", "commit", "-w", "--stdin", given=text).decode().strip()
    )


def landing(objects: Objects, merge: str, base: str) -> History:
    """Return the history that is the merge alone, with the branch's commits at its side."""
    graph = objects.graph(merge, base)
    return History(merge, (merge,), dict(written(objects, graph, (merge,))))


def under(objects: Objects, told: History, base: str, day: date) -> Setting:
    """Return the merge under the policy and the people of `base`."""
    power = standing(objects, base)
    spans = power.policy.hosts if power.policy else ()
    host = next((span.host for span in spans if span.until is None), "plain")
    where = zone(objects, base)
    return Setting(told.landed(told.tip), PENDING, host, UNSIGNED, power, day, zone=where)
