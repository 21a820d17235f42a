"""Templates compiled our way write what Jinja's own would, and take nobody's name for another's."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateAssertionError, UndefinedError

from govgen.compiled import Templates

MACROS = """
{% macro chip(word, tone="plain", href="") -%}
<b class="{{ tone }}"{{ " hidden" if tone == "late" }}>{{ word }}{% if href %} {{ href }}{% endif %}</b>
{%- endmacro %}
{% macro box(title) %}<div>{{ title }}: {{ caller() }}</div>{% endmacro %}
"""
PAGE = """
{% import "macros" as m %}
{{ m.chip("<1>") }}{{ m.chip("a", "late") }}{{ m.chip("a", href="x&y") }}{{ m.chip(tone="t", word="w") }}
{% call m.box(m.chip("b")) %}{% for word in words %}{{ loop.index }}{{ word | upper }}{% endfor %}{% endcall %}
{% set seen = namespace(n=0) %}{% for key, value in table.items() %}{% set seen.n = seen.n + value %}{% endfor %}
{{ seen.n }} {{ table["one"] }} {{ words[0] }} {{ words[1:] | join("<") }} {{ "a" ~ words[1] ~ "&" }} {{ m.chip("c") ~ words[0] ~ 1 }}{{ "" }}
"""
VALUES = {"words": ("<i>", "two"), "table": {"one": 1, "two": 2}}


def environment(kind: type[Environment], **templates: str) -> Environment:
    return kind(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)


def test_a_template_writes_what_jinja_would_write():
    ours, theirs = (
        environment(kind, macros=MACROS, page=PAGE).get_template("page").render(VALUES)
        for kind in (Templates, Environment)
    )
    assert ours == theirs
    assert "&lt;1&gt;" in ours


def test_a_name_at_hand_is_that_value_and_no_template_sets_it():
    made = environment(Templates, page="{{ town }}", other="{% set town = 1 %}{{ town }}")
    made.hold(town="<Q>")
    assert made.get_template("page").render(town="another") == "&lt;Q&gt;"
    with pytest.raises(TemplateAssertionError, match="town is the environment's own name"):
        made.get_template("other")


@pytest.mark.parametrize("word", ["varargs", "kwargs"])
def test_a_macro_names_all_it_is_called_with(word):
    text = f"{{% macro m(a) %}}{{{{ a }}}}{{{{ {word} }}}}{{% endmacro %}}"
    with pytest.raises(TemplateAssertionError, match="a macro names all it is called with"):
        environment(Templates, page=text).get_template("page")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ word.length }}", AttributeError),
        ("{{ unknown }}", UndefinedError),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", UndefinedError),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", TypeError),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=1) }}", TypeError),
    ],
)
def test_what_is_not_there_is_never_written_as_nothing(text, fault):
    with pytest.raises(fault):
        environment(Templates, page=text).get_template("page").render(word="w")
