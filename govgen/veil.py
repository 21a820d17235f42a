"""What of a change no page may show, although Git keeps it.

The rules are those of `govgen.published`, held against both versions and the record as it is now:
the strictest counts. What looks like personal data is not told again after it was taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pydantic import BaseModel

from govgen.ballot import OwnersVote
from govgen.checks.personal_data import published
from govgen.difference import Change, Level
from govgen.importing import paths
from govgen.kinds.issue import RaisedBy
from govgen.kinds.meeting import Opinion
from govgen.kinds.order import Followup, Order
from govgen.meaning import Form, fields
from govgen.particulars import Visibility
from govgen.people import Person
from govgen.personal import found_in, suspicious
from govgen.published import CELLS, FEW_OWNERS, FEW_VOICES, counted
from govgen.register import Register
from govgen.source import Value
from govgen.words import LANGS

NEVER: Mapping[Form, frozenset[str]] = {
    Person: frozenset(("name", "consent", "hosts", "emails_sha256", "keys")),
    Order: frozenset(("beneficiaries",)),
    Followup: frozenset(("contacted", "solved", "score", "note")),
}
SMALL: Mapping[Form, tuple[str, frozenset[str]]] = {
    Opinion: ("count", frozenset(("stance", "count"))),
    RaisedBy: ("households", frozenset(("households",))),
}
"""The count of a small group, and what is not said of it."""
OWNERS = frozenset(("total", *CELLS))
NOTHING: frozenset[str] = frozenset()
STRICT = tuple(Visibility)
Data = Mapping[str, Value]


@dataclass(frozen=True)
class Veil:
    """Ids that no page names, contacts that it may, and the least size of a group."""

    hidden: frozenset[str]
    contacts: str
    least: int

    def over(self, change: Change) -> Change | None:
        """Return what may be told of a change; none where that is nothing, or would be half the truth."""
        if any(self.covers(level, root=not at) for at, level in enumerate(change.way)):
            return None
        if any(
            unknown(level.form, level.steps[0]) and inner.steps[0] not in LANGS
            for level, inner in pairwise(change.way)
        ):
            return None
        if not change.way:
            return change
        last = change.way[-1]
        before = self.lifted(last.form, last.steps[0], change.before)
        after = self.lifted(last.form, last.steps[0], change.after)
        if (before is None, after is None) != (change.before is None, change.after is None):
            return None
        return replace(change, before=before, after=after)

    def covers(self, level: Level, *, root: bool) -> bool:
        """Whether the next step of `level` may not be told, in either version."""
        key = level.steps[0]
        if any(key in self.unseen(level.form, item) for item in (level.before, level.after)):
            return True
        return not root and any(self.lost(level.form, it) for it in (level.before, level.after))

    def unseen(self, form: Form, item: Data) -> frozenset[str]:
        """Return the keys of one form that nobody may see."""
        if form is OwnersVote:
            cells = (cell for key in OWNERS if isinstance(cell := item.get(key), dict))
            return (
                OWNERS if any(below(cell.get("owners"), FEW_OWNERS) for cell in cells) else NOTHING
            )
        key, keys = SMALL.get(form, ("", NOTHING))
        few = key in item and below(item[key], self.least)
        return NEVER.get(form, NOTHING) | (keys if few else NOTHING)

    def lost(self, form: Form, item: Data) -> bool:
        """Whether a form cannot do without something that it names and nobody may see."""
        return any(
            key in fields(form) and fields(form)[key].is_required()
            for key, value in item.items()
            if isinstance(value, str) and value in self.hidden
        )

    def lifted(self, form: Form, key: str, value: Value | None) -> Value | None:
        """Return what may be told of a value; none where that is nothing."""
        if isinstance(value, str):
            return None if value in self.hidden or self.personal(value) else value
        if isinstance(value, list):
            kept = [it for one in value if (it := self.lifted(form, key, one)) is not None]
            return kept if kept or not value else None
        if value is None or (unknown(form, key) and not set(value) <= set(LANGS)):
            return None
        info = fields(form).get(key)
        return self.part(paths.inner(info) if info else None, value)

    def part(self, form: type[BaseModel] | None, item: dict[str, Value]) -> Value | None:
        """Return what may be told of a form; none where it cannot do without what is left out."""
        unseen = self.unseen(form, item)
        told = {key: self.lifted(form, key, item[key]) for key in item if key not in unseen}
        if self.lost(form, item):
            return None
        return {key: value for key, value in told.items() if value is not None} or None

    def personal(self, text: str) -> bool:
        """Whether a text holds personal data that is not published on purpose."""
        return suspicious(text.encode()) and any(found_in(text, self.contacts))


def unknown(form: Form, key: str) -> bool:
    """Whether a form has no such field today, so that nobody knows what its parts may tell."""
    return form is not None and key not in fields(form)


def below(value: Value | None, least: int) -> bool:
    """Whether a count is smaller than `least`; one that cannot be read is taken for small."""
    return not (isinstance(value, str) and value.isdecimal() and int(value) >= least)


@lru_cache(maxsize=2)
def veil(register: Register) -> Veil:
    """Return what the pages of a register keep to themselves."""
    least = max(register.community.groups_min, FEW_VOICES)
    return Veil(counted(register), published(register), least)


def openness(register: Register, before: Data | None, after: Data | None) -> Visibility:
    """Return how much of a record may be told: the least of both versions and of the record now."""
    found = [Visibility.FULL]
    for version in (before or {}, after or {}):
        told = version.get("visibility", "full")
        found.append(next((it for it in STRICT if it.value == told), Visibility.COUNT))
        record = register.get(str(version.get("id")))
        found += [record.visibility] if record else []
    return max(found, key=STRICT.index)


def carded(change: Change) -> Change | None:
    """Return what a card tells of a change: category, states and their days; else none."""
    steps = [level.steps[0] for level in change.way]
    if not steps or steps == ["category"]:
        return change
    if steps[0] != "events" or steps[1:] not in ([], ["to"], ["at"]):
        return None
    if (
        steps[1:] == ["at"]
        and not {"to"} <= change.way[1].before.keys() & change.way[1].after.keys()
    ):
        return None
    kept = replace(change, before=stage(change.before), after=stage(change.after))
    return None if kept.before == kept.after else kept


def stage(told: Value | None) -> Value | None:
    """Return the state and the day of an event, or one of them as it is told."""
    if not isinstance(told, dict):
        return None if told is None else hourless(told)
    return (
        {key: hourless(told[key]) for key in ("to", "at") if key in told} if "to" in told else None
    )


def hourless(told: Value) -> Value:
    """Return the day of an instant, and anything else as it is."""
    return told.partition("T")[0] if isinstance(told, str) and told[:1].isdigit() else told
