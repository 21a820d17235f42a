"""Receipts: for each change of each record, what it did, who wrote it, who approved it, when.

Whole chains are judged in one pass: blobs are read once, keys are proved in batches, and each merge
is judged by the policy and the people of its first parent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property

from govgen.approvals import Approval, Setting, approval
from govgen.authority import Authority
from govgen.cache import Cache
from govgen.difference import Difference, differences
from govgen.form import fill
from govgen.history import History, Landed, Version
from govgen.host import hosts
from govgen.objects import Objects
from govgen.people import People
from govgen.policy import Policy
from govgen.record import kind_of
from govgen.signature import Holder, Verdict, judged, told
from govgen.source import Value, digest, read

Data = Mapping[str, Value]
NOW = "now"
"""The name under which the policy and the people of the tip stand."""


@dataclass(frozen=True)
class Receipt:
    """One change of one record, as it landed; what it says is worked out when it is asked for.

    `texts` holds the values of every version as JSON, by blob.
    """

    record: str
    version: Version
    setting: Setting = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)

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

    @cached_property
    def approval(self) -> Approval:
        """Who approved it, and how well that is proved."""
        model = kind_of(self.record)
        kind = model.KIND.name if model else self.record
        reached = [str(step["to"]) for step in self.steps if step.get("to")]
        paper = any(step.get("signed_form") for step in self.steps)
        return approval(self.setting, kind, reached, paper=paper)


def events(data: Data | None) -> list[Value]:
    """Return the events of a version."""
    found = data.get("events") if data else None
    return found if isinstance(found, list) else []


@dataclass(frozen=True)
class Receipts:
    """All receipts of a history, by record, the oldest first; `settings` is each merge as it was judged."""

    history: History
    settings: tuple[Setting, ...]
    by_record: Mapping[str, tuple[Receipt, ...]]

    @cached_property
    def by_commit(self) -> Mapping[str, tuple[Receipt, ...]]:
        """All receipts by the commit that landed them."""
        found: dict[str, list[Receipt]] = {}
        for receipts in self.by_record.values():
            for receipt in receipts:
                found.setdefault(receipt.version.commit, []).append(receipt)
        return {commit: tuple(made) for commit, made in found.items()}


def receipts(objects: Objects, told_by: History, zone: tzinfo, cache: Cache | None) -> Receipts:
    """Judge every change of `told_by`; days are those of `zone`. Keys are proved anew without a cache."""
    settings = tuple(set_out(objects, told_by, zone, cache))
    by_commit = {setting.landed.id: setting for setting in settings}
    texts = contents(objects, told_by, cache)
    made = {
        record: tuple(Receipt(record, it, by_commit[it.commit], texts) for it in versions)
        for record, versions in told_by.versions.items()
    }
    return Receipts(told_by, settings, made)


def set_out(
    objects: Objects, history: History, zone: tzinfo, cache: Cache | None
) -> Iterator[Setting]:
    """Yield what is known of each merge before its records are looked at."""
    order = {commit: place for place, commit in enumerate(history.chain)}
    powers = authorities(objects, history)
    verdicts = proved(history, powers, order, cache)
    for landed in history:
        authority = powers[landed.id]
        span = authority.span(order, landed.id)
        name = span.host if span else "plain"
        until = authority.policy.legacy_until if authority.policy else None
        yield Setting(
            landed,
            hosts()[name].landing(landed.commit),
            name,
            verdicts[landed.id],
            authority,
            landed.commit.committer.time.astimezone(zone).date(),
            legacy=until is not None and order[landed.id] <= order.get(until, -1),
        )


def authorities(objects: Objects, history: History) -> dict[str, Authority]:
    """Return the policy and the people of each merge's first parent, and those of `NOW`, each read once."""
    names = {f"{objects.prefix}records/{name}.yml": name for name in ("policy", "people")}
    now = dict.fromkeys(names.values(), "")
    standing: dict[str, tuple[str, str]] = {}
    for landed in history:
        standing[landed.id] = now["policy"], now["people"]
        for change in landed.changes:
            if change.path in names:
                now[names[change.path]] = change.new
    standing[NOW] = now["policy"], now["people"]
    wanted = sorted({blob for pair in standing.values() for blob in pair if blob})
    content = dict(objects.blobs(wanted))
    known = {
        pair: authority(*(content.get(blob, b"") for blob in pair))
        for pair in set(standing.values())
    }
    return {commit: known[pair] for commit, pair in standing.items()}


def authority(policy: bytes, people: bytes) -> Authority:
    """Read both files as they stood; what cannot be read grants nothing."""
    rules = fill(Policy, read("policy.yml", policy).data) if policy else ()
    persons = fill(People, read("people.yml", people).data) if people else ()
    return Authority(
        rules if isinstance(rules, Policy) else None,
        persons.people if isinstance(persons, People) else (),
    )


def proved(
    history: History,
    powers: Mapping[str, Authority],
    order: Mapping[str, int],
    cache: Cache | None,
) -> dict[str, Verdict]:
    """Return what each merge's signature proves; merges under one set of keys are proved together."""
    groups: dict[tuple[Holder, ...], list[Landed]] = {}
    leaked = powers[NOW].leaked
    for landed in history:
        authority = powers[landed.id]
        holders = authority.holders(authority.span(order, landed.id), leaked)
        groups.setdefault(holders, []).append(landed)
    kept = cache.table("signature") if cache else {}
    found: dict[str, Verdict] = {}
    lines: dict[str, str] = {}
    for holders, group in groups.items():
        ring = hashlib.sha256(repr(holders).encode()).hexdigest()[:16]
        known = {it.id: kept[f"{ring} {it.id}"] for it in group if f"{ring} {it.id}" in kept}
        verdicts = judged((it.commit for it in group), holders, known)
        found.update(verdicts)
        lines.update({f"{ring} {commit}": told(verdict) for commit, verdict in verdicts.items()})
    if cache:
        cache.replace("signature", lines, kept)
    return found


def contents(objects: Objects, history: History, cache: Cache | None) -> dict[str, str]:
    """Return the values of every version of every record as JSON, by blob; `null` where they cannot be read."""
    wanted = {
        blob: version.path
        for versions in history.versions.values()
        for version in versions
        for blob in (version.old, version.new)
        if blob
    }
    kept = cache.table("version") if cache else {}
    missing = [blob for blob in wanted if blob not in kept]
    # What the work tree holds was walked a moment ago, and kept under the digest of its bytes.
    walked = cache.table("document") if cache and missing else {}
    fresh = {
        blob: walked.get(digest(content)) or written(wanted[blob], content)
        for blob, content in objects.blobs(missing)
    }
    whole = {blob: kept.get(blob) or fresh[blob] for blob in wanted}
    if cache:
        cache.replace("version", whole, kept)
    return whole


def written(path: str, content: bytes) -> str:
    """Return what one version says as JSON; `null` where it was refused."""
    document = read(path, content)
    return json.dumps(None if document.faults else document.data, ensure_ascii=False)
