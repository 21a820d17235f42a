"""The particulars of a record of any kind: the parts it is filled in with, and the words to choose from."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from govgen.fields import Count, Day, Line, Refers, Sha256, Text, said
from govgen.part import Part
from govgen.words import Choice


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


class Involved(Part, defer_build=False):
    """An organisation that takes part, and what it gives."""

    org: Annotated[str, Refers("organization")] = said("单位", "Organisation")
    role: Role = said("角色", "Role")
    contribution: Text | None = said("贡献", "Contribution", None)


class Attachment(Part, defer_build=False):
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


class Disclosure(Part, defer_build=False):
    """What must be made public about this record, on which basis, by when, by whom, to whom."""

    item: Text = said("公开事项", "Item")
    basis: Text | None = said("公开依据", "Basis", None)
    within: Line | None = said("公开时限", "Time limit", None)
    body: Annotated[str, Refers("organization")] | None = said("公开主体", "Published by", None)
    audience: Text | None = said("公开对象", "Audience", None)


class PublicConsent(Part, defer_build=False):
    """Written consent of both parties that lets a sensitive matter be shown in full."""

    on: Day = said("同意日期", "Consented on")
    archive_no: Line = said("同意书档案号", "Archive number of the consent")
    held_by: Annotated[str, Refers("organization", "person")] = said("保管方", "Kept by")


class Source(Part, defer_build=False):
    """Where an imported record came from."""

    system: Line = said("来源系统", "System")
    id: Line = said("原编号", "Id there")
    row: Line | None = said("原文件行号", "Row of the file", None)
    sha256: Sha256 | None = said("原文件的 SHA-256", "SHA-256 of the file", None)
    steps: Count | None = said(
        "随导入带来几步：之间的步骤可能未记载；不写就是一步",
        "Steps that came with the import, between which others may not have been recorded; one where left out",
        None,
    )
