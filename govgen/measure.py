"""What is measured: a formula in words, numerator and denominator, and the records behind them.

Figures are exact: whole numbers, decimals and fractions, rounded only where a page shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from govgen.particulars import Visibility
from govgen.words import Choice, Words

Number = int | Decimal | Fraction
Key = Choice | Words | str | date | int | None
"""What a group is called: words, a record's id, a day, a month of the year, none where it is not recorded."""
Form = Literal["share", "ratio", "score", "number", "amount", "time"]
"""How a figure is read: a share of 1, yuan per yuan, points, a count, yuan, or seconds."""
PLAIN = frozenset(("number", "amount", "time"))
"""Forms that are told by their numerator alone."""
YUAN = Words("元", "yuan")
Open = frozenset[Visibility]
FULL: Open = frozenset((Visibility.FULL,))
ALL: Open = frozenset(Visibility)
"""Of what no page tells of any record, so that those shown in full give nothing away of the others."""
STEPS: Open = frozenset((Visibility.FULL, Visibility.CARD))
"""Of what a card tells too: category, steps and their days."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure is, in both languages; `unit` is what its numerator counts.

    `private` tells that even records shown in full give no figure in small groups; `open` names the
    records whose share in the measure anybody can see on their page; `quantile`, where there is one,
    takes that rank of the cases' parts instead of their sum.
    """

    code: str
    words: Words
    formula: Words
    form: Form
    unit: Words
    private: bool = False
    open: Open = FULL
    quantile: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """numerator ÷ denominator, or a numerator alone; `records` are the ids behind it that have a full page.

    `counted` are those of them that add to the numerator, of a quotient that is not private;
    `unlisted` is how many others are in it. Of a group only the sum is kept.
    """

    numerator: Number | None
    denominator: Number | None = None
    records: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    unlisted: int = 0

    @property
    def value(self) -> Fraction | None:
        """The exact quotient; none of nothing."""
        if self.numerator is None or self.denominator is None:
            return None if self.numerator is None else Fraction(self.numerator)
        return Fraction(self.numerator) / Fraction(self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Row:
    """One group of a breakdown; a figure that is none is withheld."""

    key: Key
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Axis:
    """A measure broken down by one thing."""

    words: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A count shown beside a measure, such as those who were not reached."""

    words: Words
    number: Number


@dataclass(frozen=True, slots=True)
class Measure:
    """A definition and what was found in one year.

    `figure` is none where so few were counted that it is withheld, or where `note` says why nobody
    knows. `left_out` are the records that are not in it because, shown alone, few are hidden.
    """

    definition: Definition
    figure: Figure | None
    axes: tuple[Axis, ...] = ()
    beside: tuple[Beside, ...] = ()
    left_out: int = 0
    note: Words | None = None

    @property
    def telling(self) -> bool:
        """Whether there is anything to show."""
        counted = self.figure is None or self.figure.records or self.figure.unlisted
        return bool(counted or self.left_out or any(it.number for it in self.beside))
