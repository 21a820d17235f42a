"""Signatures of a whole chain, each proved by the keys that stood before it, on a day that the chain allows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from govgen.authority import Authority
from govgen.cache import Cache
from govgen.commit import Commit
from govgen.former import UNCHANGED, Former
from govgen.history import History, Landed
from govgen.signature import Holder, Verdict, judged, told

if TYPE_CHECKING:
    from govgen.receipts import Receipts


def latest(history: History) -> dict[str, datetime]:
    """Return when each commit landed at the earliest: no commit is older than one before it."""
    found: dict[str, datetime] = {}
    time = datetime.fromtimestamp(0, UTC)
    for landed in history:
        time = max(time, landed.commit.committer.time)
        found[landed.id] = time
    return found


def proved(
    history: History,
    powers: Mapping[str, Authority],
    times: Mapping[str, datetime],
    cache: Cache | None,
    former: Former = UNCHANGED,
) -> dict[str, Verdict]:
    """Return what each merge's signature proves on the day that the chain allows; those under one set of keys together.

    A commit that was rewritten bears the signature that it bore before.
    """
    groups: dict[tuple[Holder, ...], list[Commit]] = {}
    order = former.places(history.chain)
    leaked = leaks(powers.values())
    for landed in history:
        authority = powers[landed.id]
        holders = authority.holders(authority.span(order, landed.id), leaked)
        by = replace(landed.commit.committer, time=times[landed.id])
        groups.setdefault(holders, []).append(replace(former.landed(landed).commit, committer=by))
    kept = cache.table("signature") if cache else {}
    found: dict[str, Verdict] = {}
    lines: dict[str, str] = {}
    for holders, group in groups.items():
        ring = hashlib.sha256(repr(holders).encode()).hexdigest()[:16]
        known = {it.id: kept[f"{ring} {it.id}"] for it in group if f"{ring} {it.id}" in kept}
        verdicts = judged(group, holders, known)
        found.update(verdicts)
        lines.update({f"{ring} {commit}": told(verdict) for commit, verdict in verdicts.items()})
    if cache:
        cache.replace("signature", lines, kept)
    return {former.now.get(commit, commit): verdict for commit, verdict in found.items()}


def leaks(powers: Iterable[Authority]) -> dict[str, date]:
    """Return since when each key is not to be trusted, by all that was ever known of it."""
    found: dict[str, date] = {}
    for power in {id(power): power for power in powers}.values():
        for key, day in power.leaked.items():
            found[key] = min(day, found.get(key, day))
    return found


def proved_under(found: Receipts, landed: Landed, authority: Authority) -> Verdict:
    """Return what one merge's signature proves by the keys of another moment's rules."""
    holders = authority.holders(
        authority.span(found.places, landed.id), leaks(found.powers.values())
    )
    by = replace(landed.commit.committer, time=latest(found.history)[landed.id])
    was = found.former.landed(landed).commit
    return judged((replace(was, committer=by),), holders)[was.id]
