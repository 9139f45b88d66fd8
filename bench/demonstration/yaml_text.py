"""Plain values → YAML text in the house style: block style, folded prose, flow lists for codes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | date
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"
Fields: TypeAlias = Mapping[str, Value]

WIDTH = 100
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
PLAIN = re.compile(r"[A-Za-z0-9(][^\n]*")
RESOLVED = re.compile(r"true|false|null|[-+]?[0-9.]+(e[-+]?[0-9]+)?", re.IGNORECASE)


def scalar_text(value: Scalar, depth: int) -> str:
    """One scalar, folded when it is long or when a plain one would be misread."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    misread = not PLAIN.fullmatch(value) or RESOLVED.fullmatch(value) or value.endswith(":")
    if misread or ": " in value or " #" in value or len(value) + 2 * depth > WIDTH - 20:
        return folded(value, depth)
    return value


def folded(text: str, depth: int) -> str:
    """A folded block scalar one level below its key."""
    pad = "  " * (depth + 1)
    lines = textwrap.wrap(text, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(pad + line for line in lines)


def entry(key: str, value: Value, depth: int) -> str:
    """One key with its value, without the indentation of the key itself."""
    if isinstance(value, Mapping):
        return f"{key}:\n{mapping_text(value, depth + 1)}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"{key}:{list_text(value, depth)}"
    return f"{key}: {scalar_text(value, depth)}"


def list_text(items: Sequence[Value], depth: int) -> str:
    """What follows the colon of a key that holds a list."""
    codes = [item for item in items if isinstance(item, str) and CODE.fullmatch(item)]
    if len(codes) == len(items):
        flow = f" [{', '.join(codes)}]"
        if len(flow) + 2 * depth < WIDTH - 24:
            return flow
    return "\n" + "\n".join("  " * (depth + 1) + "- " + item_text(item, depth + 1) for item in items)


def item_text(item: Value, depth: int) -> str:
    """One list item, without its dash."""
    if isinstance(item, Mapping):
        return mapping_text(item, depth + 1).lstrip()
    if isinstance(item, (str, int, bool, date)):
        return scalar_text(item, depth)
    return list_text(item, depth).lstrip()


def mapping_text(fields: Fields, depth: int = 0) -> str:
    """A whole mapping in block style."""
    return "\n".join("  " * depth + entry(key, value, depth) for key, value in fields.items())


def record_text(fields: Fields, body: str) -> str:
    """A Markdown record: front matter, then the body wrapped for reading as text."""
    paragraphs = [textwrap.fill(part, WIDTH, break_on_hyphens=False) for part in body.split("\n\n")]
    return "---\n" + mapping_text(fields) + "\n---\n\n" + "\n\n".join(paragraphs) + "\n"
