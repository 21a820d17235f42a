"""得票多于投票的人

规则：居民投票里，每个项目的得票不多于投票人数 `poll.voters`，投票人数不多于有权投票的 `poll.eligible`。
为什么：每人给一个项目最多投一票；多出来的票没有人投过。
怎么改：对照计票结果改正得票和人数。
---
More votes than voters

Rule: in a residents' vote no project has more votes than there are voters (`poll.voters`), and there are no more voters than people entitled (`poll.eligible`).
Why: nobody votes for one project twice; the votes beyond were cast by no one.
Mend: correct votes and voters from the count.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.round import Round
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Round, on="poll")
def poll_sum(found: Round, _: Register) -> Iterator[Problem]:
    """Yield each project with more votes than voters, and voters beyond those entitled."""
    voters = found.poll.voters if found.poll else None
    if found.poll is None or voters is None:
        return
    hint = Words("对照计票结果改正", "correct it from the count")
    if found.poll.eligible is not None and voters > found.poll.eligible:
        yield Problem(
            ("poll", "voters"),
            Words(
                f"{voters} 人投票，多于有权投票的 {found.poll.eligible} 人",
                f"{voters} voted, but {found.poll.eligible} were entitled to",
            ),
            hint,
        )
    for index, line in enumerate(found.votes):
        if line.votes is not None and line.votes > voters:
            yield Problem(
                ("votes", index, "votes"),
                Words(
                    f"`{line.project}` 得 {line.votes} 票，投票的只有 {voters} 人",
                    f"`{line.project}` has {line.votes} votes, but {voters} voted",
                ),
                hint,
            )
