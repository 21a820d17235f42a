"""社区骨干: who they are, how each was found, trained and came to serve, and the training there was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.leaders import Leader, Leaders, leaders
from govgen.people import Stage
from govgen.view import Draft, Page, View
from govgen.words import Words

TITLE = Words("社区骨干", "Community leaders")
HEADS = {
    Stage.SERVING: Words("正在任骨干", "Serving now"),
    Stage.TRAINED: Words("正在培养", "In training"),
    Stage.FOUND: Words("新发现的", "Newly found"),
}


def drafts(view: View) -> Iterator[Draft]:
    """Yield the page of community leaders; the day and people.yml are among what every page depends on."""
    found = leaders(view.register)
    yield Draft("leaders/", tuple(dict.fromkeys(shown(found))), partial(page, view, found))


def shown(found: Leaders) -> Iterator[str]:
    """Yield the ids of all records the page shows."""
    for leader in everybody(found):
        yield leader.person.org
        yield from (it.activity.id for it in leader.way if it.activity)
    for _, activity in found.training:
        yield from filter(None, (activity.id, activity.place))


def everybody(found: Leaders) -> Iterator[Leader]:
    """Yield the leaders of all stages, then those who served before."""
    for members in (*found.stages.values(), found.former):
        yield from members


def page(view: View, found: Leaders) -> Page:
    """Write the page."""
    title = TITLE[view.lang]
    heads = {stage: HEADS[stage][view.lang] for stage in found.stages}
    body = view.render("leaders.html.jinja", title=title, found=found, heads=heads)
    return Page("leaders/", title, title, body)
