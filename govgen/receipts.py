"""Receipts: for each change of each record, what it did, who wrote it, who approved it, when.

Whole chains are judged in one pass: blobs are read once, keys are proved in batches, and each merge
is judged by the policy and the people of its first parent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property

from govgen.approvals import Approval, Setting, approval
from govgen.authority import Authority
from govgen.cache import Cache
from govgen.commit import Commit
from govgen.contents import contents
from govgen.difference import Difference, differences
from govgen.former import UNCHANGED, Former
from govgen.history import History, Landed, Version
from govgen.host import Host, Landing, direct, hosts
from govgen.notes import SILENCE, Testimony
from govgen.objects import Objects
from govgen.policy import HostSpan, Policy, Rule
from govgen.powers import NOW, authorities
from govgen.proving import latest, leaks, proved
from govgen.record import kind_of
from govgen.signature import Verdict
from govgen.source import Value
from govgen.witness import witnessed
from govgen.words import Words

Data = Mapping[str, Value]
FORGED = Words(
    "带有平台的标记，却没有平台的签名：不是平台合并的",
    "It bears the platform's mark without the platform's signature, so the platform did not land it",
)


@dataclass(frozen=True)
class Receipt:
    """One change of one record, as it landed; what it says is worked out when it is asked for.

    `texts` holds the values of every version as JSON, by blob; those of `hidden` are never shown.
    """

    record: str
    version: Version
    setting: Setting = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)
    hidden: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def redacted(self) -> bool:
        """Whether what it changed is not shown, for either version holds personal data that slipped in."""
        return not self.hidden.isdisjoint((self.version.old, self.version.new))

    @property
    def time(self) -> datetime:
        """When it landed."""
        return self.setting.landed.commit.committer.time

    @cached_property
    def recorded(self) -> datetime:
        """When somebody wrote it down."""
        return self.setting.landed.recorded(self.version.path).author.time

    @cached_property
    def before(self) -> Data | None:
        """The values before; none where there was no file, or none that can be read."""
        return self.values(self.version.old)

    @cached_property
    def after(self) -> Data | None:
        """The values after; none where the file is gone, or cannot be read."""
        return self.values(self.version.new)

    def values(self, blob: str) -> Data | None:
        """Return the values of one version."""
        found: Data | None = json.loads(self.texts[blob]) if blob else None
        return found

    @cached_property
    def steps(self) -> tuple[Data, ...]:
        """The events that it added: those behind the last that stood there."""
        known = len(events(self.before))
        return tuple(step for step in events(self.after)[known:] if isinstance(step, dict))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What changed, field by field."""
        return differences(self.before, self.after)

    @property
    def kind(self) -> str:
        """The name of its kind; of a file of all its own."""
        model = kind_of(self.record)
        return model.KIND.name if model else self.record

    @cached_property
    def governed(self) -> tuple[tuple[Rule | None, Data | None], ...]:
        """The rule for each step that reached a state, with the step; without any, the rule for an edit."""
        policy = self.setting.authority.policy
        if policy is None:
            return ()
        reached = tuple(step for step in self.steps if step.get("to"))
        steps = tuple((policy.rule(self.kind, str(step["to"])), step) for step in reached)
        return steps or ((policy.rule(self.kind, None), None),)

    @cached_property
    def approval(self) -> Approval:
        """Who approved it, and how well that is proved."""
        reached = [str(step["to"]) for step in self.steps if step.get("to")]
        paper = any(step.get("signed_form") for step in self.steps)
        return approval(self.setting, self.kind, self.version.path, reached, paper=paper)


def events(data: Data | None) -> list[Value]:
    """Return the events of a version."""
    found = data.get("events") if data else None
    return found if isinstance(found, list) else []


@dataclass(frozen=True)
class Beside:
    """What is known beside the history: signed statements on it, contents that nobody is shown, what it was before a rewrite.

    `imposed` is a policy from outside that stands in the place of the history's own.
    """

    testimony: Testimony = SILENCE
    hidden: frozenset[str] = frozenset()
    former: Former = UNCHANGED
    imposed: Policy | None = None


