"""The sentences of a review, in both languages: one for each thing that a merge would bring about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from govgen import wording
from govgen.consent import Needed, Office
from govgen.outcomes import Deadline, Edit, Effect, Move, Named, Objection
from govgen.policy import Evidence
from govgen.review import Fault
from govgen.sums import Account, Sum
from govgen.wording import counted
from govgen.words import Words


def name(it: Named) -> Words:
    """Name a record by kind, id and title."""
    zh = f"{it.kind.zh} {it.id}" + (f"《{it.title.zh}》" if it.title.zh else "")
    return Words(zh, f"{it.kind.en} {it.id}" + (f" “{it.title.en}”" if it.title.en else ""))


def fault(it: Fault) -> Words:
    """Say what is wrong, where, and what to do."""
    where = f"{it.path}:{it.line} " if it.line else f"{it.path} " if it.path else ""
    code = f" [{it.code}]" if it.code else ""
    return Words(
        f"{where}{it.message.zh}；{it.hint.zh}{code}",
        f"{where}{it.message.en}; {it.hint.en}{code}",
    )


def effect(it: Effect) -> Words:
    """Say which decision takes effect from when."""
    said = name(it.record)
    zh, en = said.zh, said.en
    if it.on:
        zh += f"，{medium(it.on).zh} 起生效"
        en += f", in force from {medium(it.on).en}"
    if it.posted_until:
        zh += f"（公示到 {medium(it.posted_until).zh}）"
        en += f" (posted until {medium(it.posted_until).en})"
    return Words(zh, en)


def move(it: Move) -> Words:
    """Say from which state a record goes to which, and what is missing."""
    said, way = name(it.record), [*([it.before] if it.before else []), *it.after]
    new = Words("", "") if it.before else Words("新登记，", "new, ")
    zh = f"{said.zh}：{new.zh}{' → '.join(state.zh for state in way)}"
    en = f"{said.en}: {new.en}{' → '.join(state.en for state in way)}"
    if it.lacking:
        zh += f"；缺材料：{'；'.join(one.zh for one in it.lacking)}"
        en += f"; papers missing: {'; '.join(one.en for one in it.lacking)}"
    return Words(zh, en)


def edit(it: Edit) -> Words:
    """Say how much of a record changes."""
    said = name(it.record)
    if it.new:
        return Words(f"{said.zh}：新登记", f"{said.en}: new")
    number = counted(it.fields, "field", "fields")
    zh, en = f"{said.zh}：改 {it.fields} 项", f"{said.en}: {number} changed"
    if it.bound:
        zh += f"，其中 {it.bound} 项是批准时定下的，网页上会一直标“批准后变更”"
        en += f"; {it.bound} of them bound by its approval, which the page marks for good"
    return Words(zh, en)


def amount(it: Sum) -> Words:
    """Say one amount old → new."""
    return Words(
        f"{it.record} {it.label.zh}：{yuan(it.before).zh} → {yuan(it.after).zh}",
        f"{it.record} {it.label.en}: {yuan(it.before).en} → {yuan(it.after).en}",
    )


def lines(found: Iterable[Account]) -> Iterator[Words]:
    """Yield one line for each account."""
    for it in found:
        told = [
            (label, yuan(old), yuan(new)) if old != new else (label, None, yuan(new))
            for label, old, new in it.lines
        ]
        zh = "，".join(f"{a.zh} {f'{b.zh} → ' if b else ''}{c.zh}" for a, b, c in told)
        en = ", ".join(f"{a.en} {f'{b.en} → ' if b else ''}{c.en}" for a, b, c in told)
        yield Words(f"{it.title.zh}：{zh}", f"{it.title.en}: {en}")


def yuan(value: Decimal | None) -> Words:
    """Write an amount; none where there is none."""
    if value is None:
        return Words("无", "none")
    return Words(wording.amount(value, "zh"), wording.amount(value, "en"))


def medium(day: date) -> Words:
    """Write a day."""
    return Words(wording.day(day, "zh", "medium"), wording.day(day, "en", "medium"))


def deadline(it: Deadline) -> Words:
    """Say what runs until when."""
    said, day = name(it.record), medium(it.on)
    return Words(
        f"{said.zh}：{it.what.zh}，到 {day.zh}", f"{said.en}: {it.what.en}, until {day.en}"
    )


def objection(it: Objection) -> Words:
    """Say which objection is open since when."""
    said, day = name(it.record), medium(it.received)
    return Words(
        f"{said.zh}：第 {it.number} 件，{day.zh} 收到",
        f"{said.en}: no. {it.number}, received {day.en}",
    )


def consent(it: Needed) -> Words:
    """Say who must approve what, and who may not."""
    shown = ", ".join(it.records[:4]) + (" …" if len(it.records) > 4 else "")
    if it.meaning is None:
        return Words(f"{shown}：没有规则管到", f"{shown}: no rule governs it")
    may, barred = titles(it.may), titles(it.barred)
    proof = it.evidence is not Evidence.CLAIMED
    zh = f"{shown}：由{may.zh or '（没有人）'}{it.meaning.words.zh}"
    zh += f"，要 {it.persons} 人" if it.persons > 1 else "，一人即可" if len(it.may) > 1 else ""
    zh += f"，要有{it.evidence.words.zh}" if proof else ""
    zh += f"；签名证明写明{titles(it.given).zh}已批" if it.given else ""
    zh += f"；{barred.zh}参与了起草，不能批" if it.barred else ""
    zh += f"；{len(it.records)} 条作为当天的一批登记，每一步由其办理方负责" if it.batch else ""
    zh += (
        f"；最早 {medium(it.earliest).zh}可以合并（按分支提交的日期算，这日期由起草人的电脑写，不能作证）"
        if it.earliest
        else ""
    )
    en = f"{shown}: {may.en or 'nobody'} {it.meaning.words.en} it"
    en += f", {it.persons} of them" if it.persons > 1 else ""
    en += f", proved {it.evidence.words.en}" if proof else ""
    en += (
        f"; approved already by {titles(it.given).en}, as a signed statement says"
        if it.given
        else ""
    )
    en += f"; not {barred.en}, who wrote part of it" if it.barred else ""
    en += (
        f"; to be merged on {medium(it.earliest).en} at the earliest, by the dates of the branch's "
        "commits, which prove nothing"
        if it.earliest
        else ""
    )
    en += (
        f"; {len(it.records)} records as the day's one batch, each step owned by whom it names"
        if it.batch
        else ""
    )
    return Words(zh, en)


def titles(offices: Iterable[Office]) -> Words:
    """Name offices in a row."""
    found = list(offices)
    return Words("或".join(it.title.zh for it in found), " or ".join(it.title.en for it in found))
