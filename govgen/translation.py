"""The words of templates in the site's languages; Chinese is what they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.support import Translations

from govgen.words import Lang


def catalogue(lang: Lang) -> NullTranslations:
    """Return the words of templates in `lang`."""
    if lang == "zh":
        return NullTranslations()
    path = Path(__file__).parent / "locale" / lang / "LC_MESSAGES" / "govgen.po"
    with path.open("rb") as file:
        found = Translations()
        found._catalog = dict(entries(read_po(file)))
        return found


def entries(catalog: Catalog) -> Iterator[tuple[str | tuple[str, int], str]]:
    """Yield a catalogue's entries as gettext keys them; a counted one has a key for each form."""
    for message in catalog:
        if isinstance(message.id, str):
            yield message.id, str(message.string)
            continue
        for form, text in enumerate(message.string or ()):
            yield (message.id[0], form), text


def counted(said: NullTranslations, words: str, number: int) -> str:
    """Return `words` with `number` for its %(n)s, in the form the language has for that number."""
    return said.ngettext(words, words, number).replace("%(n)s", f"{number:,}")
