"""Git without a host: a merge is made by its committer, and nothing else can be told."""

from __future__ import annotations

from govgen.commit import Commit
from govgen.host import Landing, direct, landed, no_account, nobody, shapeless
from govgen.words import Words

NAME = "plain"
WORDS = Words("未使用托管平台", "no hosting platform")
account = no_account
own = nobody
MERGED = Words(
    "合并的提交者就是合并人；这只是提交里写的名字，本人签名才能证明",
    "Whoever committed the merge made it; this is only the name written there, which a signature can prove",
)
UNTOLD = Words(
    "托管平台用自己的名义提交，没有写是谁点的合并",
    "The platform committed it in its own name and does not say who merged",
)
PUSHED = Words(
    "只有一个父提交：Git 里看不到合并，不等于没有人审批",
    "It has one parent: Git shows no merge, which does not mean that nobody approved",
)


def landing(commit: Commit) -> Landing:
    """Return how `commit` landed; the author of a merge may be left over from before an amendment."""
    odd = shapeless(commit)
    if odd is not None:
        return odd
    if len(commit.parents) == 2:
        return landed("merge", "", commit.committer, MERGED)
    return direct(PUSHED)
