"""Templates are filled in shorter ways than Jinja's own: what they give is the same, and so is what they refuse."""

from __future__ import annotations

import gettext

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from jinja2.runtime import Context
from markupsafe import Markup

from engager_docs.model.view import Items, Link, Tag
from engager_docs.render.calls import PlainContext, PlainEnvironment, plain_escape
from engager_docs.render.html import templates_of

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

CALLED = """\
{% macro twice(text, mark="!") %}{{ text }}{{ caller() if caller is defined else "" }}{{ text }}{{ mark }}{% endmacro %}
{% macro open() %}{{ varargs | join("-") }}{{ kwargs.items() | list }}{% endmacro %}
"""
PAGE = """\
{% import "macros.html" as m %}
{% for each in view %}{{ m.twice(each) }}{{ m.twice(each, mark="<") }}{{ m.open(loop.index, b=each) }}{% endfor %}
{% call m.twice("<b>") %}{{ _("in & between") }}{% endcall %}
{{ "a,b".split(",") }}{{ _("<" + "b>") }}{% for x in range(2) %}{{ [x].index(x) }}{% endfor %}
"""


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


def test_a_page_of_every_kind_of_call_is_what_jinja_makes_of_it() -> None:
    texts = {"macros.html": CALLED, "page.html": PAGE}
    own = Environment(
        loader=DictLoader(texts),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    own.globals["gettext"] = gettext.NullTranslations().gettext
    assert own.context_class is Context
    expected = own.get_template("page.html").render(view=["x", "<y>"])
    assert "&lt;y&gt;&lt;y&gt;&lt;" in expected and "in &amp; between" in expected
    assert templates_of(texts).fragment("page.html", ["x", "<y>"]) == expected


def test_a_template_asks_which_kind_of_content_a_value_is() -> None:
    asked = "{{ each is link }} {{ each is tag }} {{ each is items }} {{ each is string }}"
    page = "{% for each in view %}" + asked + "\n{% endfor %}"
    content = (Link("a", "b"), Tag("a"), Items(("a",)), "a", ("a",))
    assert templates_of({"page.html": page}).fragment("page.html", content) == (
        "True False False False\nFalse True False False\nFalse False True False\nFalse False False True\n"
        "False False False False\n"
    )
