"""怎么写一类记录: what every record has, then a page a kind, made from its form, with a good example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from govgen.event import Event
from govgen.form import label
from govgen.kind import EVENT_NEEDS, PREVIOUS, Moves, State
from govgen.record import Record, kinds
from govgen.rulebook import grouped
from govgen.sheet import COMMON, listed, sheet
from govgen.view import Draft, Page, View
from govgen.words import Lang

BASE = "help/kinds/"
SAMPLE = Path(__file__).parents[1] / "demo" / "sample"
EXAMPLES = {
    "activity": "activities/2026/ACT-2026-0009.yml",
    "decision": "decisions/2026/DEC-2026-0002.yml",
    "evaluation": "evaluations/2025/EVA-2025-0101.yml",
    "fund": "funds/FND-community-support.yml",
    "issue": "issues/2024/ISS-2024-0101.yml",
    "ledger": "ledgers/LED-FND-community-support-2026.yml",
    "meeting": "meetings/2025/MTG-2025-0012.yml",
    "order": "orders/2026-07/ORD-202607-0008.yml",
    "organization": "organizations/ORG-qingtong.yml",
    "place": "places/PLC-tielu.yml",
    "project": "projects/2025/PRJ-2025-0103.yml",
    "resource": "resources/RES-night-parking.yml",
    "round": "rounds/2026/RND-2026-0101.yml",
    "service": "services/SVC-escort.yml",
}
"""By kind, the file of a record of the sample community that is short and well kept."""


@dataclass(frozen=True, slots=True)
class Way:
    """A state, and the states it leads to, each with what the step needs: labels and keys."""

    key: str
    state: State
    to: tuple[tuple[str, State | None, tuple[tuple[str, str], ...]], ...]


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of what all have, and one for each kind."""
    if not view.register.community.help:
        return
    yield Draft(BASE, (), partial(common, view), lasting=True)
    for name in kinds():
        yield Draft(f"{BASE}{name}/", (), partial(page, view, name), lasting=True)


def common(view: View) -> Page:
    """Write what every record has."""
    title = COMMON[view.lang]
    body = view.render("help_common.html.jinja", title=title, entries=sheet(Record))
    return Page(BASE, title, title, body)


def page(view: View, name: str) -> Page:
    """Write how records of one kind are written."""
    model = kinds()[name]
    words = model.KIND.words
    told = tracks(model, view.lang)
    example = EXAMPLES.get(name, "")
    title = f"怎么写{words.zh}" if view.lang == "zh" else f"How to write: {words.en}"
    body = view.render(
        "help_kind.html.jinja",
        title=title,
        kind=model.KIND,
        entries=sheet(model, Record),
        tracks=told,
        marked=[(key, model.KIND.states[key]) for key in model.KIND.marks],
        id=Path(example).stem or f"{model.KIND.prefix}-…",
        step=told[0][1][0].to[0][0],
        example=(SAMPLE / example).read_text("utf-8").strip() if example else "",
        path=f"records/{example}",
        rules=[
            (code, text[view.lang].partition("\n")[0])
            for code, text in grouped().get(name, {}).items()
        ],
    )
    return Page(f"{BASE}{name}/", title, title, body)


def tracks(model: type[Record], lang: Lang) -> list[tuple[str, list[Way]]]:
    """Return each table of moves once, under the names of the tracks it holds for; one alone has none."""
    kind = model.KIND
    named = dict(listed(model.model_fields[kind.track_field])) if kind.track_field else {}
    found: list[tuple[Moves, list[str]]] = []
    for track, table in kind.moves.items():
        same = next((names for known, names in found if known == table), None)
        if same is None:
            found.append((table, same := []))
        same += [named[track][lang]] if track in named else []
    between = "、" if lang == "zh" else ", "
    return [(between.join(names), ways(model, table, lang)) for table, names in found]


def ways(model: type[Record], table: Moves, lang: Lang) -> list[Way]:
    """Return the moves of one table, from the first state on; `@previous` is told without a state."""
    states = model.KIND.all_states
    return [
        Way(
            key,
            states[key],
            tuple(
                (to, None if to == PREVIOUS else states[to], needs(model, wanted, lang))
                for to, wanted in targets.items()
            ),
        )
        for key, targets in table.items()
    ]


def needs(model: type[Record], wanted: tuple[str, ...], lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return the labels and keys of what a step must carry."""
    return tuple(
        (label(Event if need in EVENT_NEEDS else model, (need,), lang), need) for need in wanted
    )
