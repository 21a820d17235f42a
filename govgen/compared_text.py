"""What changed between two moments, told to an auditor at a terminal or in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govgen import wording
from govgen.accounts import CLASSES, WORDS, clean
from govgen.compared import Compared
from govgen.passage import Passage
from govgen.record import kinds
from govgen.redaction import HIDDEN
from govgen.retold import line
from govgen.reviewed import inert
from govgen.slip import FILES, Slip
from govgen.stretch import Moment
from govgen.view import View
from govgen.words import Words

Line = tuple[int, str]
"""How deep a line stands, from 0, and its text."""
DONE: Mapping[str, Words] = {
    "new": Words("新登记", "new"),
    "changed": Words("有改动", "changed"),
    "gone": Words("删去", "deleted"),
    "restored": Words("改后又改回", "changed and changed back"),
}
"""What records became, in the order in which it is told."""
ENDS: Mapping[str, Words] = {
    "finished": Words("办结", "finished"),
    "ended": Words("终止", "ended otherwise"),
}
"""How records came to their end."""
MONEY = {
    "approved": Words("项目资金新批准 {}", "newly approved for projects: {}"),
    "paid": Words("项目新支付 {}", "newly paid by projects: {}"),
}
BEGINNING = Words("一条也没有的时候", "nothing at all")


def text(told: Compared, view: View) -> str:
    """Tell it at a terminal."""
    return "".join(f"{'  ' * depth}{said}\n" for depth, said in lines(told, view))


def markdown(told: Compared, view: View) -> str:
    """Tell it in Markdown; nothing in a record's words is obeyed as markup."""
    return "".join(
        f"{'  ' * (depth - 1)}- {inert(said.replace('  ', ' · '))}\n"
        if depth
        else f"\n**{inert(said)}**\n\n"
        for depth, said in lines(told, view)
    ).lstrip("\n")


def lines(told: Compared, view: View) -> Iterator[Line]:
    """Yield the totals, then record by record what changed and how each change was approved."""
    yield 0, heading(told, view)
    yield from ((1, said) for said in totals(told, view))
    kind = ""
    for it in told.passages:
        if it.receipts[0].kind != kind:
            kind = it.receipts[0].kind
            yield 0, name(kind, view)
        yield from ((depth, clean(said)) for depth, said in passage(it, view))


def heading(told: Compared, view: View) -> str:
    """Say what is compared."""
    old, new = (ended(it, view) for it in (told.stretch.start, told.stretch.end))
    return f"{new}，与{old}相比" if view.lang == "zh" else f"{wording.upfirst(new)}, against {old}"


def ended(it: Moment | None, view: View) -> str:
    """Name one end."""
    if it is None:
        return BEGINNING[view.lang]
    day, commit = wording.day(it.day, view.lang, "medium"), it.commit[:10]
    return (
        f"截至{day}批准的登记册（{commit}）"
        if view.lang == "zh"
        else f"the register as approved by {day} ({commit})"
    )


def totals(told: Compared, view: View) -> Iterator[str]:
    """Yield the totals: records by kind, approvals by word and by how they landed, what is not told."""
    zh = view.lang == "zh"
    for kind, count in told.kinds.items():
        yield ("{}：{}" if zh else "{}: {}").format(name(kind, view), parts(count, view))
    if told.entries:
        yield ("批准 {} 次（{}；{}）" if zh else "approvals: {} ({}; {})").format(
            len(told.entries),
            counted(told.words, WORDS, view),
            counted(told.classes, CLASSES, view),
        )
    else:
        yield "没有批准任何修改" if zh else "nothing was approved"
    for key, sums in told.money.items():
        amounts = [view.amount(it, currency) for currency, it in sums.items()]
        if amounts:
            yield MONEY[key][view.lang].format("、".join(amounts) if zh else ", ".join(amounts))
    if told.late:
        yield f"补录 {told.late} 处" if zh else f"entered late: {told.late}"
    if told.hidden:
        yield (
            f"另有 {told.hidden} 次修改涉及只计数的记录，不列出"
            if zh
            else f"changes of records that are only counted, not listed: {told.hidden}"
        )


def parts(count: Mapping[str, int], view: View) -> str:
    """Say how many records became what, and how many of them came to their end."""
    told = [counted(count, it, view) for it in (DONE, ENDS)]
    among = "，其中" if view.lang == "zh" else "; of these "
    return among.join(filter(None, told))


def counted(count: Mapping[str, int], words: Mapping[str, Words], view: View) -> str:
    """Write counts in a row."""
    between = "，" if view.lang == "zh" else ", "
    return between.join(
        f"{it[view.lang]} {count[key]:,}" for key, it in words.items() if count[key]
    )


def name(kind: str, view: View) -> str:
    """Name a kind, or one of the files of all."""
    return wording.upfirst(
        (kinds()[kind].KIND.plural if kind in kinds() else FILES[kind])[view.lang]
    )


def passage(it: Passage, view: View) -> Iterator[Line]:
    """Yield one record: its title and states, its changes on the whole, its approvals."""
    record = view.register.get(it.record)
    title = f"{it.record}  {view.name(record)}" if record else it.record
    yield 1, "  ".join(filter(None, (title, way(it, view))))
    edits = Slip(view, view.approvals.trail, it.whole).edits
    yield from ((2, line(change, view.lang)) for change in edits)
    for one in map(view.approvals.slip, it.receipts):
        yield 2, approval(one, view)
        yield from ((3, f"! {why.title} [{why.code}]") for why in one.reasons)


def way(it: Passage, view: View) -> str:
    """Say what became of a record, and from which state to which it went."""
    if it.redacted:
        return HIDDEN[view.lang]
    states = (it.state(name) for name in (it.before, it.after))
    told = [state.words[view.lang] for state in states if state]
    between = "：" if view.lang == "zh" else ": "
    return between.join(filter(None, (DONE[it.act][view.lang], " → ".join(dict.fromkeys(told)))))


def approval(slip: Slip, view: View) -> str:
    """Say when one change was approved, by whom, and how well that is proved."""
    said = (slip.label, slip.titles.striptags()) if slip.witnesses else ()
    who = ("：" if view.lang == "zh" else " ").join(said)
    manner = CLASSES[slip.receipt.approval.kind][view.lang]
    return "  ".join(
        filter(None, (slip.landed, slip.commit[:10], slip.word, manner, who, slip.what))
    )
