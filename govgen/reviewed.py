"""A review told to a clerk at a terminal, in one comment of a pull request, or to a program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govgen import wording
from govgen.formats import cell
from govgen.outcomes import Move
from govgen.review import Review
from govgen.sentences import (
    amount,
    consent,
    deadline,
    edit,
    effect,
    fault,
    lines,
    move,
    objection,
)
from govgen.wording import counted
from govgen.words import Lang, Words

MARK = "<!-- govgen:review -->"
"""By this line a host's one comment is found again."""
MOST = 12
"""Lines of one part; the rest is counted."""
JOINED = "\u2060"
SPECIAL = re.compile(r"([\\`*_\[\]()~!])")
ACTIVE = re.compile(r"[@#]|(?<=[a-z]):(?=//)|(?i:www)(?=\.)")
"""What a host would turn into a mention, a reference or a link."""


@dataclass(frozen=True)
class Part:
    """A heading and its lines, in one language; `more` lines were left out."""

    heading: str
    lines: tuple[str, ...]
    more: int = field(default=0)


def part(heading: Words, lines: Iterable[Words], lang: Lang, most: int = MOST) -> Part:
    """Make one part."""
    told = [printable(it[lang]) for it in lines]
    return Part(heading[lang], tuple(told[:most]), max(len(told) - most, 0))


def parts(told: Review, lang: Lang) -> Iterator[Part]:
    """Yield the parts that have something to say, what must be mended first."""
    conflicts = (Words(it, it) for it in told.conflicts)
    every = (
        part(Words("两边都改了，合不到一起", "Changed on both sides"), conflicts, lang),
        part(Words("先要改好", "To be mended first"), map(fault, told.blocking), lang, 30),
        part(Words("生效的决议", "Decisions taking effect"), map(effect, told.effects), lang),
        part(Words("办理进度", "Steps taken"), map(move, walked(told)), lang),
        part(Words("不改变状态的修改", "Changes without a step"), map(edit, told.edits), lang),
        part(Words("金额", "Amounts"), map(amount, told.sums), lang),
        part(Words("账面变化", "What that does to the accounts"), lines(told.accounts), lang),
        part(Words("规则和设置", "Rules, offices and settings"), told.rulings, lang),
        part(Words("期限", "Days to keep"), map(deadline, told.deadlines), lang),
        part(Words("还没有答复完的异议", "Open objections"), map(objection, told.objections), lang),
        part(Words("提醒", "To be noted"), map(fault, told.notices), lang),
        part(Words("由谁审批", "Who must approve"), map(consent, told.approvals), lang),
    )
    yield from (it for it in every if it.lines)


def walked(told: Review) -> Iterator[Move]:
    """Yield the moves that are not told already as a decision taking effect."""
    effective = {it.record.id for it in told.effects}
    yield from (it for it in told.moves if it.lacking or it.record.id not in effective)


def verdict(told: Review) -> Words:
    """Say whether it may be merged."""
    if told.conflicts:
        number = len(told.conflicts)
        return Words(
            f"合并不了：有 {number} 个文件冲突，先在分支上解决，再重新查看。",
            f"This cannot be merged: {counted(number, 'file is', 'files are')} in conflict. "
            "Solve that on the branch and look again.",
        )
    if told.blocking:
        number = len(told.blocking)
        return Words(
            f"先不要合并：有 {number} 处要改。",
            f"Do not merge this yet: {counted(number, 'thing is', 'things are')} to be mended first.",
        )
    if not told.approvals and not told.moves and not told.edits and not told.rulings:
        return Words(
            "可以合并：登记册没有变化。", "This may be merged: the register does not change."
        )
    return Words(
        "可以合并。合并后有以下变化：", "This may be merged. Merging it has these consequences:"
    )


def rest(told: Review, lang: Lang) -> str:
    """Say how much is backlog, on which day this was judged, and what of."""
    old = Words(
        f"另有 {told.backlog} 个以前就有的问题，不算在这次。" if told.backlog else "",
        f"{counted(told.backlog, 'older fault does', 'older faults do')} not count here. "
        if told.backlog
        else "",
    )
    day = wording.day(told.day, lang, "medium")
    return Words(
        f"{old.zh}按{day}的情况核对；把 {told.head[:10]} 并入 {told.base[:10]}。",
        f"{old.en}Judged as of {day}: {told.head[:10]} merged into {told.base[:10]}.",
    )[lang]


def text(told: Review, lang: Lang) -> str:
    """Tell it at a terminal."""
    found = [verdict(told)[lang]]
    for one in parts(told, lang):
        found += ["", one.heading, *(f"  - {line}" for line in one.lines), *more(one, "  - ", lang)]
    return "\n".join((*found, "", rest(told, lang), ""))


def markdown(told: Review, lang: Lang) -> str:
    """Tell it in one comment; nothing in a record's words is obeyed as markup."""
    found = [MARK, f"**{verdict(told)[lang]}**"]
    for one in parts(told, lang):
        body = [*(f"- {inert(line)}" for line in one.lines), *more(one, "- ", lang)]
        found += ["", f"**{one.heading}**", "", *body]
    return "\n".join((*found, "", f"<sub>{inert(rest(told, lang))}</sub>", ""))


def printable(line: str) -> str:
    """Return a line without signs that a terminal would obey or that cannot be written."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def more(one: Part, dash: str, lang: Lang) -> list[str]:
    """Say how many lines were left out."""
    words = Words(f"另有 {one.more} 项", f"{one.more} more")
    return [f"{dash}{words[lang]}"] if one.more else []


def inert(line: str) -> str:
    """Free a line of markup, mentions, references and links."""
    return ACTIVE.sub(rf"\g<0>{JOINED}", SPECIAL.sub(r"\\\1", cell(line)))
