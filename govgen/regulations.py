"""Residents' rules 规约: which are in force on the register's day, which come, which are past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from govgen.kinds.decision import Decision, DecisionType
from govgen.register import Register

HOLDS = frozenset(("effective", "implemented", "results_publicised"))
COMES = frozenset(("passed", "publicised", "contested"))
PAST = frozenset(("superseded", "revoked", "lapsed"))


@dataclass(frozen=True)
class Regulation:
    """One rule and the decisions that changed it: `before` it replaced, newest first; `amended_by`
    changed it since, oldest first; `after` replaced it."""

    decision: Decision
    before: tuple[Decision, ...]
    amended_by: tuple[Decision, ...]
    after: Decision | None

    @property
    def related(self) -> tuple[str, ...]:
        """The ids of all decisions that are told of."""
        after = (self.after,) if self.after else ()
        return tuple(d.id for d in (self.decision, *self.before, *self.amended_by, *after))


@dataclass(frozen=True)
class Rulebook:
    """All rules: in force and to come by effective date, past ones the latest first."""

    in_force: tuple[Regulation, ...]
    to_come: tuple[Regulation, ...]
    past: tuple[Regulation, ...]

    @property
    def all(self) -> tuple[Regulation, ...]:
        """Every rule."""
        return (*self.in_force, *self.to_come, *self.past)


@lru_cache(maxsize=2)
def rulebook(register: Register) -> Rulebook:
    """Sort the register's rules."""
    rules = [
        regulation(decision, register)
        for decision in register.of(Decision)
        if decision.type is DecisionType.RULE and decision.visibility == "full"
    ]
    rules.sort(key=lambda rule: (rule.decision.effective_from or date.max, rule.decision.id))
    as_of = register.as_of
    return Rulebook(
        in_force=tuple(rule for rule in rules if in_force(rule.decision, as_of)),
        to_come=tuple(rule for rule in rules if to_come(rule.decision, as_of)),
        past=tuple(rule for rule in reversed(rules) if past(rule.decision, as_of)),
    )


def regulation(decision: Decision, register: Register) -> Regulation:
    """Return a rule with what changed it."""
    back = register.back(decision.id, Decision)
    amended = [d for d in back if d.amends == decision.id and d.state in HOLDS]
    after = next((d for d in back if d.supersedes == decision.id and d.state in HOLDS | PAST), None)
    return Regulation(
        decision,
        before=tuple(replaced(decision, register)),
        amended_by=tuple(sorted(amended, key=lambda d: (d.effective_from or date.max, d.id))),
        after=after,
    )


def replaced(decision: Decision, register: Register) -> Iterator[Decision]:
    """Yield the rules that `decision` took the place of, one after the other; a circle ends."""
    seen = {decision.id}
    former = register.get(decision.supersedes)
    while isinstance(former, Decision) and former.id not in seen:
        yield former
        seen.add(former.id)
        former = register.get(former.supersedes)


def in_force(decision: Decision, as_of: date) -> bool:
    """Whether a rule holds on the day."""
    begun = decision.effective_from is None or decision.effective_from <= as_of
    return decision.state in HOLDS and begun and not ended(decision, as_of)


def to_come(decision: Decision, as_of: date) -> bool:
    """Whether a rule was passed and does not hold yet."""
    later = decision.effective_from is not None and decision.effective_from > as_of
    return decision.state in COMES or (decision.state in HOLDS and later)


def past(decision: Decision, as_of: date) -> bool:
    """Whether a rule held once."""
    return decision.state in PAST or (decision.state in HOLDS and ended(decision, as_of))


def ended(decision: Decision, as_of: date) -> bool:
    """Whether the day until which a rule holds is past."""
    return decision.effective_until is not None and decision.effective_until < as_of
