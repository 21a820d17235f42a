"""What of a history is excused: violations that were acknowledged in an approved merge, and the time before any policy.

Nothing excuses itself; a policy from outside excuses what it says. Of the repository's own, an acknowledgement counts only where the merge that brought it was approved by
the policy before it; where the violation changed the rules, by the rules from before the violation
too, so that nobody who took the power to approve can excuse that they took it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from govgen.approvals import Setting, approval
from govgen.authority import Authority
from govgen.history import versions
from govgen.policy import RULES, Acknowledged
from govgen.powers import NOW
from govgen.proof import Finding
from govgen.proving import proved_under
from govgen.receipts import Receipts
from govgen.witness import heard_alone

Key = tuple[str, str]
"""A commit and a code."""


@dataclass(frozen=True)
class Pardon:
    """What is excused in one history."""

    receipts: Receipts

    @cached_property
    def granted(self) -> dict[Key, Acknowledged]:
        """What the policy of the tip acknowledges, and was approved; what one from outside does."""
        tip = self.receipts.after(self.receipts.history.tip)
        if self.receipts.imposed:
            return acknowledged(tip)
        approved: set[Key] = set()
        for setting in self.receipts.settings:
            commit = setting.landed.id
            before = acknowledged(setting.authority)
            new = acknowledged(self.receipts.after(commit)).keys() - before.keys()
            approved.update(key for key in new if self.counts(setting, key))
        return {key: it for key, it in acknowledged(tip).items() if key in approved}

    def counts(self, setting: Setting, key: Key) -> bool:
        """Whether the merge of `setting` may acknowledge what `key` names."""
        places = self.receipts.places
        if places.get(key[0], len(places)) >= places[setting.landed.id]:
            return False
        if unruled(setting.authority):
            return True
        return all(passes(it) for it in (setting, *self.under_older(setting, key[0])))

    def under_older(self, setting: Setting, culprit: str) -> Iterator[Setting]:
        """Yield `setting` as it would be under the rules from before `culprit`, where that changed rules."""
        settings = self.receipts.settings[: self.receipts.places[culprit] + 1]
        if not any(record in RULES for record, _ in versions(settings[-1].landed)):
            return
        older = next((it.authority for it in reversed(settings) if not it.authority.broken), None)
        if older is not None and not unruled(older):
            found = self.receipts
            verdict = proved_under(found, setting.landed, older)
            signed, leaked = found.beside.testimony.signed, found.powers[NOW].leaked
            was = replace(setting, authority=older, verdict=verdict)
            yield heard_alone(was, signed, leaked, found.former)

    @cached_property
    def legacy(self) -> frozenset[str]:
        """The commits from before any policy of the repository that the policy of the tip says are older than govgen."""
        policy = self.receipts.after(self.receipts.history.tip).policy
        until = self.receipts.places.get(policy.legacy_until or "", -1) if policy else -1
        return frozenset(
            it.landed.id
            for it in self.receipts.settings[: until + 1]
            if self.receipts.imposed or unruled(it.authority)
        )

    def excused(self, finding: Finding) -> Acknowledged | None:
        """Return what acknowledges a finding; what is unprovable is never excused, nor what is off the chain."""
        if finding.severity == "unprovable" or finding.commit not in self.receipts.places:
            return None
        names = (finding.commit, self.receipts.former.id(finding.commit))
        return next(filter(None, (self.granted.get((it, finding.code)) for it in names)), None)

    def lenient(self, finding: Finding) -> Finding:
        """Return a finding as it counts: before there were rules it is only told."""
        if finding.severity == "violation" and finding.commit in self.legacy:
            return replace(finding, severity="warning")
        return finding


def unruled(authority: Authority) -> bool:
    """Whether no policy ever stood."""
    return authority.policy is None and not authority.broken


def acknowledged(authority: Authority) -> dict[Key, Acknowledged]:
    """Return what a policy acknowledges, by commit and code."""
    found = authority.policy.acknowledged if authority.policy else ()
    return {(it.commit, it.code): it for it in found}


def passes(setting: Setting) -> bool:
    """Whether a change of the policy is approved in `setting`."""
    paths = (made.path for record, made in versions(setting.landed) if record == "policy")
    told = approval(setting, "policy", next(paths, ""), ())
    return not told.faults and not told.doubts
