"""What happened to a record, and how a slip or an irregular step is put right in the open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator

from govgen.fields import Count, Day, Instant, Line, Refers, Text, said, several
from govgen.part import Part
from govgen.words import Choice


class Correction(Choice):
    """Why something is put right."""

    TYPO = "typo", "笔误", "clerical slip"
    WRONG_DATA = "wrong_data", "数据更正", "wrong data"
    OMISSION = "omission", "补录", "late entry"


class Remedy(Choice):
    """What was done about an irregular step."""

    RATIFIED = "ratified", "追认", "ratified afterwards"
    RERUN = "rerun", "重新履行程序", "procedure run again"
    REVOKED = "revoked", "撤销", "revoked"
    NONE = "none", "未补救", "not remedied"


class SignedForm(Part):
    """A paper form that an office signed and a clerk entered."""

    attachment: Line = said("凭签批单：附件名或档案号", "Paper form: attachment or archive number")
    office: Annotated[str, Refers("person", "organization")] = said("签批岗位", "Signed by: office")
    signed_on: Day = said("签批日期", "Signed on")
    entered_by: Annotated[str, Refers("person", "organization")] = said(
        "录入岗位", "Entered by: office"
    )


class Event(Part, defer_build=False):
    """A step: which state was reached, when, by whom, on what basis, with which evidence.

    An event without `to` leaves the state as it is: a note, or a correction that voids an earlier event.
    """

    to: Line | None = said("到达状态", "State reached", None)
    at: Instant = said(
        "发生时间：事情在现实中发生的时间", "Happened: when it happened in the world"
    )
    by: Annotated[
        tuple[Annotated[str, Refers("organization", "person")], ...], BeforeValidator(several)
    ] = said("办理方：单位或岗位", "By: organisations or offices", ())
    note: Text | None = said("说明：理由或要点", "Note: the reason or the gist", None)
    basis: Text | None = said("依据：法律、规约或决议", "Basis: law, rules or a decision", None)
    evidence: Annotated[
        tuple[Annotated[str, Refers("attachment")], ...], BeforeValidator(several)
    ] = said(
        "佐证：附件名、档案号或记录编号",
        "Evidence: an attachment's path, an archive number or a record id",
        (),
    )
    voids: Count | None = said(
        "作废第几步：从 1 数起", "Voids: the number of an earlier event, counted from 1", None
    )
    correction: Correction | None = said("更正类型", "Kind of correction", None)
    decision: Annotated[str, Refers("decision")] | None = said(
        "变更依据的决议", "Decision behind a change", None
    )
    until: Day | None = said("延期至", "Extended until", None)
    signed_form: SignedForm | None = said("签批单登记", "Signed paper form", None)


class Amendment(Part, defer_build=False):
    """A wrong figure put right in place: where it stands, what it was, why."""

    route: Line = said(
        "更正位置：JSON Pointer，如 /funding/0/approved",
        "Where: a JSON Pointer such as /funding/0/approved",
    )
    was: Text = said("原内容", "What it was")
    kind: Correction = said("更正类型", "Kind of correction")
    reason: Text = said("更正原因", "Reason")
    on: Day = said("更正日期", "Corrected on")


class Irregularity(Part, defer_build=False):
    """A rule that was broken in the world, recorded for good."""

    rule: Line = said(
        "违反的规则：规则代码，见 govgen explain", "Rule: its code, see govgen explain"
    )
    note: Text = said("情况说明", "What happened")
    found_by: Annotated[str, Refers("organization", "person")] = said("发现方", "Found by")
    found_on: Day = said("发现日期", "Found on")
    remedy: Remedy = said("补救", "Remedy")
    remedied_by: (
        Annotated[str, Refers("decision", "meeting", "evaluation", "organization", "person")] | None
    ) = said("补救依据", "Remedied by", None)


Numbered = tuple[int, Event]
"""An event and its number in the record, from 1."""


def valid(events: tuple[Event, ...]) -> tuple[Numbered, ...]:
    """Return the events that were not voided, each in its place.

    A correction that enters the step anew (with `to`) takes the place of the step it voids, so that
    an early step can be put right although its correction is written last.
    """
    numbered = tuple(enumerate(events, 1))
    voided = {event.voids for _, event in numbered if event.voids}
    if not voided:
        return numbered
    places: dict[int, int] = {}
    for number, event in numbered:
        anew = event.to is not None and event.voids is not None
        places[number] = places.get(event.voids or 0, number) if anew else number
    left = [one for one in numbered if one[0] not in voided]
    return tuple(sorted(left, key=lambda one: places[one[0]]))


def standing(events: tuple[Event, ...]) -> Iterator[Numbered]:
    """Yield the valid events that reached a state."""
    return ((number, event) for number, event in valid(events) if event.to is not None)
