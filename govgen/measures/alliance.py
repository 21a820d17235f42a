"""三社联动: matters in which community, social organisations and social workers each do their part; the five-party variant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from govgen.kinds.issue import Issue
from govgen.kinds.meeting import Meeting
from govgen.kinds.organization import Organization, OrganizationType
from govgen.kinds.project import Project
from govgen.kinds.service import Service
from govgen.matter import matters
from govgen.measure import Definition, Measure
from govgen.particulars import Involved, Role
from govgen.record import Record
from govgen.register import Register
from govgen.tally import Case, split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family

FAMILY = Family(20, "alliance", Words("三社联动", "Working together"))
COMMUNITY = Words("写明社区贡献的", "with a stated contribution of the community")
ORGANIZATION = Words("写明社会组织贡献的", "of a social organisation")
WORK = Words("写明社工贡献的", "of a social worker")
VOLUNTEERS = Words("写明志愿者贡献的", "of volunteers")
CHARITY = Words("写明慈善捐助的", "of a donor or charity")
THREE = (COMMUNITY, ORGANIZATION, WORK)
FIVE = (*THREE, VOLUNTEERS, CHARITY)
ROLES = {
    Role.SOCIAL_ORG: ORGANIZATION,
    Role.SOCIAL_WORK: WORK,
    Role.VOLUNTEERS: VOLUNTEERS,
    Role.DONOR: CHARITY,
}
"""A role tells the party, before the type of the organisation does."""
TYPES = {
    OrganizationType.COMMITTEE: COMMUNITY,
    OrganizationType.PARTY_ORG: COMMUNITY,
    OrganizationType.SUPERVISION: COMMUNITY,
    OrganizationType.RESIDENTS_GROUP: COMMUNITY,
    OrganizationType.MICRO_COMMUNITY: COMMUNITY,
    OrganizationType.SOCIAL_ORG: ORGANIZATION,
    OrganizationType.SOCIAL_WORK: WORK,
    OrganizationType.VOLUNTEERS: VOLUNTEERS,
    OrganizationType.CHARITY: CHARITY,
}
KIND = Words("按类别", "by kind")
MATTERS = Words("件", "matters")
DEFINITIONS = (
    (
        Definition(
            "alliance-three",
            Words("三社联动占比", "Share of the three parties together"),
            Words(
                "社区、社会组织、社工都写明了贡献的事项 ÷（上过会的议题＋项目＋服务）。同一件事的几条记录，分子只算一次，算在最早的一条上；会议自己的参与方、作废的记录不算。",
                "Matters in which the community, a social organisation and a social worker each have a stated contribution ÷ (issues talked over at a meeting + projects + services). Records of one matter count once above the line, with the earliest; who took part in a meeting, and what was voided, does not count.",
            ),
            "share",
            MATTERS,
        ),
        THREE,
    ),
    (
        Definition(
            "alliance-five",
            Words("五社联动占比", "Share of the five parties together"),
            Words(
                "在三社之外，志愿者和慈善捐助也都写明了贡献的事项 ÷（上过会的议题＋项目＋服务）。算法同上。",
                "Matters in which volunteers and a donor or charity have a stated contribution besides the three ÷ (issues talked over at a meeting + projects + services), counted in the same way.",
            ),
            "share",
            MATTERS,
        ),
        FIVE,
    ),
)


@dataclass(frozen=True, slots=True)
class Joint:
    """A record below the line, and the parties of its matter; none where an earlier record stands for it."""

    record: Record
    parties: frozenset[Words]


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield both shares."""
    found = joint(basis.register).get(year, ())
    for definition, needed in DEFINITIONS:
        cases = [Case(it.record, int(it.parties >= set(needed))) for it in found]
        beside = (
            (party, [Case(it.record, int(party in it.parties)) for it in found]) for party in needed
        )
        kinds = [(case.record.KIND.words, case) for case in cases]
        yield taken(definition, cases, basis.least, [split(KIND, kinds)], beside)


@lru_cache(maxsize=2)
def joint(register: Register) -> Mapping[int, tuple[Joint, ...]]:
    """Return what stands below the line, by the year in which it began."""
    days = {it.id: register.day(it.standing[0][1].at) for it in below(register)}
    if not days:
        # A hotline's register holds fifty thousand orders, and nobody asks here what follows from what.
        return {}
    parties: dict[str, set[Words]] = {}
    belonging = matters(register)
    for record in register.records.values():
        matter = None if isinstance(record, Meeting) else belonging.get(record.id)
        if matter and record.organizations and record.state != "voided":
            known = parties.setdefault(matter.root, set())
            known.update(filter(None, (party(it, register) for it in record.organizations)))
    found: dict[int, list[Joint]] = {}
    for record_id in sorted(days, key=lambda name: (days[name], name)):
        record = register.records[record_id]
        own = frozenset(parties.pop(belonging[record.id].root, ()))
        found.setdefault(days[record_id].year, []).append(Joint(record, own))
    return {year: tuple(records) for year, records in found.items()}


def below(register: Register) -> Iterator[Record]:
    """Yield issues that were on the agenda of a meeting that was held, projects and services."""
    talked = {
        register.aliases.get(item.record, item.record)
        for meeting in register.of(Meeting)
        if meeting.state in ("held", "minuted")
        for item in meeting.agenda
        if item.record
    }
    issues = (issue for issue in register.of(Issue) if issue.id in talked)
    for record in (*issues, *register.of(Project), *register.of(Service)):
        if record.standing and record.state != "voided":
            yield record


def party(it: Involved, register: Register) -> Words | None:
    """Return which of the five an involvement belongs to; none without a stated contribution."""
    if it.contribution is None:
        return None
    body = register.get(it.org)
    own = TYPES.get(body.type) if isinstance(body, Organization) else None
    return ROLES.get(it.role, own)
