"""What every record has, and the registry of kinds: subclassing `Record` adds one.

A kind is one module in `govgen/kinds`: its fields, its words, its states, its moves and its
binding fields are data in the class, and a template of the same stem stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Annotated, ClassVar, Literal

from annotated_types import Len
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from govgen.fields import (
    Count,
    Day,
    Instant,
    Line,
    Markdown,
    Refers,
    Sha256,
    Text,
    When,
    said,
    several,
)
from govgen.words import Choice, Words

Tone = Literal["waiting", "under_way", "open", "done", "ended", "corrected"]
Moves = Mapping[str, Mapping[str, tuple[str, ...]]]
"""From a state to the states it may reach, each with what the step must carry: a field of the event
(`note`, `evidence`, `basis`, `by`) or of the record (any other name)."""

PREVIOUS = "@previous"
"""A move's target that means the state before the present one."""
EVENT_NEEDS = frozenset(("note", "evidence", "basis", "by"))


class Part(BaseModel):
    """A form, or a part of one: frozen, no unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=False
    )


@dataclass(frozen=True)
class State:
    """A state: its words, its tone, what is awaited while it lasts, and the limit for that.

    `limit` names an entry of the community's `limits`; a state without `awaits` is an end.
    """

    zh: str
    en: str
    tone: Tone
    awaits: Words | None = None
    limit: str = ""

    @property
    def words(self) -> Words:
        """The state's name."""
        return Words(self.zh, self.en)


def awaits(zh: str, en: str) -> Words:
    """Say what is awaited, as a clause without subject."""
    return Words(zh, en)


VOIDED = State("作废", "Voided", "ended")
WITHDRAWN = State("撤回", "Withdrawn", "ended")


