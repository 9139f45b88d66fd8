"""A template as the Python that Jinja writes for it → the same with shorter ways through what pages do most often.

A page is some hundred calls of macros and twice as many values to escape. Jinja asks of each call, by four look-ups,
whether it wants the context, and makes of each value an object of its own before it joins them all; here a macro is
called at once and a text without a sign to escape stays as it is. The pages are the same, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from types import MappingProxyType, MethodType
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from engager_docs.model.view import Items, Link, Tag

_IMPORTS = "from jinja2.runtime import "
_OURS = "; from engager_docs.render.calls import PlainMacro as Macro, plain_escape as escape"
_SIGN = re.compile("[&<>\"']")


def plain_escape(value: object) -> str:
    """Return a value as text whose signs of markup are escaped: a text to be joined, marked as nothing."""
    kind = type(value)
    if isinstance(value, str) and (kind is Filled or kind is Markup or (kind is str and not _SIGN.search(value))):
        return value
    return markupsafe.escape(value)


class Filled(Markup):
    """What a macro gave: markup, made without a look at what it was made of, which was text already."""

    __slots__ = ()
    __new__ = str.__new__  # type: ignore[assignment]


class PlainMacro(Macro):
    """A macro that is mostly called with values in their places; anything else goes the way it always went."""

    def filled(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """Return what the macro makes of its arguments."""
        lacking = self._argument_count - len(args)
        if self.caller or self.catch_kwargs or self.catch_varargs or lacking < 0:
            usual: str = self(*args, **kwargs)
            return usual
        if lacking:
            named = (kwargs.pop(name, missing) for name in self.arguments[len(args) :])
            args = (*args, *named) if kwargs else args + (missing,) * lacking
        if kwargs:
            raise TypeError(f"the macro {self.name} takes no {', '.join(kwargs)}")
        text: str = Filled(self._func(*args))
        return text


class PlainContext(Context):
    """The names of a template, where macros take what they always take and our own functions nothing of Jinja's."""

    def call(
        self, called: Callable[..., Any], *args: Any, _block_vars: Any = None, _loop_vars: Any = None, **kw: Any
    ) -> Any:
        """Return what ``called`` gives."""
        kind = type(called)
        if kind is PlainMacro:
            return called.filled(args, kw)  # type: ignore[attr-defined]
        if kind is MethodType:
            return called(*args, **kw)
        return super().call(called, *args, _block_vars=_block_vars, _loop_vars=_loop_vars, **kw)


class PlainEnvironment(Environment):
    """An environment whose templates escape and call in the ways of this module, and whose globals never change."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names a template knows from the start, in one place: a chain is searched link by link."""
        return {**self.globals, **(d or {})}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Return the Python of a template: the hook that Jinja keeps for this; the lines keep their numbers."""
        first, end, rest = super()._generate(source, name, filename, defer_init).partition("\n")
        return first + (_OURS if first.startswith(_IMPORTS) else "") + end + rest


def _is_link(value: object) -> bool:
    return isinstance(value, Link)


def _is_tag(value: object) -> bool:
    return isinstance(value, Tag)


def _is_items(value: object) -> bool:
    return isinstance(value, Items)


CONTENT_TESTS: Mapping[str, Callable[[object], bool]] = MappingProxyType(
    {"link": _is_link, "tag": _is_tag, "items": _is_items}
)
"""The kinds of ``Content`` by the words a template asks with: ``value is link``."""
