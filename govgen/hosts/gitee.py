"""Gitee: merges and squashes, by persons or by a community's bot that names the reviewers.

Gitee commits what is merged on its site as itself and begins the first line with the request's
number. A bot's text follows the title: "From", "Reviewed-by". A person who merges may write there
what they like, so only a bot's text is read, and only where it begins, right below the title.
"""

from __future__ import annotations

import re
from itertools import takewhile

from govgen.commit import Commit, Ident
from govgen.host import Landing, Named, automatic, direct, landed, nameless, shapeless
from govgen.hosts import plain
from govgen.message import fit, lines
from govgen.words import Words

NAME = "gitee"
WORDS = Words("Gitee（码云）", "Gitee")
MARK = re.compile(r"!([0-9]{1,12}) .*")
ACCOUNT = re.compile(r"(?:[0-9]{1,20}\+)?([A-Za-z0-9_.-]{1,60})@user\.noreply\.gitee\.com")
REVIEWED = "Reviewed-by:"

MERGED = Words(
    "在 Gitee 上合并：提交的作者就是点合并的人",
    "Merged on Gitee: the author of the merge is who merged",
)
SQUASHED = Words(
    "在 Gitee 上压缩合并：提交里没有写是谁点的合并",
    "Squashed on Gitee: the commit does not say who merged",
)
ELSEWHERE = Words(
    "合并不是在 Gitee 上做的，是做好后推送上来的：合并的提交者就是合并人",
    "The merge was made outside Gitee and pushed: whoever committed it made it",
)
EDITED = Words(
    "在 Gitee 网页上直接提交，没有合并请求的编号",
    "Committed on Gitee's site without a request's number",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed, had Gitee served it."""
    odd = shapeless(commit)
    if odd is not None:
        return odd
    told, here = lines(commit.message), own(commit.committer)
    mark = fit(MARK, told[0]) if here or automatic(commit.committer) else None
    number = mark[1] if mark else ""
    if len(commit.parents) == 2:
        who = commit.author if here else commit.committer
        reviewers = reviewed(told) if mark and automatic(who) else ()
        return landed("merge", number, who, MERGED if here else ELSEWHERE, account(who), reviewers)
    if not here:
        return direct(plain.PUSHED)
    return nameless("squash", number, SQUASHED) if mark else direct(EDITED)


def reviewed(told: list[str]) -> tuple[Named, ...]:
    """Return whom a bot's text right below the title names."""
    below = told[2:] if told[1:2] == [""] else told[1:]
    if not below or not below[0].startswith("From: @"):
        return ()
    text = takewhile(bool, below)
    names = next((line[len(REVIEWED) :] for line in text if line.startswith(REVIEWED)), "")
    accounts = (name.strip().removeprefix("@") for name in names.split(","))
    return tuple(Named(name, "", name, "reviewer") for name in dict.fromkeys(accounts) if name)


def own(who: Ident) -> bool:
    """Whether this is Gitee itself."""
    return (who.name, who.email) == ("Gitee", "noreply@gitee.com")


def account(who: Ident) -> str:
    """Return the account in an address that Gitee gives out; empty in another's."""
    found = fit(ACCOUNT, who.email)
    return found[1] if found else ""
