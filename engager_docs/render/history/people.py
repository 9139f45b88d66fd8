"""A name as git keeps it → the name as it may be shown: no e-mail address, no control character, no length."""

from __future__ import annotations

import re

from engager_docs.render.diagnostics import clean

_ADDRESS = re.compile(r"\S+@\S+")
_LONGEST = 60
NOBODY = "somebody without a name"


def author_name(name: str) -> str:
    """Return who wrote a commit; whoever signed with an address alone is somebody without a name."""
    shown = clean(" ".join(_ADDRESS.sub(" ", name).split()))
    return (shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…") or NOBODY
