"""What a template asks most often → the short way to the answer: calls of macros, and which kind of content a value is.

A page is some hundred calls of macros and translations. Jinja asks of each, by four attribute look-ups, whether it
wants to be given the context; of these it is known. The pages are the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType, MethodType
from typing import Any

from jinja2.runtime import Context, Macro

from engager_docs.model.view import Items, Link, Tag


class PlainContext(Context):
    """The names of a template, where macros take what they always take and bound methods nothing of Jinja's."""

    def call(self, called: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Return what ``called`` gives."""
        if type(called) is Macro:
            args = (self.eval_ctx, *args)
        elif type(called) is not MethodType:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


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
