"""业主表决没有达到比例却算通过

规则：参与表决的业主户数和面积都达到规定比例，同意的户数和面积都达到规定比例；第六至八项比例更高，未回复不算同意。
为什么：这是业主共同决定有效的前提，见《民法典》第二百七十八条。
怎么改：核对户数、面积和事项；没有达到的，状态改为 rejected 未通过。
---
Owners passed it without the majority

Rule: those taking part, and those for, reach the shares demanded both by owners and by area; items 6 to 8 need more, and no reply is no consent.
Why: without both shares owners have decided nothing, see article 278 of the Civil Code.
Mend: correct owners, area and item; where the shares were missed, the state is `rejected`.
"""

from collections.abc import Iterator
from fractions import Fraction

from govgen import voting
from govgen.check import rule
from govgen.kinds.decision import Decision
from govgen.problem import Problem
from govgen.register import Register
from govgen.words import Words

MEASURES = {"heads": Words("户数", "by heads"), "area": Words("面积", "by area")}
HINT = Words(
    "核对数字；没有通过的，最后状态写 `rejected`",
    "correct the figures; if it failed, let it end in `rejected`",
)


@rule(Decision)
def owners_majority(decision: Decision, register: Register) -> Iterator[Problem]:
    """Yield each share that a passed owners' vote misses."""
    judged = voting.owners(decision, register.community)
    if judged is None or judged.passed or voting.passing(decision) is None:
        return
    demand = judged.demand
    for name, words in MEASURES.items():
        measure: voting.Measure = getattr(judged, name)
        if not voting.meets(measure.participation, demand.taking_part):
            said = Words(f"参与表决的{words.zh}", f"those taking part, {words.en},")
            wanted = Words(f"不少于 {demand.taking_part}", f"at least {demand.taking_part}")
            yield short("taking_part", said, measure.participation, wanted, judged)
        if not voting.meets(measure.support, demand.in_favour, over=demand.in_favour_over):
            over = demand.in_favour_over
            said = Words(f"同意的{words.zh}", f"votes for, {words.en},")
            wanted = Words(
                f"{'超过' if over else '不少于'} {demand.in_favour}",
                f"{'more than' if over else 'at least'} {demand.in_favour}",
            )
            yield short("for", said, measure.support, wanted, judged)


def short(
    field: str,
    said: Words,
    found: Fraction | None,
    wanted: Words,
    judged: voting.OwnersJudgement,
) -> Problem:
    """Say which share is missed, by which rule."""
    basis = voting.grounds(judged.demand, own=judged.own)
    share = voting.percent(found) or 0
    return Problem(
        ("owners", field),
        Words(
            f"{said.zh}占 {share}%，须{wanted.zh}（{basis.zh}）",
            f"{said.en} are {share}%, but it takes {wanted.en} ({basis.en})",
        ),
        HINT,
    )
