"""审批规则提到的提交不在主线上

规则：policy.yml 里的提交号（平台的起止、`legacy_until`、`acknowledged`）都是主线上已有的提交。

原因：平台的起止写错了，平台的签名就不起作用，证明力度悄悄变弱；说明了别处的提交，等于没有说明。

怎么改：用 `git log --first-parent` 查到正确的提交号，改好再合并。
---
The policy names a commit that is not on the chain

Rule: the commits that policy.yml names (where a host begins and ends, `legacy_until`, `acknowledged`) stood on the first-parent chain before it.

Why: with a host's span wrong its signatures do not count, and the evidence is silently weaker; to acknowledge a commit from elsewhere acknowledges nothing.

How to mend: find the right id with `git log --first-parent`, correct it and merge.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.history import versions
from govgen.policy import Policy
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def unknown_commit(examined: Examined) -> Iterator[Finding]:
    """Yield the commits that a policy named first and that did not stand on the chain before it."""
    receipts = examined.receipts
    if receipts.imposed:
        strange = (it for it in named(receipts.imposed) if it not in receipts.places)
        yield from (Finding("unknown-commit", "violation", "", "", absent(it)) for it in strange)
        return
    seen: set[str] = set()
    for landed in receipts.history if receipts.powers else ():
        changed = [version for record, version in versions(landed) if record == "policy"]
        policy = receipts.after(landed.id).policy if changed else None
        here = receipts.places[landed.id]
        for commit in named(policy) if policy else ():
            if commit not in seen and receipts.places.get(commit, here) >= here:
                path = changed[0].path
                yield Finding("unknown-commit", "violation", landed.id, path, absent(commit))
            seen.add(commit)


def absent(commit: str) -> Words:
    """Say that a commit is not there."""
    return Words(f"主线上没有 {commit[:10]}", f"{commit[:10]} is not on the chain")


def named(policy: Policy) -> Iterator[str]:
    """Yield every commit that a policy names."""
    spans = (commit for span in policy.hosts for commit in (span.since, span.until))
    others = (it.commit for it in policy.acknowledged)
    yield from filter(None, (*spans, policy.legacy_until, *others))
