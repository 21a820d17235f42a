"""How the figures of a measure are read in one language: rounded here and nowhere else."""

from __future__ import annotations

from calendar import month_name
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup

from govgen import wording
from govgen.measure import YUAN, Definition, Figure, Key, Number
from govgen.words import Choice, Words

if TYPE_CHECKING:
    from govgen.view import View

NOTHING = Words("算不出", "no figure")
UNKNOWN = Words("未记载", "not recorded")
WITHHELD = Words("不公开", "withheld")

SHORT = 13
"""Characters of a sum that a phone's line holds beside the group it is of."""


def value(view: View, definition: Definition, figure: Figure) -> str:
    """Write the figure itself: 83.3%, 0.55 元, 90.1 分, 984 人次, 96,848.11 元, 2 天 3 小时."""
    found = figure.value
    if found is None:
        return NOTHING[view.lang]
    if definition.form == "share":
        return wording.percent(found)
    if definition.form == "ratio":
        return view.amount(wording.fen(found))
    if definition.form == "score":
        return f"{wording.tenths(found)} {definition.unit[view.lang]}"
    return number(view, definition, figure.numerator or 0)


def quotient(definition: Definition, figure: Figure) -> str:
    """Write numerator and denominator: 322 ÷ 376; empty where the numerator says all."""
    if figure.denominator is None or figure.numerator is None:
        return ""
    written = money if definition.unit == YUAN else bare
    told = f"{written(figure.numerator)} ÷ {written(figure.denominator)}"
    return told.replace(" ", "\u00a0") if len(told) <= SHORT else told


def number(view: View, definition: Definition, found: Number) -> str:
    """Write what a numerator counts, with its unit."""
    if definition.form == "time":
        return wording.span(int(found), view.lang)
    if definition.form == "amount":
        return view.amount(found)
    return f"{bare(found)} {definition.unit[view.lang]}"


def bare(found: Number) -> str:
    """Write a number exactly, without a unit."""
    return f"{found:,}" if isinstance(found, Fraction) else wording.number(found)


def money(found: Number) -> str:
    """Write yuan without their unit, to the fen where there are any."""
    return f"{found:,.2f}".removesuffix(".00")


def label(view: View, key: Key) -> tuple[str | Markup, str]:
    """Return what a group is called, and its address where it is a record with a page."""
    if key is None:
        return UNKNOWN[view.lang], ""
    if isinstance(key, Choice | Words):
        return wording.words(key, view.lang), ""
    if isinstance(key, date):
        return view.day(key, "medium"), ""
    if isinstance(key, int):
        return f"{key}月" if view.lang == "zh" else month_name[key], ""
    found = view.named(key)
    return found.title, found.href


def counted(view: View, definition: Definition, found: Number) -> str:
    """Write a number that stands beside a measure: an amount in yuan, else a count."""
    paid = isinstance(found, Decimal) and definition.unit == YUAN
    return view.amount(found) if paid else bare(found)
