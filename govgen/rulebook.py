"""The rules in groups, as their manual pages stand in the help section: by kind, and the others."""

from __future__ import annotations

from functools import cache

import govgen.guides
import govgen.proofs
from govgen.check import manual, rules
from govgen.manual import pages
from govgen.record import kinds
from govgen.words import Lang, Words

GROUPS = {
    "general": Words("各类记录都适用的规则", "Rules for records of every kind"),
    "history": Words("查修改历史的规则", "Rules for the history"),
    "procedures": Words("办事规程", "Procedures"),
}
"""The groups that belong to no kind."""


@cache
def grouped() -> dict[str, dict[str, Words]]:
    """Return the manual pages by group, a kind's name or one of `GROUPS`, and by code."""
    of_kind = {it.code: it.kinds[0].KIND.name for it in rules() if len(it.kinds) == 1}
    found: dict[str, dict[str, Words]] = {name: {} for name in (*kinds(), "general")}
    for code, page in manual().items():
        found[of_kind.get(code, "general")][code] = page
    written = {name: rules for name, rules in found.items() if rules}
    return {**written, "history": pages(govgen.proofs), "procedures": pages(govgen.guides)}


def heading(group: str, lang: Lang) -> str:
    """Return the title of a group."""
    if group in GROUPS:
        return GROUPS[group][lang]
    kind = kinds()[group].KIND
    return f"{kind.words.zh}的规则" if lang == "zh" else f"Rules for {kind.plural.en.lower()}"
