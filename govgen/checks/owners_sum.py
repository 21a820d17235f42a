"""业主表决的数字对不上

规则：同意、反对、弃权之和等于参与表决；写了未回复的，参与加未回复等于全体；户数和面积都要对上；事项写明第几项。
为什么：业主表决按户数和面积双重计算，一处对不上，比例就算不准。
怎么改：对照表决票和面积清册改正。
---
The owners' vote does not add up

Rule: for, against and abstentions make those taking part; with no reply stated, taking part and no reply make all, by owners and by area; the item of article 278 is named.
Why: owners are counted twice, by heads and by area; one wrong figure spoils both shares.
Mend: correct the figures from the ballots and the list of areas.
"""

from collections.abc import Iterator
from decimal import Decimal

from govgen.ballot import OwnersVote
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

MEASURES = {"owners": Words("户数", "owners"), "area": Words("面积", "area")}
HINT = Words("对照表决票和面积清册改正", "correct it from the ballots and the list of areas")


@rule(Decision)
def owners_sum(decision: Decision, _: Register) -> Iterator[Problem]:
    """Yield each sum of the owners' vote that does not come out."""
    vote = decision.owners
    if vote is None:
        return
    if vote.number is None:
        yield Problem(
            ("owners", "item"),
            Words(f"`{vote.item}` 看不出是第几项", f"`{vote.item}` names no item of article 278"),
            Words("写成 `278(6)`", "write it like `278(6)`"),
        )
    for name, words in MEASURES.items():
        yield from votes(vote, name, words)
        yield from whole(vote, name, words)


def count(part: object, name: str) -> Decimal:
    """Return one of the two counts of a part of the vote."""
    return Decimal(getattr(part, name)) if part else Decimal(0)


def votes(vote: OwnersVote, name: str, words: Words) -> Iterator[Problem]:
    """Compare the votes with those taking part."""
    parts = (vote.in_favour, vote.against, vote.abstain)
    found = sum((count(part, name) for part in parts), Decimal(0))
    wanted = count(vote.taking_part, name)
    if found != wanted:
        yield Problem(
            ("owners", "taking_part", name),
            Words(
                f"{words.zh}：同意、反对、弃权合计 {found}，参与表决 {wanted}",
                f"{words.en}: for, against and abstentions make {found}, but {wanted} took part",
            ),
            HINT,
        )


def whole(vote: OwnersVote, name: str, words: Words) -> Iterator[Problem]:
    """Compare those taking part, and those silent, with all."""
    wanted, taking = count(vote.total, name), count(vote.taking_part, name)
    found = taking + count(vote.no_reply, name)
    if found > wanted or (vote.no_reply and found != wanted):
        yield Problem(
            ("owners", "total", name),
            Words(
                f"{words.zh}：参与和未回复合计 {found}，全体 {wanted}",
                f"{words.en}: taking part and no reply make {found}, but there are {wanted}",
            ),
            HINT,
        )
