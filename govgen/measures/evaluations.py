"""Evaluations 评估: how many of which grade, regular and ad hoc, how the users answered, what was put right in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from govgen.kinds.evaluation import Evaluation, Rectification, SubjectKind
from govgen.measure import Definition, Key, Measure
from govgen.particulars import Group
from govgen.register import Register
from govgen.tally import Case, split, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, arrived

FAMILY = Family(60, "evaluations", Words("评估和整改", "Evaluations and what was put right"))
PUBLISHED = Definition(
    "evaluations",
    Words("公布的评估", "Evaluations published"),
    Words(
        "当年第一次公布结果的评估。", "Evaluations whose result was first published in the year."
    ),
    "number",
    Words("次", "evaluations"),
)
SATISFIED = Definition(
    "survey-satisfied",
    Words("问卷满意率", "Satisfied in surveys"),
    Words(
        "Σ 满意人数 ÷ Σ 有效回答，当年公布的评估里写明满意人数的问卷；社区三感调查不算在内。",
        "Σ satisfied ÷ Σ answered, over the surveys in the year's published evaluations that count the satisfied, without those of the whole community.",
    ),
    "share",
    Words("人", "people"),
    private=True,
)
RECTIFIED = Definition(
    "rectified-in-time",
    Words("整改按期完成率", "Put right in time"),
    Words(
        "按期完成的整改 ÷（已完成的＋到期没完成的），按整改期限所在的年份算。拖着不办不会让比率变好看。",
        "Put right by the due day ÷ (put right + overdue), by the year of the due day. Leaving something undone cannot improve the share.",
    ),
    "share",
    Words("项", "items"),
)
GRADE, CYCLE, TYPE = (
    Words("按等次", "by grade"),
    Words("定期、不定期", "regular or ad hoc"),
    Words("按类型", "by type"),
)
SUBJECT, SERVED = Words("按评估对象", "by subject"), Words("按服务人群", "by whom it serves")
LATE = Words("完成但超期", "put right late")
OVERDUE = Words("到期没完成", "overdue")
COMING = Words("还没到期", "not yet due")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield what was published, how those asked answered, what was put right in time."""
    found = arrived(basis.register, Evaluation, "published", year)
    yield published(basis, found)
    yield satisfied(basis, found)
    yield rectified(basis, due(basis.register).get(year, ()))


def published(basis: Basis, found: tuple[Evaluation, ...]) -> Measure:
    """Count what was published."""
    splits = (
        split(GRADE, [(it.grade, Case(it)) for it in found], ordered=True),
        split(CYCLE, [(it.cycle, Case(it)) for it in found], ordered=True),
        split(TYPE, [(it.type, Case(it)) for it in found], ordered=True),
    )
    return taken(PUBLISHED, [Case(it) for it in found], basis.least, splits)


def satisfied(basis: Basis, found: tuple[Evaluation, ...]) -> Measure:
    """Add up those who were satisfied, by what was judged and whom it serves."""
    asked = [
        (it, Case(it, it.survey.satisfied, it.survey.answered, it.survey.answered))
        for it in found
        if it.survey
        and it.survey.satisfied is not None
        and it.subject.kind is not SubjectKind.COMMUNITY
    ]
    subjects = [(subject(it, basis.register), case) for it, case in asked]
    served = [(group, case) for it, case in asked for group in groups(it, basis.register)]
    splits = (split(SUBJECT, subjects), split(SERVED, served))
    return taken(SATISFIED, [case for _, case in asked], basis.least, splits)


def subject(it: Evaluation, register: Register) -> Key:
    """Return the kind of what was evaluated."""
    judged = register.get(it.subject.ref)
    return judged.KIND.words if judged else it.subject.kind


def groups(it: Evaluation, register: Register) -> tuple[Group | None, ...]:
    """Return whom the evaluated serves; none where it does not say."""
    judged = register.get(it.subject.ref)
    return (judged.beneficiaries if judged else ()) or (None,)


@lru_cache(maxsize=2)
def due(register: Register) -> Mapping[int, tuple[tuple[Evaluation, Rectification], ...]]:
    """Return what is to be put right by the year in which it is due."""
    found: dict[int, list[tuple[Evaluation, Rectification]]] = {}
    for it in register.of(Evaluation):
        if it.state != "voided":
            for task in it.rectification:
                found.setdefault(task.due.year, []).append((it, task))
    return {year: tuple(tasks) for year, tasks in found.items()}


def rectified(basis: Basis, found: tuple[tuple[Evaluation, Rectification], ...]) -> Measure:
    """Count what was put right by its day, what was not, and what is not due yet."""
    states = [(it, task.mended(basis.register.as_of)) for it, task in found]
    done = [Case(it, int(state == "in_time")) for it, state in states if state != "pending"]
    beside = [
        (words, [Case(it) for it, state in states if state == wanted])
        for words, wanted in ((LATE, "late"), (OVERDUE, "overdue"), (COMING, "pending"))
    ]
    return taken(RECTIFIED, done, basis.least, (), beside)
