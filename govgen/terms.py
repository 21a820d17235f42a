"""The glossary's words: the six tones of a state, and the terms a resident meets on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from govgen.kind import Tone
from govgen.words import Lang, Words


@dataclass(frozen=True, slots=True)
class Term:
    """One term, the anchor it stands at, and what it means."""

    anchor: str
    word: Words
    meaning: Words
    also: Words | None = None
    """What else the pages call it."""


@dataclass(frozen=True, slots=True)
class Colour:
    """One tone of a state: its word, and what all states of that tone have in common."""

    tone: Tone
    word: Words
    meaning: Words


COLOURS = (
    Colour(
        "waiting",
        Words("待办", "Waiting"),
        Words(
            "已经登记，等着受理、等着排期，或者等着别人先走一步。",
            "Entered, and waiting to be accepted, scheduled, or for someone else to act first.",
        ),
    ),
    Colour(
        "under_way",
        Words("进行中", "Under way"),
        Words("正在协商、正在施工、正在办理。", "Being talked over, built or dealt with."),
    ),
    Colour(
        "open",
        Words("公示中", "Open for comment"),
        Words(
            "方案或结果贴出来征求意见，任何居民都可以提，截止日期写在页面上。",
            "A plan or a result is on display. Any resident may comment until the day the page gives.",
        ),
    ),
    Colour(
        "done",
        Words("办结", "Done"),
        Words(
            "该做的做完了，结果已经公开；决议生效、组织在册也算。",
            "What was to be done has been, and the result is published; a decision in force and a body on the register count too.",
        ),
    ),
    Colour(
        "ended",
        Words("没有办成", "Ended without success"),
        Words(
            "不予受理、未通过、终止、撤销等。原因写在页面上，记录保留。",
            "Declined, not passed, terminated, revoked and the like. The page says why, and stays.",
        ),
    ),
    Colour(
        "corrected",
        Words("更正", "Corrected"),
        Words(
            "原来登记的有误，后来改正了；改前改后都看得到。",
            "The entry was wrong and has been put right. What it said before can still be read.",
        ),
    ),
)

TERMS = (
    Term(
        "four-two",
        Words("四议两公开", "Four discussions, two publications"),
        Words(
            "重大事项的决策办法。四议：党组织提议，两委会商议，党员大会审议，居民会议或居民代表会议决议。两公开：决议公开，实施结果公开。",
            "How major matters are decided. The Party organisation proposes, both committees consult, the Party members’ meeting reviews, residents or their delegates decide; the decision is published, and so is what came of it.",
        ),
    ),
    Term(
        "window",
        Words("公示、公示期", "Publicity window"),
        Words(
            "把方案或结果贴出来让大家看、让大家提意见的日子。从张贴的第二天算起；最后一天遇到节假日的，顺延到节后第一个工作日。有意见没有答复完，不能生效。",
            "The days something is on display for everybody to read and object to. The day of posting does not count; a last day that falls on a holiday moves to the next working day. Nothing takes effect while an objection is unanswered.",
        ),
    ),
    Term(
        "objection",
        Words("异议", "Objection"),
        Words(
            "公示期内提的不同意见，实名、匿名都收。每一件都要答复，写明采纳没有、为什么。",
            "A disagreement raised during a window, signed or anonymous. Each is answered, with whether it was adopted and why.",
        ),
    ),
    Term(
        "quorum",
        Words("应到、实到", "Entitled, present"),
        Words(
            "应到是有表决权的人数，实到是到会的人数。实到不够，表决不算数。",
            "Those who may vote, and those who came. With too few present a vote does not count.",
        ),
        Words("到会", "present"),
    ),
    Term(
        "urgent",
        Words("应急先行", "Urgent works"),
        Words(
            "有危险、来不及先开会的，先办后议：先写明理由和费用上限，限期提请追认。",
            "Where there is danger and no time for a meeting, the work comes first: with its reason, a ceiling for the cost, and a day by which it must be ratified.",
        ),
    ),
    Term(
        "ratified",
        Words("追认", "Ratified"),
        Words(
            "先做了的事，事后按程序讨论表决，同意它有效。",
            "Something already done was later debated, voted on and accepted as valid.",
        ),
    ),
    Term(
        "order-chain",
        Words("点单、分单、派单、领单、评单", "Ordered, sorted, dispatched, claimed, rated"),
        Words(
            "居民点单，社区分单，街道派单，单位领单，居民评单。一张单子从头到尾一个编号，退回、改派、返工都接着记。",
            "A resident orders, the community sorts, the sub-district dispatches, a unit claims, the resident rates. An order keeps its number to the end, whether it is returned, reassigned or reopened.",
        ),
    ),
    Term(
        "whistle",
        Words("吹哨、报到", "Calling departments in"),
        Words(
            "一家办不了的事，社区吹哨，有关部门限时到场一起办。",
            "Where one body cannot do it alone, the community calls and the departments concerned come and work on it together.",
        ),
        Words("吹哨报到", "departments called in"),
    ),
    Term(
        "irregularity",
        Words("程序瑕疵", "Irregularity"),
        Words(
            "有一步没有按规定做。怎么发现的、怎么补救的，都写在页面上，一直保留，并列在“监督”页。",
            "A step was not taken as the rules say. How it came to light and how it was put right stay on the page for good, and on the supervision page.",
        ),
    ),
    Term(
        "late-entry",
        Words("补录", "Entered late"),
        Words(
            "事情办过一段时间才登记的。日期是事情发生的日期，另有标注。",
            "Entered some time after it happened. The date is the day it happened, and the page says so.",
        ),
        Words("补录", "late entry"),
    ),
    Term(
        "correction",
        Words("更正、冲销", "Correction, reversal"),
        Words(
            "登记错了不删不改，由后来的登记改正，原来的写法和改正的原因都留着；账目记错的，另记一笔反向的冲掉。",
            "A wrong entry is neither deleted nor altered: a later one puts it right, and the old wording and the reason stay. In a ledger a second entry reverses the first.",
        ),
        Words("更正记录", "corrected"),
    ),
    Term(
        "not-recorded",
        Words("未记载", "Not recorded"),
        Words(
            "当时没有登记这一项；不是零，也不是没有。",
            "Nobody entered it at the time. It does not mean nought, and it does not mean there was none.",
        ),
    ),
    Term(
        "card",
        Words("仅公开进度、仅计数", "Progress only, counted only"),
        Words(
            "涉及个人情况的事，只看得到编号、类别和走到哪一步，不写内容和住处；邻里纠纷只公开件数。",
            "For matters of private persons only number, category and step are shown, not the content or the address; neighbour disputes are only counted.",
        ),
    ),
    Term(
        "matter",
        Words("来龙去脉", "Matter"),
        Words(
            "同一件事的所有记录，从议题到会议、决议、项目、评估，串成一条线。",
            "All records of one affair, from the issue through meetings, decisions and projects to the evaluation, told as one story.",
        ),
        Words("来龙去脉", "the story"),
    ),
    Term(
        "micro-fund",
        Words("社区微基金", "Micro-fund"),
        Words(
            "居民、单位自愿捐的钱，由慈善组织保管、管理委员会评审，资助居民自己办的小项目。",
            "Money freely given by residents and local units, kept by a charity and granted by a committee to residents’ own small projects.",
        ),
    ),
    Term(
        "venture",
        Words("公益创投", "Venture grants"),
        Words(
            "社会组织拿方案来申请，评审打分，签约、中期评估、末期评估合格才付尾款。",
            "Social organisations apply with a plan and are scored by a jury; the last payment follows a contract, a midterm and a passed final evaluation.",
        ),
    ),
    Term(
        "direct",
        Words("直接委托", "Direct award"),
        Words(
            "没有比价、没有招标，直接定了承接单位。理由必须写明，并列在“监督”页。",
            "A contractor chosen without offers or tender. The reason must be stated and stands on the supervision page.",
        ),
    ),
    Term(
        "cut",
        Words("送审、审定、核减", "Submitted, audited, cut"),
        Words(
            "施工方报的结算金额是送审，审价单位核下来的是审定，中间少的部分是核减。",
            "What the contractor asks in the end, what the auditor allows, and the difference.",
        ),
    ),
    Term(
        "retention",
        Words("质保金", "Retention"),
        Words(
            "完工后先扣下的一部分工程款，质保期满没有问题才付。",
            "Part of a contractor’s money held back and paid only when the warranty has run out without a fault.",
        ),
    ),
    Term(
        "rectification",
        Words("整改、销号", "Rectification, closed"),
        Words(
            "评估发现的问题，写明谁改、几月几日前改完；复查合格，销掉这一项。",
            "What an evaluation found wanting, with who mends it by when; it is closed once it has been checked again.",
        ),
    ),
)


@cache
def anchors(lang: Lang) -> dict[str, str]:
    """Return where the glossary tells of a word, by each of the words a term goes by, in lower case."""
    return {
        word.lower(): term.anchor
        for term in TERMS
        for told in (term.word, term.also or term.word)
        for word in told[lang].split("、")
    }
