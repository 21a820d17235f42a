"""Every kind is a complete form: words in both languages, states that can be reached, a template."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from typing import Any

import pytest
from pydantic import BaseModel

from govgen.community import Community
from govgen.defaults import LIMITS
from govgen.form import bare
from govgen.kind import EVENT_NEEDS, PREVIOUS
from govgen.part import Part
from govgen.people import People
from govgen.record import Record, kinds
from govgen.words import Choice

KINDS = list(kinds().values())
BY_NAME = {model.KIND.name: model for model in KINDS}


def forms(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a form and all forms inside it, each once."""
    seen: dict[type[BaseModel], None] = {}
    waiting = [model]
    while waiting:
        form = waiting.pop()
        if form not in seen:
            seen[form] = None
            inner = chain.from_iterable(bare(i.annotation) for i in form.model_fields.values())
            waiting += [t for t in inner if isinstance(t, type) and issubclass(t, BaseModel)]
    yield from seen


def choices(model: type[BaseModel]) -> Iterator[type[Choice]]:
    """Yield every closed list used in a form."""
    for form in forms(model):
        for info in form.model_fields.values():
            yield from (
                t for t in bare(info.annotation) if isinstance(t, type) and issubclass(t, Choice)
            )


def chinese(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


@pytest.mark.parametrize("model", [*KINDS, Community, People], ids=lambda m: m.__name__)
def test_every_field_is_described_in_both_languages(model: type[Part]) -> None:
    wanting = []
    for form in forms(model):
        for name, info in form.model_fields.items():
            extra: dict[str, Any] = info.json_schema_extra or {}  # type: ignore[assignment]
            zh, en = extra.get("description_zh", ""), extra.get("description_en", "")
            if not chinese(zh) or not en or chinese(en):
                wanting.append(f"{form.__name__}.{name}")
    assert wanting == []


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_every_closed_value_has_words_in_both_languages(model: type[Record]) -> None:
    members = {member for choice in choices(model) for member in choice}
    assert [m for m in members if not m.words.zh or not m.words.en or chinese(m.words.en)] == []


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_every_state_can_be_reached_and_is_a_state(model: type[Record]) -> None:
    kind = model.KIND
    reached = set()
    for track, table in kind.moves.items():
        reached |= set(kind.first_states(track))
        for before, targets in table.items():
            assert before in kind.states, before
            reached |= set(targets) - {PREVIOUS}
    assert reached | set(kind.marks) == set(kind.states)


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_what_a_move_needs_is_a_field(model: type[Record]) -> None:
    needs = {
        need
        for table in model.KIND.moves.values()
        for targets in table.values()
        for needed in targets.values()
        for need in needed
    }
    assert needs - EVENT_NEEDS - set(model.model_fields) == set()


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_binding_fields_limits_and_track_are_real(model: type[Record]) -> None:
    kind = model.KIND
    assert set(kind.binding) <= set(model.model_fields)
    assert not kind.frozen_from or kind.frozen_from in kind.states
    assert {state.limit for state in kind.states.values() if state.limit} <= set(LIMITS)
    assert not kind.track_field or kind.track_field in model.model_fields
    assert set(kind.withdrawable) <= set(kind.states)


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_a_state_that_leads_on_says_what_is_awaited(model: type[Record]) -> None:
    kind = model.KIND
    leading = {
        state for table in kind.moves.values() for state, targets in table.items() if targets
    }
    silent = {
        name
        for name in leading
        if kind.states[name].tone in ("waiting", "under_way", "open")
        and not kind.states[name].awaits
    }
    assert silent == set()


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_every_state_means_one_short_sentence_in_both_languages(model: type[Record]) -> None:
    said = {name: state.means for name, state in model.KIND.all_states.items()}
    assert {
        name: words
        for name, words in said.items()
        if not (chinese(words.zh) and words.zh.endswith("。") and len(words.zh) <= 40)
        or not words.en.endswith(".")
        or chinese(words.en)
    } == {}


@pytest.mark.parametrize("model", KINDS, ids=lambda m: m.KIND.name)
def test_a_template_stands_beside_the_kind(model: type[Record]) -> None:
    assert (files("govgen.kinds") / f"{model.KIND.name}.html.jinja").is_file()


def test_prefixes_and_folders_are_unique() -> None:
    assert len({model.KIND.prefix for model in KINDS}) == len(KINDS)
    assert len({model.KIND.folder for model in KINDS}) == len(KINDS)


def test_the_kinds_are_those_of_the_domain() -> None:
    assert list(BY_NAME) == [
        "activity", "decision", "evaluation", "fund", "issue", "ledger", "meeting", "order",
        "organization", "place", "project", "resource", "round", "service",
    ]  # fmt: skip