@dataclass(frozen=True)
class Kind:
    """What is true of all records of a kind. `binding` are fields frozen from the state `frozen_from`."""

    name: str
    words: Words
    plural: Words
    prefix: str
    folder: str
    dated: bool
    states: Mapping[str, State]
    moves: Mapping[str, Moves]
    """By track (the value of the field `track_field`), or under `""` where the kind has one table."""
    track_field: str = ""
    starts: tuple[str, ...] = ()
    withdrawable: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    frozen_from: str = ""
    disclosure: Words | None = None
    """The item of the disclosure catalogue that the kind's records fall under by default."""
    section: str = ""
    """The area of the site where the kind lives (`govgen.engine.SECTIONS`)."""
    all_states: Mapping[str, State] = field(init=False)

    def __post_init__(self) -> None:
        """Add the states every kind has."""
        extra = {"withdrawn": WITHDRAWN} if self.withdrawable else {}
        object.__setattr__(self, "all_states", {**self.states, **extra, "voided": VOIDED})

    def next_states(
        self, track: str, state: str | None, before: str | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Return what may follow `state` on `track`, each with its needs; `before` replaces `PREVIOUS`."""
        if state is None:
            return dict.fromkeys(self.first_states(track), ())
        if state == "voided":
            return {}
        found = dict(self.moves.get(track, {}).get(state, {}))
        if PREVIOUS in found:
            needs = found.pop(PREVIOUS)
            found.update({before: needs} if before else {})
        if state in self.withdrawable:
            found.setdefault("withdrawn", ("note",))
        return {**found, "voided": ("note",)}

    def first_states(self, track: str) -> tuple[str, ...]:
        """Return the states a record on `track` may begin with."""
        return self.starts or (next(iter(self.moves[track])),)


KINDS: dict[str, type[Record]] = {}
"""All kinds by name, filled as `govgen.kinds` is walked."""


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


class Visibility(Choice):
    """How much of a record the public sees."""

    FULL = "full", "全文公开", "published in full"
    CARD = "card", "仅公开进度", "progress only"
    COUNT = "count", "仅计数", "counted only"


class Role(Choice):
    """What an organisation is to a record."""

    LED_BY = "led_by", "党组织牵头", "led by (Party organisation)"
    LEAD = "lead", "主办", "lead"
    PARTNER = "partner", "协办", "partner"
    SOCIAL_ORG = "social_org", "社会组织", "social organisation"
    SOCIAL_WORK = "social_work", "专业社工", "social workers"
    UNIT = "unit", "辖区单位", "local unit"
    RESIDENTS = "residents", "居民", "residents"
    VOLUNTEERS = "volunteers", "志愿者", "volunteers"
    DONOR = "donor", "捐赠方", "donor"


class Group(Choice):
    """A group that is served first; never a person."""

    ELDERLY = "elderly", "老年人", "older people"
    DISABLED = "disabled", "残疾人", "people with disabilities"
    CHILDREN = "children", "儿童青少年", "children and teenagers"
    WOMEN = "women", "妇女", "women"
    HARD_TO_EMPLOY = "hard_to_employ", "就业困难居民", "residents who find work hard to get"
    LOW_INCOME = "low_income", "低收入家庭", "low-income households"
    VETERANS = "veterans", "退役军人", "veterans"
    NEW_EMPLOYMENT = "new_employment", "新就业群体", "gig and platform workers"
    MIGRANTS = "migrants", "外来务工人员", "migrant workers"
    CARERS = "carers", "照护者", "carers"
    ALL = "all", "全体居民", "all residents"


class AttachmentKind(Choice):
    """What a document is; those in `SEALED` never carry a file."""

    MINUTES = "minutes", "会议纪要", "minutes"
    NOTICE = "notice", "公示公告", "public notice"
    PLAN = "plan", "方案图纸", "plan or drawing"
    BUDGET = "budget", "预算", "budget"
    CONTRACT = "contract", "合同", "contract"
    QUOTE = "quote", "报价", "quotation"
    VOUCHER = "voucher", "票据", "voucher"
    ACCEPTANCE = "acceptance", "验收单", "acceptance certificate"
    AUDIT = "audit", "审计审定书", "audit report"
    PERMIT = "permit", "许可批复", "permit"
    PHOTO = "photo", "照片", "photograph"
    REPORT = "report", "报告", "report"
    RULES = "rules", "规约文本", "text of rules"
    SURVEY = "survey", "问卷汇总", "survey summary"
    SCORES = "scores", "评分汇总", "score sheet"
    AGREEMENT = "agreement", "协议", "agreement"
    OPINION = "opinion", "监督意见", "supervision opinion"
    SIGN_IN = "sign_in", "签到表", "sign-in sheet"
    BALLOTS = "ballots", "表决票", "ballots"
    ROSTER = "roster", "名册", "roster"
    MEDIATION_AGREEMENT = "mediation_agreement", "调解协议书", "mediation agreement"
    ID_COPY = "id_copy", "证件复印件", "copy of an identity document"
    CONSENT = "consent", "同意书", "consent form"
    OTHER = "other", "其他", "other"


SEALED = frozenset(("sign_in", "ballots", "roster", "mediation_agreement", "id_copy"))


class SignedForm(Part):
    """A paper form that an office signed and a clerk entered."""

    attachment: Line = said("凭签批单：附件名或档案号", "Paper form: attachment or archive number")
    office: Annotated[str, Refers("person", "organization")] = said("签批岗位", "Signed by: office")
    signed_on: Day = said("签批日期", "Signed on")
    entered_by: Annotated[str, Refers("person", "organization")] = said(
        "录入岗位", "Entered by: office"
    )


class Event(Part):
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


class Amendment(Part):
    """A wrong figure put right in place: where it stands, what it was, why."""

    route: Line = said(
        "更正位置：JSON Pointer，如 /funding/0/approved",
        "Where: a JSON Pointer such as /funding/0/approved",
    )
    was: Text = said("原内容", "What it was")
    kind: Correction = said("更正类型", "Kind of correction")
    reason: Text = said("更正原因", "Reason")
    on: Day = said("更正日期", "Corrected on")


class Irregularity(Part):
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


class Involved(Part):
    """An organisation that takes part, and what it gives."""

    org: Annotated[str, Refers("organization")] = said("单位", "Organisation")
    role: Role = said("角色", "Role")
    contribution: Text | None = said("贡献", "Contribution", None)


class Attachment(Part):
    """A document: a file beside the record, or where the paper is kept."""

    kind: AttachmentKind = said("材料类型", "Kind of document")
    title: Text = said("名称", "Title")
    path: (
        Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=100)] | None
    ) = said("文件名：与记录同名的文件夹里", "File name: in the folder named like the record", None)
    held_by: Annotated[str, Refers("organization", "person")] | None = said(
        "保管方", "Kept by", None
    )
    archive_no: Line | None = said("档案号", "Archive number", None)
    sha256: Sha256 | None = said("文件的 SHA-256", "SHA-256 of the file", None)
    withheld: Text | None = said("不公开的理由", "Why it is withheld", None)
    faces: Annotated[str, Refers("attachment")] | None = said(
        "人像同意：照片里有人脸时，同意书的档案号", "Consent of people shown: archive number", None
    )


class Disclosure(Part):
    """What must be made public about this record, on which basis, by when, by whom, to whom."""

    item: Text = said("公开事项", "Item")
    basis: Text | None = said("公开依据", "Basis", None)
    within: Line | None = said("公开时限", "Time limit", None)
    body: Annotated[str, Refers("organization")] | None = said("公开主体", "Published by", None)
    audience: Text | None = said("公开对象", "Audience", None)


class PublicConsent(Part):
    """Written consent of both parties that lets a sensitive matter be shown in full."""

    on: Day = said("同意日期", "Consented on")
    archive_no: Line = said("同意书档案号", "Archive number of the consent")
    held_by: Annotated[str, Refers("organization", "person")] = said("保管方", "Kept by")


class Source(Part):
    """Where an imported record came from."""

    system: Line = said("来源系统", "System")
    id: Line = said("原编号", "Id there")
    row: Line | None = said("原文件行号", "Row of the file", None)
    sha256: Sha256 | None = said("原文件的 SHA-256", "SHA-256 of the file", None)


class Record(Part):
    """What every record has. A subclass with `KIND` is a kind and registers itself."""

    KIND: ClassVar[Kind]

    id: Annotated[
        str,
        StringConstraints(
            pattern=r"^[A-Z]{3}-[a-z0-9][a-z0-9-]*$|^[A-Z]{3}-\d{4}(\d{2})?-\d{4,}$|^LED-FND-.+$",
            max_length=100,
        ),
    ] = said("编号", "Id")
    title: Text = said("标题：一句话说清是什么事", "Title: one sentence that says what it is about")
    summary: Markdown | None = said(
        "摘要：来由、要点，写给居民看", "Summary: what residents need to know", None
    )
    doc_no: Line | None = said("文号", "Official number", None)
    aliases: tuple[Line, ...] = said(
        "旧编号：合并或导入前的编号，网址继续有效",
        "Aliases: former ids whose addresses stay alive",
        (),
    )
    arises_from: Annotated[tuple[Annotated[str, Refers()], ...], BeforeValidator(several)] = said(
        "来由：由哪条记录引起", "Arises from: the record that caused this one", ()
    )
    place: Annotated[str, Refers("place")] | None = said("场域", "Place", None)
    organizations: tuple[Involved, ...] = said("参与各方", "Organisations", ())
    beneficiaries: tuple[Group, ...] = said(
        "重点服务群体：只写群体，不写个人", "Beneficiaries: groups, never persons", ()
    )
    tags: tuple[Line, ...] = said("标签", "Tags", ())
    attachments: tuple[Attachment, ...] = said("材料", "Documents", ())
    disclosure: Disclosure | None = said("公开要求", "Disclosure", None)
    visibility: Visibility = said("公开程度", "Visibility", Visibility.FULL)
    public_consent: PublicConsent | None = said(
        "当事人书面同意公开", "Written consent to publish", None
    )
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = said(
        "币种", "Currency", None
    )
    events: Annotated[tuple[Event, ...], Len(1)] = said(
        "经过：按发生先后", "Events: in the order they happened"
    )
    corrections: tuple[Amendment, ...] = said("更正记录", "Corrections", ())
    irregularities: tuple[Irregularity, ...] = said("程序瑕疵", "Irregularities", ())
    source: Source | None = said("数据来源", "Source", None)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Register the kind."""
        if "KIND" in cls.__dict__:
            KINDS[cls.KIND.name] = cls

    @property
    def track(self) -> str:
        """The name of the table of moves that holds for this record."""
        value = getattr(self, self.KIND.track_field, "") if self.KIND.track_field else ""
        return str(getattr(value, "value", value))

    @cached_property
    def state(self) -> str | None:
        """The state now: that of the last standing event."""
        found = None
        for _, event in standing(self.events):
            found = event.to
        return found

    def causes(self) -> Iterator[Cause]:
        """Yield what this record follows from, nearest first; kinds add their own links."""
        for cause in self.arises_from:
            yield Cause(cause)

    @property
    def hands_on(self) -> bool:
        """Whether what arises from this record belongs to its matter."""
        return True

    @property
    def settled(self) -> bool:
        """Whether nothing is awaited although the state could lead on."""
        return False

    def due(self) -> When | None:
        """Return the day by which the next step is planned, where the record itself says so."""
        return None


@dataclass(frozen=True, slots=True)
class Cause:
    """A link to what a record follows from; through a meeting it runs along one agenda `item`."""

    id: str
    item: int | None = None


def standing(events: tuple[Event, ...]) -> Iterator[tuple[int, Event]]:
    """Yield the numbered events (from 1) that reached a state and were not voided."""
    voided = {event.voids for event in events if event.voids}
    for number, event in enumerate(events, 1):
        if event.to is not None and number not in voided:
            yield number, event


@cache
def kinds() -> Mapping[str, type[Record]]:
    """Walk `govgen.kinds` and return every kind by name, in the order of their folders."""
    import importlib
    import pkgutil

    import govgen.kinds

    for module in pkgutil.iter_modules(govgen.kinds.__path__):
        importlib.import_module(f"govgen.kinds.{module.name}")
    return dict(sorted(KINDS.items(), key=lambda item: item[1].KIND.folder))


def kind_of(record_id: str) -> type[Record] | None:
    """Return the kind whose prefix `record_id` has."""
    return next(
        (kind for kind in kinds().values() if record_id.startswith(kind.KIND.prefix + "-")), None
    )