ALONE = Beside()
"""The history, and nothing else."""


@dataclass(frozen=True)
class Receipts:
    """All receipts of a history, by record, the oldest first; `settings` is each merge as it was judged."""

    history: History
    settings: tuple[Setting, ...]
    by_record: Mapping[str, tuple[Receipt, ...]]
    powers: Mapping[str, Authority] = field(default_factory=dict, repr=False)
    beside: Beside = field(default=ALONE, repr=False)

    @property
    def former(self) -> Former:
        """What it was before a rewrite."""
        return self.beside.former

    @property
    def imposed(self) -> Policy | None:
        """The policy from outside that all were judged by, where there is one."""
        return self.beside.imposed

    def after(self, commit: str) -> Authority:
        """Return the policy and the people as `commit`, one of the chain, left them."""
        chain = self.history.chain
        place = self.places[commit] + 1
        return self.powers[chain[place] if place < len(chain) else NOW]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each commit in the chain, also by what it was before a rewrite."""
        return self.former.places(self.history.chain)

    @cached_property
    def by_commit(self) -> Mapping[str, tuple[Receipt, ...]]:
        """All receipts by the commit that landed them."""
        found: dict[str, list[Receipt]] = {}
        for receipts in self.by_record.values():
            for receipt in receipts:
                found.setdefault(receipt.version.commit, []).append(receipt)
        return {commit: tuple(made) for commit, made in found.items()}


def receipts(
    objects: Objects,
    told_by: History,
    zone: tzinfo,
    cache: Cache | None,
    beside: Beside = ALONE,
) -> Receipts:
    """Judge every change of `told_by`; days are those of `zone`. Keys are proved anew without a cache."""
    hidden, former = beside.hidden, beside.former
    powers = authorities(objects, told_by, former, beside.imposed)
    made_out = set_out(told_by, powers, zone, cache, former)
    signed, leaked = beside.testimony.signed, leaks(powers.values())
    settings = tuple(witnessed(made_out, signed, leaked, former, cache))
    by_commit = {setting.landed.id: setting for setting in settings}
    texts = contents(objects, told_by, cache)
    made = {
        record: tuple(Receipt(record, it, by_commit[it.commit], texts, hidden) for it in versions)
        for record, versions in told_by.versions.items()
    }
    return Receipts(told_by, settings, made, powers, beside)


def set_out(
    history: History,
    powers: Mapping[str, Authority],
    zone: tzinfo,
    cache: Cache | None,
    former: Former,
) -> Iterator[Setting]:
    """Yield what is known of each merge before its records are looked at."""
    order = former.places(history.chain)
    times = latest(history)
    verdicts = proved(history, powers, times, cache, former)
    for landed in history:
        authority = powers[landed.id]
        span = authority.span(order, landed.id)
        host = served(span)
        verdict = verdicts[landed.id]
        signs = bool(span and span.keys)
        yield Setting(
            landed,
            borne_out(hosts()[host], landed.commit, verdict) if signs else landing(host, landed),
            host,
            verdict,
            authority,
            times[landed.id].astimezone(zone).date(),
            zone=zone,
        )


def served(span: HostSpan | None) -> str:
    """Return the host of a span; what nobody knows is none."""
    return span.host if span and span.host in hosts() else "plain"


def landing(host: str, landed: Landed) -> Landing:
    """Return how a commit landed by its marks alone."""
    return hosts()[host].landing(landed.commit)


def borne_out(host: Host, commit: Commit, verdict: Verdict) -> Landing:
    """Return how a commit landed on a host that signs: its mark without its signature was typed by somebody."""
    told = host.landing(commit)
    marked = told.kind in {"squash", "submitted"} or host.own(commit.committer)
    return direct(FORGED) if marked and verdict.integrity != "host" and commit.parents else told
