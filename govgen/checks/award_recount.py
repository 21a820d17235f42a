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
from decimal import Decimal

from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.kinds.project import Project
from govgen.kinds.round import Round, Rule
from govgen.money import named
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words


@rule(Round, severity="warning")
def award_recount(found: Round, register: Register) -> Iterator[Problem]:
    """Yield the difference between the awards and a recount."""
    decision = register.get(found.award)
    if found.note is not None or not isinstance(decision, Decision):
        return
    awarded = {named(award.project, register): award.amount for award in decision.awards}
    ranks = standings(found, register)
    if not ranks or not awarded.keys() <= ranks.keys():
        return
    winners = recount(found, ranks, awarded, register)
    if winners is None or winners == awarded.keys():
        return
    yield Problem(
        ("award",),
        told(sorted(winners - awarded.keys()), sorted(awarded.keys() - winners)),
        Words(
            "核对评分和名单，或在 `note` 里说明",
            "compare scores and awards, or explain it in `note`",
        ),
    )


def standings(found: Round, register: Register) -> dict[str, Decimal]:
    """Return each application's mean score or votes; those without figures do not take part."""
    if found.rule is Rule.JURY:
        means = {named(s.project, register): found.mean(s.scores) for s in found.jury}
        return {project: mean for project, mean in means.items() if mean is not None}
    votes = {
        named(v.project, register): v.points if v.points is not None else v.votes
        for v in found.votes
    }
    return {project: Decimal(got) for project, got in votes.items() if got is not None}


def recount(
    found: Round, ranks: dict[str, Decimal], awarded: dict[str, Decimal], register: Register
) -> set[str] | None:
    """Pick the winners anew; of equals those that were awarded come first. None where a price is unknown."""
    left, winners = found.budget, set()
    for project in sorted(ranks, key=lambda p: (-ranks[p], p not in awarded, p)):
        if found.threshold is not None and ranks[project] < found.threshold:
            break
        cost = awarded.get(project) or price(project, register)
        if cost is None:
            return None
        if cost <= left:
            left -= cost
            winners.add(project)
    return winners


def price(project: str, register: Register) -> Decimal | None:
    """Return what an application asked for."""
    found = register.get(project)
    return (found.requested or found.budget) if isinstance(found, Project) else None


def told(missed: list[str], extra: list[str]) -> Words:
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
