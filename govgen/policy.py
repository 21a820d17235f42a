"""`policy.yml`: what a merge means for each kind and step, who may make it, and how well that is proved."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic import BeforeValidator, StringConstraints

from govgen.fields import Count, Day, Flag, Line, Refers, Text, said, several
from govgen.part import Part
from govgen.people import Key
from govgen.words import Choice

Names = Annotated[tuple[Line, ...], BeforeValidator(several)]
CommitId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
FILES = ("policy", "people", "community")
"""The files of all, for which a rule may be made like for a kind."""
RULES = FILES[:2]
"""Those of them that say who may approve."""
ANY = "*"
"""Every step, or every kind."""


class Meaning(Choice):
    """What a merge is, in the world."""

    APPROVE = "approve", "审批", "approves"
    CERTIFY = "certify", "核对发布", "certifies and publishes"
    RECORD = "record", "登记", "records"


class Evidence(Choice):
    """How well it is proved that somebody approved; from weak to strong."""

    CLAIMED = "claimed", "仅凭提交信息", "by the text of the commit alone"
    HOST = "host", "平台签名", "by the platform's signature"
    ATTESTED = "attested", "签名证明", "by a signed statement"
    SIGNED = "signed", "本人签名", "by the person's own signature"

    def reaches(self, least: Evidence) -> bool:
        """Whether this is at least as strong as `least`."""
        order = tuple(Evidence)
        return order.index(self) >= order.index(least)


class Rule(Part):
    """Which merges it governs, what they mean, and who may make them."""

    kinds: Names = said(
        "适用的类型：类型名、policy、people、community，或 *",
        "Kinds: names of kinds, policy, people, community, or *",
    )
    to: Names = said(
        "适用的步骤：到达的状态，或 *；不写即所有步骤",
        "Steps: states reached, or *; every step where absent",
        (ANY,),
    )
    edit: Flag = said(
        "也管不改变状态的修改", "Whether it governs changes without a step too", default=False
    )
    means: Meaning = said("合并的含义", "What the merge means")
    offices: Names = said("可以审批的岗位", "Offices that may", ())
    persons: Annotated[Count, Ge(1)] = said("至少几人", "How many persons", 1)
    evidence: dict[str, Evidence] = said("各平台最低证明力度", "Least evidence, by host", {})
    author: Flag = said("起草人可否审批", "Whether an author may approve", default=False)
    unknown: Literal["report", "refuse"] | None = said(
        "查不到审批人时：只说明，或不予通过；不写时，改 policy、people 的不予通过，其余只说明",
        "An approver nobody knows: told, or refused; where absent, refused for policy and people and told for all else",
        None,
    )
    notice: Annotated[Count, Le(3650)] = said(
        "合并前至少挂出几天：提出当日不计", "How many days it must stand before its merge", 0
    )
    batch: Flag = said(
        "批量登记：一天合并一批，一批多条，每一步由事件的 by 负责",
        "Batch: one merge a day of many records, each step owned by its event's `by`",
        default=False,
    )


class HostSpan(Part):
    """Which host served the repository over which commits, and the keys it signed with."""

    host: Line = said("平台", "Host")
    since: CommitId | None = said("自哪个提交起", "From commit", None)
    until: CommitId | None = said("至哪个提交止", "Until commit", None)
    keys: tuple[Key, ...] = said("平台签名公钥", "The host's signing keys", ())


class Acknowledged(Part):
    """A violation that was seen, explained and approved; it stays listed for ever."""

    commit: CommitId = said("提交", "Commit")
    code: Line = said("问题代码：见 govgen explain", "Code: see govgen explain")
    reason: Text = said("情况说明和处理", "What happened and what was done")


class Redacted(Part):
    """A content with personal data that slipped in, and that nothing shows any more."""

    blob: CommitId = said("内容的 Git 编号：git rev-parse 提交号:路径", "Git's id of the content")
    reason: Text = said("情况说明，不要写出那些信息", "What happened, without the data itself")
    date: Day = said("遮蔽日期", "Hidden since")
    record: Line | None = said("所在的记录", "The record it stands in", None)


class Policy(Part):
    """Who approves what by merging; in force from the next merge on."""

    format: Literal["1"] = said("格式版本", "Format")
    hosts: tuple[HostSpan, ...] = said("托管平台", "Hosts", ())
    rules: tuple[Rule, ...] = said("审批规则：从上到下，先合先用", "Rules: the first that fits", ())
    legacy_until: CommitId | None = said(
        "此提交及以前是启用本规则之前的历史", "Up to this commit, history before this policy", None
    )
    attestors: tuple[Annotated[str, Refers("person")], ...] = said(
        "可以出具签名证明的岗位", "Offices whose signed statements count", ()
    )
    acknowledged: tuple[Acknowledged, ...] = said("已说明的问题", "Acknowledged violations", ())
    redacted: tuple[Redacted, ...] = said(
        "因个人信息遮蔽的内容", "Contents redacted for personal data", ()
    )

    def rule(self, kind: str, to: str | None) -> Rule | None:
        """Return the first rule for the step to `to` of records of `kind`, or for a change without a step."""
        fitting = (
            rule
            for rule in self.rules
            if {kind, ANY} & set(rule.kinds)
            and (rule.edit if to is None else bool({to, ANY} & set(rule.to)))
        )
        return next(fitting, None)
