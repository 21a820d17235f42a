"""安全感、获得感、幸福感: what residents answered in the community's own survey."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govgen.kinds.evaluation import Evaluation, SubjectKind, Survey
from govgen.measure import Definition, Measure
from govgen.register import Register
from govgen.tally import Case, taken
from govgen.words import Words
from govgen.yearbook import Basis, Family, begun

FAMILY = Family(10, "senses", Words("安全感、获得感、幸福感", "Security, fulfilment, happiness"))
NAMES = {
    "security": Words("安全感", "Sense of security"),
    "gain": Words("获得感", "Sense of fulfilment"),
    "happiness": Words("幸福感", "Sense of happiness"),
}
FORMULA = Words(
    "当年社区问卷的得分（满分 100）。一年有几次调查的，按有效回答人数加权平均：Σ（得分×有效回答）÷ Σ 有效回答。",
    "The score of the year's community survey, out of 100. Several surveys in a year are weighted by those who answered: Σ (score × answers) ÷ Σ answers.",
)
POINTS = Words("分", "points")
SAMPLE = Words("发出问卷", "asked")
ANSWERED = Words("有效回答", "answered")


def measures(basis: Basis, year: int) -> Iterator[Measure]:
    """Yield the three senses."""
    surveys = list(asked(basis.register, year))
    for name, words in NAMES.items():
        definition = Definition(f"sense-{name}", words, FORMULA, "score", POINTS, private=True)
        scored = ((it, survey, sense(survey, name)) for it, survey in surveys)
        found = [(it, survey, score) for it, survey, score in scored if score is not None]
        yield taken(
            definition,
            [Case(it, score * s.answered, s.answered, s.answered) for it, s, score in found],
            basis.least,
            (),
            (
                (SAMPLE, [Case(it, survey.sample) for it, survey, _ in found]),
                (ANSWERED, [Case(it, survey.answered) for it, survey, _ in found]),
            ),
        )


def sense(survey: Survey, name: str) -> Decimal | None:
    """Return one of the three scores; none where it was not asked."""
    score: Decimal | None = getattr(survey, name)
    return score


def asked(register: Register, year: int) -> Iterator[tuple[Evaluation, Survey]]:
    """Yield the published surveys of the community that began in `year`."""
    for it in begun(register, Evaluation, year):
        published = any(event.to == "published" for _, event in it.standing)
        if it.survey and published and it.subject.kind is SubjectKind.COMMUNITY:
            yield it, it.survey
