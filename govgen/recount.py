"""A round counted anew by its own rule, step by step, so that anybody can follow it.

A mark is a share, never rounded: of a jury's scores the lowest and the highest are struck, once each,
and the mark is Σ kept ÷ number kept; where residents vote it is the points, else the votes. Then from
the highest mark down: nothing under the threshold is taken, of the rest each that costs no more than
what is left of the budget.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from govgen.kinds.decision import Decision
from govgen.kinds.project import Project
from govgen.kinds.round import Round, Rule
from govgen.money import ZERO, named
from govgen.register import Register
from govgen.words import Choice


class Verdict(Choice):
    """What the rule says about one application in its turn."""

    TAKEN = "taken", "入选", "selected"
    OVER = "over", "钱不够", "not enough left"
    BELOW = "below", "未到入选线", "below the threshold"
    UNKNOWN = "unknown", "算不下去", "cannot be counted"


@dataclass(frozen=True, slots=True)
class Scores:
    """One application's scores in the jurors' order, and the places (from 0) of those that are struck."""

    given: tuple[Decimal, ...]
    struck: frozenset[int]

    @property
    def kept(self) -> tuple[Decimal, ...]:
        """The scores that count."""
        return tuple(one for place, one in enumerate(self.given) if place not in self.struck)

    @property
    def total(self) -> Decimal:
        """Σ kept."""
        return sum(self.kept, ZERO)

    @property
    def mean(self) -> Fraction | None:
        """Σ kept ÷ number kept; none without scores."""
        return Fraction(self.total) / len(self.kept) if self.kept else None


@dataclass(frozen=True, slots=True)
class Step:
    """One application in its turn; amounts in the round's currency.

    `cost` is what it was awarded, else what it asked for, none where neither is recorded; `before` is
    what was left when its turn came; `tied`: it has the mark of the one before it.
    """

    project: str
    mark: Fraction
    cost: Decimal | None
    before: Decimal
    verdict: Verdict
    tied: bool

    @property
    def after(self) -> Decimal:
        """What is left for the next one."""
        return self.before - self.cost if self.taken and self.cost is not None else self.before

    @property
    def taken(self) -> bool:
        """Whether the rule selects it."""
        return self.verdict is Verdict.TAKEN


@dataclass(frozen=True, slots=True)
class Recount:
    """A round counted anew beside its result: `awards` are yuan by project, none while there is no result."""

    steps: tuple[Step, ...]
    unmarked: tuple[str, ...]
    awards: Mapping[str, Decimal] | None

    @property
    def missed(self) -> tuple[str, ...]:
        """What the rule selects and the result does not, in the order of the count."""
        return tuple(s.project for s in self.steps if s.taken and s.project not in self.given)

    @property
    def extra(self) -> tuple[str, ...]:
        """What the result selects and the rule does not; of those without a mark the rule says nothing."""
        decided = (s.project for s in self.steps if s.verdict in (Verdict.OVER, Verdict.BELOW))
        return tuple(one for one in (*decided, *self.unmarked) if one in self.given)

    @property
    def given(self) -> Mapping[str, Decimal]:
        """The awards, empty while there is no result."""
        return self.awards or {}

    @property
    def differs(self) -> bool:
        """Whether there is a result and it is another one."""
        return self.awards is not None and bool(self.missed or self.extra)

    @property
    def spent(self) -> Decimal:
        """Σ costs of what the rule selects."""
        return sum((step.before - step.after for step in self.steps), ZERO)


def recount(found: Round, register: Register) -> Recount:
    """Count a round anew; of equals those that were awarded come first, then the lower id."""
    awards = awarded(found, register)
    ranks = marks(found, register)
    order = sorted(ranks, key=lambda one: (-ranks[one], one not in (awards or {}), one))
    costs = {one: (awards or {}).get(one, price(one, register)) for one in order}
    applied = (named(one, register) for one in found.applications)
    return Recount(
        steps(found, {one: ranks[one] for one in order}, costs),
        tuple(one for one in applied if one not in ranks),
        awards,
    )


def steps(
    found: Round, ranks: Mapping[str, Fraction], costs: Mapping[str, Decimal | None]
) -> tuple[Step, ...]:
    """Go down `ranks`, which stand in order; from the first unknown cost on nothing can be told."""
    made: list[Step] = []
    left, lost = found.budget, False
    for project, mark in ranks.items():
        cost = costs[project]
        below = found.threshold is not None and mark < Fraction(found.threshold)
        lost = lost or (cost is None and not below)
        verdict = Verdict.BELOW if below else Verdict.UNKNOWN if lost else fits(cost, left)
        made.append(Step(project, mark, cost, left, verdict, bool(made) and made[-1].mark == mark))
        left = made[-1].after
    return tuple(made)


def fits(cost: Decimal | None, left: Decimal) -> Verdict:
    """Say whether `cost` fits what is left."""
    return Verdict.TAKEN if cost is not None and cost <= left else Verdict.OVER


def marks(found: Round, register: Register) -> dict[str, Fraction]:
    """Return each application's mark; those without figures have none."""
    if found.rule is Rule.JURY:
        means = {project: one.mean for project, one in scores(found, register).items()}
        return {project: mean for project, mean in means.items() if mean is not None}
    votes = {
        named(one.project, register): one.points if one.points is not None else one.votes
        for one in found.votes
    }
    return {project: Fraction(got) for project, got in votes.items() if got is not None}


def scores(found: Round, register: Register) -> dict[str, Scores]:
    """Return the jury's scores by application, in the order of the record."""
    drop = found.drop_extremes
    return {named(one.project, register): struck(one.scores, drop=drop) for one in found.jury}


def struck(given: tuple[Decimal, ...], *, drop: bool) -> Scores:
    """Strike one lowest and one highest of more than two scores."""
    ranked = sorted(range(len(given)), key=lambda place: given[place])
    out = (ranked[0], ranked[-1]) if drop and len(given) > 2 else ()
    return Scores(given, frozenset(out))


def awarded(found: Round, register: Register) -> dict[str, Decimal] | None:
    """Return the awards of a round's decision by project; none while there is no decision."""
    decision = register.get(found.award)
    if not isinstance(decision, Decision):
        return None
    return {named(award.project, register): award.amount for award in decision.awards}


def price(project: str, register: Register) -> Decimal | None:
    """Return what an application asks for, else its budget."""
    found = register.get(project)
    if not isinstance(found, Project):
        return None
    return found.requested if found.requested is not None else found.budget
