"""Gerrit: merges that its server makes, and single commits that land after review.

The server authors a merge with who submitted. When it picks or rebases, it adds "Reviewed-on" and
then the votes, and commits for who submitted; a fast-forward leaves only the "Change-Id" that the
author's own hook wrote, and the votes stay in refs/notes/review.
"""

from __future__ import annotations

import re

from govgen.commit import Commit, Ident
from govgen.host import Class, Landing, Named, direct, landed, nameless, no_account, shapeless
from govgen.hosts import plain
from govgen.message import closing, lines, persons
from govgen.words import Words

NAME = "gerrit"
WORDS = Words("Gerrit", "Gerrit")
account = no_account
MARK = re.compile(r"Reviewed-on: https?://[^ ]+/([0-9]{1,12})/?")
CHANGE = re.compile(r"Change-Id: I[0-9a-f]{40}")
SERVER = re.compile(r"(?:gerrit|review|code-review|noreply-gerritcodereview)@[^ ]+")
QUEUES = frozenset(("jenkins", "zuul"))
"""Programs that submit and are not named like programs."""

MERGED = Words(
    "由 Gerrit 合并：合并提交的作者就是提交入库的人",
    "Gerrit merged it: the author of the merge is who submitted the change",
)
QUEUED = Words(
    "由自动测试系统让 Gerrit 合并，提交里没有写是谁批准的",
    "A testing system had Gerrit merge it; the commit does not say who approved",
)
PICKED = Words(
    "评审后由 Gerrit 放入主线：提交者就是提交入库的人",
    "Gerrit put it on the main line after review: the committer is who submitted it",
)
FORWARDED = Words(
    "只有起草人自己写的 Change-Id：提交里没有写是谁批准入库的",
    "It bears only the Change-Id that its author wrote; the commit does not say who submitted it",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed, had Gerrit served it."""
    odd = shapeless(commit)
    if odd is not None:
        return odd
    merge, here = len(commit.parents) == 2, own(commit.committer)
    if merge and here:
        return submitted("merge", "", commit.author, MERGED, ())
    told = lines(commit.message)
    mark, votes = closing(told, MARK)
    if mark and not here:
        reviewers = persons(votes, "Reviewed-by")
        return submitted("submitted", mark[1], commit.committer, PICKED, reviewers)
    if mark or closing(told, CHANGE)[0]:
        number, reason = (mark[1], plain.UNTOLD) if mark else ("", FORWARDED)
        return nameless("submitted", number, reason, persons(votes, "Reviewed-by"))
    return landed("merge", "", commit.committer, plain.MERGED) if merge else direct(plain.PUSHED)


def submitted(
    kind: Class, number: str, who: Ident, reason: Words, reviewers: tuple[Named, ...]
) -> Landing:
    """Return a landing by who submitted; the system that runs the tests is nobody's name."""
    if who.name.lower() in QUEUES:
        return Landing(kind, number, None, reviewers, bot=True, reason=QUEUED)
    return landed(kind, number, who, reason, "", reviewers)


def own(who: Ident) -> bool:
    """Whether this is a Gerrit server; anybody may bear its name, but hardly its address."""
    return who.name == "Gerrit Code Review" and SERVER.fullmatch(who.email[:300]) is not None
