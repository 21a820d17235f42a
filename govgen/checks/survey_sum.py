"""问卷数字对不上

规则：有效回答不多于样本数，满意人数不多于有效回答；安全感、获得感、幸福感在 0 至 100 之间。
为什么：满意率要能由公布的人数算出来。
怎么改：对照问卷汇总改正人数。
---
The survey does not add up

Rule: no more answers than the sample, no more satisfied than answers; the senses of security, gain and happiness lie from 0 to 100.
Why: the published rate must follow from the published numbers.
Mend: correct the numbers from the survey summary.
"""

from collections.abc import Iterator
from decimal import Decimal

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation, Survey
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Evaluation)
def survey_sum(evaluation: Evaluation, _: Register) -> Iterator[Problem]:
    """Yield each number of the survey that exceeds what it is part of."""
    survey = evaluation.survey
    if survey is None:
        return
    if survey.answered > survey.sample:
        yield more("answered", survey.answered, survey.sample, Words("样本数", "the sample"))
    if survey.satisfied is not None and survey.satisfied > survey.answered:
        yield more("satisfied", survey.satisfied, survey.answered, Words("有效回答", "the answers"))
    yield from (
        more(name, value, 100, Words("满分", "the full mark")) for name, value in high(survey)
    )


def high(survey: Survey) -> Iterator[tuple[str, Decimal]]:
    """Yield the senses above 100."""
    for name in ("security", "gain", "happiness"):
        value: Decimal | None = getattr(survey, name)
        if value is not None and value > 100:
            yield name, value


def more(name: str, value: Decimal | int, limit: int, whole: Words) -> Problem:
    """Say that a number exceeds its whole."""
    return Problem(
        ("survey", name),
        Words(
            f"`{name}` 是 {value}，超过{whole.zh} {limit}",
            f"`{name}` is {value}, above {whole.en} of {limit}",
        ),
        Words("对照问卷汇总改正", "correct it from the survey summary"),
    )
