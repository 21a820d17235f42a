"""The words of templates in the site's languages; Chinese is what they are written in."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from govgen.words import Lang


def catalogue(lang: Lang) -> NullTranslations:
    """Return the words of templates in `lang`."""
    if lang == "zh":
        return NullTranslations()
    path = Path(__file__).parent / "locale" / lang / "LC_MESSAGES" / "govgen.po"
    with path.open("rb") as file:
        made = BytesIO()
        write_mo(made, read_po(file))
    made.seek(0)
    return GNUTranslations(made)


def counted(said: NullTranslations, words: str, number: int) -> str:
    """Return `words` with `number` for its %(n)s, in the form the language has for that number."""
    return said.ngettext(words, words, number).replace("%(n)s", f"{number:,}")
