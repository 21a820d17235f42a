"""资源目录: what others let the community use, by type, what is open first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.kinds.resource import Resource, ResourceType
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View

BASE = "resources/"
TYPES = tuple(ResourceType)


def drafts(view: View) -> Iterator[Draft]:
    """Yield the catalogue, in pages where it is long."""
    shown = [one for one in view.register.of(Resource) if one.visibility == "full"]
    ranked = sorted(shown, key=lambda one: (TYPES.index(one.type), not one.open, one.id))
    for part in slices(ranked, BASE):
        needs = (name for one in part.items for name in (one.id, one.owner, one.place) if name)
        yield Draft(
            part.path, tuple(dict.fromkeys(needs)), partial(page, view, part), str(part.whole)
        )


def page(view: View, part: Slice[Resource]) -> Page:
    """Write one page of the catalogue."""
    groups: dict[ResourceType, list[Resource]] = {}
    for one in part.items:
        groups.setdefault(one.type, []).append(one)
    title = Resource.KIND.plural[view.lang]
    body = view.render("resources.html.jinja", title=title, groups=groups, part=part)
    return Page(part.path, title, title, body)
