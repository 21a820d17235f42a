"""Every word of a template has its English, and the catalogue holds nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import govgen

PACKAGE = Path(govgen.__file__).parent
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "govgen.po"
TEMPLATES = sorted((*PACKAGE.glob("templates/*.jinja"), *PACKAGE.glob("kinds/*.jinja")))
PLAIN, COUNTED = "_", "_n"


def calls(path: Path) -> Iterator[tuple[str, nodes.Call]]:
    """Yield the calls of `_` and `_n` in a template."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols"])
    for call in environment.parse(path.read_text("utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in (PLAIN, COUNTED):
            yield call.node.name, call


def said(path: Path) -> set[tuple[str, str]]:
    """Return each function and msgid of a template."""
    return {
        (name, str(call.args[0].value))
        for name, call in calls(path)
        if call.args and isinstance(call.args[0], nodes.Const)
    }


def entries() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the catalogue: function and msgid → its forms."""
    with CATALOGUE.open("rb") as file:
        found = [message for message in read_po(file) if message.id]
    return {
        (PLAIN, m.id) if isinstance(m.id, str) else (COUNTED, m.id[0]): (m.string,)
        if isinstance(m.string, str)
        else tuple(m.string)
        for m in found
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_has_its_english(path):
    known = entries()
    assert sorted(f"{name}({words!r})" for name, words in said(path) - known.keys()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_words_are_written_where_they_are_said(path):
    computed = [c.lineno for _, c in calls(path) if not isinstance(c.args[0], nodes.Const)]
    assert computed == []


def test_the_catalogue_holds_nothing_that_no_template_says():
    used = set().union(*(said(path) for path in TEMPLATES))
    assert sorted(words for _, words in entries().keys() - used) == []


def test_no_english_is_empty_and_counted_words_have_two_forms():
    found = entries()
    assert [words for (_, words), forms in found.items() if not all(forms)] == []
    assert [w for (name, w), forms in found.items() if name == COUNTED and len(forms) != 2] == []


def test_what_is_filled_in_stands_in_both_languages():
    def places(text: str) -> set[str]:
        return {part.split(")s")[0] for part in text.split("%(")[1:]}

    torn = [
        words
        for (name, words), forms in entries().items()
        for form in forms
        if places(form) != places(words) and not (name == COUNTED and form == forms[0])
    ]
    assert torn == []


def test_the_catalogue_is_sorted():
    with CATALOGUE.open("rb") as file:
        ids = [m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id]
    assert ids == sorted(ids)
