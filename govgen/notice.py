"""How long a proposal stood before its merge, as far as anybody can tell.

Dates of side commits are what their authors' computers said; a signed statement on when the request
was opened is better, and then the later of both counts. A squashed or resubmitted change has no side
commits: without a statement nobody knows how long it stood. Days are calendar days, and the first is
not counted (Civil Code of the PRC, article 201).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govgen.approvals import Setting

SHORT, UNKNOWN = "notice-short", "notice-unknown"
"""Codes: it stood too short, or nobody knows how long."""


def since(setting: Setting, path: str) -> datetime | None:
    """Return when what landed at `path`, or in the folder of its attachments, was last proposed; none where nobody knows."""
    landed = setting.landed
    beside = f"{path.removesuffix('.yml')}/"
    paths = (path, *(it.path for it in landed.changes if it.path.startswith(beside)))
    told = [landed.recorded(it).committer.time for it in paths] if landed.side else []
    return max((*told, *setting.opened), default=None)


def earliest(setting: Setting, path: str, days: int) -> date | None:
    """Return the first day on which a change that must stand for `days` may be merged."""
    proposed = since(setting, path)
    return proposed and proposed.astimezone(setting.zone).date() + timedelta(days=days + 1)


def broken(setting: Setting, path: str, days: int) -> str:
    """Return the code of what is wrong with the time that a change stood, empty where it stood for `days`.

    A direct commit was never proposed, and stood for none, whatever date it bears.
    """
    if not days:
        return ""
    if setting.landing.kind == "direct":
        return SHORT
    first = earliest(setting, path, days)
    if first is None:
        return UNKNOWN
    return SHORT if setting.day < first else ""
