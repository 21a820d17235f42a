"""What signed statements say of each merge, as far as they can be believed.

A statement counts where an attestor's key, listed in the policy before the merge, signed it. An
approval of anything else than what landed is stale: given for another commit, dismissed, or in a
statement on the same request that is bound to other content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from govgen.approvals import Setting
from govgen.authority import pure
from govgen.former import UNCHANGED, Former
from govgen.history import Landed
from govgen.host import Named
from govgen.people import Key
from govgen.signature import fault_on
from govgen.statement import Signed, Statement, bound, holds


def witnessed(
    settings: Iterable[Setting],
    found: tuple[Signed, ...],
    leaked: Mapping[str, date],
    former: Former = UNCHANGED,
) -> Iterator[Setting]:
    """Yield each merge with those whom a statement names, where an attestor listed before it signed.

    A key that is known to have leaked signs nothing any more: nobody can tell when a statement was made.
    A statement is bound to what landed as it was before a rewrite.
    """
    if not found:
        yield from settings
        return
    every = tuple(settings)
    was = [former.landed(setting.landed) for setting in every]
    landings = [bound(landed) for landed in was]
    known = set(landings)
    of_nothing = tuple(it for it in found if it.statement.changes not in known)
    by_changes: dict[str, list[Signed]] = {}
    for one in found:
        by_changes.setdefault(one.statement.changes, []).append(one)
    for setting, landed, changes in zip(every, was, landings, strict=True):
        about = by_changes.get(changes, [])
        strayed = [it for it in of_nothing if it.statement.number == setting.landing.number]
        fitting = tuple(it.statement for it in about if believed(it, setting, leaked))
        other = tuple(it.statement for it in strayed if believed(it, setting, leaked))
        yield told_by(setting, landed, fitting, other) if fitting or other else setting


def believed(one: Signed, setting: Setting, leaked: Mapping[str, date]) -> bool:
    """Whether a statement on this host is signed by who could then attest."""
    return one.statement.host == setting.host and holds(
        one.content, one.signature, attestors(setting, leaked)
    )


def told_by(
    setting: Setting, landed: Landed, fitting: tuple[Statement, ...], other: tuple[Statement, ...]
) -> Setting:
    """Return a merge with what `fitting` say of it; `other` speak of its request with other content."""
    known = [it if reviewed(it, landed) else outdated(it) for it in fitting]
    strayed = [outdated(replace(it, approved_by=(*it.approved_by, it.merged_by))) for it in other]
    attested = tuple(name for it in known for name in named(it))
    accounts = {name.account for name in attested} | {""}
    return replace(
        setting,
        attested=attested,
        stale=tuple(one for it in (*known, *strayed) for one in it.stale if one not in accounts),
        opened=tuple(it.opened for it in known if it.opened),
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
        if person.id in offices
        for key in person.keys
        if key.type == "ssh" and pure(key) not in leaked and not fault_on(key, setting.day)
    )


def named(statement: Statement) -> Iterator[Named]:
    """Yield who merged and who approved."""
    if statement.merged_by:
        yield Named(statement.merged_by, "", statement.merged_by, "merger")
    for account in statement.approved_by:
        yield Named(account, "", account, "reviewer")
