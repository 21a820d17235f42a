"""入选结果与按规则重算的不同

规则：按轮次的规则重算：评委评分去掉最高最低后从高到低、达到入选线的入选；按得票的从高到低、资金够用的入选；结果与资助名单一致，或在轮次的 `note` 里说明。
为什么：评分和票数都公开，居民自己就能重算一遍。
怎么改：核对评分、得票和名单；有正当理由的，写在轮次的 `note` 里。
---
The winners are not those of a recount

Rule: a recount by the round's rule (mean score from the top down to the threshold, or votes from the top while the money lasts) gives the awards that were made, or the round's `note` says why not.
Why: scores and votes are public; residents can recount them.
Mend: compare scores, votes and awards; write good reasons into the round's `note`.
"""

from collections.abc import Iterator

from govgen.check import rule
from govgen.kinds.round import Round
from govgen.problem import Problem
from govgen.recount import recount
from govgen.register import Register
from govgen.words import Words


@rule(Round, severity="warning")
def award_recount(found: Round, register: Register) -> Iterator[Problem]:
    """Yield the difference between the awards and a recount."""
    told = recount(found, register)
    if found.note is None and told.steps and told.differs:
        yield Problem(
            ("award",),
            said(sorted(told.missed), sorted(told.extra)),
            Words(
                "核对评分和名单，或在 `note` 里说明",
                "compare scores and awards, or explain it in `note`",
            ),
        )


def said(missed: list[str], extra: list[str]) -> Words:
    """List who should have won and who should not."""
    zh, en = [], []
    if missed:
        ids = [f"`{one}`" for one in missed]
        zh.append(f"按规则应入选而未资助：{'、'.join(ids)}")
        en.append(f"by the rule {', '.join(ids)} should have been awarded")
    if extra:
        ids = [f"`{one}`" for one in extra]
        zh.append(f"按规则不应入选而资助了：{'、'.join(ids)}")
        en.append(f"by the rule {', '.join(ids)} should not")
    return Words("；".join(zh), "; ".join(en))
