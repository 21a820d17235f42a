"""GitHub: the merge button, squash, rebase, the merge queue; Prow and bors, which merge for people.

GitHub commits what is merged on its site as itself. The first line of a merge, and the number at the
end of the first line of a squash, are its own; the title stands before the number and may hold
another. Who merged is the author of a merge; the author of a squash is who opened the request.
"""

from __future__ import annotations

import re

from govgen import bors
from govgen.commit import Commit, Ident
from govgen.host import Landing, direct, landed, nameless, shapeless
from govgen.hosts import plain
from govgen.message import fit, lines
from govgen.words import Words

NAME = "github"
WORDS = Words("GitHub", "GitHub")
MERGE = re.compile(r"Merge pull request #([0-9]{1,12}) from [^ /]+/[^ ]+")
TITLED = re.compile(r".* \(#([0-9]{1,12})\)")
ACCOUNT = re.compile(r"(?:[0-9]{1,20}\+)?([A-Za-z0-9-]{1,60})@users\.noreply\.github\.com")
QUEUE = re.compile(r"(?:[0-9]{1,20}\+)?github-merge-queue(?:\[bot\])?@users\.noreply\.github\.com")

MERGED = Words(
    "在 GitHub 上合并：提交的作者就是点合并的人",
    "Merged on GitHub: the author of the merge is who merged",
)
ELSEWHERE = Words(
    "合并不是在 GitHub 上做的，是做好后推送上来的：合并的提交者就是合并人",
    "The merge was made outside GitHub and pushed: whoever committed it made it",
)
SQUASHED = Words(
    "在 GitHub 上压缩合并：提交里只有提出人，没有写是谁点的合并",
    "Squashed on GitHub: the commit names only who opened the request, not who merged it",
)
QUEUED = Words(
    "由 GitHub 合并队列提交，提交里没有写是谁决定合并的",
    "GitHub's merge queue committed it; the commit does not say who decided to merge",
)
EDITED = Words(
    "在 GitHub 网页上提交，没有合并请求的编号：可能是直接改的，也可能是压缩合并时改掉了标题",
    "Committed on GitHub's site without a request's number: an edit, or a squash whose title was changed",
)
PUSHED = Words(
    "直接推送或变基合并的，没有合并的标记：Git 里看不到合并，不等于没有人审批",
    "Pushed, or rebased, without the mark of a merge: Git shows none, which does not mean that nobody approved",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed, had GitHub served it."""
    told = lines(commit.message)
    odd = bors.landing(commit, told) or shapeless(commit)
    if odd is not None:
        return odd
    return merge(commit, told[0]) if len(commit.parents) == 2 else single(commit, told[0])


def merge(commit: Commit, first: str) -> Landing:
    """Return how a commit of two parents landed."""
    if not own(commit.committer):
        return landed("merge", "", commit.committer, ELSEWHERE, account(commit.committer))
    if own(commit.author):
        return nameless("merge", "", plain.UNTOLD)
    found = fit(MERGE, first) or fit(TITLED, first)
    number = found[1] if found else ""
    return landed("merge", number, commit.author, MERGED, account(commit.author))


def single(commit: Commit, first: str) -> Landing:
    """Return how a commit of one parent landed."""
    found = fit(TITLED, first)
    if fit(QUEUE, commit.committer.email):
        number = found[1] if found else ""
        return Landing("submitted", number, None, (), bot=True, reason=QUEUED)
    if not own(commit.committer):
        return direct(PUSHED)
    return nameless("squash", found[1], SQUASHED) if found else direct(EDITED)


def own(who: Ident) -> bool:
    """Whether this is GitHub itself."""
    return (who.name, who.email) == ("GitHub", "noreply@github.com")


def account(who: Ident) -> str:
    """Return the account in an address that GitHub gives out; empty in another's."""
    found = fit(ACCOUNT, who.email)
    return found[1] if found else ""
