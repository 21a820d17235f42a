"""数据字典: every field of every kind in plain words, a page a kind; what all kinds have stands on the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from govgen.dictionary import Entry, computed, entries
from govgen.record import Record, kinds
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("数据字典", "Data dictionary")
ROOT = "data/dictionary/"
COMMON = frozenset(info.alias or name for name, info in Record.model_fields.items())
STATE = "events.to"
"""What differs from kind to kind among the fields that all have."""
ELSEWHERE = Words("各类记录的状态写在各自的页上", "the states of each kind stand on its own page")
BESIDE = {
    "person": Words("岗位", "an office"),
    "attachment": Words("材料", "a document"),
}
"""What a field may refer to beside records."""


def drafts(view: View) -> Iterator[Draft]:
    """Yield the first page and one a kind; they depend on no record."""
    yield Draft(ROOT, (), partial(index, view))
    for name, model in kinds().items():
        yield Draft(f"{ROOT}{name}/", (), partial(page, model, view))


def index(view: View) -> Page:
    """Write the page of what every record has, with the way to each kind."""
    title = TITLE[view.lang]
    shared = [
        plain_state(entry) for entry in entries(next(iter(kinds().values()))) if common(entry)
    ]
    body = view.render(
        "dictionary.html.jinja",
        title=title,
        kind=None,
        refers=named(),
        kinds=[(model.KIND, len(own(model))) for model in kinds().values()],
        shown=shared,
        beside=(),
    )
    return Page(ROOT, title, title, body)


def page(model: type[Record], view: View) -> Page:
    """Write the page of a kind: its own fields, its states, and what its CSV has beside them."""
    kind = model.KIND
    title = f"{TITLE[view.lang]}{'：' if view.lang == 'zh' else ': '}{kind.plural[view.lang]}"
    body = view.render(
        "dictionary.html.jinja",
        title=title,
        kind=kind,
        refers=named(),
        kinds=(),
        shown=own(model),
        beside=computed(kind),
    )
    return Page(f"{ROOT}{kind.name}/", title, title, body)


def own(model: type[Record]) -> tuple[Entry, ...]:
    """Return the fields that only this kind has."""
    return tuple(entry for entry in entries(model) if not common(entry))


def common(entry: Entry) -> bool:
    """Whether every record has the field."""
    return entry.path.split(".")[0] in COMMON


def plain_state(entry: Entry) -> Entry:
    """Return the entry without the states of the kind that it was taken from."""
    return replace(entry, values={}, meaning=ELSEWHERE) if entry.path == STATE else entry


def named() -> Mapping[str, Words]:
    """Return the words for what fields refer to, by the names that forms use."""
    return {**{name: model.KIND.words for name, model in kinds().items()}, **BESIDE}
