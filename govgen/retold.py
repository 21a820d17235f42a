"""A change of a record in plain words, in one page's language: which field, what stood there, what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

from govgen.binding import frozen
from govgen.difference import Change, Level, changes
from govgen.meaning import Form, fields
from govgen.particulars import Visibility
from govgen.phrasing import Phrasing, inner_of
from govgen.record import kind_of
from govgen.source import Value
from govgen.veil import Data, carded, openness, veil
from govgen.words import Lang, Words

if TYPE_CHECKING:
    from govgen.view import View

Act = Literal["created", "deleted", "added", "removed", "changed", "withheld"]
LONG = 160
"""Characters of an old and a new text that fit on a receipt unfolded."""
SHORT = 24
"""Characters of a text that may stand for its item in a label."""


@dataclass(frozen=True)
class Retold:
    """One change as residents read it; `before` or `after` is empty where nothing stood or stands.

    Changes that no page may show are told together as one `withheld`, which has no label. `frozen`
    marks what was changed after approval (批准后变更).
    """

    act: Act
    route: str
    label: Markup
    before: Markup
    after: Markup
    frozen: bool

    @property
    def long(self) -> bool:
        """Whether a page had better fold it."""
        return len(self.before.striptags()) + len(self.after.striptags()) > LONG


def retold(view: View, before: Data | None, after: Data | None) -> tuple[Retold, ...]:
    """Tell what changed between two versions of a record, as far as it may be told to anybody."""
    form = kind_of(str((after or before or {}).get("id", "")))
    shown = openness(view.register, before, after)
    if form is None or shown is Visibility.COUNT:
        return ()
    telling = Telling(view, form, before or {}, after or {})
    told: list[Retold] = []
    secret: list[bool] = []
    for change in changes(before, after):
        bound = frozen(form.KIND, before, change.difference)
        seen = carded(change) if shown is Visibility.CARD else change
        seen = seen and veil(view.register).over(seen)
        if seen:
            told.append(telling.told(seen, bound))
        else:
            secret.append(bound)
    if secret:
        told.append(Retold("withheld", "", Markup(), Markup(), Markup(), frozen=any(secret)))
    return tuple(told)


def line(told: Retold, lang: Lang) -> str:
    """Write a change as one line of plain text."""
    name, before, after = (text.striptags() for text in (told.label, told.before, told.after))
    said = {
        "created": Words("新建记录", "record created"),
        "deleted": Words("删去整条记录", "record deleted"),
        "added": Words(f"{name}（新增）：{after}", f"{name} (added): {after}"),
        "removed": Words(f"{name}（删去）：{before}", f"{name} (removed): {before}"),
        "changed": Words(f"{name}：{before} → {after}", f"{name}: {before} → {after}"),
        "withheld": Words("有改动，不公开", "changed, not published"),
    }[told.act][lang]
    mark = Words("【批准后变更】", " [changed after approval]")[lang]
    return said + mark if told.frozen else said


class Telling(Phrasing):
    """The words for changes between two versions of one record."""

    def told(self, change: Change, bound: bool) -> Retold:  # noqa: FBT001 -- a mark of the result
        """Tell one change; of a whole record only that it came or went."""
        act: Act = (
            "changed"
            if None not in (change.before, change.after)
            else "added"
            if change.before is None
            else "removed"
        )
        if not change.way:
            whole: Act = "created" if act == "added" else "deleted"
            return Retold(whole, "", Markup(), Markup(), Markup(), frozen=bound)
        last = change.way[-1]
        return Retold(
            act,
            change.difference.route,
            Markup(" › ").join(self.path(change)),
            self.written(last, change.before),
            self.written(last, change.after),
            frozen=bound,
        )

    def path(self, change: Change) -> Iterator[Markup]:
        """Yield the names of the fields and items on the way to a change."""
        for level, inner in zip_longest(change.way, change.way[1:]):
            yield escape(self.field(level.form, level.steps[0]))
            if len(level.steps) == 1:
                continue
            items = (inner.after, inner.before) if inner else (change.after, change.before)
            yield self.item(level, [item for item in items if isinstance(item, Mapping)])

    def item(self, level: Level, items: list[Data]) -> Markup:
        """Name an item of a list: by its number, by what its key names, or by its first field."""
        field, step = level.steps
        if field == "events":
            return escape(self.step(int(step) + 1))
        key, keyed, name = step.partition("=")
        if keyed and key in ("no", "id"):
            return escape(self.number(name))
        if keyed:
            return self.named(name)
        return self.first(inner_of(level.form, field), items) or escape(
            self.number(str(int(step) + 1))
        )

    def first(self, form: Form, items: list[Data]) -> Markup:
        """Write the first field of an item where that is short and may be told; else nothing."""
        key = next(iter(fields(form)), "")
        drawn = veil(self.view.register)
        if any(key not in item or key in drawn.unseen(form, item) for item in items):
            return Markup()
        found = self.value(form, key, drawn.lifted(form, key, items[0][key]))
        return found if len(found.striptags()) <= SHORT else Markup()

    def step(self, number: int) -> str:
        """Name an event."""
        return f"第 {number} 步" if self.lang == "zh" else f"step {number}"

    def number(self, name: str) -> str:
        """Name a numbered item; a number of a contract or the like is its own name."""
        if not name.isdecimal():
            return name
        return f"第 {name} 项" if self.lang == "zh" else f"no. {name}"

    def written(self, level: Level, value: Value | None) -> Markup:
        """Write what stands at the end of a way; what names an item is not said again."""
        key = level.steps[0]
        if len(level.steps) == 1 or not isinstance(value, dict):
            return self.value(level.form, key, value)
        named, keyed, _ = level.steps[1].partition("=")
        return self.form(inner_of(level.form, key), value, self.signs.next, named if keyed else "")
