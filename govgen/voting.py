"""How a decision is judged: presence and majority by route, owners by heads and by area.

What a route demands comes from community.yml, else from the starting points in
`govgen.community`; a judgement says which, with the legal basis. Shares are exact fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from govgen.ballot import OwnersCount, OwnersVote, Step, StepName
from govgen.community import Community, Majority, OwnersMajority, WindowRule
from govgen.defaults import MAJORITIES, OWNERS_ORDINARY, OWNERS_SPECIAL
from govgen.kinds.decision import Decision
from govgen.reached import index
from govgen.words import Words

SPECIAL = frozenset((6, 7, 8))
"""Items of article 278 that need three quarters: raising the maintenance fund, rebuilding, a new use of shared parts."""
SMALL_CELL = 3
UNDECIDED = frozenset(
    ("proposed", "consulted", "reviewed", "revised", "rejected", "withdrawn", "voided")
)
IN_FORCE = ("effective", "implemented", "results_publicised")
"""States of a decision that is in force."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One step's vote against what its route demands.

    `own`: the numbers are the community's, not the defaults. `present_needed` and
    `in_favour_needed` are the least whole numbers that do. `quorate` and `carried` are none where
    the record does not say enough.
    """

    demand: Majority
    own: bool
    present: int | None
    eligible: int | None
    in_favour: int | None
    base: int | None
    present_needed: int | None
    in_favour_needed: int | None
    quorate: bool | None
    carried: bool | None

    @property
    def support(self) -> Fraction | None:
        """Votes for as a share of those present or entitled, whichever the route counts."""
        return share(self.in_favour, self.base)

    @property
    def passed(self) -> bool | None:
        """Whether the vote holds; none where that cannot be told."""
        if False in (self.quorate, self.carried):
            return False
        return True if self.quorate and self.carried else None


def share(part: int | None, whole: int | None) -> Fraction | None:
    """Return `part` / `whole`, or none where either is missing or the whole is nothing."""
    return Fraction(part, whole) if part is not None and whole else None


def demand(route: str, community: Community) -> tuple[Majority, bool] | None:
    """Return what `route` demands and whether the community set it; none where no rule is known."""
    own = community.majorities.get(route)
    if own is not None:
        return own, True
    known = MAJORITIES.get(route)
    return (known, False) if known else None


def rule_of(step: Step, decision: Decision) -> str | None:
    """Return the name of the majority that holds for `step`; none where its vote binds nobody."""
    if step.step is StepName.DECIDED:
        return decision.track
    if step.step is StepName.REVIEWED and decision.route == "four_two":
        return "party_members"
    return None


def judge(step: Step, decision: Decision, community: Community) -> Judgement | None:
    """Judge one step of `decision`; none where the route sets no numbers for it."""
    name = rule_of(step, decision)
    found = demand(name, community) if name else None
    if found is None:
        return None
    wanted, own = found
    in_favour = step.vote.in_favour if step.vote else None
    present = step.present if step.present is not None or not step.vote else step.vote.total
    base = present if wanted.of == "present" else step.eligible
    needed = least(wanted.in_favour, base, over=wanted.in_favour_over)
    seats = least(wanted.present, step.eligible, over=wanted.present_over)
    return Judgement(
        demand=wanted,
        own=own,
        present=present,
        eligible=step.eligible,
        in_favour=in_favour,
        base=base,
        present_needed=seats,
        in_favour_needed=needed,
        quorate=reaches(present, seats),
        carried=reaches(in_favour, needed),
    )


def least(part: Fraction, whole: int | None, *, over: bool) -> int | None:
    """Return the least whole number that is at least (or, with `over`, more than) `part` of `whole`."""
    if whole is None:
        return None
    return floor(part * whole) + 1 if over else ceil(part * whole)


def reaches(number: int | None, needed: int | None) -> bool | None:
    """Whether `number` is enough; none where either is not recorded."""
    return None if number is None or needed is None else number >= needed


def deciding(decision: Decision) -> tuple[int, Step] | None:
    """Return the last step that decides, with its index; an earlier one was revised or voted again."""
    found = [(i, step) for i, step in enumerate(decision.steps) if step.step is StepName.DECIDED]
    return found[-1] if found else None


def binding(decision: Decision) -> tuple[tuple[int, Step], ...]:
    """Return the steps whose votes bind: the last review of four_two and the last that decides."""
    reviews = [
        (index, step)
        for index, step in enumerate(decision.steps)
        if step.step is StepName.REVIEWED and rule_of(step, decision)
    ]
    decided = deciding(decision)
    return (*reviews[-1:], *((decided,) if decided else ()))


def passing(decision: Decision) -> int | None:
    """Return the index of the event that passed `decision`; none while it is not passed.

    An imported decision may begin after its vote: then it is the first event that implies one.
    """
    if decision.state is None or decision.state in UNDECIDED:
        return None
    voted = index(decision, "passed")
    return voted if voted is not None else index(decision, decision.state)


def grounds(demand: Majority | OwnersMajority | WindowRule, *, own: bool) -> Words:
    """Say what a demand rests on: the community's rule or a default, and its legal basis."""
    basis = demand.legal_basis
    zh = basis if isinstance(basis, str) else (basis or {}).get("zh", "")
    en = basis if isinstance(basis, str) else (basis or {}).get("en", zh)
    source = Words("社区规定", "the community's rule") if own else Words("默认规则", "default")
    if not zh and not en:
        return source
    return Words(f"{source.zh}，依据{zh or en}", f"{source.en}, by {en or zh}")


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the two counts of an owners' vote: heads, or square metres."""

    total: Decimal
    taking_part: Decimal
    in_favour: Decimal
    against: Decimal
    abstain: Decimal
    no_reply: Decimal | None

    @property
    def participation(self) -> Fraction | None:
        """Taking part / all."""
        return ratio(self.taking_part, self.total)

    @property
    def support(self) -> Fraction | None:
        """For / taking part."""
        return ratio(self.in_favour, self.taking_part)


