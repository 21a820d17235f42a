"""分项没办完就办结

规则：议题办结时，分项办理的每一项都写明完成日期；转办、转决议的写明去了哪里。
为什么：办结的议题不再催办，没办完的一项会被忘掉。
怎么改：补上 `done`、`ref` 或 `org`；有一项没办完，议题就不办结。
---
Closed with a part left undone

Rule: when an issue is closed each of its parts has its day of completion, and says where it went if it was referred or put to a decision.
Why: nobody presses on with a closed issue, so an open part would be forgotten.
Mend: add `done`, `ref` or `org`; while a part is open the issue is not closed.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.issue import Issue, IssuePart, Path
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Issue, on="parts")
def issue_parts(issue: Issue, _: Register) -> Iterator[Problem]:
    """Yield each part of a closed issue that is open or leads nowhere."""
    if issue.state != "closed":
        return
    for index, part in enumerate(issue.parts):
        lack = lacking(part)
        if lack:
            yield Problem(
                ("parts", index),
                Words(
                    f"议题已办结，这一项没有写 {lack.zh}",
                    f"the issue is closed, but this part has no {lack.en}",
                ),
                Words("补上，或先不办结议题", "add it, or do not close the issue yet"),
            )


def lacking(part: IssuePart) -> Words | None:
    """Say what a finished part does not tell."""
    if part.done is None:
        return Words("`done`（完成日期）", "`done`")
    if part.path is Path.DECIDED and part.ref is None:
        return Words("`ref`（哪项决议）", "`ref` to a decision")
    if part.path is Path.REFERRED and part.ref is None and part.org is None:
        return Words("`org`（转给谁）", "`org` it was referred to")
    return None
