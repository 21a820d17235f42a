"""Templates with their words put in before they are compiled, so that no page has to look them up."""

from __future__ import annotations

import re
from collections.abc import Callable
from gettext import NullTranslations

from jinja2 import BaseLoader, Environment

CALL = re.compile(r"""(?<!\w)_\((["'])([^"'\\]*)\1\)""")
Source = tuple[str, str | None, Callable[[], bool] | None]


class Spoken(BaseLoader):
    """Loads what `inner` finds; `_("…")` becomes the words themselves."""

    def __init__(self, inner: BaseLoader, said: NullTranslations, lang: str) -> None:
        """Speak `lang` with the words of `said`."""
        self.inner = inner
        self.said = said
        self.lang = lang

    def get_source(self, environment: Environment, template: str) -> Source:
        """Return a template's text in this language; its name tells the language to the cache."""
        text, name, fresh = self.inner.get_source(environment, template)
        return CALL.sub(self.literal, text), f"{name}:{self.lang}", fresh

    def literal(self, call: re.Match[str]) -> str:
        """Return a string of the template language for one call."""
        words = self.said.gettext(call[2]).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{words}"'