@dataclass(frozen=True, slots=True)
class OwnersJudgement:
    """An owners' vote against article 278 of the Civil Code, by heads and by area alike.

    `withheld`: a cell is under 3, so that only percentages to 0.1 and the result may be shown.
    """

    demand: OwnersMajority
    own: bool
    special: bool
    heads: Measure
    area: Measure
    enough: bool
    carried: bool
    withheld: bool

    @property
    def passed(self) -> bool:
        """Whether the vote holds."""
        return self.enough and self.carried


def ratio(part: Decimal, whole: Decimal) -> Fraction | None:
    """Return `part` / `whole` exactly; none where the whole is nothing."""
    return Fraction(part) / Fraction(whole) if whole else None


def owners(decision: Decision, community: Community) -> OwnersJudgement | None:
    """Judge the owners' vote of `decision`; none where there is none."""
    vote = decision.owners
    if vote is None:
        return None
    special = vote.number in SPECIAL
    own = community.owners_special if special else community.owners_ordinary
    wanted = own or (OWNERS_SPECIAL if special else OWNERS_ORDINARY)
    heads, area = measure(vote, "owners"), measure(vote, "area")
    return OwnersJudgement(
        demand=wanted,
        own=own is not None,
        special=special,
        heads=heads,
        area=area,
        enough=all(meets(m.participation, wanted.taking_part) for m in (heads, area)),
        carried=all(
            meets(m.support, wanted.in_favour, over=wanted.in_favour_over) for m in (heads, area)
        ),
        withheld=any(cell < SMALL_CELL for cell in cells(vote)),
    )


def measure(vote: OwnersVote, name: str) -> Measure:
    """Return one of the two counts of `vote`: `owners` or `area`.

    No reply is no consent; where a rule counts it so, the vote has it among those for.
    """

    def of(count: OwnersCount | None) -> Decimal:
        return Decimal(getattr(count, name)) if count else Decimal(0)

    silent = vote.no_reply
    return Measure(
        of(vote.total),
        of(vote.taking_part),
        of(vote.in_favour),
        of(vote.against),
        of(vote.abstain),
        Decimal(getattr(silent, name)) if silent else None,
    )


def meets(found: Fraction | None, wanted: Fraction, *, over: bool = False) -> bool:
    """Whether a share is reached, or with `over` exceeded; nothing of nothing never is."""
    if found is None:
        return False
    return found > wanted if over else found >= wanted


def cells(vote: OwnersVote) -> tuple[int, ...]:
    """Return the numbers of owners in each stated cell of `vote`."""
    stated = (vote.in_favour, vote.against, vote.abstain, vote.no_reply)
    return tuple(cell.owners for cell in stated if cell is not None)


def percent(found: Fraction | None) -> Decimal | None:
    """Write a share as a percentage to 0.1."""
    if found is None:
        return None
    exact = Decimal(found.numerator) * 100 / Decimal(found.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
