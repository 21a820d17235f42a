"""Bitbucket, in the cloud and as a data centre's own server: merge and squash.

The first line is Bitbucket's, or the first and the third. The author of what it lands is who opened
the request, the committer who merged. It closes with "Approved-by" and a name, below text that
anybody writes; so only names are taken, never an address by which somebody could be found.
"""

from __future__ import annotations

import re
from itertools import takewhile

from govgen.commit import Commit, Ident
from govgen.host import Class, Landing, Named, direct, landed, nameless, no_account, shapeless
from govgen.hosts import plain
from govgen.message import fit, lines
from govgen.words import Words

NAME = "bitbucket"
WORDS = Words("Bitbucket", "Bitbucket")
account = no_account
FIRST = re.compile(
    r"Merged in [^ ]+ \(pull request #([0-9]{1,12})\)"
    r"|Merge pull request #([0-9]{1,12}) in [^ ]+ from [^ ]+ to [^ ]+"
)
TITLED = re.compile(r"Pull request #([0-9]{1,12}): .*")
THIRD = re.compile(r"Merge in [^ ]+ from [^ ]+ to [^ ]+")
APPROVED = re.compile(r"Approved-by: ([^<>@]{1,300})")
TEXT = 4
"""The line below the mark and the title."""

MERGED = Words(
    "在 Bitbucket 上合并：作者可能是提出人，提交者是点合并的人",
    "Merged on Bitbucket: the author may be who opened the request, the committer is who merged",
)
UNMARKED = Words(
    "合并提交里没有 Bitbucket 的标记：合并的提交者就是合并人",
    "The merge bears no mark of Bitbucket's: whoever committed it made it",
)
SQUASHED = Words(
    "在 Bitbucket 上压缩合并：作者是提出人，提交者是点合并的人",
    "Squashed on Bitbucket: the author opened the request, the committer merged it",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed, had Bitbucket served it."""
    odd = shapeless(commit)
    if odd is not None:
        return odd
    told = lines(commit.message)
    number = numbered(told)
    reviewers = approved(told) if number else ()
    if len(commit.parents) == 1 and not number:
        return direct(plain.PUSHED)
    kind: Class = "merge" if len(commit.parents) == 2 else "squash"
    if own(commit.committer):
        return nameless(kind, number, plain.UNTOLD, reviewers)
    marked = MERGED if kind == "merge" else SQUASHED
    return landed(kind, number, commit.committer, marked if number else UNMARKED, "", reviewers)


def own(who: Ident) -> bool:
    """Whether this is Bitbucket itself."""
    return who.email.lower() == "noreply@bitbucket.org"


def numbered(told: list[str]) -> str:
    """Return the number of the request; empty where Bitbucket's mark is not in its place."""
    found = fit(FIRST, told[0])
    if found:
        return found[1] or found[2]
    titled = fit(TITLED, told[0])
    return titled[1] if titled and told[2:3] and fit(THIRD, told[2]) else ""


def approved(told: list[str]) -> tuple[Named, ...]:
    """Return whom the last paragraph names, where it holds nothing but approvals."""
    last = [fit(APPROVED, line) for line in takewhile(bool, reversed(told[TEXT:]))]
    names = [found[1].strip() for found in reversed(last) if found]
    return (
        tuple(Named(name, "", "", "reviewer") for name in names) if len(names) == len(last) else ()
    )
