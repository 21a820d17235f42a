"""How one language's pages write days, texts and amounts of one register."""

from __future__ import annotations

from markupsafe import Markup

from govgen import prose, wording
from govgen.register import Register
from govgen.scalars import When
from govgen.words import Lang


class Voice:
    """One language, with the community's time zone, currency and first language."""

    def __init__(self, register: Register, lang: Lang) -> None:
        """Write about `register` in `lang`."""
        self.register = register
        self.lang = lang
        self.first: Lang = register.community.languages[0]

    def day(self, at: When | None, form: str = "long") -> str:
        """Write a day or instant; what was not recorded is said to be so."""
        if at is None:
            return "未记载" if self.lang == "zh" else "not recorded"
        return wording.when(at, self.lang, self.register.community.zone, form)

    def text(self, value: wording.Written | None) -> Markup:
        """Write a text, escaped, with its language where it falls back."""
        return wording.text(value, self.lang, self.first)

    def plain(self, value: wording.Written) -> str:
        """Write a text without markup."""
        return wording.plain(value, self.lang)

    def fallback(self, value: wording.Written | None) -> Lang | None:
        """Return the language a text falls back to, for the badge; none where it is translated."""
        return wording.original(value, self.lang, self.first) if value is not None else None

    def markdown(self, value: wording.Written | None) -> Markup:
        """Write running text as HTML."""
        if value is None:
            return Markup("")
        made = prose.html(wording.plain(value, self.lang))
        other = self.fallback(value)
        return (
            Markup('<div lang="{}">{}</div>').format(wording.TAGS[other], made) if other else made
        )

    def amount(self, value: object, currency: str | None = None) -> str:
        """Write an exact amount in `currency`, else the community's."""
        return wording.amount(value, self.lang, currency or self.register.community.currency)  # type: ignore[arg-type]

    def rough(self, value: object, currency: str | None = None) -> str:
        """Write an amount for running text."""
        return wording.rough(value, self.lang, currency or self.register.community.currency)  # type: ignore[arg-type]
