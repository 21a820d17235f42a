"""`people.yml`: offices and who holds them; residents see the title."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from govgen.fields import Count, Day, Line, Refers, Sha256, Text, said
from govgen.part import Part
from govgen.words import Choice


class Consent(Part):
    """A leader's consent to be named: since when, for what, until when, withdrawn when."""

    on: Day = said("同意日期", "Consented on")
    scope: Text = said("同意范围", "Scope")
    until: Day | None = said("有效期至", "Until", None)
    withdrawn: Day | None = said("撤回日期", "Withdrawn on", None)


class Standing(Choice):
    """Why a person is in the register."""

    ELECTED = "elected", "选举产生", "elected"
    APPOINTED = "appointed", "任命或聘任", "appointed"
    LEADER = "leader", "社区骨干", "community leader"


class Stage(Choice):
    """How far a community leader has come."""

    FOUND = "found", "发现", "found"
    TRAINED = "trained", "培养", "trained"
    SERVING = "serving", "任骨干", "serving"


class Growth(Part):
    """A community leader's way: found, trained, serving."""

    stage: Stage = said("阶段：发现、培养、任骨干", "Stage: found, trained, serving")
    on: Day = said("日期", "On")
    note: Text | None = said("说明", "Note", None)
    activity: Annotated[str, Refers("activity")] | None = said(
        "培训活动", "Training activity", None
    )


class Key(Part):
    """A public key and when it holds; no page and no export shows it."""

    type: Literal["ssh", "gpg"] = said("类型", "Type")
    public: Annotated[str, StringConstraints(min_length=1, max_length=8000)] = said(
        "公钥", "Public key"
    )
    valid_from: Day | None = said("有效期起", "Valid from", None)
    valid_until: Day | None = said("有效期止", "Valid until", None)
    compromised_since: Day | None = said("泄露起始日期", "Compromised since", None)


class Person(Part):
    """An office and who holds it; residents see the title."""

    id: Annotated[str, StringConstraints(pattern=r"^PER-[a-z0-9][a-z0-9-]*$", max_length=80)] = (
        said("编号：不用姓名拼音", "Id: no pinyin of a name")
    )
    title: Text = said("公开职务", "Public title")
    org: Annotated[str, Refers("organization")] = said("所在单位", "Organisation")
    standing: Standing = said("产生方式", "Standing")
    name: Line | None = said(
        "姓名：依法公布的，或本人同意的", "Name: where it is posted by law or consented to", None
    )
    from_: Day = said("任期起", "Term from", alias="from")
    until: Day | None = said("任期止", "Term until", None)
    roles: tuple[Line, ...] = said(
        "岗位：审批规则里的名称", "Offices: names used by the policy", ()
    )
    consent: Consent | None = said("署名同意", "Consent to be named", None)
    growth: tuple[Growth, ...] = said("成长经历", "Found, trained, serving", ())
    hosts: dict[str, Line] = said("托管平台账号：不公开", "Host accounts: never shown", {})
    emails_sha256: tuple[Sha256, ...] = said(
        "邮箱小写后的 SHA-256：不公开", "SHA-256 of lower-cased e-mails: never shown", ()
    )
    keys: tuple[Key, ...] = said("签名公钥：不公开", "Signing keys: never shown", ())


class Admissions(Part):
    """How many residents the community's Party branches admitted in a year; never who."""

    year: Count = said("年份", "Year")
    people: Count = said("发展党员人数", "Party members admitted")


class People(Part):
    """All offices and who holds them."""

    format: Literal["1"] = said("格式版本", "Format")
    people: tuple[Person, ...] = said("人员", "People", ())
    admissions: tuple[Admissions, ...] = said(
        "发展党员：每年一个数", "Party members admitted: one figure a year", ()
    )
