"""bors, which merges on GitHub for whoever told it to: bors-ng and the bors of Rust.

A title stands on the line that ends with who reviewed, and a request's body anywhere below, so the
reviewer is read from the end of a line whose place is certain. A batch has one parent a request.
"""

from __future__ import annotations

import re

from govgen.commit import Commit
from govgen.host import Class, Landing, Named
from govgen.message import fit
from govgen.words import Words

SELF = re.compile(
    r"(?:[0-9]{1,20}\+)?(?:[a-z]{1,20}-)?bors\[bot\]@users\.noreply\.github\.com|bors@rust-lang\.org"
)
BATCH = re.compile(r"Merge((?: #[0-9]{1,12})+)")
AUTO = re.compile(r"Auto merge of #([0-9]{1,12}) - [^ ]+, r=([^ ]+)")
REVIEWED = re.compile(r"[0-9]{1,12}: .* r=([^ ]+) a=[^ ]+")

NAMED = Words(
    "由 bors 合并，审阅人是它在提交里写的",
    "bors merged it; the reviewers are those it wrote into the commit",
)
UNNAMED = Words(
    "由 bors 合并，提交里看不清是谁让它合并的",
    "bors merged it; from the commit nobody can be sure who told it to",
)


def landing(commit: Commit, told: list[str]) -> Landing | None:
    """Return how a commit by bors landed; none where it is not bors's, or not a merge of its kind."""
    if not fit(SELF, commit.author.email):
        return None
    auto, batch = fit(AUTO, told[0]), fit(BATCH, told[0])
    if auto and len(commit.parents) == 2:
        return by_bot(commit, auto[1], named(auto[2]))
    numbers = batch[1].replace("#", "").split() if batch else []
    if not numbers or len(commit.parents) not in {1, len(numbers) + 1}:
        return None
    number = numbers[0] if len(numbers) == 1 else ""
    return by_bot(commit, number, reviewers(numbers, told))


def by_bot(commit: Commit, number: str, found: tuple[Named, ...]) -> Landing:
    """Return the landing of a merge, or of a squash, by bors."""
    kind: Class = "squash" if len(commit.parents) == 1 else "merge"
    return Landing(kind, number, None, found, bot=True, reason=NAMED if found else UNNAMED)


def reviewers(numbers: list[str], told: list[str]) -> tuple[Named, ...]:
    """Return who reviewed every request of a batch.

    bors writes of the first request on the third line; of another the place depends on the bodies
    above it, so a second line for the same number makes it uncertain and nobody is named.
    """
    places: dict[str, list[str]] = {number: [] for number in numbers}
    for line in told[2:]:
        number = line.partition(": ")[0]
        if number in places:
            places[number].append(line)
    if len(numbers) == 1:
        places = {numbers[0]: told[2:3]}
    if any(len(found) != 1 for found in places.values()):
        return ()
    each = [reviewed(found[0]) for found in places.values()]
    return tuple(one for one in each[0] if all(one in others for others in each[1:]))


def reviewed(line: str) -> tuple[Named, ...]:
    """Return who reviewed one request, by the end of its line."""
    found = fit(REVIEWED, line)
    return named(found[1]) if found else ()


def named(accounts: str) -> tuple[Named, ...]:
    """Return reviewers by their accounts, written with commas between."""
    names = (name.removeprefix("@") for name in accounts.split(","))
    return tuple(Named(name, "", name, "reviewer") for name in dict.fromkeys(names) if name)
