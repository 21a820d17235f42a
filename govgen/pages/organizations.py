"""组织: every body by type, in the order residents know them, with whom to ring."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from govgen.kinds.organization import Organization, OrganizationType
from govgen.slices import Slice, slices
from govgen.view import Draft, Page, View

T = OrganizationType
ORDER = (
    T.COMMITTEE, T.PARTY_ORG, T.PROPERTY, T.OWNERS_COMMITTEE, T.RESIDENTS_GROUP, T.MICRO_COMMUNITY,
    T.VOLUNTEERS, T.SOCIAL_ORG, T.SOCIAL_WORK, T.UNIT, T.CHARITY, T.FUND_COMMITTEE, T.SUPERVISION,
    T.SUBDISTRICT, T.DEPARTMENT, T.ENTERPRISE, T.JURY,
)  # fmt: skip
BASE = "organizations/"


def drafts(view: View) -> Iterator[Draft]:
    """Yield the organisations by type, in pages where there are many."""
    shown = [o for o in view.register.of(Organization) if o.visibility != "count"]
    ranked = sorted(shown, key=lambda o: (rank(o), o.state == "ended", o.id))
    for part in slices(ranked, BASE):
        needs = tuple(organization.id for organization in part.items)
        yield Draft(part.path, needs, partial(page, view, part), str(part.whole))


def rank(organization: Organization) -> int:
    """Return where an organisation's type stands among those residents know."""
    return ORDER.index(organization.type)


def page(view: View, part: Slice[Organization]) -> Page:
    """Write one page of organisations."""
    groups: dict[OrganizationType, list[Organization]] = {}
    for organization in part.items:
        groups.setdefault(organization.type, []).append(organization)
    title = Organization.KIND.plural[view.lang]
    body = view.render("organizations.html.jinja", groups=groups, part=part, title=title)
    return Page(part.path, title, title, body)
