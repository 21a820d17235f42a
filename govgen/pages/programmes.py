"""社区营造: each programme by its stages and steps, and all of them by type of neighbourhood."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.kinds.project import Project
from govgen.progress import CommunityType
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("社区营造", "Community building")


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of programmes."""
    staged = [it for it in view.register.of(Project) if it.programme and it.visibility == "full"]
    needs = (name for it in staged for name in (it.id, it.place) if name)
    yield Draft("programmes/", tuple(dict.fromkeys(needs)), partial(page, view, staged))


def page(view: View, staged: list[Project]) -> Page:
    """Write the page: programmes in the order of their first project, stages in order."""
    programmes: dict[str, list[tuple[int, Project]]] = {}
    types: dict[CommunityType, list[Project]] = {}
    for it in staged:
        told = it.programme
        if told:
            programmes.setdefault(view.plain(told.name), []).append((told.stage, it))
            if told.community_type:
                types.setdefault(told.community_type, []).append(it)
    title = TITLE[view.lang]
    body = view.render(
        "programmes.html.jinja",
        title=title,
        programmes={
            name: [it for _, it in sorted(stages, key=lambda pair: (pair[0], pair[1].id))]
            for name, stages in programmes.items()
        },
        types={it: types[it] for it in CommunityType if it in types},
    )
    return Page("programmes/", title, title, body)
