"""What differs between two versions of a record, field by field, by what they mean and not how they are written.

Items of a list that have a key (`no`, `id`, or the record that their first field names) are compared
by it; other items are matched by what they say. Events only grow: each is compared in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from govgen.importing import paths
from govgen.meaning import Form, fields, parsed, plain
from govgen.pairing import Item, matched, placed
from govgen.record import kind_of
from govgen.source import Value
from govgen.words import LANGS


@dataclass(frozen=True)
class Difference:
    """One field that changed; `route` is a JSON Pointer, as in `/entries/no=12/amount`.

    None stands where there was, or is, nothing. An item without a key is named by its index: in the
    later version, or in the earlier one where it was taken out.
    """

    route: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class Level:
    """A mapping on the way to a change, in both versions, and the step below it: a key, or a key and an item."""

    form: Form
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    steps: tuple[str, ...]


Way = tuple[Level, ...]


@dataclass(frozen=True)
class Change:
    """A difference with all that stands above it."""

    way: Way
    before: Value | None
    after: Value | None

    @property
    def difference(self) -> Difference:
        """The difference by its route."""
        steps = (escaped(step) for level in self.way for step in level.steps)
        return Difference("".join(f"/{step}" for step in steps), self.before, self.after)


def differences(
    before: Mapping[str, Value] | None, after: Mapping[str, Value] | None, form: Form = None
) -> tuple[Difference, ...]:
    """Return what changed, in the order of the later version; a whole version has the route ``.

    Both are read as `form`, else as the kind that their id names.
    """
    return tuple(change.difference for change in changes(before, after, form))


def changes(
    before: Mapping[str, Value] | None, after: Mapping[str, Value] | None, form: Form = None
) -> Iterator[Change]:
    """Yield the differences, each with all that stands above it."""
    if before == after:
        return
    if before is None or after is None:
        yield Change((), whole(before), whole(after))
        return
    known = form or kind_of(str(after.get("id", before.get("id", ""))))
    yield from within(known, (), before, after)


def whole(version: Mapping[str, Value] | None) -> Value | None:
    """Return a version as one value."""
    return None if version is None else dict(version)


def within(
    form: Form, way: Way, before: Mapping[str, Value], after: Mapping[str, Value]
) -> Iterator[Change]:
    """Compare two mappings key by key."""
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield from between(Level(form, before, after, (key,)), way, old, new)


def between(level: Level, way: Way, old: Value | None, new: Value | None) -> Iterator[Change]:
    """Compare what stands at one key of a form."""
    key = level.steps[0]
    info = fields(level.form).get(key)
    inner = paths.inner(info) if info else None
    olds, news = items(old), items(new)
    if isinstance(old, dict) and isinstance(new, dict):
        yield from within(inner, (*way, level), old, new)
    elif olds is not None and news is not None:
        grows = not way and key == "events"
        for step, earlier, later in placed(olds, news) if grows else matched(inner, olds, news):
            here = (*way, replace(level, steps=(key, step)))
            yield from each(inner, here, earlier, later)
    elif (told := translated(old, new)) is not None:
        yield from within(None, (*way, level), *told)
    elif parsed(level.form, key, old) != parsed(level.form, key, new):
        yield Change((*way, level), old, new)


def each(form: Form, way: Way, old: Item | None, new: Item | None) -> Iterator[Change]:
    """Compare an item with what it was; one that came or went is one change."""
    if old is None or new is None:
        yield Change(way, old, new)
    else:
        yield from within(form, way, old, new)


def items(value: Value | None) -> list[Item] | None:
    """Return a list of forms, empty where there is none; none where it is something else."""
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return cast("list[Item]", value)
    return None


def translated(old: Value | None, new: Value | None) -> tuple[Item, Item] | None:
    """Return both texts by language, where one is the other with a translation; else none."""
    if isinstance(old, dict) and isinstance(new, str):
        turned = translated(new, old)
        return turned and turned[::-1]
    if not (isinstance(old, str) and isinstance(new, dict) and set(new) <= set(LANGS)):
        return None
    lang = next((lang for lang, text in new.items() if plain(text) == plain(old)), None)
    return ({lang: old}, new) if lang else None


def escaped(step: str) -> str:
    """Return a step as a JSON Pointer writes it."""
    return step.replace("~", "~0").replace("/", "~1")
