"""Templates are filled in shorter ways than Jinja's own: what they give is the same, and so is what they refuse."""

from __future__ import annotations

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from engager_docs.render.calls import PlainContext, PlainEnvironment, plain_escape

MACROS = """
{%- macro one(value, kind="plain") %}<b class="{{ kind }}">{{ value }}</b>{% endmacro %}
{%- macro nested(values) %}{% for each in values %}{{ one(each, kind=each) }}{% endfor %}{% endmacro %}
{%- macro wrapped(words) %}<p title="{{ words }}">{{ caller() }}</p>{% endmacro %}
{%- macro several(first) %}{{ first }}{{ varargs | join("+") }}{{ kwargs.get("more", "") }}{% endmacro %}
"""
USES = (
    "{{ m.one(value) }}",
    "{{ m.one(value, value) }}",
    "{{ m.one(kind=value, value=value) }}",
    "{{ m.nested((value, marked, 3)) }}",
    "{% call m.wrapped(value) %}{{ value }}{{ marked }}{% endcall %}",
    "{{ m.several(value, value, more=value) }}",
    "{{ m.one(value) ~ value }}{{ m.one(value) | upper }}{{ value | safe }}{{ none }}{{ 4.5 }}",
    "{% set kept %}{{ m.one(value) }}{% endset %}{{ kept }}{{ kept | length }}",
    "{{ value.upper() }}{{ '<' }}{{ dictionary.key }}",
)


def environment(kind: type[Environment]) -> Environment:
    texts = {"macros": MACROS} | {use: f'{{% import "macros" as m %}}{use}' for use in USES}
    made = kind(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined)
    if kind is PlainEnvironment:
        made.context_class = PlainContext
    return made


@pytest.fixture(scope="module")
def plain() -> Environment:
    return environment(PlainEnvironment)


@pytest.fixture(scope="module")
def stock() -> Environment:
    return environment(Environment)


@given(st.text() | st.text("<>&'\"a;"))
def test_a_text_is_escaped_as_the_library_escapes_it(text: str) -> None:
    assert plain_escape(text) == str(markupsafe.escape(text))
    assert plain_escape(Markup(text)) == text


@pytest.mark.parametrize("use", USES)
@given(value=st.text("<>&'\"a; \n"))
def test_a_template_gives_what_jinja_gives(plain: Environment, stock: Environment, use: str, value: str) -> None:
    names = {"value": value, "marked": Markup(f"<i>{value}</i>"), "dictionary": {"key": value}}
    assert plain.get_template(use).render(names) == stock.get_template(use).render(names)


@pytest.mark.parametrize("wrong", ["{{ m.one('a', other=1) }}", "{{ m.one('a', 'b', 'c') }}"])
def test_a_macro_that_is_called_wrongly_says_so(plain: Environment, wrong: str) -> None:
    with pytest.raises(TypeError, match="one"):
        plain.from_string(f'{{% import "macros" as m %}}{wrong}').render()


@pytest.mark.parametrize("wrong", ["{{ m.one() }}", "{{ absent }}", "{{ value.absent }}", "{{ m.absent() }}"])
def test_what_is_not_there_is_never_an_empty_place(plain: Environment, wrong: str) -> None:
    with pytest.raises(UndefinedError):
        plain.from_string(f'{{% import "macros" as m %}}{wrong}').render(value="a")


def test_what_a_macro_gave_is_markup_for_whoever_asks(plain: Environment) -> None:
    told = plain.from_string('{% import "macros" as m %}{{ m.one("<") is escaped }}{{ m.one("<") | striptags }}')
    assert told.render() == "True&lt;"
