"""Gitea and Forgejo: merge, rebase with a merge, squash.

The first line of a merge holds the title, so its number is read from the line's end. "Reviewed-on"
and, after it, "Reviewed-by" close the message. A merge is authored by whoever merged; a squash is
committed by them. An instance that signs commits in its own name.
"""

from __future__ import annotations

import re

from govgen.commit import Commit, Ident
from govgen.host import Landing, direct, landed, nameless, no_account, shapeless
from govgen.hosts import plain
from govgen.message import closing, fit, lines, persons
from govgen.words import Words

NAME = "gitea"
WORDS = Words("Gitea 或 Forgejo", "Gitea or Forgejo")
account = no_account
MERGE = re.compile(r"Merge pull request '.*' \([#!]([0-9]{1,12})\) from [^ ]+ into [^ ]+")
MARK = re.compile(r"Reviewed-on: https?://[^ ]+/pulls/([0-9]{1,12})")

MERGED = Words(
    "在 Gitea 或 Forgejo 上合并：合并提交的作者就是点合并的人",
    "Merged on Gitea or Forgejo: the author of the merge is who merged",
)
UNMARKED = Words(
    "合并提交里没有 Gitea 或 Forgejo 的标记：合并的提交者就是合并人",
    "The merge bears no mark of Gitea or Forgejo: whoever committed it made it",
)
SQUASHED = Words(
    "在 Gitea 或 Forgejo 上压缩合并：作者是提出人，提交者是点合并的人",
    "Squashed on Gitea or Forgejo: the author opened the request, the committer merged it",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed, had Gitea or Forgejo served it."""
    odd = shapeless(commit)
    if odd is not None:
        return odd
    told = lines(commit.message)
    mark, trailers = closing(told, MARK)
    reviewers = persons(trailers, "Reviewed-by")
    if len(commit.parents) == 2:
        found = fit(MERGE, told[0]) or mark
        who = commit.author if own(commit.committer) else commit.committer
        number = found[1] if found else ""
        return landed("merge", number, who, MERGED if found else UNMARKED, "", reviewers)
    if mark is None:
        return direct(plain.PUSHED)
    if own(commit.committer):
        return nameless("squash", mark[1], plain.UNTOLD, reviewers)
    return landed("squash", mark[1], commit.committer, SQUASHED, "", reviewers)


def own(who: Ident) -> bool:
    """Whether this is an instance itself, by the names that it has unless somebody changes them."""
    return who.name in {"Gitea", "Forgejo"}
