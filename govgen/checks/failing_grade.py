"""不合格却没有整改

规则：评估公布为不合格或未通过的，要列出整改事项、责任方和期限。
为什么：只公布不合格而不整改，居民的问题还在那里。
怎么改：在 `rectification` 里写明整改；确实无法整改的（如项目已终止），登记为程序瑕疵并说明。
---
A failing grade without anything to mend

Rule: an evaluation published as failed lists what has to be mended, by whom and by when.
Why: with a failing grade alone the residents' trouble stays where it was.
Mend: write it into `rectification`; where nothing can be mended, as with a project that was ended, record the irregularity and say so.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.evaluation import Evaluation, Grade
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Evaluation, irregular=True)
def failing_grade(evaluation: Evaluation, _: Register) -> Iterator[Problem]:
    """Look for rectification where a published evaluation failed."""
    field = failed(evaluation)
    if not field or evaluation.rectification:
        return
    if any(event.to == "published" for _, event in evaluation.standing):
        yield Problem(
            (field,),
            Words(
                "公布为不合格，没有列整改事项",
                "it is published as failed and nothing is to be mended",
            ),
            Words(
                "在 `rectification` 里写明整改什么、谁负责、何时完成",
                "say under `rectification` what, who and by when",
            ),
        )


def failed(evaluation: Evaluation) -> str:
    """Return the field that says so."""
    if evaluation.grade is Grade.FAIL:
        return "grade"
    return "passed" if evaluation.passed is False else ""
