"""What signed statements say of each merge, as far as they can be believed.

A statement counts where an attestor's key, listed in the policy before the merge, signed it. An
approval of anything else than what landed is stale: given for another commit, dismissed, or in a
statement on the same request that is bound to other content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from govgen.approvals import Setting
from govgen.authority import in_term, pure
from govgen.cache import Cache
from govgen.former import UNCHANGED, Former
from govgen.history import Landed
from govgen.host import Named
from govgen.people import Key
from govgen.signature import fault_on
from govgen.source import digest
from govgen.statement import Signed, Statement, bound, holds, instant

NOTHING = -1
"""The place in a chain of what is not in it."""


def witnessed(
    settings: Iterable[Setting],
    found: tuple[Signed, ...],
    leaked: Mapping[str, date],
    former: Former = UNCHANGED,
    cache: Cache | None = None,
) -> Iterator[Setting]:
    """Yield each merge with those whom a statement names, where an attestor listed before it signed.

    A key that is known to have leaked signs nothing any more: nobody can tell when a statement was made.
    A statement is bound to what landed as it was before a rewrite. Signatures are proved anew without a cache.
    """
    if not found:
        yield from settings
        return
    every = tuple(settings)
    was = [former.landed(setting.landed) for setting in every]
    told = parted(found, was)
    proved = Proved(cache)
    for place, (setting, landed) in enumerate(zip(every, was, strict=True)):
        about = told.get(place, ())
        number = setting.landing.number
        strayed = [it for it in told.get(NOTHING, ()) if it.statement.number == number]
        fitting = tuple(it for it in about if believed(it, setting, leaked, proved))
        other = tuple(it for it in strayed if believed(it, setting, leaked, proved))
        yield told_by(setting, landed, fitting, other) if fitting or other else setting
    proved.keep()


class Proved:
    """Which statements hold by which keys, from `cache` where just that was proved before."""

    def __init__(self, cache: Cache | None) -> None:
        """Prove nothing yet."""
        self.cache = cache
        self.kept = cache.table("attestation") if cache else {}
        self.told: dict[str, str] = {}

    def holds(self, one: Signed, keys: tuple[Key, ...]) -> bool:
        """Whether one of `keys` signed a statement."""
        parts = (one.content, one.signature, *(key.public.encode() for key in keys))
        name = digest(" ".join(map(digest, parts)).encode())
        if name not in self.told:
            self.told[name] = self.kept.get(name) or str(holds(one.content, one.signature, keys))
        return self.told[name] == str(True)

    def keep(self) -> None:
        """Leave what was proved for the next time."""
        if self.cache:
            self.cache.replace("attestation", self.told, self.kept)


def heard_alone(
    setting: Setting,
    found: tuple[Signed, ...],
    leaked: Mapping[str, date],
    former: Former = UNCHANGED,
) -> Setting:
    """Return one merge with what statements on just its content say, by the rules that it is under, and nothing else."""
    changes = bound(former.landed(setting.landed))
    about = tuple(it for it in found if it.statement.changes == changes)
    bare = replace(setting, attested=(), stale=(), opened=(), heard=())
    return next(witnessed((bare,), about, leaked, former))


def parted(found: Iterable[Signed], chain: Iterable[Landed]) -> Mapping[int, list[Signed]]:
    """Part statements by the place in the chain of what they speak of, or `NOTHING`.

    What was reverted may land again: then a statement speaks of the landing nearest to when it says
    that the request was merged, or opened where it was open still, and of no other. No commit is
    taken for older than one before it.
    """
    landings: dict[str, list[tuple[datetime, int]]] = {}
    time = begin = datetime.fromtimestamp(0, UTC)
    for place, landed in enumerate(chain):
        time = max(time, landed.commit.committer.time)
        landings.setdefault(bound(landed), []).append((time, place))
    told: dict[int, list[Signed]] = {}
    for one in found:
        said = one.statement.merged_at or one.statement.opened_at
        merged = instant(said) if said else begin
        known = landings.get(one.statement.changes, ())
        place = min(((abs(at - merged), it) for at, it in known), default=(None, NOTHING))[1]
        told.setdefault(place, []).append(one)
    return told


def landings(settings: Iterable[Setting], former: Former = UNCHANGED) -> dict[str, str]:
    """Return the commit that landed each set of changes, by their digest."""
    return {bound(former.landed(it.landed)): it.landed.id for it in settings}


def believed(one: Signed, setting: Setting, leaked: Mapping[str, date], proved: Proved) -> bool:
    """Whether a statement on this host is signed by who could then attest."""
    keys = attestors(setting, leaked)
    return one.statement.host == setting.host and proved.holds(one, keys)


def told_by(
    setting: Setting, landed: Landed, fitting: tuple[Signed, ...], other: tuple[Signed, ...]
) -> Setting:
    """Return a merge with what `fitting` say of it; `other` speak of its request with other content."""
    about = (it.statement for it in fitting)
    known = [it if reviewed(it, landed) else outdated(it) for it in about]
    beside = (it.statement for it in other)
    strayed = [outdated(replace(it, approved_by=(*it.approved_by, it.merged_by))) for it in beside]
    attested = tuple(name for it in known for name in named(it))
    accounts = {name.account for name in attested} | {""}
    return replace(
        setting,
        attested=attested,
        stale=tuple(one for it in (*known, *strayed) for one in it.stale if one not in accounts),
        opened=tuple(it.opened for it in known if it.opened),
        heard=(*fitting, *other),
    )


def outdated(statement: Statement) -> Statement:
    """Return a statement whose approvals were all for other content."""
    return replace(statement, approved_by=(), stale=(*statement.stale, *statement.approved_by))


def reviewed(statement: Statement, landed: Landed) -> bool:
    """Whether the approved commit is the branch that was merged; a squash keeps no branch to compare."""
    return not (statement.head and landed.side) or statement.head in landed.commit.parents[1:]


def attestors(setting: Setting, leaked: Mapping[str, date]) -> tuple[Key, ...]:
    """Return the SSH keys of the attestors as they were listed before the merge, and held on its day."""
    policy = setting.authority.policy
    offices = policy.attestors if policy else ()
    return tuple(
        key
        for person in setting.authority.people
        if person.id in offices and in_term(person, setting.day)
        for key in person.keys
        if key.type == "ssh" and pure(key) not in leaked and not fault_on(key, setting.day)
    )


def named(statement: Statement) -> Iterator[Named]:
    """Yield who merged and who approved."""
    if statement.merged_by:
        yield Named(statement.merged_by, "", statement.merged_by, "merger")
    for account in statement.approved_by:
        yield Named(account, "", account, "reviewer")
