"""How days, amounts and texts are written for a resident, in the page's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from babel.dates import format_date
from babel.numbers import get_currency_name
from markupsafe import Markup, escape

from govgen.scalars import When
from govgen.words import Choice, Lang, Words

LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
LONG = {"zh": "y年M月d日（EEE）", "en": "EEEE d MMMM y"}
MEDIUM = {"zh": "y年M月d日", "en": "d MMM y"}
SHORT = {"zh": "M月d日", "en": "d MMM"}
MONTH = {"zh": "y年M月", "en": "MMMM y"}
FORMS = {"long": LONG, "medium": MEDIUM, "date": MEDIUM, "short": SHORT, "month": MONTH}
TAGS = {"zh": "zh-Hans", "en": "en"}
SPANS = (Words("天", "day"), Words("小时", "hour"), Words("分钟", "minute"))
FOLDED = re.compile(
    r"(?<=[、。，；：？！”」》）]) (?=\S)|(?<=[\u4e00-\u9fff]) (?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
"""The space that YAML leaves where a Chinese text was folded over two lines."""
Written = str | Mapping[Lang, str]
"""A `Text` or `Markdown` field's value."""


@lru_cache(maxsize=20_000)
def day(at: date, lang: Lang, form: str = "long") -> str:
    """Write a day: long 2026年3月5日（周四）, medium or date 2026年3月5日, short 3月5日, month 2026年3月."""
    return str(format_date(at, FORMS[form][lang], locale=LOCALES[lang]))


def week(at: date, lang: Lang) -> str:
    """Write the week of a day by its Monday, where the day itself would tell too much."""
    monday = day(at - timedelta(days=at.weekday()), lang, "medium")
    return f"{monday}那一周" if lang == "zh" else f"the week of {monday}"


def when(at: When, lang: Lang, zone: tzinfo, form: str = "long") -> str:
    """Write a day or an instant in `zone`; the forms date and month leave the time out, clock the day."""
    if not isinstance(at, datetime):
        return day(at, lang, "medium" if form == "clock" else form)
    local = at.astimezone(zone)
    if form == "clock":
        return f"{local.hour}:{local.minute:02}"
    if form in ("date", "month"):
        return day(local.date(), lang, form)
    return f"{day(local.date(), lang, form)} {local.hour}:{local.minute:02}"


def amount(value: Decimal, lang: Lang, currency: str = "CNY") -> str:
    """Write an exact amount: 12,000 元, 1,250.50 元; CNY 12,000."""
    plain = f"{value:,.2f}".removesuffix(".00")
    if lang == "zh":
        return f"{plain} {unit(currency)}"
    return f"¥{plain}" if currency == "CNY" else f"{currency} {plain}"


@lru_cache(maxsize=64)
def unit(currency: str) -> str:
    """Return what an amount is counted in, in Chinese."""
    return "元" if currency == "CNY" else str(get_currency_name(currency, locale="zh_Hans_CN"))


def rough(value: Decimal, lang: Lang, currency: str = "CNY") -> str:
    """Write an amount for running text: 1.2 万元; the exact figure stands elsewhere."""
    if lang != "zh" or value < 10_000:
        return amount(value, lang, currency)
    return f"{value / 10_000:,.1f}".removesuffix(".0") + f" 万{unit(currency)}"


def number(value: Decimal | int) -> str:
    """Write a number without needless zeros."""
    return (
        f"{value:,}"
        if isinstance(value, int)
        else f"{value:,f}".rstrip("0").rstrip(".")
        if "." in f"{value:f}"
        else f"{value:,f}"
    )


def counted(number: int, one: str, many: str) -> str:
    """Write a number with the right words in English."""
    return f"{number} {one if number == 1 else many}"


def percent(share: Fraction) -> str:
    """Write a share of 1 in hundredths to 0.1: 83.3%."""
    return f"{tenths(share * 100)}%"


def fen(yuan: Fraction) -> Decimal:
    """Return an amount to the fen, halves up."""
    return Decimal(floor(yuan * 100 + Fraction(1, 2))) / 100


def tenths(value: Fraction) -> str:
    """Write a number to 0.1, halves up: 90.1; none where it is 0: 90."""
    found = floor(value * 10 + Fraction(1, 2))
    return f"{found // 10:,}.{found % 10}".removesuffix(".0")


def span(seconds: int, lang: Lang) -> str:
    """Write how long something took by its largest unit and the next: 2 天 3 小时, 2 days 3 hours."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    counts = (days, hours, rest // 60)
    first = next((place for place, n in enumerate(counts) if n), len(counts))
    told = (
        f"{n:,} {unit[lang]}{'s' if n > 1 and lang == 'en' else ''}"
        for n, unit in zip(counts[first : first + 2], SPANS[first:], strict=False)
        if n
    )
    return " ".join(told) or ("不到 1 分钟" if lang == "zh" else "under a minute")


def plain(value: Written, lang: Lang) -> str:
    """Return a text in `lang`, or in the language it has."""
    said = value if isinstance(value, str) else value.get(lang) or next(iter(value.values()))
    return FOLDED.sub("", said) if " " in said else said


def both(text: Written) -> Words:
    """Return a text as words; one language stands for both where there is no other."""
    if isinstance(text, str):
        return Words(text, text)
    first = next(iter(text.values()))
    return Words(text.get("zh", first), text.get("en", first))


def original(value: Written, lang: Lang, first: Lang) -> Lang | None:
    """Return the language that a text falls back to, none where it is there in `lang`."""
    if isinstance(value, str):
        return first if first != lang else None
    return None if lang in value else next(iter(value))


def text(value: Written | None, lang: Lang, first: Lang) -> Markup:
    """Return a text as safe HTML; a fallback carries its language."""
    if value is None:
        return Markup("")
    other = original(value, lang, first)
    words = escape(plain(value, lang))
    return Markup(f'<span lang="{TAGS[other]}">{words}</span>') if other else words  # noqa: S704 - escaped


def upfirst(text: str) -> str:
    """Begin a line with a capital letter."""
    return text[:1].upper() + text[1:]


def words(value: Choice | Words, lang: Lang) -> str:
    """Return a closed value's words."""
    return (value.words if isinstance(value, Choice) else value)[lang]
