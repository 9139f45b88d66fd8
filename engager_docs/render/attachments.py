"""An attachment's path, an audience → whether it is copied to the site: of kinds that a browser never runs."""

from __future__ import annotations

from pathlib import PurePosixPath

_AUDIENCES = frozenset({"team", "supervisor"})
# what a browser shows or saves without running it; an SVG or HTML file could hold a script
_PASSIVE = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".txt", ".csv", ".odt", ".docx", ".xlsx"})


def is_copied(file: str, audience: str) -> bool:
    """Return whether ``audience`` is given an attachment beside the pages of its site."""
    return audience in _AUDIENCES and PurePosixPath(file).suffix.lower() in _PASSIVE
