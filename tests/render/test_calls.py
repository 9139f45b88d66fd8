"""The short ways of a template's calls say what Jinja's own say."""

from __future__ import annotations

import gettext

from jinja2 import DictLoader, Environment
from jinja2.runtime import Context

from engager_docs.model.view import Items, Link, Tag
from engager_docs.render.html import templates_of

MACROS = """\
{% macro twice(text, mark="!") %}{{ text }}{{ caller() if caller is defined else "" }}{{ text }}{{ mark }}{% endmacro %}
{% macro open() %}{{ varargs | join("-") }}{{ kwargs.items() | list }}{% endmacro %}
"""
PAGE = """\
{% import "macros.html" as m %}
{% for each in view %}{{ m.twice(each) }}{{ m.twice(each, mark="<") }}{{ m.open(loop.index, b=each) }}{% endfor %}
{% call m.twice("<b>") %}{{ _("in & between") }}{% endcall %}
{{ "a,b".split(",") }}{{ _("<" + "b>") }}{% for x in range(2) %}{{ [x].index(x) }}{% endfor %}
"""


def test_a_page_of_every_kind_of_call_is_what_jinja_makes_of_it() -> None:
    texts = {"macros.html": MACROS, "page.html": PAGE}
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
