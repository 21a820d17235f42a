"""The smallest marks, drawn by the dozen on every page: icons, state chips, lengths."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup

from govgen.terms import anchors
from govgen.words import Lang

ICONS = {
    "waiting": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3.2 2",
    "under_way": "M4.5 12a7.5 7.5 0 0 1 13-5.1L20 9.5M20 4.5v5h-5M19.5 12a7.5 7.5 0 0 1-13 5.1L4 14.5M4 19.5v-5h5",
    "open": "M4 5h16v11h-8.5L7 20v-4H4zM8 9h8M8 12.2h5",
    "done": "M4.5 12.5 10 18 20 6.5",
    "ended": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
    "corrected": "M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4",
    "irregular": "M12 3.5 22 20.5H2zM12 10v5M12 17.4v.6",
    "home": "M3.5 11.5 12 4l8.5 7.500M6 9.800V20h4.500v-5.500h3V20H18V9.8",
    "money": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 7.5 12 12l3.5-4.500M12 12v5M9 12.200h6M9 14.800h6",
    "service": "M5 8h14l-1 12H6zM9 8V6.500a3 3 0 0 1 6 0V8M9.5 12.500a2.6 2.6 0 0 0 5 0",
    "phone": "M6 3.500h3.500l1.6 4.3-2.2 1.700a11 11 0 0 0 5.6 5.600l1.7-2.2 4.3 1.600V18a3 3 0 0 1-3 3C10.2 21 3 13.8 3 6.500a3 3 0 0 1 3-3",
    "file": "M6 3h8l4.5 4.500V21H6zM14 3v5h4.500M9 12.500h6.500M9 16h6.5",
    "lock": "M6 11h12v9.500H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
}
"""Paths of line icons in a square of 24."""


@lru_cache(maxsize=64)
def icon(name: str) -> Markup:
    """Return a decorative icon, hidden from screen readers; the words stand beside it."""
    return Markup(
        '<svg class="gg-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
    ).format(ICONS[name])


@lru_cache(maxsize=4096)
def chip(word: str, tone: str, href: str = "") -> Markup:
    """Return a state as icon, word and colour; `href` leads to the glossary."""
    if not href:
        return Markup('<span class="gg-chip gg-chip--{}">{}{}</span>').format(
            tone, icon(tone), word
        )
    return Markup('<a class="gg-chip gg-chip--{}" href="{}">{}{}</a>').format(
        tone, href, icon(tone), word
    )


def term(word: str, lang: Lang) -> str:
    """Return a word as it is, with the way to its meaning where the glossary tells it."""
    anchor = anchors(lang).get(word.lower())
    return word if anchor is None else explained(word, anchor)


@lru_cache(maxsize=1024)
def explained(word: str, anchor: str) -> Markup:
    """Return one of the glossary's words, which come again and again, with the way to its meaning."""
    return Markup('<a class="gg-term" href="~/glossary/#{}">{}</a>').format(anchor, word)


def percent(part: Decimal | float, whole: Decimal | float) -> str:
    """Return part of whole as a length for SVG, from 0.00% to 100.00%; 0.00% of nothing."""
    share = float(part * 100) / float(whole) if whole else 0.0
    return f"{min(max(share, 0.0), 100.0):.2f}%"
