"""Values that pages are made of → text that can be kept between two builds, and back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from engager_docs.model.due import DueItem
from engager_docs.model.view import Items, Link, Tag
from engager_docs.render.dashboard.tiles import Tile
from engager_docs.render.pages.share import Share

_KINDS = {kind.__name__: kind for kind in (Items, Link, Tag, Tile, DueItem, Share)}


def stored(share: Share) -> str:
    """Return a share as one line of text."""
    return json.dumps(_plain(share), ensure_ascii=False, separators=(",", ":"))


def restored(text: str) -> Share:
    """Return the share that ``stored`` made. Raises ValueError, KeyError or TypeError for any other text."""
    share: Share = _valued(json.loads(text))
    return share


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"": "date", "on": value.isoformat()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if type(value).__name__ in _KINDS:
        return {"": type(value).__name__, **{name: _plain(getattr(value, name)) for name in value.__struct_fields__}}
    return value


def _valued(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_valued(each) for each in value)
    if isinstance(value, dict):
        kind = value.pop("")
        if kind == "date":
            return date.fromisoformat(value["on"])
        return _KINDS[kind](**{name: _valued(each) for name, each in value.items()})
    return value
