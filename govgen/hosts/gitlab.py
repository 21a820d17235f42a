"""GitLab: merge commits and squashes, with its own message or one made from a template.

A message closes with "See merge request", and a template may put `%{approved_by}` after it: only
there are approvals read, for a title or a description stands above. A merge is by whoever merged; a
squash has the author of the request, and as committer whoever merged. Where GitLab signs what is
made on its site, it commits in its own name.
"""

from __future__ import annotations

import re

from govgen.commit import Commit, Ident
from govgen.host import Landing, direct, landed, nameless, no_account, shapeless
from govgen.hosts import plain
from govgen.message import closing, lines, persons
from govgen.words import Words

NAME = "gitlab"
WORDS = Words("GitLab（极狐）", "GitLab")
account = no_account
MARK = re.compile(r"See merge request [^ !]*!([0-9]{1,12})")

MERGED = Words(
    "在 GitLab 上合并：合并提交写的就是点合并的人",
    "Merged on GitLab: the merge bears the name of who merged",
)
UNMARKED = Words(
    "合并提交里没有 GitLab 的合并请求编号：合并的提交者就是合并人",
    "The merge bears no mark of GitLab's: whoever committed it made it",
)
SQUASHED = Words(
    "在 GitLab 上压缩合并：作者是提出人，提交者是点合并的人",
    "Squashed on GitLab: the author opened the request, the committer merged it",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed, had GitLab served it."""
    odd = shapeless(commit)
    if odd is not None:
        return odd
    mark, trailers = closing(lines(commit.message), MARK)
    number, reviewers = mark[1] if mark else "", persons(trailers, "Approved-by")
    if len(commit.parents) == 2:
        who = commit.author if own(commit.committer) else commit.committer
        return landed("merge", number, who, MERGED if mark else UNMARKED, "", reviewers)
    if mark is None:
        return direct(plain.PUSHED)
    if own(commit.committer):
        return nameless("squash", number, plain.UNTOLD, reviewers)
    return landed("squash", number, commit.committer, SQUASHED, "", reviewers)


def own(who: Ident) -> bool:
    """Whether this is GitLab itself."""
    return who.name == "GitLab" and who.email.startswith("noreply@")
