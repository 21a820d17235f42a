"""Histories and verdicts told to somebody at a terminal or to a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import tzinfo
from typing import Any

from govgen.approvals import Approval, Approver
from govgen.authority import Authority
from govgen.coverage import Coverage
from govgen.difference import Difference
from govgen.imposed import Imposed
from govgen.manual import title
from govgen.proof import Finding
from govgen.receipts import Receipt
from govgen.record import kind_of
from govgen.redaction import HIDDEN
from govgen.rewrite import Rewrite
from govgen.source import Value
from govgen.verify import Verified
from govgen.wording import plain
from govgen.words import Lang, Words

WORDS = {
    "verified": Words("已核验", "verified"),
    "recorded": Words("平台记录", "recorded by the platform"),
    "unverified": Words("未能核验", "could not be verified"),
}
"""What residents read first."""
CLASSES = {
    "merge": Words("合并", "merge"),
    "squash": Words("压缩合并", "squash merge"),
    "submitted": Words("评审后提交", "submitted after review"),
    "direct": Words("直接提交", "direct commit"),
    "root": Words("最初录入", "first entry"),
}
SEVERITIES = {
    "violation": Words("违规", "violation"),
    "unprovable": Words("无法核验", "unprovable"),
    "warning": Words("提醒", "warning"),
}
SECRET = frozenset(("hosts", "emails_sha256", "keys"))
"""What of people.yml nobody is shown."""
AREAS = {
    "decisions": Words("决议和资金", "decisions and money"),
    "projects": Words("项目和评估", "projects and evaluations"),
    "orders": Words("日常服务单", "daily orders"),
}


def history_json(record: str, receipts: tuple[Receipt, ...]) -> str:
    """Write a record's versions as `govgen history --format json` promises."""
    kind = kind_of(record)
    told = {
        "id": record,
        "kind": kind.KIND.name if kind else "",
        "versions": [version(receipt) for receipt in receipts],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def version(receipt: Receipt) -> dict[str, Any]:
    """Return one version as data."""
    approval = receipt.approval
    return {
        "commit": receipt.version.commit,
        "time": receipt.time.isoformat(),
        "recorded": receipt.recorded.isoformat(),
        "class": approval.kind,
        "integrity": approval.integrity,
        "redacted": receipt.redacted,
        "events": [] if receipt.redacted else [dict(step) for step in receipt.steps],
        "changes": [
            {"route": it.route, "before": it.before, "after": it.after} for it in told_of(receipt)
        ],
        "approval": {
            "word": approval.word,
            "meaning": approval.meaning,
            "approvers": [named(one, receipt.setting.authority) for one in approval.approvers],
            "authors": [one or None for one in approval.authors],
            "reasons": [*approval.faults, *approval.doubts],
        },
    }


def told_of(receipt: Receipt) -> Iterator[Difference]:
    """Yield what changed; nothing of what is redacted, of people.yml only that accounts, addresses and keys did."""
    for it in () if receipt.redacted else receipt.differences:
        if receipt.record != "people":
            yield it
        elif SECRET & set(it.route.split("/")):
            yield replace(it, before=None, after=None)
        else:
            yield replace(
                it, before=it.before and without(it.before), after=it.after and without(it.after)
            )


def without(value: Value) -> Value:
    """Return a value of people.yml without accounts, addresses and keys."""
    if isinstance(value, dict):
        return {key: without(it) for key, it in value.items() if key not in SECRET}
    return [without(it) for it in value] if isinstance(value, list) else value


def named(one: Approver, authority: Authority) -> dict[str, Any]:
    """Return an approver as data; a name that belongs to nobody is only claimed."""
    person = authority.by_id.get(one.id)
    return {
        "id": one.id or None,
        "title": person.title if person else None,
        "claimed": one.claimed,
        "evidence": one.evidence,
        "source": one.source,
    }


def history_text(receipts: tuple[Receipt, ...], zone: tzinfo, lang: Lang) -> str:
    """Tell a record's versions line by line, the oldest first."""
    return "".join(line + "\n" for receipt in receipts for line in lines(receipt, zone, lang))


def lines(receipt: Receipt, zone: tzinfo, lang: Lang) -> Iterator[str]:
    """Yield one version: when, how, by whom, and what changed."""
    approval = receipt.approval
    when = f"{receipt.time.astimezone(zone):%Y-%m-%d %H:%M}"
    told = [CLASSES[approval.kind][lang], who(approval, receipt.setting.authority, lang)]
    yield f"{when}  {receipt.version.commit[:10]}  {WORDS[approval.word][lang]}  " + "  ".join(
        filter(None, told)
    )
    for code in (*approval.faults, *approval.doubts):
        yield f"  ! {title(code)[lang]} [{code}]"
    if receipt.redacted:
        yield f"  {HIDDEN[lang]}"
    for change in told_of(receipt):
        yield f"  {change.route or '/'}: {short(change.before)} → {short(change.after)}"


def who(approval: Approval, authority: Authority, lang: Lang) -> str:
    """Name who approved, by title where the office is known."""
    found = []
    for one in approval.approvers:
        person = authority.by_id.get(one.id)
        found.append(plain(person.title, lang) if person else one.claimed)
    names = ("、" if lang == "zh" else ", ").join(found)
    meaning = approval.meaning.words[lang] if approval.meaning else ""
    between = "：" if lang == "zh" else ": "
    return f"{meaning}{between}{names}" if meaning and names else names


def short(value: object) -> str:
    """Write a value in at most 80 characters."""
    if value is None:
        return "—"
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    told = clean(" ".join(told.split()))
    return told if len(told) <= 80 else f"{told[:79]}…"


def verified_json(found: Verified) -> str:
    """Write a verdict as `govgen verify --format json` promises."""
    told = {
        "range": {
            "root": found.root,
            "tip": found.tip,
            "commits": found.commits,
            "anchored": found.anchored,
        },
        "findings": [finding(it) for it in found.findings],
        "acknowledged": [
            {**finding(it), "reason": {"zh": reason.zh, "en": reason.en}}
            for it, reason in found.acknowledged
        ],
        "rewritten": rewritten(found.rewrite) if found.rewrite else None,
        "policy": outside(found.imposed) if found.imposed else None,
        "coverage": {area: asdict(it) for area, it in found.coverage.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def rewritten(it: Rewrite) -> dict[str, Any]:
    """Return how a history was rewritten as data."""
    return {
        "old_anchor": it.old_anchor,
        "new_anchor": it.new_anchor,
        "reason": clean(it.reason),
        "blobs": [{"old": old, "new": new} for old, new in it.blobs],
    }


def finding(it: Finding) -> dict[str, Any]:
    """Return a finding as data."""
    return {
        "code": it.code,
        "severity": it.severity,
        "commit": it.commit,
        "path": clean(it.path),
        "message": {"zh": clean(it.message.zh), "en": clean(it.message.en)},
    }


def verified_text(found: Verified, lang: Lang) -> str:
    """Tell a verdict: findings first, then what was acknowledged, then how much was approved."""
    told = [foreign(found.imposed, lang)] if found.imposed else []
    told += [told_finding(it, lang) for it in found.findings]
    for it, reason in found.acknowledged:
        told += [
            f"{told_finding(it, lang)}",
            f"  {'已说明' if lang == 'zh' else 'acknowledged'}: {reason[lang]}",
        ]
    if found.rewrite:
        told.append(redrawn(found.rewrite, lang))
    told += [covered(area, it, lang) for area, it in found.coverage.items() if it.changes]
    if found.commits and not found.anchored:
        told.append(
            "只能说明这段历史前后一致；加上 --anchor（公告栏或以往 provenance.json 里的提交号）才能证明没有整段改写"
            if lang == "zh"
            else "consistent with itself, no more; add --anchor (a commit from a notice or an earlier "
            "provenance.json) to prove that the whole was not rewritten"
        )
    return "".join(f"{line}\n" for line in told)


def outside(it: Imposed) -> dict[str, str]:
    """Return which policy from outside a history was judged by as data."""
    return {"source": "outside", "file": clean(it.name), "sha256": it.sha256}


def foreign(it: Imposed, lang: Lang) -> str:
    """Tell which policy from outside a history was judged by."""
    name = clean(it.name)
    return (
        f"按仓库以外给的审批规则判断，不是仓库自己的：{name}（sha256 {it.sha256}）"
        if lang == "zh"
        else f"judged by a policy from outside, not by the repository's own: {name} (sha256 {it.sha256})"
    )


def redrawn(it: Rewrite, lang: Lang) -> str:
    """Tell how a history was rewritten."""
    old, new, many = it.old_anchor[:10], it.new_anchor[:10], len(it.blobs)
    told = (
        f"历史改写过：{old} 改为 {new}，只换掉了 {many} 份因个人信息遮蔽的内容，其余逐个核对未变："
        if lang == "zh"
        else f"rewritten: {old} became {new}; contents redacted for personal data and replaced: {many}, "
        "all else proved as it was: "
    )
    return told + clean(it.reason)


def told_finding(it: Finding, lang: Lang) -> str:
    """Tell one finding in a line."""
    where = " ".join(filter(None, (it.commit[:10], clean(it.path))))
    return f"{SEVERITIES[it.severity][lang]} [{it.code}] {where} {clean(it.message[lang])}"


def clean(told: str) -> str:
    """Return text that a terminal shows and UTF-8 can write: file names hold any byte."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in told)


def covered(area: str, it: Coverage, lang: Lang) -> str:
    """Tell how much of an area was approved."""
    share = f"{it.approved}/{it.changes}"
    rest = (
        f"起草人自批 {it.self}，直接提交 {it.direct}，查不到 {it.unknown}"
        if lang == "zh"
        else f"by their own author {it.self}, direct {it.direct}, nobody knows {it.unknown}"
    )
    approved = "经审批" if lang == "zh" else "approved"
    return f"{AREAS[area][lang]}  {approved} {share}  ({rest})"
